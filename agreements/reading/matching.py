"""Find out which paragraph of an edited file is which place of the agreement: by bookmark and words, by words alone, by what stands around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreements.comparing.line_matching import bag, similarity
from agreements.reading.places import Place
from agreements.reading.views import View

_LIKELY = 0.25  # a bookmark and a quarter of the words
_ALIKE = 0.5
_LONG = 4  # words that a paragraph has whose like does not stand twice by chance
_MOST_PAIRS = 40_000


@dataclass(slots=True)
class _Sides:
    """Both texts while they are matched: *found* says which place each paragraph is, *taken* which paragraph each place became."""

    places: Sequence[Place]
    views: Sequence[View]
    found: dict[int, int]
    taken: dict[int, int]

    def take(self, view: int, place: int) -> None:
        if view not in self.found and place not in self.taken:
            self.found[view] = place
            self.taken[place] = view

    def alike(self, view: int, place: int) -> float:
        if self.views[view].text == self.places[place].text:
            return 1.0
        return similarity(bag(self.views[view].keys), bag(self.places[place].view.keys))

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the paragraphs and the places that nobody has matched, between two that somebody has; only matches in one order are such ends."""
        ends = _rising(sorted(self.found.items()))
        at, start = 0, 0
        for view, place in (*ends, (len(self.views), len(self.places))):
            loose = [each for each in range(at, view) if each not in self.found]
            left = [each for each in range(start, place) if each not in self.taken]
            if loose and left:
                yield loose, left
            at, start = view + 1, place + 1


def match(places: Sequence[Place], views: Sequence[View]) -> dict[int, int]:
    """Return for the number of each paragraph that is known the number of its place."""
    sides = _Sides(places, views, {}, {})
    named = _by_bookmark(places, views)
    for view, place in named:
        if views[view].text == places[place].text:
            sides.take(view, place)
    for view, place in sorted(named, key=lambda pair: -sides.alike(*pair)):
        if sides.alike(view, place) >= _LIKELY:
            sides.take(view, place)
    _equal_in_order(sides)
    _cells(sides)
    _equal_anywhere(sides)
    _resembling(sides)
    for view, place in named:  # nothing else lays claim to it: its words are all new
        sides.take(view, place)
    _resembling_anywhere(sides)
    _alone_between(sides)
    return sides.found


def _by_bookmark(places: Sequence[Place], views: Sequence[View]) -> list[tuple[int, int]]:
    homes: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        for name in place.view.bookmarks:
            homes[name].append(number)
    return [(number, place) for number, view in enumerate(views) for name in view.bookmarks for place in homes.get(name, ())]


def _equal_in_order(sides: _Sides) -> None:
    """Match what says the same in the gaps between what is matched; empty cells are left to their rows."""
    for loose, left in sides.gaps():
        waiting = list(left)
        for view in loose:
            text = sides.views[view].text
            twin = next((place for place in waiting if text and sides.places[place].text == text and _same_sort(sides, view, place)), None)
            if twin is not None:
                sides.take(view, twin)
                del waiting[: waiting.index(twin) + 1]


def _same_sort(sides: _Sides, view: int, place: int) -> bool:
    return (sides.views[view].cell is None) == (sides.places[place].view.cell is None)


def _cells(sides: _Sides) -> None:
    """Match the cells of tables: a table by the cells that are matched, a row by most of its cells or by its number, a cell by its column."""
    tables = _votes([(_table(sides.views[view]), _table(sides.places[place].view)) for view, place in sides.found.items()])
    rows = _votes([(_row(sides.views[view]), _row(sides.places[place].view)) for view, place in sides.found.items()])
    there: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, place in enumerate(sides.places):
        if (cell := place.view.cell) is not None and number not in sides.taken:
            there[cell.table, cell.row, cell.column].append(number)
    counts = _heights(sides.views), _heights([place.view for place in sides.places])
    for number, view in enumerate(sides.views):
        if view.cell is None or number in sides.found or (table := tables.get((view.cell.table,))) is None:
            continue
        as_tall = counts[0][view.cell.table] == counts[1][table[0]]
        row = rows.get((view.cell.table, view.cell.row)) or ((*table, view.cell.row) if as_tall else None)
        if row is not None and row[0] == table[0]:
            for home in there.get((*row, view.cell.column), ()):
                sides.take(number, home)


def _table(view: View) -> tuple[int, ...]:
    return (view.cell.table,) if view.cell else ()


def _row(view: View) -> tuple[int, ...]:
    return (view.cell.table, view.cell.row) if view.cell else ()


def _votes(pairs: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> dict[tuple[int, ...], tuple[int, ...]]:
    counted: dict[tuple[int, ...], dict[tuple[int, ...], int]] = defaultdict(lambda: defaultdict(int))
    for here, there in pairs:
        if here and there:
            counted[here][there] += 1
    return {here: max(votes, key=lambda there: (votes[there], there)) for here, votes in counted.items()}


def _heights(views: Sequence[View]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for view in views:
        if view.cell:
            found[view.cell.table] = max(found[view.cell.table], view.cell.row + 1)
    return found


def _equal_anywhere(sides: _Sides) -> None:
    """Match what was moved: the same words, long enough, once on each side."""
    left: dict[str, list[int]] = defaultdict(list)
    loose: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(sides.places):
        if number not in sides.taken and len(place.text.split()) >= _LONG:
            left[place.text].append(number)
    for number, view in enumerate(sides.views):
        if number not in sides.found:
            loose[view.text].append(number)
    for text, homes in left.items():
        if len(homes) == 1 and len(loose.get(text, ())) == 1:
            sides.take(loose[text][0], homes[0])


def _resembling(sides: _Sides) -> None:
    for loose, left in [*sides.gaps()]:
        _closest(sides, [view for view in loose if sides.views[view].text], [place for place in left if sides.places[place].text])


def _resembling_anywhere(sides: _Sides) -> None:
    loose = [view for view in range(len(sides.views)) if view not in sides.found and len(sides.views[view].text.split()) >= 2 * _LONG]
    left = [place for place in range(len(sides.places)) if place not in sides.taken and len(sides.places[place].text.split()) >= 2 * _LONG]
    _closest(sides, loose, left)


def _closest(sides: _Sides, loose: Sequence[int], left: Sequence[int]) -> None:
    if len(loose) * len(left) > _MOST_PAIRS:
        return
    pairs = [(sides.alike(view, place), view, place) for view in loose for place in left if _same_sort(sides, view, place)]
    for alike, view, place in sorted(pairs, key=lambda each: (-each[0], each[1], each[2])):
        if alike >= _ALIKE:
            sides.take(view, place)


def _alone_between(sides: _Sides) -> None:
    """Match one paragraph and one place that stand alone between the same neighbours and look the same, outside of tables."""
    for loose, left in [*sides.gaps()]:
        if len(loose) == len(left) == 1:
            view, place = sides.views[loose[0]], sides.places[left[0]].view
            if view.cell is None and place.cell is None and view.style == place.style and sides.alike(loose[0], left[0]) > 0:
                sides.take(loose[0], left[0])


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of *pairs* whose second numbers rise, too."""
    ends: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if pairs[ends[middle]][1] < place else (low, middle)
        before.append(ends[low - 1] if low else -1)
        ends[low : low + 1] = [number]
    at, run = (ends[-1] if ends else -1), []
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def unmoved(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Return the first numbers of the longest run of *pairs* whose second numbers rise: all others were moved."""
    return {first for first, _ in _rising(pairs)}
