"""See the paragraphs of a file as they were before the tracked changes, and as they are once all of them are accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from agreements.comparing.line_matching import bag, similarity
from agreements.comparing.parts import words
from agreements.reading.word_text import Cell, Paragraph, Piece, State, plainly

_SAME_WAY = 0.6  # two paragraphs that Word says were moved are one when their words agree to this part
_BEFORE, _AFTER = frozenset[State](("same", "deleted")), frozenset[State](("same", "inserted"))


@dataclass(slots=True)
class View:
    """One paragraph as a reader sees it. *sources* are the numbers of the paragraphs in the file that it is made of, the last one gave it its look."""

    pieces: list[Piece] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    style: str = ""
    level: int = 0
    cell: Cell | None = None
    bookmarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What it says, with one blank between words."""
        return plainly(self.words)

    @property
    def words(self) -> str:
        """What it says, letter by letter."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def keys(self) -> tuple[str, ...]:
        """What makes two paragraphs the same: their words, a reference by its target."""
        found: list[str] = []
        for piece in self.pieces:
            found += [f"→{piece.target}"] if piece.target else [token.key for token in words(piece.text)]
        return tuple(found)


def rejected(paragraphs: Sequence[Paragraph]) -> list[View]:
    """Return the paragraphs as they were before every tracked change; those without words are left out, but for cells."""
    return _views(paragraphs, _BEFORE)


def accepted(paragraphs: Sequence[Paragraph]) -> list[View]:
    """Return the paragraphs as they are after every tracked change; those without words are left out, but for cells."""
    return _views(paragraphs, _AFTER)


def _views(paragraphs: Sequence[Paragraph], states: frozenset[State]) -> list[View]:
    found: list[View] = []
    here = View()
    shown = [(number, each) for number, each in enumerate(paragraphs) if not each.contents and each.row in states]
    for place, (number, each) in enumerate(shown):
        here.pieces += [piece for piece in each.pieces if piece.state in states]
        here.sources.append(number)
        here.bookmarks += tuple(each.bookmarks)
        here.comments += tuple(each.comments)
        if each.mark in states or place + 1 == len(shown) or shown[place + 1][1].cell != each.cell:
            here.style, here.level, here.cell = each.style, each.level, each.cell
            if here.text or (here.cell and each.mark in states):
                found.append(here)
            here = View()
    return found


def partners(before: Sequence[View], after: Sequence[View], paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Return which paragraph of *before* became which of *after*: by the words that stayed, else by the same end, else by what Word calls a move."""
    shared: Counter[tuple[int, int]] = Counter()
    homes = {(source, id(piece)): number for number, view in enumerate(after) for source in view.sources for piece in view.pieces}
    ends = {view.sources[-1]: number for number, view in enumerate(after)}
    for number, view in enumerate(before):
        for source in view.sources:
            inside = {id(piece) for piece in paragraphs[source].pieces}
            for piece in view.pieces:
                if piece.state == "same" and id(piece) in inside and (source, id(piece)) in homes:
                    shared[number, homes[source, id(piece)]] += 10 * len(piece.text)
        last = view.sources[-1]
        if last in ends and paragraphs[last].mark == "same":
            shared[number, ends[last]] += 1
    found = _best(shared)
    rest = [number for number, view in enumerate(before) if number not in found and _moved(view)]
    taken = set(found.values())
    return {**found, **_by_words(rest, [number for number, view in enumerate(after) if number not in taken and _moved(view)], before, after)}


def _best(shared: Counter[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    taken: set[int] = set()
    for (number, other), _ in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        if number not in found and other not in taken:
            found[number] = other
            taken.add(other)
    return found


def _moved(view: View) -> bool:
    return any(piece.moved for piece in view.pieces)


def _by_words(rest: Iterable[int], left: list[int], before: Sequence[View], after: Sequence[View]) -> dict[int, int]:
    found: dict[int, int] = {}
    alike: Callable[[int, int], float] = lambda number, other: similarity(bag(before[number].keys), bag(after[other].keys))  # noqa: E731
    for number in rest:
        best = max(left, key=lambda other: alike(number, other), default=None)
        if best is not None and alike(number, best) >= _SAME_WAY:
            found[number] = best
            left.remove(best)
    return found
