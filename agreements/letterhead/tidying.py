"""Take out of a letterhead's XML what only gets in the way: controls, links, bookmarks, marks of editing; and name what its parts need."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from lxml import etree

from agreements.letterhead.stories import W

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DROPPED = frozenset(
    f"{W}{name}"
    for name in (
        "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "lastRenderedPageBreak",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "smartTagPr", "customXmlPr", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "tblGridChange", "numberingChange", "printerSettings",
    )
)  # fmt: skip
_OPENED = frozenset(f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "sdt", "sdtContent"))
_SETTINGS = frozenset(
    f"{W}{name}"
    for name in (
        "zoom", "embedTrueTypeFonts", "saveSubsetFonts", "mirrorMargins", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders",
        "characterSpacingControl", "footnotePr", "endnotePr", "compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator",
        "displayBackgroundShape", "gutterAtTop", "noLineBreaksAfter", "noLineBreaksBefore",
    )
)  # fmt: skip
_LOOK = {
    f"{W}{name}": place
    for place, name in enumerate(
        (
            "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid",
            "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign",
            "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
        )
    )
}  # fmt: skip
_SIDES = {"start": "left", "end": "right"}
_OF_EDITING = re.compile(r"\}(rsid\w*|paraId|textId)$")
_MARKED = re.compile("[\ufdd0-\ufdef]")


def tidy(root: etree._Element) -> None:
    """Take out of *root* what must not be repeated, bound or followed: bookmarks, content controls, links, tracked looks; their words stay."""
    for element in list(root.iter(etree.Element)):
        if element.tag in (f"{W}sdtPr", f"{W}sdtEndPr") or element.tag in _DROPPED:
            _remove(element)
            continue
        for name in [name for name in element.attrib if _OF_EDITING.search(str(name))]:
            del element.attrib[name]
        if element.text and _MARKED.search(element.text):
            element.text = _MARKED.sub("", element.text)
    for element in list(root.iter(*_OPENED)):
        _open(element)
    write_strictly(root)


def write_strictly(root: etree._Element) -> None:
    """Write *root* as Word itself would: LibreOffice and others are not so strict with the order of properties and the names of sides."""
    for look in root.iter(f"{W}rPr"):
        put_in_order(look)
    for aligned in root.iter(f"{W}jc", f"{W}lvlJc"):
        aligned.set(f"{W}val", _SIDES.get(aligned.get(f"{W}val", ""), aligned.get(f"{W}val", "")))


def put_in_order(look: etree._Element) -> None:
    """Put what a run looks like into the order of the standard, each property once; the last one counts."""
    last = {element.tag: element for element in look}
    if len(last) < len(look) or any(_LOOK.get(one, 99) > _LOOK.get(next_, 99) for one, next_ in pairwise(element.tag for element in look)):
        look[:] = sorted(last.values(), key=lambda element: _LOOK.get(element.tag, 99))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _open(element: etree._Element) -> None:
    """Put the children of *element* in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def with_prefixes(root: etree._Element) -> etree._Element | None:
    """Return *root* with the usual prefixes declared, or None when it uses them for something else."""
    wanted = {"w": W[1:-1], "r": R[1:-1]}
    declared: Any = root.nsmap.copy()
    if any(declared.get(prefix, uri) != uri for prefix, uri in wanted.items()):
        return None
    declared.update(wanted)
    whole = etree.Element(root.tag, nsmap=declared)
    whole.attrib.update(root.attrib)
    whole.text = root.text
    whole.extend(list(root))
    odd = next((each for each in whole.iter(f"{W}*") if each.prefix != "w"), None)
    return whole if odd is None else None


def tidy_settings(root: etree._Element) -> None:
    """Keep of the settings those that shape the page; protection, mail merge, variables and tracking are left behind."""
    for element in list(root):
        if element.tag not in _SETTINGS:
            root.remove(element)
    language = root.find(f"{W}themeFontLang")
    if language is not None and language.get(f"{W}val") is None:
        root.remove(language)


def tidy_fonts(root: etree._Element) -> None:
    """Take embedded fonts out of the list of fonts, because their licence seldom allows to pass them on, and what only LibreOffice writes there."""
    for element in list(root.iter(f"{W}embedRegular", f"{W}embedBold", f"{W}embedItalic", f"{W}embedBoldItalic")):
        _remove(element)
    for charset in root.iter(f"{W}charset"):
        charset.attrib.pop(f"{W}characterSet", "")
