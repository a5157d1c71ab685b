"""Read a Word file with tracked changes as Word would show it once all of them are rejected or accepted, without any code of the engine."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INSERTED = (f"{W}ins", f"{W}moveTo")
_DELETED = (f"{W}del", f"{W}moveFrom")
_ENTRY = re.compile(r"^[^\t\u2002]*[\t\u2002]")

Element = etree._Element  # the name that lxml gives it


def document(content: bytes) -> Element:
    """Return the root of the text of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def rejected(content: bytes) -> list[str]:
    """Return the paragraphs of a Word file once all its changes are rejected: fields as what they point to, entries of the contents without number."""
    return [text for text in _paragraphs(document(content), _INSERTED) if text.strip()]


def accepted(content: bytes) -> list[str]:
    """Return the paragraphs of a Word file once all its changes are accepted."""
    return [text for text in _paragraphs(document(content), _DELETED) if text.strip()]


def _paragraphs(root: Element, gone: tuple[str, ...]) -> Iterator[str]:
    waiting = ""
    for paragraph in _standing(root, gone):
        waiting += "".join(_words(paragraph, gone))
        if not any(paragraph.find(f"{W}pPr/{W}rPr/{name}") is not None for name in gone):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            yield _ENTRY.sub("", waiting) if style is not None and style.get(f"{W}val", "").startswith("TOC") else waiting
            waiting = ""
    yield waiting


def _standing(node: Element, gone: tuple[str, ...]) -> Iterator[Element]:
    """Yield the paragraphs that are left when the rows that go are gone."""
    for child in node:
        if child.tag == f"{W}p":
            yield child
        elif child.tag == f"{W}tr" and any(child.find(f"{W}trPr/{name}") is not None for name in gone):
            continue
        else:
            yield from _standing(child, gone)


def _words(paragraph: Element, gone: tuple[str, ...]) -> Iterator[str]:
    """Yield the text of a paragraph; the field of a reference counts as its target, for what it shows is Word's to count."""
    depth, told, shown = 0, "", True
    for run in _runs(paragraph, gone):
        for child in run:
            kind = child.get(f"{W}fldCharType")
            if kind == "begin":
                depth, told, shown = depth + 1, "", False
            elif kind == "separate":
                name = told.split()
                shown = name[0] not in ("REF", "PAGEREF")
                yield "" if shown else f"→{name[1]}"
            elif kind == "end":
                depth, shown = depth - 1, True
            elif child.tag in (f"{W}instrText", f"{W}delInstrText"):
                told += child.text or ""
            elif child.tag in (f"{W}t", f"{W}delText") and shown:
                yield child.text or ""
            elif child.tag in (f"{W}tab", f"{W}br"):
                yield "\t"


def _runs(node: Element, gone: tuple[str, ...]) -> Iterator[Element]:
    for child in node:
        if child.tag == f"{W}r":
            yield child
        elif child.tag != f"{W}pPr" and child.tag not in gone:
            yield from _runs(child, gone)
