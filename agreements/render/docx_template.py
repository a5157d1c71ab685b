"""Read the Word house template once: its parts, the styles by name, the lists and the width of the text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from agreements.errors import AgreementError, Fault, nearest
from agreements.render.docx_fonts import with_fonts
from agreements.render.docx_numbering import Lists, W, read_lists
from agreements.render.docx_styles import Setting, settings
from templates import ROOT

HOUSE, HOUSE_BRIEF = ROOT / "docx" / "agreement.docx", ROOT / "docx" / "letter.docx"
STYLES = (
    "Kind", "Title", "Subtitle", "Key Terms", "Key Term", "Key Value", "Cover Note", "TOC Heading", "toc 1",
    "Section Heading", "Page Heading", "Body Text", "Party", "Recital", "Agreed",
    "Clause 1", "Clause 2", "Clause 3", "Clause 4", "Clause Text", "Definition", "Defined Term", "Blank",
    "Agreement Table", "Form Table", "Table Heading", "Table Text", "Narrow Table Heading", "Narrow Table Text", "Table End",
    "Signatures", "Signing Party", "Signature Rule", "Signature Line", "Signature Label",
    "Annex Heading", "Annex Label", "Annex Note", "Annex Clause", "Annex Text 1", "Annex Text 2", "Annex Text 3", "Annex Text 4",
)  # fmt: skip
NUMBERED = (
    "Party", "Recital", "Clause 1", "Clause 2", "Clause 3", "Clause 4", "Annex Clause", "Annex Text 1", "Annex Text 2", "Annex Text 3", "Annex Text 4",
)  # fmt: skip
COUNTING = (*NUMBERED, "Annex Heading")  # the heading of an annex may count without printing a number, so that the list below it begins anew


@dataclass(frozen=True, slots=True, eq=False)  # the same template is the same object, so that what is made of it can be kept
class Template:
    """The house template, ready to be filled.

    *opening* and *closing* are the document's XML around the body; *styles* gives the id of a style by its name, *numbers* the use of a list and
    *levels* the level in it by the name of a style; the *linked* ones count by their style alone. *indents* says where the text of a style begins,
    *settings* how a style looks (by its name in small letters), *width* and *height* the room for text, all in twentieths of a point.
    """

    parts: Mapping[str, bytes]
    opening: str
    closing: str
    styles: Mapping[str, str]
    numbers: Mapping[str, int]
    levels: Mapping[str, int]
    linked: AbstractSet[str]
    indents: Mapping[str, int]
    settings: Mapping[str, Setting]
    lists: Lists
    width: int
    height: int

    def indent(self, level: int) -> int:
        """Return where the text of a provision of *level* begins, from the left margin."""
        return self.indents[f"Clause {min(max(level, 1), 4)}"]


@cache
def house_template(*, brief: bool = False) -> Template:
    """Return the house template of :mod:`templates`; a *brief* agreement, such as a letter, has a closer setting."""
    return read_template(HOUSE_BRIEF if brief else HOUSE)


def read_template(path: Path) -> Template:
    """Read a template; raises ``AgreementError`` with every style that it lacks."""
    with zipfile.ZipFile(path) as package:
        return template_of(with_fonts({name: package.read(name) for name in package.namelist()}), path.name)


def template_of(parts: Mapping[str, bytes], file: str) -> Template:
    """Return the template that these *parts* of the file *file* make; raises ``AgreementError`` with every style that they lack."""
    document = parts["word/document.xml"].decode()
    found = _styles(parts["word/styles.xml"])
    faults = [_missing(file, name, found) for name in STYLES if name.casefold() not in found]
    faults += [_unnumbered(file, name) for name in NUMBERED if name.casefold() in found and found[name.casefold()].number is None]
    if faults:
        raise AgreementError(faults)
    body = document.index("<w:body>") + len("<w:body>")
    closing = document[document.rindex("<w:sectPr") :]
    named = {name: found[name.casefold()] for name in STYLES}
    lists = read_lists(parts["word/numbering.xml"])
    return Template(
        parts,
        document[:body],
        closing,
        styles={name: style.id for name, style in named.items()},
        numbers={name: named[name].number or 0 for name in COUNTING if named[name].number},
        levels={name: named[name].level for name in COUNTING if named[name].number},
        linked=frozenset(name for name in COUNTING if _linked(named[name], lists)),
        indents={name: _indent(named[name], lists) for name in COUNTING},
        settings=settings(parts["word/styles.xml"]),
        lists=lists,
        width=_room(closing, "w:w", "w:left", "w:right"),
        height=_room(closing, "w:h", "w:top", "w:bottom"),
    )


def _missing(file: str, name: str, styles: Mapping[str, _Style]) -> Fault:
    return Fault(file, f"The template has no style named “{name}”.", nearest(name, styles))


def _unnumbered(file: str, name: str) -> Fault:
    return Fault(file, f"The style “{name}” belongs to no list.", "Give it its numbering back.")


@dataclass(frozen=True, slots=True)
class _Style:
    """A style as the file has it: its id, the use of a list and the level in it, the indent of its own."""

    id: str
    number: int | None
    level: int
    indent: int | None


def _styles(xml: bytes) -> dict[str, _Style]:
    """Return the styles by name: programs change ids and capitals, names stay."""
    found: dict[str, _Style] = {}
    for style in ElementTree.fromstring(xml).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            number = _value(style, "numPr/{}numId", "val")
            level = _value(style, "numPr/{}ilvl", "val") or 0
            indent = _value(style, "ind", "left")
            found[name.get(f"{W}val", "").casefold()] = _Style(style.get(f"{W}styleId", ""), number, level, indent)
    return found


def _value(style: ElementTree.Element, path: str, name: str) -> int | None:
    child = style.find(f"{W}pPr/{W}{path.format(W)}")
    value = None if child is None else child.get(f"{W}{name}")
    return None if value is None else int(value)


def _linked(style: _Style, lists: Lists) -> bool:
    """Return whether Word finds the level by the style: it looks for the level that names the style, and one level names one style."""
    return bool(style.number) and lists.levels[lists.nums[style.number or 0].abstract][style.level].style == style.id


def _indent(style: _Style, lists: Lists) -> int:
    """Return where the text of a numbered paragraph begins: the style's own indent wins over that of its list."""
    if style.indent is not None or not style.number:
        return style.indent or 0
    return lists.levels[lists.nums[style.number].abstract][style.level].indent


def _room(section: str, whole: str, *margins: str) -> int:
    return int(_attribute(section, whole)) - sum(int(_attribute(section, margin)) for margin in margins)


def _attribute(section: str, name: str) -> str:
    found = re.search(rf'<w:pg(?:Sz|Mar)\b[^>]*? {name}="(\d+)"', section)
    return found[1] if found else "0"
