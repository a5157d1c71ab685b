"""Read the Word house template once: its parts, the styles by name, the lists and the width of the text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from agreements.errors import AgreementError, Fault, nearest
from agreements.render.docx_numbering import Lists, W, read_lists
from templates import ROOT

HOUSE = ROOT / "docx" / "agreement.docx"
STYLES = (
    "Kind", "Title", "Subtitle", "Key Terms", "Key Term", "Key Value", "Cover Note", "TOC Heading", "toc 1",
    "Section Heading", "Body Text", "Party", "Recital", "Agreed",
    "Clause 1", "Clause 2", "Clause 3", "Clause 4", "Clause Text", "Definition", "Defined Term", "Blank",
    "Agreement Table", "Form Table", "Table Heading", "Table Text", "Table End",
    "Signatures", "Signing Party", "Signature Rule", "Signature Line", "Annex Heading", "Annex Text 1",
)  # fmt: skip
NUMBERED = ("Party", "Recital", "Clause 1", "Clause 2", "Clause 3", "Clause 4", "Annex Text 1")


@dataclass(frozen=True, slots=True)
class Template:
    """The house template, ready to be filled.

    *opening* and *closing* are the document's XML around the body; *styles* gives the id of a style by its name, *numbers* the use of
    a list by the name of a style; *width* is that of the text in twentieths of a point.
    """

    parts: Mapping[str, bytes]
    opening: str
    closing: str
    styles: Mapping[str, str]
    numbers: Mapping[str, int]
    lists: Lists
    width: int

    def indent(self, level: int) -> int:
        """Return where the text of a provision of *level* begins, from the left margin."""
        levels = self.lists.levels[self.lists.nums[self.numbers["Clause 1"]].abstract]
        return levels[min(max(level, 1), len(levels)) - 1].indent


@cache
def house_template() -> Template:
    """Return the house template of :mod:`templates`."""
    return read_template(HOUSE)


def read_template(path: Path) -> Template:
    """Read a template; raises ``AgreementError`` with every style that it lacks."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = parts["word/document.xml"].decode()
    found, listed = _styles(parts["word/styles.xml"])
    faults = [_missing(path, name, found) for name in STYLES if name.casefold() not in found]
    faults += [_unnumbered(path, name) for name in NUMBERED if name.casefold() not in listed]
    if faults:
        raise AgreementError(faults)
    body = document.index("<w:body>") + len("<w:body>")
    closing = document[document.rindex("<w:sectPr") :]
    styles = {name: found[name.casefold()] for name in STYLES}
    numbers = {name: listed[name.casefold()] for name in NUMBERED}
    return Template(parts, document[:body], closing, styles, numbers, read_lists(parts["word/numbering.xml"]), _width(closing))


def _missing(path: Path, name: str, styles: Mapping[str, str]) -> Fault:
    return Fault(path.name, f"The template has no style named “{name}”.", nearest(name, styles))


def _unnumbered(path: Path, name: str) -> Fault:
    return Fault(path.name, f"The style “{name}” belongs to no list.", "Give it its numbering back.")


def _styles(xml: bytes) -> tuple[dict[str, str], dict[str, int]]:
    """Return the ids of the styles and the lists they number in, by name: programs change ids and capitals, names stay."""
    ids: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for style in ElementTree.fromstring(xml).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is None:
            continue
        shown = name.get(f"{W}val", "").casefold()
        ids[shown] = style.get(f"{W}styleId", "")
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            numbers[shown] = int(number.get(f"{W}val", "0"))
    return ids, numbers


def _width(section: str) -> int:
    size = {name: int(_attribute(section, name)) for name in ("w:w", "w:right", "w:left")}
    return size["w:w"] - size["w:left"] - size["w:right"]


def _attribute(section: str, name: str) -> str:
    found = re.search(rf'<w:pg(?:Sz|Mar)\b[^>]*? {name}="(\d+)"', section)
    return found[1] if found else "0"
