"""Choose the clauses of a deal and the one variant of each, and keep the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from agreements.conditions import Read, holds
from agreements.deal import Deal, Override
from agreements.facts import DealFacts
from agreements.library import Clause, Kind, Library

Entry = Literal["mandatory", "default", "trigger", "hand"]
Choice = Literal["only", "rule", "standard", "hand"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A clause of the agreement: why it is there (*entry*, *entry_reads*) and why in this variant (*choice*, *choice_reads*)."""

    clause: Clause
    variant: str
    entry: Entry
    entry_reads: tuple[Read, ...]
    choice: Choice
    choice_reads: tuple[Read, ...]


@dataclass(frozen=True)
class Selection:
    """All clauses of the agreement in the order of its kind, what was decided against the rules of the kind, and what comes from the parent agreement."""

    chosen: tuple[Chosen, ...]
    missing: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()

    @cached_property
    def variants(self) -> dict[str, str]:
        """The variant of each clause."""
        return {chosen.clause.id: chosen.variant for chosen in self.chosen}

    def find(self, clause: str) -> Chosen | None:
        """Return what was chosen for *clause*, or None."""
        return next((chosen for chosen in self.chosen if chosen.clause.id == clause), None)


_NO_OVERRIDE = Override()


def select(deal: Deal, kind: Kind, library: Library) -> Selection:
    """Return the selection for *deal*.

    A clause marked m is in; d is in (for clauses whose trigger must always hold: when it does); o is in when its trigger holds; an override of the
    deal puts it in or leaves it out. What the kind does not allow to be missing or present is kept in ``missing`` and ``forbidden``.
    """
    facts = DealFacts(deal, kind, library)
    chosen = tuple(_each(deal, kind, library, facts))
    present = {each.clause.id for each in chosen}
    letters = {clause.id: clause.applies[kind.code] for clause in library.clauses.values()}
    return Selection(
        chosen=chosen,
        missing=tuple(id_ for id_ in kind.clauses if letters[id_] == "m" and id_ not in present),
        forbidden=tuple(id_ for id_ in letters if letters[id_] == "x" and id_ in present),
        inherited=tuple(
            id_ for id_, letter in letters.items() if letter == "i" and id_ not in present and deal.clauses.get(id_, _NO_OVERRIDE).include is not False
        ),
    )


def _each(deal: Deal, kind: Kind, library: Library, facts: DealFacts) -> Iterator[Chosen]:
    by_hand = [id_ for id_, override in deal.clauses.items() if override.include and id_ not in kind.clauses]
    for id_ in (*kind.clauses, *by_hand):
        clause = library.clauses[id_]
        override = deal.clauses.get(id_, _NO_OVERRIDE)
        entry = _entry(clause, kind, override, facts)
        if entry is not None:
            choice, variant, reads = _choice(clause, override, facts)
            yield Chosen(clause, variant, entry[0], entry[1], choice, reads)


def _entry(clause: Clause, kind: Kind, override: Override, facts: DealFacts) -> tuple[Entry, tuple[Read, ...]] | None:
    if override.include is False:
        return None
    letter = clause.applies[kind.code]
    if letter == "m":
        return "mandatory", ()
    if letter == "d" and not clause.always_triggered:
        return "default", ()
    reads: list[Read] = []
    if letter in ("d", "o") and clause.trigger is not None and holds(clause.trigger, facts, reads):
        return "trigger", tuple(reads)
    return ("hand", ()) if override.include else None


def _choice(clause: Clause, override: Override, facts: DealFacts) -> tuple[Choice, str, tuple[Read, ...]]:
    if override.variant:
        return "hand", override.variant, ()
    if len(clause.order) == 1:
        return "only", clause.order[0].variant, ()
    for rule in clause.order:
        reads: list[Read] = []
        if rule.when is None:
            return "standard", rule.variant, ()
        if holds(rule.when, facts, reads):
            return "rule", rule.variant, tuple(reads)
    raise ValueError(f"the selection of {clause.id} has a gap")
