"""Set two lines side by side, word by word, as somebody would mark them by hand: whole phrases, no confetti."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from agreements.comparing.common_order import common
from agreements.comparing.parts import CELL, Token

_LARGEST_ISLAND = 3  # words that stayed between two edits and may be shown as part of both
_KEPT = 0.25  # a line that keeps fewer of its words than this reads better as taken out and put in
_CLOSING = {")": "(", "]": "[", "”": "“", "»": "«"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words that stayed, was added or was removed; *was* holds the older words of a stretch that stayed where these print another number."""

    what: Literal["same", "added", "removed"]
    text: str
    was: str = ""

    @property
    def before(self) -> str:
        """Return what the older text says here."""
        return "" if self.what == "added" else self.was or self.text

    @property
    def after(self) -> str:
        """Return what the newer text says here."""
        return "" if self.what == "removed" else self.text


@dataclass(slots=True)
class Stretch:
    """Tokens of both sides: the same ones, or those that took each other's place."""

    same: bool
    older: list[Token]
    newer: list[Token]

    @property
    def size(self) -> int:
        """Return how many words the longer side has."""
        return max(_count(self.older), _count(self.newer))


def segments(older: Sequence[Token], newer: Sequence[Token]) -> tuple[Segment, ...]:
    """Return how *newer* came out of *older*: the segments that stayed or were removed spell the older line, those that stayed or were added the newer."""
    return tuple(segment for stretch in stretches(older, newer) for segment in _segments(stretch))


def stretches(older: Sequence[Token], newer: Sequence[Token]) -> list[Stretch]:
    """Return the stretches of two lines in their order; the rows of a table are set side by side cell by cell."""
    before, after = _cells(older), _cells(newer)
    if len(before) != len(after) or len(after) == 1:
        return _readable(older, newer)
    made: list[Stretch] = []
    for number, (was, now) in enumerate(zip(before, after, strict=True)):
        made += [Stretch(True, [Token(CELL, CELL)], [Token(CELL, CELL)])] if number else []
        made += _readable(was, now)
    return made


def _cells(tokens: Sequence[Token]) -> list[list[Token]]:
    cells: list[list[Token]] = [[]]
    for token in tokens:
        if token.key == CELL:
            cells.append([])
        else:
            cells[-1].append(token)
    return cells


def _segments(stretch: Stretch) -> Iterator[Segment]:
    was, now = "".join(token.text for token in stretch.older), "".join(token.text for token in stretch.newer)
    if stretch.same:
        yield Segment("same", now, "" if was == now else was)
        return
    if was:
        yield Segment("removed", was)
    if now:
        yield Segment("added", now)


# Words that stayed -------------------------------------------------------------------------------------------------------


def _readable(older: Sequence[Token], newer: Sequence[Token]) -> list[Stretch]:
    made = _joined(_raw(older, newer))
    while (merged := _without_islands(made)) != made:
        made = merged
    kept = sum(_count(stretch.newer) for stretch in made if stretch.same)
    if kept < _KEPT * max(_count(older), _count(newer)) and any(not stretch.same for stretch in made):
        return [Stretch(False, list(older), list(newer))]
    return _joined(each for stretch in _balanced(made) for each in _without_margins(stretch))


def _raw(older: Sequence[Token], newer: Sequence[Token]) -> Iterator[Stretch]:
    """Yield stretches between the words that stayed; white space belongs to the gap that it stands in."""
    here, there = _wordy(older), _wordy(newer)
    i = j = 0
    for a, b in common([older[n].key for n in here], [newer[n].key for n in there]):
        yield from _gap(older[i : here[a]], newer[j : there[b]])
        i, j = here[a] + 1, there[b] + 1
        yield Stretch(True, [older[i - 1]], [newer[j - 1]])
    yield from _gap(older[i:], newer[j:])


def _wordy(tokens: Sequence[Token]) -> list[int]:
    return [number for number, token in enumerate(tokens) if token.key != " "]


def _gap(older: Sequence[Token], newer: Sequence[Token]) -> Iterator[Stretch]:
    """Yield what stands between two words that stayed; white space at both its ends stays on both sides."""
    first = 1 if older and newer and older[0].key == newer[0].key == " " else 0
    if first:
        yield Stretch(True, [older[0]], [newer[0]])
    last = 1 if len(older) > first and len(newer) > first and older[-1].key == newer[-1].key == " " else 0
    was, now = older[first : len(older) - last], newer[first : len(newer) - last]
    if was or now:
        yield Stretch(False, list(was), list(now))
    if last:
        yield Stretch(True, [older[-1]], [newer[-1]])


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return neighbours of one sort as one."""
    made = []
    for same, group in groupby(stretches, key=lambda stretch: stretch.same):
        some = list(group)
        made.append(Stretch(same, [token for each in some for token in each.older], [token for each in some for token in each.newer]))
    return made


# Phrases -----------------------------------------------------------------------------------------------------------------


def _count(tokens: Sequence[Token]) -> int:
    return sum(1 for token in tokens if token.key[0].isalnum() or token.key[-1].isalnum())


def _without_islands(made: list[Stretch]) -> list[Stretch]:
    """Return the stretches with small islands between two edits taken into these."""
    rest = list(made)
    for number in range(1, len(rest) - 1):
        before, here, after = rest[number - 1 : number + 2]
        if here.same and not before.same and not after.same and _is_island(before, here, after):
            rest[number] = Stretch(False, here.older, here.newer)
    return _joined(rest)


def _is_island(before: Stretch, here: Stretch, after: Stretch) -> bool:
    """Tell whether a few words are lost between two edits; words with something only put in, or only taken out, on both sides are better left alone."""
    if not here.size:
        return True
    one_way = not (before.older or after.older) or not (before.newer or after.newer)
    return not one_way and here.size <= min(_LARGEST_ISLAND, before.size, after.size)


def _balanced(made: list[Stretch]) -> list[Stretch]:
    """Let an edit that opens a bracket on both sides close it, too: “thirty (30)” became “sixty (60)”."""
    for edit, stayed in pairwise(made):
        if edit.same or not stayed.same or not stayed.newer or stayed.newer[0].key not in _CLOSING:
            continue
        opening, closing = _CLOSING[stayed.newer[0].key], stayed.newer[0].key
        if all(_open(side, opening, closing) for side in (edit.older, edit.newer)):
            edit.older.append(stayed.older.pop(0))
            edit.newer.append(stayed.newer.pop(0))
    return [stretch for stretch in made if stretch.older or stretch.newer]


def _without_margins(stretch: Stretch) -> Iterator[Stretch]:
    """Yield an edit without the white space at its ends that both sides have."""
    if stretch.same:
        yield stretch
    else:
        yield from _gap(stretch.older, stretch.newer)


def _open(tokens: Sequence[Token], opening: str, closing: str) -> bool:
    keys = [token.key for token in tokens]
    return keys.count(opening) > keys.count(closing)
