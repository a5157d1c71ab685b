"""The fonts of every PDF: those of the font packages and no font of the machine; what they lack is printed as a box with its code."""

from __future__ import annotations

import io
import os
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
_SETTING = "FONTCONFIG_FILE"
_UNSEEN = frozenset(map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2011, 0x3164, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10))))
_WIDTH, _TOP, _BOTTOM, _LINE = 680, 760, -120, 34
_SIZE = 0.56  # of the digits in a box
_GLYPHS = dict(zip("0123456789", ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), strict=True))


def missing(text: str) -> str:
    """Return the characters of *text* that no font of the packages has, in order of their codes; what is never seen is not among them."""
    return "".join(sorted(each for each in set(text) - _known() - _UNSEEN if category(each) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")))


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
    names = {ord(each): f"u{ord(each):04X}" for each in characters}
    builder = FontBuilder(1000, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    with TTFont(Path(sans, "SourceSansPro-Semibold.ttf")) as face:
        digits = face.getGlyphSet()
        builder.setupGlyf({".notdef": _box("", digits), **{name: _box(name[1:], digits) for name in names.values()}})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (_WIDTH + 80, 40)))
    builder.setupHorizontalHeader(ascent=_TOP, descent=_BOTTOM)
    builder.setupNameTable({"familyName": _CODES, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=_TOP, sTypoDescender=_BOTTOM, usWinAscent=_TOP, usWinDescent=-_BOTTOM)
    builder.setupPost()
    made = io.BytesIO()
    builder.save(made)
    return made.getvalue()


def _box(code: str, digits: Any) -> Any:
    """Draw a frame with *code* in two lines of digits."""
    pen = TTGlyphPen(None)
    for inset, turn in ((0, 1), (_LINE, -1)):
        left, right, low, high = 40 + inset, 40 + _WIDTH - inset, _BOTTOM + inset, _TOP - inset
        corners = [(left, low), (left, high), (right, high), (right, low)][::turn]
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    half = (len(code) + 1) // 2
    size = _SIZE if half <= 2 else _SIZE * 0.75
    for row, line in enumerate((code[:half], code[half:])):
        for column, digit in enumerate(line):
            glyph = digits[_GLYPHS.get(digit, digit)]
            at = 40 + _WIDTH / 2 + (column - len(line) / 2) * 540 * size
            glyph.draw(TransformPen(pen, (size, 0, 0, size, at, 380 - row * 420)))
    return pen.glyph()
