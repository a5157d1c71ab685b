"""Match the lines of one clause with those of another: equal ones first, then those with the same id, then those that resemble each other most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from agreements.comparing.common_order import common
from agreements.comparing.parts import Line

ALIKE = 0.5  # two lines whose words agree to at least this part are one line, changed; the rest was taken out and put in
_SAME_ID, _SAME_LABEL = 0.15, 0.1
_LEAST = 0.3  # below this not even an id makes two lines one
_MOST_PAIRS = 60_000  # pairs of lines that are weighed against each other

Bag = frozenset[tuple[str, int]]
Matcher = Callable[[Sequence[Line], Sequence[Line]], list[tuple[int, int]]]


def matched(older: Sequence[Line], newer: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the places of the lines that belong together, in one order on both sides."""
    anchors = list(common([line.keys for line in older], [line.keys for line in newer]))
    anchors = _between(anchors, older, newer, _lasting)
    return _between(anchors, older, newer, _resembling)


def weave(anchors: Sequence[tuple[int, int]], older: int, newer: int) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of both sides as one list that keeps both orders: the older ones of a gap between two *anchors*, then the newer ones.

    >>> list(weave([(1, 1)], 2, 3))
    [(0, None), (None, 0), (1, 1), (None, 2)]
    """
    i = j = 0
    for a, b in (*anchors, (older, newer)):
        yield from ((place, None) for place in range(i, a))
        yield from ((None, place) for place in range(j, b))
        if (a, b) != (older, newer):
            yield a, b
        i, j = a + 1, b + 1


def similarity(a: Bag, b: Bag) -> float:
    """Return which part of all their words two bags share."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def bag(keys: Iterable[str]) -> Bag:
    """Return the words among *keys*, each with how often it came before, so that two bags share what they share.

    >>> sorted(bag(["the", " ", "hub", ",", "the"]))
    [('hub', 0), ('the', 0), ('the', 1)]
    """
    seen: Counter[str] = Counter()
    made = []
    for key in keys:
        if key[0].isalnum() or key[-1].isalnum():
            made.append((key, seen[key]))
            seen[key] += 1
    return frozenset(made)


def _between(anchors: Sequence[tuple[int, int]], older: Sequence[Line], newer: Sequence[Line], match: Matcher) -> list[tuple[int, int]]:
    """Return *anchors* with what *match* finds in the gaps between them."""
    made: list[tuple[int, int]] = []
    i = j = 0
    for a, b in (*anchors, (len(older), len(newer))):
        made += [(i + x, j + y) for x, y in match(older[i:a], newer[j:b])]
        made.append((a, b))
        i, j = a + 1, b + 1
    return made[:-1]


def _lasting(older: Sequence[Line], newer: Sequence[Line]) -> list[tuple[int, int]]:
    """Match the lines whose id says what they are, whatever they say: a heading, a party, the title. A place in a clause or a table may hold anything."""
    return list(common([_name(line, str(number)) for number, line in enumerate(older)], [_name(line, f"-{number}") for number, line in enumerate(newer)]))


def _name(line: Line, place: str) -> str:
    return place if "#" in line.id or "row-" in line.id or "new/" in line.id else line.id


def _resembling(older: Sequence[Line], newer: Sequence[Line]) -> list[tuple[int, int]]:
    """Match lines so that all together resemble each other most; both sides keep their order. A crowd of lines is matched by its ids."""
    if not older or not newer:
        return []
    if len(older) * len(newer) > _MOST_PAIRS:
        pairs = common([line.id for line in older], [line.id for line in newer])
        return [(a, b) for a, b in pairs if _score(older[a], newer[b], similarity(bag(older[a].keys), bag(newer[b].keys)))]
    bags, others = [bag(line.keys) for line in older], [bag(line.keys) for line in newer]
    best = [[0.0] * (len(newer) + 1) for _ in range(len(older) + 1)]
    scores: dict[tuple[int, int], float] = {}
    for a in range(len(older) - 1, -1, -1):
        for b in range(len(newer) - 1, -1, -1):
            scores[a, b] = score = _score(older[a], newer[b], similarity(bags[a], others[b]))
            best[a][b] = max(best[a + 1][b], best[a][b + 1], best[a + 1][b + 1] + score if score else 0.0)
    found, a, b = [], 0, 0
    while a < len(older) and b < len(newer):
        if scores[a, b] and best[a][b] == best[a + 1][b + 1] + scores[a, b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def _score(older: Line, newer: Line, alike: float) -> float:
    """Return how well two lines belong together, or 0 where they do not: shared words, a little more for the same id or the same words of a label."""
    named = older.label == newer.label and not newer.label.endswith((".", ")")) and any(sign.isalpha() for sign in newer.label)
    score = alike + (_SAME_ID if older.id == newer.id else 0.0) + (_SAME_LABEL if named else 0.0)
    return score if alike >= _LEAST and score >= ALIKE else 0.0
