"""Put a written document into the package of the house template: page parts, properties, draft mark and archive."""

from __future__ import annotations

import re
import zipfile
from functools import cache, lru_cache
from html import escape
from io import BytesIO

from agreements.agreement import Agreement, to_json
from agreements.render import docx_carried
from agreements.render.docx_template import house_template
from agreements.render.docx_text import attribute, clean, field, text
from templates import ROOT

DRAFT_MARK = ROOT / "docx" / "draft.xml"
_TOKEN = re.compile(
    r"<w:r(?: [^>]*)?>(?P<look><w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>\{\{ page \}\}</w:t></w:r>"
    r"|\{\{ (?P<name>kind_title|reference) \}\}"
)
_PAGE_PART = re.compile(r"word/(header|footer)\d*\.xml")
_LANGUAGE = re.compile(r'(<w:(?:lang|themeFontLang)\b[^>]*? w:val=")[^"]*')
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CORE, _NUMBERING, _DOCUMENT = "docProps/core.xml", "word/numbering.xml", "word/document.xml"
_FILLED = (_CORE, _NUMBERING, _DOCUMENT)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MARK_WIDTH, _MARK_HIGHEST, _MARK_LOWEST, _MARK_LETTER = 400, 100, 45, 0.8
_MARK_TOKEN = re.compile(r"\{\{ (draft|width|height) \}\}")


def package(agreement: Agreement, body: str, nums: str, pages: int, *, draft: bool) -> bytes:
    """Return the Word file: *body* between the template's own parts, *nums* added to its lists."""
    template = house_template()
    filled = {_CORE: _properties(agreement), _DOCUMENT: template.opening + body + template.closing}
    lists = template.parts[_NUMBERING].decode()
    end = lists.rindex("</w:num>") + len("</w:num>")
    filled[_NUMBERING] = lists[:end] + nums + lists[end:]
    for name, xml in template.parts.items():
        if _PAGE_PART.fullmatch(name):
            filled[name] = _page_part(xml.decode(), agreement, pages, draft=draft and "header" in name)
    carried = {docx_carried.ITEM: docx_carried.item(to_json(agreement), draft=draft)}
    content = BytesIO(_unchanging(agreement.language))
    content.seek(0, 2)
    with zipfile.ZipFile(content, "a") as archive:
        _store(archive, {name: xml.encode() for name, xml in filled.items()} | carried)
    return content.getvalue()


@lru_cache(maxsize=64)
def _unchanging(language: str) -> bytes:
    """Return an archive of the parts that all documents of one language share, so that they are packed once."""
    parts = docx_carried.with_place(house_template().parts)
    shared = {name: content for name, content in parts.items() if name not in _FILLED and not _PAGE_PART.fullmatch(name)}
    for name in ("word/styles.xml", "word/settings.xml"):
        shared[name] = _LANGUAGE.sub(lambda found: found[1] + attribute(language), shared[name].decode(), count=1).encode()
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        _store(archive, shared)
    return content.getvalue()


def _store(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    for name in sorted(parts):
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 0
        archive.writestr(entry, parts[name], compresslevel=1)


def _page_part(xml: str, agreement: Agreement, pages: int, *, draft: bool) -> str:
    """Fill a header or footer in one pass, so that no value is taken for a token."""
    words = {"kind_title": agreement.kind_title, "reference": agreement.reference}
    numbers = _page_numbers(agreement.words.page, pages)

    def fill(found: re.Match[str]) -> str:
        if found["name"]:
            return escape(clean(words[found["name"]]), quote=False)
        return numbers.replace("<w:r>", f"<w:r>{found['look'] or ''}")

    xml = _TOKEN.sub(fill, xml)
    return xml.replace("</w:p>", _draft_mark(agreement.words.draft) + "</w:p>", 1) if draft else xml


def _page_numbers(words: str, pages: int) -> str:
    fields = {"{page}": field("PAGE", text("1")), "{pages}": field("NUMPAGES", text(str(pages)))}
    return "".join(fields.get(part) or text(part) for part in re.split(r"(\{pages?\})", words))


def _draft_mark(words: str) -> str:
    """Return the mark across the page in the form that Word itself writes and knows how to remove."""
    height = min(_MARK_HIGHEST, max(_MARK_LOWEST, round(_MARK_WIDTH / (_MARK_LETTER * max(len(words), 1)))))
    values = {"draft": attribute(words), "width": str(_MARK_WIDTH), "height": str(height)}
    return _MARK_TOKEN.sub(lambda found: values[found[1]], _draft_xml())


@cache
def _draft_xml() -> str:
    return "".join(line.strip() for line in DRAFT_MARK.read_text(encoding="utf-8").splitlines())


def _properties(agreement: Agreement) -> str:
    date = f"{agreement.date}T00:00:00Z"
    dated = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}</dcterms:{name}>' for name in ("created", "modified"))
    named = {"title": agreement.title, "subject": agreement.kind_title, "identifier": agreement.reference, "language": agreement.language}
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + "".join(f"<dc:{name}>{escape(clean(words), quote=False)}</dc:{name}>" for name, words in named.items())
        + (dated if _DATE.fullmatch(agreement.date) else "")
        + "</cp:coreProperties>"
    )
