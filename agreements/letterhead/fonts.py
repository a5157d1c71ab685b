"""Carry the fonts of the house in a letterhead that uses them, as the house template does; fonts of others are not passed on."""

from __future__ import annotations

import posixpath
from copy import deepcopy

from lxml import etree

from agreements.letterhead.packing import Parts
from agreements.letterhead.stories import W
from agreements.letterhead.tidying import R
from agreements.render.docx_template import house_template

FONTS = "word/fontTable.xml"
_RELATIONS = "word/_rels/fontTable.xml.rels"
_EMBEDDED = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")


def carry_fonts(fonts: etree._Element, used: set[str], parts: Parts) -> None:
    """Put the house's entry for each font of *used* that the house embeds into the list *fonts*, and its files into *parts*."""
    house = house_template().parts
    if _RELATIONS not in house:
        return
    files = {each.get("Id", ""): posixpath.join("word", each.get("Target", "")) for each in etree.fromstring(house[_RELATIONS])}
    own = {each.get(f"{W}name", ""): each for each in fonts.findall(f"{W}font")}
    for entry in etree.fromstring(house[FONTS]).findall(f"{W}font"):
        name = entry.get(f"{W}name", "")
        embedded = [each for kind in _EMBEDDED for each in entry.findall(f"{W}{kind}")]
        if name not in used or not embedded:
            continue
        copy = deepcopy(entry)
        if name in own:
            fonts.replace(own[name], copy)
        else:
            fonts.append(copy)
        for each in embedded:
            relation = each.get(f"{R}id", "")
            parts.add(files[relation], house[files[relation]])
            parts.relate(FONTS, "font", files[relation], relation)


def fonts_used(*roots: etree._Element) -> set[str]:
    """Return the names of the fonts that *roots*, styles and stories, ask for."""
    names = (fonts.get(f"{W}{kind}") for root in roots for fonts in root.iter(f"{W}rFonts") for kind in ("ascii", "hAnsi"))
    return {name for name in names if name}
