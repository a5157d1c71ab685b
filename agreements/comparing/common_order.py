"""Find what two lists share in one order, in a time that stays short whatever they hold."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

_MOST_PAIRS = 300_000  # equal things that may be weighed against each other
_LONG = 1_000_000  # length of one side times length of the other


def common(older: Sequence[Hashable], newer: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield the places of what both sides share, in one order.

    In very long lists what stands once on both sides shows the way first, so that the time grows with the length and not with its square.

    >>> list(common("abcd", "xbdc"))
    [(1, 1), (2, 3)]
    """
    anchors = _anchors(older, newer) if len(older) * len(newer) > _LONG else []
    i = j = 0
    for a, b in (*anchors, (len(older), len(newer))):
        yield from ((i + x, j + y) for x, y in _blocks(older[i:a], newer[j:b]))
        if (a, b) != (len(older), len(newer)):
            yield a, b
        i, j = a + 1, b + 1


def _blocks(older: Sequence[Hashable], newer: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield what both sides share, longest stretches first. A list that is little but the same few things again is weighed more coarsely."""
    counts = Counter(newer)
    coarse = sum(counts[key] for key in older) > _MOST_PAIRS
    for block in SequenceMatcher(None, older, newer, autojunk=coarse).get_matching_blocks():
        yield from ((block.a + step, block.b + step) for step in range(block.size))


def _anchors(older: Sequence[Hashable], newer: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the longest run of what stands once on both sides and in the same order there."""
    before, after = Counter(older), Counter(newer)
    places = {key: number for number, key in enumerate(newer) if after[key] == 1}
    pairs = [(number, places[key]) for number, key in enumerate(older) if before[key] == 1 and key in places]
    ends: list[int] = []  # for each length the pair that ends the best run of that length, by its place in *pairs*
    above: list[int] = []  # the pair before each pair in its run
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place, key=lambda end: pairs[end][1])
        above.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [number]
    run, at = [], ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = above[at]
    return run[::-1]
