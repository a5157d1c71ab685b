"""Give the head of a letterhead to pages in HTML and PDF: name, address, logo and colour; a PDF carries it, so that it can be made anew and verified."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from agreements.letterhead.letterhead import Letterhead
from agreements.letterhead.pictures import Picture, picture, plain_png

HEAD = "letterhead.json"
_MILLIMETRE = 36_000  # in the measure of Word's drawings
_WIDEST, _HIGHEST = 60.0, 20.0  # millimetres: what fits beside name and address
_ACCENT, _INK = "0B5D66", "1C2333"
_Short = Annotated[str, Field(max_length=250)]
_Colour = Annotated[str, Field(pattern=r"^[0-9A-F]{6}$")]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of the first page; *logo* is a PNG in base 64, *width* and *height* its size in millimetres.

    *accent* is the colour of rules, *words* that of words, both in six hexadecimal digits.
    """

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    name: _Short
    address: Annotated[tuple[_Short, ...], Field(max_length=8, strict=False)]
    logo: str
    width: Annotated[float, Field(ge=0, le=_WIDEST)]
    height: Annotated[float, Field(ge=0, le=_HIGHEST)]
    alternative: _Short
    accent: _Colour
    words: _Colour

    @property
    def source(self) -> str:
        """The address that holds the logo itself, empty without one."""
        return f"data:image/png;base64,{self.logo}" if self.logo else ""

    def to_json(self) -> bytes:
        """Return the head as JSON; :func:`head_in` reads it back."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n"


@lru_cache(maxsize=8)
def head_of(letterhead: Letterhead) -> Head | None:
    """Return the head of *letterhead*, or None when it does not tell whose it is."""
    if not letterhead.name:
        return None
    accent = letterhead.colour or _ACCENT
    words = letterhead.text_colour or (_INK if letterhead.colour else _ACCENT)
    logo = letterhead.card.logo
    if logo is None:
        return Head(letterhead.name, letterhead.address, "", 0.0, 0.0, "", accent, words)
    width, height = logo.width / _MILLIMETRE, logo.height / _MILLIMETRE
    share = min(1.0, _WIDEST / width, _HIGHEST / height)
    png = b64encode(plain_png(logo.picture)).decode()
    return Head(letterhead.name, letterhead.address, png, round(width * share, 2), round(height * share, 2), logo.alternative, accent, words)


def head_in(content: bytes) -> Head | None:
    """Return the head that a PDF carries as JSON, or None where there is none that makes sense: a file from elsewhere may hold anything."""
    try:
        head = TypeAdapter(Head).validate_json(content)
        found = picture(b64decode(head.logo, validate=True), HEAD) if head.logo else None
    except (ValidationError, ValueError, RecursionError):
        return None
    return head if found is None or (isinstance(found, Picture) and found.kind == "png") else None
