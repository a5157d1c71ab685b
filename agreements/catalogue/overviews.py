"""Gather what the overviews show: the start page, kinds, risks, checks, sources, terms, annexes and national rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agreements.catalogue import links
from agreements.catalogue.check_rows import CheckShown, checks_of, cited
from agreements.catalogue.links import Link
from agreements.catalogue.wordings import Inline, Showing, Shown
from agreements.conditions_in_words import Telling
from agreements.library import AnnexPage, Clause, Kind, Library
from agreements.scenario import Group, Risk
from agreements.sources import SourceNote


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause in a list; *marks* are the kinds and risks by which the list can be narrowed."""

    clause: Clause
    path: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A clause in the order of a kind: what it is there, and when it comes in."""

    clause: Clause
    path: str
    letter: str
    words: str
    enters: str


@dataclass(frozen=True, slots=True)
class KindPage:
    """All that the page of a kind shows."""

    kind: Kind
    roles: tuple[str, ...]
    places: tuple[Place, ...]
    inherited: tuple[Link, ...]
    forbidden: tuple[Link, ...]
    cover: tuple[tuple[str, tuple[Link, ...], tuple[Inline, ...], str], ...]
    recitals: tuple[Shown, ...]
    annexes: tuple[Link, ...]
    risks: tuple[Link, ...]
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskPage:
    """All that the page of a risk shows."""

    risk: Risk
    safeguards: tuple[tuple[str, tuple[Link, ...]], ...]
    weak: tuple[tuple[Link, tuple[str, ...], str, str, str], ...]
    clauses: tuple[Link, ...]
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnexShown:
    """All that the page of an annex shows: *inside* are clauses that stand in it in full, *asked_by* the wordings that need it."""

    id: str
    title: str
    path: str
    filled_from: Link | None
    attached: str
    paragraphs: tuple[Shown, ...]
    inside: tuple[Link, ...]
    kinds: tuple[Link, ...]
    asked_by: tuple[Link, ...]


def kinds_in_order(library: Library) -> tuple[Kind, ...]:
    """Return the kinds in the order in which clauses name them."""
    order = list(next(iter(library.clauses.values())).applies)
    return tuple(sorted(library.kinds.values(), key=lambda kind: order.index(kind.code)))


def entries(library: Library) -> tuple[tuple[Group, tuple[Entry, ...]], ...]:
    """Return all clauses in their groups."""
    codes = {kind.code for kind in library.kinds.values()}

    def entry(clause: Clause) -> Entry:
        used = [code for code, letter in clause.applies.items() if letter in ("m", "d", "o") and code in codes]
        return Entry(clause, links.clause(clause.id), (*used, *clause.risks))

    def members(group: Group) -> tuple[Entry, ...]:
        return tuple(entry(clause) for id_, clause in library.clauses.items() if id_.partition("/")[0] in group.categories)

    return tuple((group, members(group)) for group in library.groups)


def kind_page(library: Library, kind: Kind) -> KindPage:
    """Return the page of *kind*."""
    letters = {id_: clause.applies.get(kind.code, "x") for id_, clause in library.clauses.items()}
    telling, showing = Telling(library), Showing(library, None)

    def named(letter: str) -> tuple[Link, ...]:
        return tuple(Link(library.clauses[id_].title, links.clause(id_)) for id_, each in letters.items() if each == letter)

    def place(id_: str) -> Place:
        clause = library.clauses[id_]
        asked = clause.trigger is not None and (letters[id_] == "o" or (letters[id_] == "d" and clause.always_triggered))
        enters = telling.tell(clause.trigger) if asked and clause.trigger else ""
        return Place(clause, links.clause(id_), letters[id_], library.words[f"letter.{letters[id_]}"], enters)

    return KindPage(
        kind=kind,
        roles=tuple(library.words.get(f"role_{role}", role) for role in kind.roles),
        places=tuple(place(id_) for id_ in kind.clauses),
        inherited=named("i"),
        forbidden=named("x"),
        cover=tuple(
            (
                row.label,
                tuple(Link(library.clauses[id_].title, links.clause(id_)) for id_ in row.clauses),
                showing.line(row.pieces) if row.pieces else (),
                telling.tell(row.when) if row.when else "",
            )
            for row in kind.cover
        ),
        recitals=showing.paragraphs(kind.recitals),
        annexes=tuple(Link(library.annexes[id_].title, links.annex(id_)) for id_ in kind.annexes if id_ in library.annexes),
        risks=tuple(
            Link(f"{code} {risk.title}", links.risk(code), risk.bears)
            for code, risk in library.risks.items()
            if any(code in library.clauses[id_].risks for id_ in kind.clauses)
        ),
        scenarios=tuple(each.title for each in library.scenarios.values() if kind.id in each.kinds),
    )


def risk_page(library: Library, risk: Risk) -> RiskPage:
    """Return the page of *risk*."""

    def named(by: str) -> Link:
        id_, _, variant = by.partition(":")
        clause = library.clauses[id_]
        known = clause.variants.get(variant)
        return Link(clause.title, links.variant(id_, variant) if known else links.clause(id_), known.label if known else variant)

    def labels(id_: str, variants: tuple[str, ...]) -> tuple[str, ...]:
        known = library.clauses[id_].variants
        return tuple(known[each].label if each in known else each for each in variants)

    return RiskPage(
        risk=risk,
        safeguards=tuple((each.says, tuple(named(by) for by in each.by)) for each in risk.safeguards),
        weak=tuple(
            (
                named(each.clause),
                labels(each.clause, each.variants),
                each.helps,
                each.because,
                Telling(library, [library.clauses[each.clause]]).tell(each.when) if each.when else "",
            )
            for each in risk.weak
        ),
        clauses=tuple(Link(clause.title, links.clause(id_), clause.purpose) for id_, clause in library.clauses.items() if risk.id in clause.risks),
        scenarios=tuple(each.title for each in library.scenarios.values() if risk.id in each.risk_ids),
    )


def check_groups(library: Library) -> dict[str, tuple[CheckShown, ...]]:
    """Return the checks by the letters of their codes."""
    groups = dict.fromkeys(code.partition("-")[0] for code in library.checks)
    return {group: checks_of(library, [row for code, row in library.checks.items() if code.partition("-")[0] == group]) for group in groups}


def sources(library: Library) -> tuple[tuple[SourceNote, tuple[Link, ...], tuple[Link, ...]], ...]:
    """Return each source with the clauses and the checks that rest on it."""

    def resting(code: str) -> Iterator[Link]:
        for row in library.checks.values():
            if re.search(rf"\b{code}\b", row.source):
                yield Link(row.code, links.check(row.code))

    return tuple(
        (note, tuple(Link(clause.title, links.clause(id_)) for id_, clause in library.clauses.items() if code in clause.sources), tuple(resting(code)))
        for code, note in library.sources.items()
    )


def terms(library: Library) -> tuple[tuple[str, tuple[Inline, ...], Link, tuple[Link, ...]], ...]:
    """Return each shared term with its meaning, the clause that introduces it and the clauses that use it."""
    found = []
    for name, term in library.terms.items():
        clause = library.clauses[term.introduced_by]
        meaning = Showing(library, clause).line(term.paragraph.pieces)
        users = [each for each in library.clauses.values() if any(name in variant.uses for variant in each.variants.values())]
        found.append((name, meaning, Link(clause.title, links.clause(clause.id)), tuple(Link(each.title, links.clause(each.id)) for each in users)))
    return tuple(found)


def annexes(library: Library) -> tuple[AnnexShown, ...]:
    """Return each annex."""
    return tuple(_annex(library, page) for page in library.annexes.values())


def _annex(library: Library, page: AnnexPage) -> AnnexShown:
    clause = library.clauses.get(page.clause)
    showing = Showing(library, clause)
    return AnnexShown(
        id=page.id,
        title=page.title,
        path=links.annex(page.id),
        filled_from=Link(clause.title, links.clause(clause.id)) if clause else None,
        attached=showing.telling.tell(page.when) if page.when else "",
        paragraphs=showing.paragraphs(page.paragraphs),
        inside=tuple(Link(each.title, links.clause(each.id)) for each in library.clauses.values() if each.annex == page.id),
        kinds=tuple(Link(kind.title, links.kind(kind.id)) for kind in kinds_in_order(library) if page.id in kind.annexes),
        asked_by=tuple(
            Link(each.title, links.variant(each.id, variant.id), variant.label)
            for each in library.clauses.values()
            for variant in each.variants.values()
            if page.id in variant.annexes
        ),
    )


def national(library: Library) -> tuple[tuple[str, tuple[str, ...], str, str, str, tuple[Inline, ...]], ...]:
    """Return each rule of national law: topic, countries, what it says, where it is limited, how sure the library is, and its source."""
    telling = Showing(library, None)
    return tuple(
        (
            each.topic.replace("-", " "), tuple(telling.phrases.country(code) for code in each.countries), each.says, each.only,
            library.words[f"mark.{each.mark}"], tuple(cited(each.source, library)),
        )
        for each in library.overlays
    )  # fmt: skip
