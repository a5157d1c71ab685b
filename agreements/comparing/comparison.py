"""Compare two agreements clause by clause, paragraph by paragraph and word by word: what was added, removed, changed or moved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from agreements.agreement import Agreement
from agreements.comparing.alignment import LinePair, PartPair, align
from agreements.comparing.parts import Part, parts
from agreements.comparing.wordwise import Segment, segments

_ROW = re.compile(r"/row-(\d+)$")
What = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that differs, or a whole part that moved.

    *part* is the heading it stands under, *label* its number in the newer agreement (in the older one when removed). *origin* says where a paragraph
    was that moved from one part to another. *part_id* and *line_id* are those of :mod:`agreements.comparing.parts`; a part that moved as a whole has no *line_id*.
    """

    what: What
    part: str
    label: str
    segments: tuple[Segment, ...]
    part_id: str = ""
    line_id: str = ""
    origin: str = ""

    @property
    def place(self) -> str:
        """Return the number of the paragraph or what stands for it: the label of a row of the cover, or which row of a table it is."""
        row = _ROW.search(self.line_id)
        return self.label or (f"table, row {row[1]}" if row and row[1] != "0" else "table, headings" if row else "")


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """A clause, an annex or another part that differs, with its changes; *changed* means that it stood and stands there, *moved* that it also stands elsewhere now."""

    what: What
    id: str
    title: str
    number: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: the name of its file, and what its cover says."""

    name: str
    title: str = ""
    kind: str = ""
    reference: str = ""
    date: str = ""
    library: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class ByHand:
    """One choice against the library: a clause put in or left out, another variant, or another value of a parameter. *subject* says which, in words."""

    clause: str
    title: str
    what: Literal["put in", "left out", "variant", "parameter"]
    subject: str
    chosen: str
    default: str
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two texts, in the order of the newer one.

    *remarks* are what a reader must know about the files that were compared, *by_hand* what was chosen against the library when the older side is its default.
    """

    older: Side
    newer: Side
    parts: tuple[ComparedPart, ...]
    author: str = ""
    date: str = ""
    remarks: tuple[str, ...] = ()
    by_hand: tuple[ByHand, ...] = ()
    schema: str = "1.0"

    @property
    def counts(self) -> dict[str, int]:
        """Return how many parts changed, were added, removed and moved."""
        found = Counter(part.what for part in self.parts)
        return {what: found[what] for what in ("changed", "added", "removed", "moved")}


def compare(older: Agreement, newer: Agreement) -> tuple[Change, ...]:
    """Return the differences in the order of *newer*; what only *older* has stands where it stood."""
    return compare_parts(parts(older), parts(newer))


def compare_parts(older: Sequence[Part], newer: Sequence[Part]) -> tuple[Change, ...]:
    """Return the differences between two texts that are laid out as parts, as :func:`compare` does."""
    return tuple(_flat(compared_parts(older, newer)))


def compared_parts(older: Sequence[Part], newer: Sequence[Part]) -> tuple[ComparedPart, ...]:
    """Return each part that differs, with its changes."""
    return tuple(part for pair in align(older, newer) if pair.what != "left" for part in _compared(pair))


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a comparison."""
    schema = TypeAdapter(Comparison).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Pactwright comparison", **schema}


def to_json(comparison: Comparison) -> bytes:
    """Return a comparison as UTF-8 JSON under :func:`json_schema`."""
    return TypeAdapter(Comparison).dump_json(comparison, indent=1) + b"\n"


def _flat(compared: Sequence[ComparedPart]) -> Iterator[Change]:
    for part in compared:
        if part.what == "moved":
            yield Change("moved", part.title, "", (Segment("same", part.title),), part.id)
        yield from part.changes


def _compared(pair: PartPair) -> Iterator[ComparedPart]:
    part = pair.newer or pair.older
    if part is None:
        return
    changes = tuple(change for line in pair.lines for change in _change(line, part))
    if pair.what in ("added", "removed", "moved"):
        yield ComparedPart(_what(pair), part.id, part.title, part.number, changes)
    elif changes:
        yield ComparedPart("changed", part.id, part.title, part.number, changes)


def _what(pair: PartPair) -> What:
    return "added" if pair.what == "added" else "removed" if pair.what == "removed" else "moved"


def _change(pair: LinePair, part: Part) -> Iterator[Change]:
    line = pair.newer or pair.older
    if line is None or pair.what in ("same", "left"):
        return
    if pair.older is not None and pair.newer is not None:
        found = segments(pair.older.tokens, pair.newer.tokens)
    else:
        found = (Segment("removed" if pair.newer is None else "added", line.text),)
    what: What = "moved" if pair.what == "moved" else "changed" if pair.what == "changed" else "added" if pair.what == "added" else "removed"
    yield Change(what, part.title, line.label, found, part.id, line.id, _origin(pair, part))


def _origin(pair: LinePair, part: Part) -> str:
    """Return where a moved paragraph stood before, as “4.2, Payment” or, in its own part, “4.2”."""
    if pair.what != "moved" or pair.older is None or pair.other is None:
        return ""
    elsewhere = pair.other.title if pair.other.id != part.id else ""
    return ", ".join(word for word in (pair.older.label, elsewhere) if word)
