"""Read the risks that agreements answer, and the groups that clauses are shown in, and check them against the clauses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from agreements.errors import nearest
from agreements.library import Library
from agreements.scenario import Group, Risk, Safeguard, Weakness
from clauses.build import condition
from clauses.files import Source
from clauses.questions import known_facts, variants_of
from clauses.schema import CODES, Head
from clauses.wording import curly


class SafeguardHead(Head):
    """What an agreement settles against a risk."""

    says: str
    by: list[str]
    when: str = ""


class WeakHead(Head):
    """A wording that helps only in part, or not."""

    clause: str
    variants: list[str] = Field(default_factory=list)
    when: str = ""
    helps: Literal["in part", "not"]
    because: str


class ArisesHead(Head):
    """When a deal has the risk."""

    when: str
    says: str


class RiskHead(Head):
    """A risk."""

    title: str
    where: str
    bears: str
    kinds: list[str]
    safeguard: list[SafeguardHead]
    weak: list[WeakHead] = Field(default_factory=list)
    arises: ArisesHead | None = None


class GroupHead(Head):
    """A group of clauses."""

    title: str
    short: str
    categories: list[str]


def build(heads: Mapping[str, RiskHead], source: Source) -> dict[str, Risk]:
    """Return the risks of their heads; a condition that cannot be read is a fault in *source*."""
    return {id_: _risk(id_, head, source) for id_, head in heads.items()}


def _risk(id_: str, head: RiskHead, source: Source) -> Risk:
    weak = tuple(
        Weakness(each.clause, each.helps, curly(each.because), tuple(each.variants), condition(source, each.when, id_, "weak", "when")) for each in head.weak
    )
    return Risk(
        id=id_, title=curly(head.title), where=head.where, bears=head.bears, kinds=tuple(head.kinds), weak=weak,
        safeguards=tuple(
            Safeguard(curly(each.says), tuple(each.by), condition(source, each.when, id_, "safeguard", "when")) for each in head.safeguard
        ),
        arises=condition(source, head.arises.when, id_, "arises") if head.arises else None,
        only_where=curly(head.arises.says) if head.arises else "",
    )  # fmt: skip


def groups(heads: Mapping[str, GroupHead]) -> tuple[Group, ...]:
    """Return the groups in the order of their file."""
    return tuple(Group(id_, head.title, head.short, tuple(head.categories)) for id_, head in heads.items())


# Check -------------------------------------------------------------------------------------------------------------------


def examine(library: Library, source: Source, grouped: Source) -> None:
    """Note in *source* and *grouped* what contradicts the clauses of *library*."""
    for risk in library.risks.values():
        _Risk(library, risk, source).examine()
    categories = [category for group in library.groups for category in group.categories]
    for category in sorted({id_.partition("/")[0] for id_ in library.clauses} - set(categories)):
        grouped.fault(f"the category “{category}” belongs to no group.", "Add it to the `categories` of one.")
    for category in sorted(set(categories) - {id_.partition("/")[0] for id_ in library.clauses}):
        grouped.fault(f"no clause belongs to the category “{category}”.", "Take it out of its group.", line=grouped.line_of("categories"))
    for category in sorted({each for each in categories if categories.count(each) > 1}):
        grouped.fault(f"the category “{category}” belongs to two groups.", "Take it out of one.", line=grouped.line_of("categories"))


class _Risk:
    def __init__(self, library: Library, risk: Risk, source: Source) -> None:
        self.library, self.risk, self.source = library, risk, source

    def examine(self) -> None:
        known_facts(self.source, self.risk.arises, self.library, {}, at=self.source.line_of(self.risk.id, "arises"))
        for code in self.risk.kinds:
            if code not in CODES:
                self.source.fault(f"“{code}” in `kinds` of {self.risk.id} is no kind.", nearest(code, CODES), line=self.source.line_of(self.risk.id, "kinds"))
        if not self.risk.safeguards:
            self.source.fault(f"{self.risk.id} has no safeguard.", "Say what an agreement settles against it.", line=self.source.line_of(self.risk.id))
        for each in self.risk.safeguards:
            self.safeguard(each)
        for weakness in self.risk.weak:
            self.weakness(weakness)

    def safeguard(self, each: Safeguard) -> None:
        known_facts(self.source, each.when, self.library, {}, at=self.source.line_of(self.risk.id, "safeguard", "when"))
        if not each.by:
            self.source.fault(f"no clause settles “{each.says}”", "Name one in `by`.", line=self.source.line_of(self.risk.id, "safeguard"))
        for name in each.by:
            clause, _, variant = name.partition(":")
            self.clause(clause, (variant,) if variant else ())

    def weakness(self, each: Weakness) -> None:
        self.clause(each.clause, each.variants)
        if found := self.library.clauses.get(each.clause):
            known_facts(self.source, each.when, self.library, found.parameters, at=self.line(each.clause))

    def clause(self, id_: str, variants: tuple[str, ...]) -> None:
        """Check that the clause exists, names the risk, and has these variants."""
        found = self.library.clauses.get(id_)
        if found is None:
            self.source.fault(f"{self.risk.id} names the clause “{id_}”, which does not exist.", nearest(id_, self.library.clauses), line=self.line(id_))
            return
        if self.risk.id not in found.risks:
            self.source.fault(
                f"{self.risk.id} counts on “{id_}”, which does not name it.", f"Add {self.risk.id} to `risks` of that clause.", line=self.line(id_)
            )
        known = variants_of(found)
        for variant in variants:
            if variant not in known:
                self.source.fault(f"“{id_}” has no variant “{variant}”.", nearest(variant, known), line=self.line(id_))

    def line(self, word: str) -> int:
        """Return the first line below the heading of the risk that holds *word*."""
        start = self.source.line_of(self.risk.id)
        return next((number for number, text in enumerate(self.source.lines[start:], start=start + 1) if f'"{word}' in text), start)
