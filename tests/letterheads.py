"""Letterheads for tests: the sample with other words in it, and small ones made from nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO

from agreements.agreement import Agreement
from agreements.assembly import draft
from agreements.intake import read_deal
from agreements.letterhead.reading import read
from agreements.letterhead.sample import sample
from clauses import library
from clauses.library import example

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
AGREEMENT = "{{ agreement }}"


def paragraph(*runs: str) -> str:
    """Return a paragraph with one run for each text."""
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>' for words in runs) + "</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table with a paragraph in each cell."""
    inner = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in row) + "</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>{inner}</w:tbl>'


def card(**rows: str) -> str:
    """Return the table of the hub's details."""
    return table(("{{ letterhead }}", ""), *((label.title(), words) for label, words in ({"name": "Hub"} | rows).items())) + "<w:p/>"


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """Return a package of *parts*."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def word(
    body: str = "", *, head: str = "", parts: Mapping[str, bytes | str] | None = None, relations: str = "", types: str = "", where: str = AGREEMENT
) -> bytes:
    """Return a small Word file: *body* before the place of the agreement, *head* in its header, and whatever else a test puts in."""
    place = paragraph(where) if where else ""
    section = "<w:sectPr>" + ('<w:headerReference w:type="default" r:id="rIdHead"/>' if head else "") + '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    root = f'xmlns:w="{W}" xmlns:r="{R}"'
    whole: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}'
        + (f'<Relationship Id="rIdHead" Type="{R}/header" Target="header1.xml"/>' if head else "")
        + "</Relationships>",
        "word/document.xml": f"<w:document {root}><w:body>{body}{place}{section}</w:body></w:document>",
    }
    if head:
        whole["word/header1.xml"] = f"<w:hdr {root}>{head}</w:hdr>"
    return packed(whole | dict(parts or {}))


def sample_with(**changes: Callable[[str], str]) -> bytes:
    """Return the sample letterhead with its parts changed: ``document`` stands for ``word/document.xml``."""
    with zipfile.ZipFile(BytesIO(sample())) as package:
        parts: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist()}
    for name, change in changes.items():
        part = f"word/{name}.xml"
        parts[part] = change(bytes(parts[part]).decode()) if isinstance(parts[part], bytes) else ""
    return packed(parts)


def faults(content: bytes, name: str = "own.docx") -> list[str]:
    """Return what is wrong with a letterhead, each fault as a person reads it."""
    return [str(fault) for fault in read(content, name).faults]


def agreement_of(kind: str) -> Agreement:
    """Return the agreement of the example deal of *kind*."""
    known = library()
    return draft(read_deal(example(kind), known), known).agreement
