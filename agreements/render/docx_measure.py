"""Measure words as Word sets them: how wide they are and how many lines they take, from the widths of the letters of the house's faces."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from agreements.render.spacing import kept_together
from templates import ROOT

_UNKNOWN = 560  # thousandths of the size: a letter that the tables do not hold, or of a face that nobody knows
_HYPHEN = re.compile(r"(?<=[\w.]-)(?=\w)|(?<=[–—/])")
TWIPS = 20  # twentieths of a point


class _Advances(dict[str, int]):
    def __missing__(self, letter: str) -> int:
        return _UNKNOWN


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a size: *size* in points, *line* times the height that the face itself asks for is the height of a line."""

    name: str
    bold: bool
    size: float
    line: float = 1.0

    @property
    def height(self) -> float:
        """The height of a line, in twentieths of a point."""
        return _heights().get(self.name, 1.2) * self.size * self.line * TWIPS


@cache
def _tables() -> dict[tuple[str, bool], _Advances]:
    read = json.loads((ROOT / "docx" / "advances.json").read_text(encoding="utf-8"))
    return {(name, weight == "bold"): _advances(faces[weight]) for name, faces in read.items() for weight in ("regular", "bold")}


def _advances(rows: dict[str, str]) -> _Advances:
    letters = ((chr(int(start, 16) + place), width) for start, row in rows.items() for place, width in enumerate(row.split()))
    return _Advances({letter: int(width) for letter, width in letters if width != "-"})


@cache
def _heights() -> dict[str, float]:
    read = json.loads((ROOT / "docx" / "advances.json").read_text(encoding="utf-8"))
    return {name: faces["height"] / 1000 for name, faces in read.items()}


@lru_cache(maxsize=16_384)
def _thousandths(word: str, name: str, bold: bool) -> int:  # a key of the cache
    tables = _tables()
    return sum(map((tables.get((name, bold)) or tables["Source Serif Pro", bold]).__getitem__, word))


def width(words: str, face: Face) -> float:
    """Return how wide *words* are on one line, in twentieths of a point."""
    return _thousandths(words, face.name, face.bold) * face.size * TWIPS / 1000


def line_count(words: str, face: Face, room: int) -> int:
    """Return how many lines of *room* (twentieths of a point) *words* take, each filled as far as whole words go."""
    within = room * 1000 / (face.size * TWIPS)
    space = _thousandths(" ", face.name, face.bold)
    lines = 0
    for part in kept_together(words).split("\n"):
        at, lines = 0.0, lines + 1
        for word in part.split(" "):
            wide = _thousandths(word, face.name, face.bold)
            if at + wide > within:
                more, at = _broken(word, face, at, within)
                lines += more
            else:
                at += wide
            at += space
    return lines


def _broken(word: str, face: Face, at: float, within: float) -> tuple[int, float]:
    """Return how many lines a word adds that does not fit behind *at*, and where it ends: at its hyphens it may be divided."""
    added = 0
    for piece in _HYPHEN.split(word):
        wide = _thousandths(piece, face.name, face.bold)
        if at + wide > within:
            added += (1 if at else 0) + int(wide // within)
            at = wide % within
        else:
            at += wide
    return added, at
