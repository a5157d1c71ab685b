"""Put a written document into the package of the house template: page parts, properties, draft mark and archive."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape
from io import BytesIO

from agreements.agreement import Agreement, to_json
from agreements.render import docx_carried
from agreements.render.docx_scripts import proofing
from agreements.render.docx_template import Template
from agreements.render.docx_text import attribute, clean, field, text
from templates import ROOT

DRAFT_MARK = ROOT / "docx" / "draft.xml"
_TOKEN = re.compile(
    r"<w:r(?: [^>]*)?>(?P<look><w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>\{\{ page \}\}</w:t></w:r>"
    r"|\{\{ (?P<name>kind_title|reference|fingerprint) \}\}"
)
_UNSTYLED = re.compile("<w:r>(?!<w:rPr>)")
_PAGE_PART = re.compile(r"word/(header|footer)\d*\.xml")
_LANGUAGE = re.compile(r'(<w:(?:lang|themeFontLang)\b[^>]*? w:val=")[^"]*')
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CORE, _NUMBERING, _DOCUMENT = "docProps/core.xml", "word/numbering.xml", "word/document.xml"
_FILLED = (_CORE, _NUMBERING, _DOCUMENT)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MARK_WIDTH, _MARK_HIGHEST, _MARK_LOWEST, _MARK_LETTER = 400, 100, 45, 0.8
_MARK_TOKEN = re.compile(r"\{\{ (draft|width|height) \}\}")


def package(agreement: Agreement, template: Template, body: str, nums: str, pages: int, *, draft: bool) -> bytes:
    """Return the Word file: *body* between the template's own parts, *nums* added to its lists."""
    source = to_json(agreement)
    numbers = page_numbers(agreement, pages)
    words = {"kind_title": agreement.kind_title, "reference": agreement.reference, "fingerprint": short_fingerprint(source)}
    stories = {_DOCUMENT: template.opening + body + template.closing}
    for name, xml in template.parts.items():
        if _PAGE_PART.fullmatch(name):
            mark = draft_mark(agreement.words.draft) if draft and "header" in name else ""
            stories[name] = _page_part(xml.decode(), words, numbers).replace("</w:p>", mark + "</w:p>", 1)
    return archive(agreement, source, template, stories, nums, draft=draft)


def archive(agreement: Agreement, source: bytes, template: Template, stories: Mapping[str, str], nums: str, *, draft: bool) -> bytes:
    """Return the Word file of the finished *stories*, that is body, headers and the like by name, with the other parts of *template*; *source* is the JSON."""
    lists = template.parts[_NUMBERING].decode()
    end = lists.rindex("</w:num>") + len("</w:num>")
    filled = {_CORE: _properties(agreement, draft=draft), _NUMBERING: lists[:end] + nums + lists[end:], **stories}
    carried = {docx_carried.ITEM: docx_carried.item(source, draft=draft)}
    content = BytesIO(_unchanging(template, agreement.language))
    content.seek(0, 2)
    with zipfile.ZipFile(content, "a") as whole:
        _store(whole, {name: xml.encode() for name, xml in filled.items()} | carried)
    return content.getvalue()


@lru_cache(maxsize=64)
def _unchanging(template: Template, language: str) -> bytes:
    """Return an archive of the parts that all documents of one template and language share, so that they are packed once."""
    parts = docx_carried.with_place(template.parts)
    shared = {name: content for name, content in parts.items() if name not in _FILLED and not _PAGE_PART.fullmatch(name)}
    for name in ("word/styles.xml", "word/settings.xml"):
        shared[name] = _LANGUAGE.sub(lambda found: found[1] + attribute(proofing(language)), shared[name].decode(), count=1).encode()
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


def short_fingerprint(source: bytes) -> str:
    """Return the beginning of the fingerprint as it is printed, such as “3f2a 91bc 04de”; *source* is the JSON of the agreement."""
    whole = docx_carried.digest(source)
    return " ".join(whole[at : at + 4] for at in (0, 4, 8))


def _page_part(xml: str, words: Mapping[str, str], numbers: str) -> str:
    """Fill a header or footer in one pass, so that no value is taken for a token."""

    def fill(found: re.Match[str]) -> str:
        if found["name"]:
            return escape(clean(words[found["name"]]), quote=False)
        return _UNSTYLED.sub(f"<w:r>{found['look'] or ''}", numbers)

    return _TOKEN.sub(fill, xml)


def page_numbers(agreement: Agreement, pages: int) -> str:
    """Return “Page 3 of 14” with fields that Word counts; until then it shows the estimate *pages*."""
    fields = {"{page}": field("PAGE", text("1")), "{pages}": field("NUMPAGES", text(str(pages)))}
    return "".join(fields.get(part) or text(part) for part in re.split(r"(\{pages?\})", agreement.words.page))


def draft_mark(words: str) -> str:
    """Return the mark across the page in the form that Word itself writes and knows how to remove."""
    height = min(_MARK_HIGHEST, max(_MARK_LOWEST, round(_MARK_WIDTH / (_MARK_LETTER * max(len(words), 1)))))
    values = {"draft": attribute(words), "width": str(_MARK_WIDTH), "height": str(height)}
    return _MARK_TOKEN.sub(lambda found: values[found[1]], _draft_xml())


@cache
def _draft_xml() -> str:
    return "".join(line.strip() for line in DRAFT_MARK.read_text(encoding="utf-8").splitlines())


def _properties(agreement: Agreement, *, draft: bool) -> str:
    parties = "; ".join(block.name for block in agreement.execution)
    named = {
        "dc:title": agreement.title,
        "dc:subject": agreement.kind_title,
        "dc:creator": parties,
        "cp:keywords": f"{agreement.reference}; {agreement.kind}",
        "dc:identifier": agreement.reference,
        "dc:language": agreement.language,
        "cp:version": agreement.library,
        "cp:contentStatus": agreement.words.draft if draft else "",
    }
    date = f"{agreement.date}T00:00:00Z"
    dated = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}</dcterms:{name}>' for name in ("created", "modified"))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + "".join(f"<{name}>{escape(clean(words), quote=False)}</{name}>" for name, words in named.items() if words)
        + (dated if _DATE.fullmatch(agreement.date) else "")
        + "</cp:coreProperties>"
    )
