"""The fonts of every PDF: those of the font packages and no font of the machine; what they lack is printed as a box with its code."""

from __future__ import annotations

import io
import os
import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

from font_source_sans_pro import font_directory as sans
from font_source_serif_pro import font_directory as serif
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from templates import ROOT

_FACES = (
    ("Source Serif Pro", serif, "SourceSerifPro-Regular.ttf", 400),
    ("Source Serif Pro", serif, "SourceSerifPro-Semibold.ttf", 600),
    ("Source Sans Pro", sans, "SourceSansPro-Regular.ttf", 400),
    ("Source Sans Pro", sans, "SourceSansPro-Semibold.ttf", 600),
)
_CODES = "Pactwright Codes"
_ALIKE = {"\u2011": "hyphen", " ": "space", "\u00a0": "space"}  # drawn as the sans does; spaces between two boxes are looked for in their font
_SETTING = "FONTCONFIG_FILE"
_UNSEEN = frozenset(map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10))))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_WIDTH, _TOP, _BOTTOM, _SIDE, _LINE, _DIGIT = 760, 760, -120, 40, 34, 540  # of a box, its frame and a digit in it
_NO_TIME = 0  # a font that is made anew each time says nothing of when
_SIZE = 0.56  # of the digits in a box
_GLYPHS = dict(zip("0123456789", ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), strict=True))


def printable(page: str) -> str:
    """Return *page* with a mark in place of each control character: no font can print one, and none may be in a PDF for the archive."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", page)


def missing(text: str) -> str:
    """Return the characters of *text* that no font of the packages has, in order of their codes; what is never seen is not among them."""
    return "".join(sorted(each for each in set(text) - _known() - _UNSEEN if category(each) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")))


def unprintable(text: str) -> str:
    """Return the characters of *text* that readers of the PDF see as a box."""
    return "".join(each for each in missing(text) if each not in _ALIKE)


def faces(lacking: str = "") -> str:
    """Return the fonts as CSS rules, with one more for the characters that they are *lacking*."""
    rules = [
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{Path(folder, name).as_uri()}"); }}'
        for family, folder, name, weight in _FACES
    ]
    if lacking:
        rules.append(f'@font-face {{ font-family: "{_CODES}"; src: url("data:font/ttf;base64,{b64encode(codes(lacking)).decode()}"); }}')
    return "\n".join(rules)


@contextmanager
def no_fonts_of_the_machine() -> Iterator[None]:
    """Let Fontconfig, when it starts inside, find nothing: otherwise a character could be printed here with one font and there with another."""
    before = os.environ.get(_SETTING)
    os.environ[_SETTING] = str(ROOT / "html" / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SETTING]
        else:
            os.environ[_SETTING] = before


@cache
def _known() -> frozenset[str]:
    known: set[str] = set()
    for _, folder, name, _ in _FACES:
        with TTFont(Path(folder, name), lazy=True) as face:
            known |= set(map(chr, face.getBestCmap()))
    return frozenset(known)


def codes(characters: str) -> bytes:
    """Return a font that draws each of *characters* as a box with its code in it; the same characters give the same bytes."""
    names = {f"u{ord(each):04X}": each for each in dict.fromkeys((" ", "\u00a0", *characters))}
    builder = FontBuilder(1000, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.updateHead(created=_NO_TIME, modified=_NO_TIME)
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap({ord(each): name for name, each in names.items()})
    with TTFont(Path(sans, "SourceSansPro-Semibold.ttf")) as face:
        sources = face.getGlyphSet()
        drawn = {name: _glyph(each, sources) for name, each in names.items()}
    builder.setupGlyf({".notdef": _box("", sources), **{name: glyph for name, (glyph, _) in drawn.items()}})
    builder.setupHorizontalMetrics({name: (width, 0) for name, (_, width) in {".notdef": (None, _WIDTH), **drawn}.items()})
    builder.setupHorizontalHeader(ascent=_TOP, descent=_BOTTOM)
    builder.setupNameTable({"familyName": _CODES, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=_TOP, sTypoDescender=_BOTTOM, usWinAscent=_TOP, usWinDescent=-_BOTTOM)
    builder.setupPost()
    made = io.BytesIO()
    builder.save(made)
    return made.getvalue()


def _glyph(character: str, sources: Any) -> tuple[Any, int]:
    """Return how a character is drawn, and its width."""
    if character not in _ALIKE:
        return _box(f"{ord(character):04X}", sources), _WIDTH
    pen = TTGlyphPen(None)
    sources[_ALIKE[character]].draw(pen)
    return pen.glyph(), round(sources[_ALIKE[character]].width)


def _box(code: str, sources: Any) -> Any:
    """Draw a frame with *code* in two lines of digits."""
    pen = TTGlyphPen(None)
    for inset, turn in ((0, 1), (_LINE, -1)):
        left, right, low, high = _SIDE + inset, _WIDTH - _SIDE - inset, _BOTTOM + inset, _TOP - inset
        corners = [(left, low), (left, high), (right, high), (right, low)][::turn]
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    half = (len(code) + 1) // 2
    size = _SIZE if half <= 2 else _SIZE * 0.75
    for row, line in enumerate((code[:half], code[half:])):
        for column, digit in enumerate(line):
            at = _WIDTH / 2 + (column - len(line) / 2) * _DIGIT * size
            sources[_GLYPHS.get(digit, digit)].draw(TransformPen(pen, (size, 0, 0, size, at, 380 - row * 420)))
    return pen.glyph()
