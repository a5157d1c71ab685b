"""Embed the faces of the house in a Word file: cut from the font packages to the letters of Europe, and masked as Word asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import uharfbuzz
from font_source_sans_pro import font_directory as sans
from font_source_serif_pro import font_directory as serif

from agreements.render.docx_numbering import W

FACES: Mapping[tuple[str, str], Path] = {
    ("Source Serif Pro", "embedRegular"): Path(serif, "SourceSerifPro-Regular.ttf"),
    ("Source Serif Pro", "embedBold"): Path(serif, "SourceSerifPro-Bold.ttf"),
    ("Source Sans Pro", "embedRegular"): Path(sans, "SourceSansPro-Regular.ttf"),
    ("Source Sans Pro", "embedBold"): Path(sans, "SourceSansPro-Bold.ttf"),
}
LETTERS = (  # Latin, Greek and Cyrillic, with the signs of text and money
    range(0x20, 0x250), range(0x2B0, 0x300), range(0x370, 0x530), range(0x1E00, 0x2070), range(0x20A0, 0x20C0), range(0x2100, 0x2150), range(0x2212, 0x2213),
)  # fmt: skip
_LIST, _RELATIONS = "word/fontTable.xml", "word/_rels/fontTable.xml.rels"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MASKED = 32  # bytes at the beginning of a file that its key masks


def with_fonts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the *parts* of a Word file with the file of each face of the house that its list of fonts names; other fonts stay as they are."""
    return {**parts, **dict(_files(parts))} if _LIST in parts and _RELATIONS in parts else dict(parts)


def _files(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    targets = {one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(parts[_RELATIONS])}
    for font in ElementTree.fromstring(parts[_LIST]).iter(f"{W}font"):
        for entry in font:
            path = FACES.get((font.get(f"{W}name", ""), entry.tag.removeprefix(W)))
            target = targets.get(entry.get(f"{_R}id"))
            if path and target:
                yield f"word/{target}", masked(letters(path), entry.get(f"{W}fontKey", ""))


@cache
def letters(path: Path) -> bytes:
    """Return the font in the file *path* with the letters of ``LETTERS`` alone."""
    wanted = uharfbuzz.SubsetInput()
    signs = wanted.sets(uharfbuzz.SubsetInputSets.UNICODE)
    for block in LETTERS:
        signs.update(block)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    cut: bytes = uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)), wanted).blob.data
    return cut


def masked(font: bytes, key: str) -> bytes:
    """Return *font* masked with *key*, “{AA6AA34C-…}”; masking twice gives it back. The source is ECMA-376, Part 4, section 2.8.1."""
    mask = bytes.fromhex(re.sub(r"[^0-9A-Fa-f]", "", key))[::-1]
    return bytes(byte ^ mask[place % len(mask)] for place, byte in enumerate(font[:_MASKED])) + font[_MASKED:]
