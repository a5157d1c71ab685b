"""Give every paragraph its number, and every cross-reference the number of its target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from agreements.agreement import Blank, Provision, Reference, Run, Runs, Table, Text
from agreements.library import AnnexSlot, RefSlot
from agreements.numbering import Position, citation, label, positions
from agreements.seams import Draft, Parts, TableDraft


@dataclass(frozen=True, slots=True)
class Section:
    """A clause or annex page on its way to a provision: drafts with the level of the first of them; a clause has a heading."""

    id: str
    source: str
    drafts: tuple[Draft, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph with its level and position; *numbered* is false for an entry of the definitions."""

    id: str
    level: int
    position: Position
    source: str
    heading: str
    draft: Draft
    numbered: bool = True


def place(sections: Iterable[Section]) -> list[Placed]:
    """Return every paragraph of *sections* in printed order with its level and its position."""
    rows = [row for section in sections for row in _rows(section)]
    places = iter(list(positions(level for _, level, *_rest, numbered in rows if numbered)))
    return [Placed(id_, level, next(places) if numbered else (), source, heading, draft, numbered) for id_, level, source, heading, draft, numbered in rows]


_Row = tuple[str, int, str, str, Draft, bool]


def _rows(section: Section) -> Iterator[_Row]:
    if section.heading:
        yield section.id, 1, section.source, section.heading, Draft("", ()), True
    yield from _paragraphs(section, section.drafts, 2 if section.heading else 1)


def _paragraphs(section: Section, drafts: Iterable[Draft], level: int) -> Iterator[_Row]:
    for draft in drafts:
        yield f"{section.id}#{draft.key}", level, section.source, "", draft, True
        below = 3 if level == 1 else level + 1
        if draft.glossary:
            yield from ((f"{section.id}#{child.key}", below, section.source, "", child, False) for child in draft.children)
        else:
            yield from _paragraphs(section, draft.children, below)


def citations(placed: Iterable[Placed]) -> dict[str, str]:
    """Return what a reference to each numbered paragraph prints, by id."""
    return {each.id: citation(each.position) for each in placed if each.numbered}


class Resolver:
    """Turns parts into runs: references get their numbers.

    *targets* are the numbers of the body by id, *annexes* the labels by annex id, *elsewhere* the words for clauses that stand in the parent agreement.
    """

    def __init__(self, targets: Mapping[str, str], annexes: Mapping[str, str], elsewhere: Mapping[str, str], name: Callable[[str], str], nowhere: str) -> None:
        self._targets, self._annexes, self._elsewhere, self._name, self._nowhere = targets, annexes, elsewhere, name, nowhere

    def runs(self, parts: Parts) -> Runs:
        """Return *parts* as runs; a reference that leads nowhere becomes an open point."""
        return tuple(self._run(part) for part in parts)

    def _run(self, part: object) -> Run:
        match part:
            case RefSlot(clause, mark):
                target = f"{clause}#{mark}" if mark else clause
                if clause in self._elsewhere:
                    return Text(self._elsewhere[clause])
                found = self._targets.get(target)
                return Reference(found, target) if found else self._lost(target, self._name(clause))
            case AnnexSlot(annex):
                found = self._annexes.get(annex)
                return Reference(found, annex) if found else self._lost(annex, self._name(annex))
        return part  # type: ignore[return-value]  # every other part is a run already

    def _lost(self, target: str, name: str) -> Blank:
        return Blank(self._nowhere.replace("{target}", name), f"reference.{target}")

    def table(self, table: TableDraft | None, caption: str) -> Table | None:
        """Return a table with its references resolved."""
        if table is None:
            return None
        return Table(caption, table.head, tuple(tuple(self.runs(cell) for cell in row) for row in table.rows), table.form)


def tree(placed: list[Placed], resolver: Resolver, caption: str) -> tuple[Provision, ...]:
    """Return the paragraphs of one body or annex as a tree; *caption* names its tables for those who cannot see them."""
    provisions, rest = _siblings(placed, 0, 0, resolver, caption)
    if rest != len(placed):
        raise ValueError("the outline is not a tree")
    return provisions


def _siblings(placed: list[Placed], at: int, above: int, resolver: Resolver, caption: str) -> tuple[tuple[Provision, ...], int]:
    found: list[Provision] = []
    while at < len(placed) and placed[at].level > above:
        each = placed[at]
        title = each.heading or caption
        children, at = _siblings(placed, at + 1, each.level, resolver, title)
        found.append(
            Provision(
                id=each.id,
                level=each.level,
                label=label(each.position) if each.numbered else "",
                source=each.source,
                heading=each.heading,
                runs=resolver.runs(each.draft.parts),
                table=resolver.table(each.draft.table, title),
                children=children,
            )
        )
    return tuple(found), at
