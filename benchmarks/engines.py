"""The engines that are compared: each turns the same agreement into a document."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from flow import Block, Contents, Grid, Paragraph, Span, flow
from font_source_sans_pro import font_directory as sans
from font_source_serif_pro import font_directory as serif

from agreements.agreement import Agreement
from agreements.render import docx, html, pdf
from agreements.render.docx_template import house_template

HERE = Path(__file__).parent
LIBREOFFICE_MISSING = "LibreOffice is not installed (apt-get install libreoffice-writer-nogui)"
TYPST_MISSING = "Typst is not installed (.venv/bin/pip install -e '.[bench]')"

OURS: Mapping[str, Callable[[Agreement], bytes]] = {"html": html.render, "docx": docx.render, "pdf": pdf.render}


# The house template, emptied: both Word engines begin with it ---------------------------------------------------------------


def _field(instruction: str, cached: str) -> str:
    inner = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f'<w:t xml:space="preserve">{cached}</w:t>',
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{each}</w:r>" for each in inner)


@cache
def _house(body: str = "") -> bytes:
    """Return the house template with *body* and with fields for the page numbers."""
    template = house_template()
    page = "</w:t></w:r>" + _field("PAGE", "1") + '<w:r><w:t xml:space="preserve"> / </w:t></w:r>' + _field("NUMPAGES", "1") + "<w:r><w:t></w:t></w:r>"
    filled = {name: xml.replace(b"{{ page }}</w:t></w:r>", page.encode()) for name, xml in template.parts.items()}
    filled["word/document.xml"] = (template.opening + body + template.closing).encode()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in filled.items():
            archive.writestr(name, xml)
    return content.getvalue()


# python-docx, paragraph by paragraph ----------------------------------------------------------------------------------------


def python_docx(agreement: Agreement) -> bytes:
    """Write the agreement paragraph by paragraph; less than ours: no content controls, no lists that begin anew."""
    document = Document(io.BytesIO(_house()))
    for section in document.sections:
        for run in (run for paragraph in section.header.paragraphs for run in paragraph.runs):
            run.text = run.text.replace("{{ kind_title }}", agreement.kind_title).replace("{{ reference }}", agreement.reference)
    document.core_properties.title = agreement.title
    for number, block in enumerate(flow(agreement)):
        match block:
            case Paragraph():
                _write_paragraph(document, block, number)
            case Grid():
                _write_table(document, block)
            case Contents():
                _write_contents(document, block)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _write_paragraph(document: Any, block: Paragraph, number: int) -> None:
    paragraph = document.add_paragraph(style=block.style)
    ends = [_element("w:bookmarkStart", id=str(number), name=block.anchor), _element("w:bookmarkEnd", id=str(number))] if block.anchor else []
    paragraph._p.extend(ends[:1])  # noqa: SLF001  # python-docx has no bookmarks and no fields
    _write_spans(paragraph, block.spans)
    paragraph._p.extend(ends[1:])  # noqa: SLF001


def _write_spans(paragraph: Any, spans: Sequence[Span]) -> None:
    for look, words, target in spans:
        if look == "link":
            _write_field(paragraph._p, f"REF {target} \\r \\h", words)  # noqa: SLF001
        else:
            paragraph.add_run(words).bold = True if look == "bold" else None


def _write_table(document: Any, block: Grid) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]) if block.rows else 1, style=block.style)
    for row in block.rows:
        for cell, spans in zip(table.add_row().cells, row, strict=True):
            _write_spans(cell.paragraphs[0], spans)


def _write_contents(document: Any, block: Contents) -> None:
    for words, anchor in block.entries:
        paragraph = document.add_paragraph(style="toc 1")
        paragraph.add_run(f"{words}\t")
        _write_field(paragraph._p, f"PAGEREF {anchor} \\h", "1")  # noqa: SLF001


def _write_field(paragraph: Any, instruction: str, cached: str) -> None:
    for tag, words, attributes in (
        ("w:fldChar", "", {"fldCharType": "begin"}),
        ("w:instrText", f" {instruction} ", {}),
        ("w:fldChar", "", {"fldCharType": "separate"}),
        ("w:t", cached, {}),
        ("w:fldChar", "", {"fldCharType": "end"}),
    ):
        run, inner = _element("w:r"), _element(tag, **attributes)
        inner.text = words or None
        run.append(inner)
        paragraph.append(run)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


# docxtpl with loops ---------------------------------------------------------------------------------------------------------


def docxtpl(agreement: Agreement) -> bytes:
    """Fill a template that loops over paragraphs, rows, cells and runs; less than ours: no content controls, no lists that begin anew."""
    styles = house_template().styles
    template = DocxTemplate(io.BytesIO(_looping()))
    blocks = [{"block": block, "style": styles.get(getattr(block, "style", ""), "")} for block in flow(agreement)]
    template.render({"blocks": blocks, "kind_title": agreement.kind_title, "reference": agreement.reference}, autoescape=True)
    content = io.BytesIO()
    template.save(content)
    return content.getvalue()


@cache
def _looping() -> bytes:
    """Return the house template with a body of loops, made here so that it has the styles of ours."""
    begin = '{% if each.block.anchor %}<w:bookmarkStart w:id="{{ loop.index }}" w:name="{{ each.block.anchor }}"/>{% endif %}'
    end = '{% if each.block.anchor %}<w:bookmarkEnd w:id="{{ loop.index }}"/>{% endif %}'
    page = _field("PAGEREF {{ anchor }} \\h", "1")
    body = (
        _tag("p", "for each in blocks"),
        _tag("p", "if each.block.block == 'paragraph'"),
        _paragraph("{{ each.style }}", begin + _spans("each.block.spans") + end),
        _tag("p", "elif each.block.block == 'contents'"),
        _tag("p", "for words, anchor in each.block.entries"),
        _paragraph(house_template().styles["toc 1"], _text("{{ words }}") + "<w:r><w:tab/></w:r>" + page),
        _tag("p", "endfor"),
        _tag("p", "else"),
        '<w:tbl><w:tblPr><w:tblStyle w:val="{{ each.style }}"/><w:tblW w:w="8902" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="8902"/></w:tblGrid>',
        _row(_tag("tr", "for row in each.block.rows")),
        _row(_tag("tc", "for cell in row"), f"<w:p>{_spans('cell')}</w:p>", _tag("tc", "endfor")),
        _row(_tag("tr", "endfor")),
        "</w:tbl>",
        _tag("p", "endif"),
        _tag("p", "endfor"),
    )
    return _house("".join(body))


def _paragraph(style: str, inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def _spans(name: str) -> str:
    link = _field("REF {{ target }} \\r \\h", "{{ words }}")
    tags = ("for look, words, target in " + name, "if look == 'link'", "elif look == 'bold'", "else", "endif", "endfor")
    begin, linked, bold, plain, end, done = (f"<w:r><w:t>{{%r {tag} %}}</w:t></w:r>" for tag in tags)
    return begin + linked + link + bold + _text("{{ words }}", "<w:rPr><w:b/></w:rPr>") + plain + _text("{{ words }}") + end + done


def _text(words: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _tag(level: str, statement: str) -> str:
    return f"<w:p><w:r><w:t>{{%{level} {statement} %}}</w:t></w:r></w:p>"


# Typst ----------------------------------------------------------------------------------------------------------------------


def typst(agreement: Agreement) -> bytes:
    """Set the agreement with Typst as PDF/A-3a, which carries tags as ours does; less than ours: no PDF/UA claim, no attached source."""
    blocks: list[Block] = flow(agreement)
    face = {name: getattr(agreement, name) for name in ("kind_title", "title", "reference", "language", "date")}
    given = json.dumps({**face, "blocks": [asdict(block) for block in blocks]})
    made: bytes = _typesetter().compile(format="pdf", sys_inputs={"given": given}, pdf_standards=["a-3a"])
    return made


@cache
def _typesetter() -> Any:
    from typst import Compiler  # noqa: PLC0415  # an extra

    return Compiler(HERE / "agreement.typ", font_paths=[sans, serif], ignore_system_fonts=True)


def has_typst() -> bool:
    """Tell whether Typst can be imported."""
    try:
        import typst  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


# LibreOffice ----------------------------------------------------------------------------------------------------------------


class LibreOffice:
    """Converts Word files to tagged PDF/A-3, as ours is; all files of one call are converted by one process."""

    FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"SelectPdfVersion":{"type":"long","value":"3"}}'

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = shutil.which("soffice")

    def convert(self, files: Sequence[Path]) -> None:
        """Write a PDF beside each of *files*."""
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = [str(self.program), profile, "--headless", "--convert-to", self.FILTER, "--outdir", str(self.folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own command

    def convert_one(self, document: bytes) -> bytes:
        """Return a Word file as PDF."""
        path = self.folder / "one.docx"
        path.write_bytes(document)
        self.convert([path])
        return path.with_suffix(".pdf").read_bytes()


# Reading back ---------------------------------------------------------------------------------------------------------------


def words_of(document: bytes) -> int:
    """Return how many words a Word file or a PDF says, to show that all engines wrote the same text; 0 where nothing here can read it."""
    if document.startswith(b"PK"):
        paragraphs = Document(io.BytesIO(document)).element.body.iter(qn("w:p"))
        return sum(len("".join(str(node.text or "") if node.tag == qn("w:t") else " " for node in each.iter(*_READ)).split()) for each in paragraphs)
    if not shutil.which("pdftotext"):
        return 0
    done = subprocess.run(["pdftotext", "-", "-"], input=document, capture_output=True, check=True)  # noqa: S607  # comes with make setup
    return len(done.stdout.decode().split())


_READ = (qn("w:t"), qn("w:tab"), qn("w:br"))
