"""Find out which part and which line of one text is which of another: the same, changed, moved, added or removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from agreements.comparing.line_matching import bag, matched, similarity, weave
from agreements.comparing.parts import Line, Part

_PARTS_ALIKE = 0.6
_NEARLY_THE_SAME = 0.85  # a line that was moved and touched up
_SURE, _SURE_OF_MORE = 5, 12  # words that a moved line must have: one that says the same, and one that says nearly the same
_MOST_PAIRS = 40_000  # pairs of lines that are weighed against each other

What = Literal["same", "changed", "added", "removed", "moved", "left"]


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line of both sides, or of one. Where a moved line stood it is *left*, where it went it is *moved*; *other* is the part at the other end of its way."""

    what: What
    older: Line | None = None
    newer: Line | None = None
    other: Part | None = None


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part of both sides, or of one, with its lines; *left* and *moved* as for lines, and where it is *left* the lines are those that went."""

    what: What
    older: Part | None
    newer: Part | None
    lines: tuple[LinePair, ...] = ()


def align(older: Sequence[Part], newer: Sequence[Part]) -> tuple[PartPair, ...]:
    """Return both texts as one list in which each keeps its order: what only the older one has stands before what took its place."""
    partners = _partners(older, newer)
    stayed = _heaviest_run([(a, b, _size(newer[b])) for a, b in partners])
    there = dict(partners)
    here = {b: a for a, b in partners}
    made: list[PartPair] = []
    for a, b in weave(stayed, len(older), len(newer)):
        if a is not None and b is not None:
            made.append(_both(older[a], newer[b]))
        elif b is not None:
            made.append(_both(older[here[b]], newer[b], moved=True) if b in here else PartPair("added", None, newer[b], _only("added", newer[b])))
        elif a is not None:
            what: What = "left" if a in there else "removed"
            made.append(PartPair(what, older[a], newer[there[a]] if a in there else None, _only(what, older[a])))
    return tuple(_with_moved_lines(made))


def _both(older: Part, newer: Part, *, moved: bool = False) -> PartPair:
    lines = tuple(_pair(older.lines, newer.lines))
    changed = any(line.what != "same" for line in lines)
    return PartPair("moved" if moved else "changed" if changed else "same", older, newer, lines)


def _only(what: What, part: Part) -> tuple[LinePair, ...]:
    return tuple(LinePair(what, None if what == "added" else line, line if what == "added" else None) for line in part.lines)


def _pair(older: Sequence[Line], newer: Sequence[Line]) -> Iterator[LinePair]:
    for a, b in weave(matched(older, newer), len(older), len(newer)):
        was, now = None if a is None else older[a], None if b is None else newer[b]
        if was is not None and now is not None:
            yield LinePair("same" if was.keys == now.keys else "changed", was, now)
        else:
            yield LinePair("removed" if now is None else "added", was, now)


# Parts -------------------------------------------------------------------------------------------------------------------


def _size(part: Part) -> int:
    return 1 + sum(len(line.tokens) for line in part.lines)


def _partners(older: Sequence[Part], newer: Sequence[Part]) -> list[tuple[int, int]]:
    """Return which part of *older* is which of *newer*: by id, else by title, else by nearly the same words; in the order of *newer*."""
    known = {part.id: number for number, part in enumerate(older)}
    found = {number: known[part.id] for number, part in enumerate(newer) if part.id in known}
    for alike in (_same_title, _same_words([*older, *newer])):
        rest = [number for number in range(len(older)) if number not in set(found.values())]
        for number in (number for number in range(len(newer)) if number not in found):
            twin = next((each for each in rest if alike(older[each], newer[number])), None)
            if twin is not None:
                found[number] = twin
                rest.remove(twin)
    return [(found[number], number) for number in sorted(found)]


def _same_title(older: Part, newer: Part) -> bool:
    return bool(older.title) and older.title.casefold() == newer.title.casefold()


def _same_words(parts: Iterable[Part]) -> Callable[[Part, Part], bool]:
    bags = {id(part): bag(key for line in part.lines for key in line.keys) for part in parts}
    return lambda older, newer: similarity(bags[id(older)], bags[id(newer)]) >= _PARTS_ALIKE


def _heaviest_run(pairs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return what did not move: of *pairs* (older, newer, weight), in the order of *newer*, the heaviest choice that stands in one order on both sides."""
    best: list[tuple[int, int | None]] = []  # the weight of the best choice that ends with each pair, and the pair before it
    for place, _, weight in pairs:
        before = [(best[number][0], -number) for number in range(len(best)) if pairs[number][0] < place]
        heaviest, last = max(before, default=(0, None))
        best.append((heaviest + weight, None if last is None else -last))
    at = max(range(len(best)), key=lambda number: best[number][0], default=None)
    run: list[tuple[int, int]] = []
    while at is not None:
        run.append(pairs[at][:2])
        at = best[at][1]
    return run[::-1]


# Lines that moved --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands that has no partner in its own part: the number of the pair of parts, and that of the line in it."""

    part: int
    line: int
    here: Line


def _with_moved_lines(made: Sequence[PartPair]) -> Iterator[PartPair]:
    """Yield *made* with the lines that were taken out at one place and put in at another as moved, where that is sure."""
    gone, come = _places(made, "removed"), _places(made, "added")
    changes: dict[tuple[int, int], LinePair] = {}
    for was, now in [*_moved(gone, come)]:
        origin, goal = made[was.part].older, made[now.part].newer
        changes[was.part, was.line] = LinePair("left", was.here, now.here, goal)
        changes[now.part, now.line] = LinePair("moved", was.here, now.here, origin)
    for number, pair in enumerate(made):
        lines = tuple(changes.get((number, place), line) for place, line in enumerate(pair.lines))
        yield replace(pair, lines=lines) if lines != pair.lines else pair


def _places(made: Sequence[PartPair], what: What) -> list[_Place]:
    found = [(part, number, line.older or line.newer) for part, pair in enumerate(made) for number, line in enumerate(pair.lines) if line.what == what]
    return [_Place(part, number, line) for part, number, line in found if line is not None]


def _moved(gone: Sequence[_Place], come: Sequence[_Place]) -> Iterator[tuple[_Place, _Place]]:
    """Yield the pairs of places that hold the same line, or nearly the same long one; a line that stands there twice is never sure."""
    taken: set[int] = set()
    sources, goals = _by_words(gone), _by_words(come)
    for keys, places in goals.items():
        if len(places) == 1 and len(sources.get(keys, ())) == 1 and len(bag(keys)) >= _SURE:
            taken |= {id(places[0]), id(sources[keys][0])}
            yield sources[keys][0], places[0]
    rest = [(place, bag(place.here.keys)) for place in gone if id(place) not in taken]
    left = [(place, bag(place.here.keys)) for place in come if id(place) not in taken]
    if len(rest) * len(left) > _MOST_PAIRS:
        return
    long = [(place, words) for place, words in rest if len(words) >= _SURE_OF_MORE]
    for place, words in left:
        if len(words) >= _SURE_OF_MORE:
            close = [each for each in long if similarity(each[1], words) >= _NEARLY_THE_SAME]
            if len(close) == 1:
                long.remove(close[0])
                yield close[0][0], place


def _by_words(places: Sequence[_Place]) -> dict[tuple[str, ...], list[_Place]]:
    found: dict[tuple[str, ...], list[_Place]] = {}
    for place in places:
        found.setdefault(place.here.keys, []).append(place)
    return found
