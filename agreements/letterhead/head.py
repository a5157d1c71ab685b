"""Give the head of a letterhead to pages in HTML and PDF: name, address, logo and colour."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache

from agreements.letterhead.letterhead import Letterhead

_MILLIMETRE = 36_000  # in the measure of Word's drawings
_WIDEST, _HIGHEST = 60.0, 20.0  # millimetres: what fits beside name and address
_ACCENT, _INK = "0B5D66", "1C2333"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of the first page; *logo* is an address that holds the picture itself, *width* and *height* are in millimetres."""

    name: str
    address: tuple[str, ...]
    logo: str
    width: float
    height: float
    alternative: str
    style: str


@lru_cache(maxsize=8)
def head_of(letterhead: Letterhead) -> Head | None:
    """Return the head of *letterhead*, or None when it does not tell whose it is."""
    if not letterhead.name:
        return None
    colours = f":root {{ --accent: #{letterhead.colour or _ACCENT}; --words: #{letterhead.text_colour or (_INK if letterhead.colour else _ACCENT)}; }}"
    logo, png = letterhead.card.logo, letterhead.logo_png()
    if logo is None or png is None:
        return Head(letterhead.name, letterhead.address, "", 0, 0, "", colours)
    width, height = logo.width / _MILLIMETRE, logo.height / _MILLIMETRE
    share = min(1.0, _WIDEST / width, _HIGHEST / height)
    source = f"data:image/png;base64,{b64encode(png).decode()}"
    return Head(letterhead.name, letterhead.address, source, round(width * share, 2), round(height * share, 2), logo.alternative, colours)
