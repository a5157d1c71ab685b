"""Gather what the page of one clause shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from agreements.catalogue import links
from agreements.catalogue.check_rows import CheckShown, checks_of
from agreements.catalogue.links import Link
from agreements.catalogue.parameters import ParameterRow, ParameterTable
from agreements.catalogue.wordings import Inline, Showing, Shown
from agreements.library import Clause, Kind, Library, Variant
from agreements.phrases import joined
from agreements.sources import SourceNote

_CLAUSE = re.compile(r"\b([a-z]+/[a-z]+(?:-[a-z]+)*)\b")


@dataclass(frozen=True, slots=True)
class Use:
    """A kind of agreement and what the clause is in it."""

    kind: Kind
    path: str
    letter: str
    words: str


@dataclass(frozen=True, slots=True)
class Way:
    """A row of the selection: when which wording is chosen."""

    when: str
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording with its trade-off, its text and what belongs to it."""

    id: str
    label: str
    for_lead: str
    for_partner: str
    chosen: tuple[str, ...]
    paragraphs: tuple[Shown, ...]
    key_term: tuple[Inline, ...]
    terms: tuple[Link, ...]
    defines: tuple[str, ...]
    annexes: tuple[Link, ...]
    needs: tuple[Link, ...]
    requires: tuple[Link, ...]
    excludes: tuple[Link, ...]
    barred: str


@dataclass(frozen=True, slots=True)
class Other:
    """What is printed in one kind instead, whatever wording was chosen."""

    code: str
    title: str
    path: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class ClausePage:
    """All that the page of a clause shows."""

    clause: Clause
    group: str
    guidance: tuple[tuple[Inline, ...], ...]
    uses: tuple[Use, ...]
    unused: str
    enters: str
    ways: tuple[Way, ...]
    wordings: tuple[Wording, ...]
    pending: tuple[str, ...]
    others: tuple[Other, ...]
    parameters: tuple[ParameterRow, ...]
    checks: tuple[CheckShown, ...]
    risks: tuple[Link, ...]
    sources: tuple[SourceNote, ...]
    requires: tuple[Link, ...]
    excludes: tuple[Link, ...]
    annex: Link | None
    pointer: tuple[Inline, ...]


def relations(library: Library, names: Iterable[str]) -> tuple[Link, ...]:
    """Return links to clauses that are named as ``clause`` or ``clause:variant``."""
    return tuple(_relation(library, name) for name in names)


def _relation(library: Library, name: str) -> Link:
    id_, _, variant = name.partition(":")
    found = library.clauses[id_]
    if not variant:
        return Link(found.title, links.clause(id_))
    known = found.variants.get(variant)
    return Link(found.title, links.variant(id_, variant) if known else links.clause(id_), known.label if known else variant)


def clause_page(library: Library, clause: Clause) -> ClausePage:
    """Return the page of *clause*."""
    gathering = _Gathering(library, clause)
    words = library.words
    kinds = {kind.code: kind for kind in library.kinds.values()}
    used = {code: letter for code, letter in clause.applies.items() if code in kinds}
    return ClausePage(
        clause=clause,
        group=next((group.title for group in library.groups if clause.id.partition("/")[0] in group.categories), ""),
        uses=tuple(Use(kinds[code], links.kind(kinds[code].id), letter, words[f"letter.{letter}"]) for code, letter in used.items() if letter != "x"),
        unused=joined((kinds[code].title for code, letter in used.items() if letter == "x"), words["and"]),
        enters=gathering.showing.telling.tell(clause.trigger) if clause.trigger else "",
        ways=tuple(gathering.ways()),
        guidance=tuple(tuple(gathering.guided(part)) for part in clause.guidance.split("\n\n")),
        wordings=tuple(gathering.wording(each) for each in _in_order(clause)),
        pending=clause.pending,
        others=tuple(gathering.others()),
        parameters=ParameterTable(library, clause, gathering.showing).rows(),
        checks=checks_of(library, [row for row in library.checks.values() if clause.id in row.clauses]),
        risks=tuple(Link(f"{code} {library.risks[code].title}", links.risk(code), library.risks[code].bears) for code in clause.risks),
        sources=tuple(library.sources[code] for code in clause.sources if code in library.sources),
        requires=relations(library, clause.requires),
        excludes=relations(library, clause.excludes),
        annex=Link(library.annexes[clause.annex].title, links.annex(clause.annex)) if clause.annex in library.annexes else None,
        pointer=gathering.showing.line(clause.pointer.pieces) if clause.pointer else (),
    )


class _Gathering:
    def __init__(self, library: Library, clause: Clause) -> None:
        self.library, self.clause = library, clause
        self.showing = Showing(library, clause)

    def ways(self) -> Iterator[Way]:
        for rule in self.clause.order:
            known = self.clause.variants.get(rule.variant)
            path = links.variant(self.clause.id, rule.variant) if known else ""
            yield Way(self.showing.telling.tell(rule.when) if rule.when else "", known.label if known else rule.variant, path)

    def wording(self, variant: Variant) -> Wording:
        library = self.library
        asks = self.clause.parameters
        return Wording(
            id=variant.id, label=variant.label, for_lead=variant.for_lead, for_partner=variant.for_partner,
            chosen=tuple(self.showing.telling.tell(rule.when) if rule.when else "" for rule in self.clause.order if rule.variant == variant.id),
            paragraphs=self.showing.paragraphs(variant.paragraphs), key_term=self.showing.line(variant.key_term),
            terms=tuple(Link(name, links.term(name)) for name in variant.uses if name in library.terms), defines=variant.introduces,
            annexes=tuple(Link(library.annexes[each].title, links.annex(each)) for each in variant.annexes if each in library.annexes),
            needs=tuple(Link(asks[name].ask, links.parameter(self.clause.id, name)) for name in variant.needs if name in asks),
            requires=relations(library, variant.requires), excludes=relations(library, variant.excludes),
            barred=self.showing.telling.tell(variant.barred_when) if variant.barred_when else "",
        )  # fmt: skip

    def others(self) -> Iterator[Other]:
        """Yield what is printed in some kinds instead."""
        titles = {kind.code: kind.title for kind in self.library.kinds.values()}
        for code, variants in self.clause.texts.items():
            shown = tuple(self.wording(each) for each in _different(variants))
            yield Other(code, titles.get(code, code), links.in_kinds(self.clause.id, code), shown)

    def guided(self, text: str) -> Iterator[Inline]:
        """Yield *text* with every clause that it names by id as a reference by title."""
        for place, part in enumerate(_CLAUSE.split(text)):
            known = self.library.clauses.get(part) if place % 2 else None
            yield Inline("reference", f"“{known.title}”", links.clause(part)) if known else Inline("text", part)


def _in_order(clause: Clause) -> list[Variant]:
    """Return the wordings: the standard one, those that answers call for, those that only a person chooses."""
    chosen = dict.fromkeys(rule.variant for rule in (*clause.order[-1:], *clause.order))
    return [clause.variants[each] for each in (*chosen, *(id_ for id_ in clause.variants if id_ not in chosen)) if each in clause.variants]


def _different(variants: Mapping[str, Variant]) -> Iterator[Variant]:
    """Yield the wordings whose text differs; in most kinds all wordings print the same."""
    seen: list[object] = []
    for variant in variants.values():
        if variant.paragraphs not in seen:
            seen.append(variant.paragraphs)
            yield variant
