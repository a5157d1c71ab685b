"""Number provisions the way agreements are numbered: 1., 1.1, (a), (i)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Position = tuple[int, ...]
LEVELS = 4


def positions(levels: Iterable[int]) -> Iterator[Position]:
    """Yield the place of each provision in the outline, given its level; a level that is skipped counts as zero.

    >>> list(positions([1, 2, 2, 3, 1, 3]))
    [(1,), (1, 1), (1, 2), (1, 2, 1), (2,), (2, 0, 1)]
    """
    counters: list[int] = []
    for level in levels:
        if not 1 <= level <= LEVELS:
            raise ValueError(f"agreements are numbered to {LEVELS} levels, not {level}")
        del counters[level:]
        counters.extend([0] * (level - len(counters)))
        counters[-1] += 1
        yield tuple(counters)


def label(position: Position) -> str:
    """Return the number printed beside a provision.

    >>> [label(p) for p in [(3,), (3, 2), (3, 2, 1), (3, 2, 1, 4)]]
    ['3.', '3.2', '(a)', '(iv)']
    """
    match position:
        case (number,):
            return f"{number}."
        case (clause, number):
            return f"{clause}.{number}"
        case (_, _, number):
            return f"({letter(number)})"
        case (_, _, _, number):
            return f"({roman(number)})"
    raise ValueError(f"agreements are numbered to {LEVELS} levels, not {len(position)}")


def citation(position: Position) -> str:
    """Return what a cross-reference prints.

    >>> [citation(p) for p in [(3,), (3, 2), (3, 2, 1), (3, 2, 1, 4), (3, 0, 2)]]
    ['3', '3.2', '3.2(a)', '3.2(a)(iv)', '3(b)']
    """
    number = str(position[0]) + (f".{position[1]}" if len(position) > 1 and position[1] else "")
    return number + "".join(label(position[:depth]) for depth in range(3, len(position) + 1))


def letter(number: int) -> str:
    """Return a, b, … z, aa, bb, … as Word counts.

    >>> [letter(n) for n in (1, 26, 27, 53)]
    ['a', 'z', 'aa', 'aaa']
    """
    turns, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (turns + 1)


def roman(number: int) -> str:
    """Return a number in small Roman figures.

    >>> [roman(n) for n in (1, 4, 9, 14, 40)]
    ['i', 'iv', 'ix', 'xiv', 'xl']
    """
    figures = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, sign in figures:
        count, number = divmod(number, value)
        text += sign * count
    return text
