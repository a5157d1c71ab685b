"""Whatever is answered, an agreement comes out whole: every clause explained, every reference found, every term defined and used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from combinations import VALUES, chosen, combined, rows, worded
from second_reading import CODES, expected

from agreements.agreement import Agreement, Blank, Reference, Term, plain
from agreements.assembly import Drafted, draft
from agreements.checks import Finding, check
from agreements.checks.structure import runs
from agreements.conditions import Atom, Both, Condition, Either, Not
from agreements.intake import read_deal
from agreements.library import Paragraph
from clauses import library
from clauses.references import Place

WHOLE = {"DEF-01", "DEF-02", "DEF-03", "DEF-04", "DEF-05", "DEF-06", "STR-06", "STR-07", "STR-08", "LIB-01"}
KINDS = tuple(CODES)
SAME = {  # wordings between which answers choose, although in these kinds nothing is left to differ
    "core/cover-page": "CSL ACC SCA EXP FAC DSB DPA",  # what an agreement hangs on fixes the order of its parts; a letter has one order
    "core/definitions": "CSL",  # a framework defines nothing for a client that has not signed it
    "core/parties-purpose": "ACC EXP FAC DSB DPA",  # the statements are the same for two parties and for more
    "gov/specific-agreements": "SCA",  # the route is chosen in the framework; here it has been taken
    "perf/client-interface": "DSB",  # nobody delivers to a client here: each hub speaks to its own
    "perf/scope-of-work": "DSB DPA",  # the work is what the data clauses describe, however large it is
    "perf/subcontracting": "DPA",  # the clauses on data decide who may help
    "fin/payment-terms": "CSL",  # the client pays; nobody stands in for it or waits for it
}


def faults(drafted: Drafted, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what must never be wrong, whatever people answer."""
    agreement = drafted.agreement
    yield from (f"{finding.code} {finding.clause} {finding.found}" for finding in findings if finding.code in WHOLE)
    yield from (f"{reason.clause} stands there without a reason" for reason in agreement.reasons if not all(reason.because))
    yield from (f"{reason.clause} answers no risk" for reason in agreement.reasons if not reason.risks)
    known = {provision.id for provision in agreement.provisions()} | {annex.id for annex in agreement.annexes}
    for run in runs(agreement):
        if isinstance(run, Reference) and run.target not in known:
            yield f"{run.target} is referred to and not there"
        if isinstance(run, Blank) and run.parameter.startswith("reference."):
            yield f"the reference {run.parameter} leads nowhere"
    explained = {reason.clause for reason in agreement.reasons}
    yield from (f"{clause.id} is not explained" for clause in agreement.clauses if clause.id not in explained)


def refused(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    """Return the clauses that STR-09 refuses, each with what it misses, what it cannot stand with, or the wording that makes no sense."""
    return {(finding.clause, finding.found) for finding in findings if finding.code == "STR-09"}


# Every pair of answers ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What came of one deal: what is wrong with it, whether the tables of the brief choose the same, what its list of definitions lacks or has too much."""

    faults: frozenset[str]
    barred: frozenset[str]
    as_expected: bool
    terms: frozenset[str]


@pytest.fixture(scope="module", params=KINDS, name="outcomes")
def _outcomes(request: pytest.FixtureRequest) -> list[Outcome]:
    """Draft one kind with every pair of answers; each deal is drafted once and thrown away."""
    known = library()
    found = []
    for raw in combined(request.param):
        drafted = draft(read_deal(raw, known), known)
        findings, variants = check(drafted), drafted.selection.variants
        barred = {clause for clause, found_ in refused(findings) if variants[clause] == found_}
        found.append(Outcome(frozenset(faults(drafted, findings)), frozenset(barred), variants == expected(raw), frozenset(_misplaced(drafted))))
    return found


def test_every_two_values_meet_in_some_row() -> None:
    names = list(VALUES)
    met = {(a, row[a], b, row[b]) for row in rows() for a in names for b in names}

    assert [(a, x, b, y) for a in names for b in names if a != b for x in VALUES[a] for y in VALUES[b] if (a, x, b, y) not in met] == []


def test_every_pair_of_answers_drafts_a_whole_agreement(outcomes: list[Outcome]) -> None:
    assert sorted({fault for each in outcomes for fault in each.faults}) == []


def test_every_pair_of_answers_selects_what_the_tables_of_the_brief_say(outcomes: list[Outcome]) -> None:
    assert [each for each in outcomes if not each.as_expected] == []


def test_no_answers_select_a_wording_that_makes_no_sense(outcomes: list[Outcome]) -> None:
    assert sorted({clause for each in outcomes for clause in each.barred}) == []


def test_the_list_of_definitions_holds_the_shared_terms_that_are_used_and_no_other(outcomes: list[Outcome]) -> None:
    assert sorted({term for each in outcomes for term in each.terms}) == []


def _misplaced(drafted: Drafted) -> set[str]:
    """Return the shared terms that are used and not listed, or listed and not used, unless they have their meaning above."""
    agreement, known, inherited = drafted.agreement, drafted.library, drafted.selection.inherited
    listed = {run.text: plain(each.runs) for each in agreement.provisions() if not each.label for run in each.runs if isinstance(run, Term)}
    above = {name for name, term in known.terms.items() if term.introduced_by in inherited and term.introduced_by != known.anchors["definitions"]}
    longest = "|".join(sorted(map(re.escape, known.terms), key=len, reverse=True))
    used = {term for line in _lines(agreement) for term in re.findall(rf"\b({longest})s?\b", line) if listed.get(term) != line}
    return (used ^ listed.keys()) - above


def _lines(agreement: Agreement) -> Iterator[str]:
    yield from (plain(runs_) for runs_ in (*(each.runs for each in agreement.cover), *(each.runs for each in (*agreement.parties, *agreement.recitals))))
    for provision in agreement.provisions():
        yield plain(provision.runs)
        yield from (plain(cell) for row in (provision.table.rows if provision.table else ()) for cell in row)


# Every wording -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_wording_stands_in_every_kind_that_may_hold_it_or_is_refused_there(kind: str) -> None:
    known = library()
    broken: dict[str, list[str]] = {}
    for clause, variant in worded(kind, known):
        drafted = draft(read_deal(chosen(kind, clause, variant), known), known)
        assert drafted.selection.variants[clause] == variant
        findings = check(drafted)
        if clause not in dict(refused(findings)):
            broken[f"{clause}:{variant}"] = sorted(faults(drafted, findings))

    assert {wording: found for wording, found in broken.items() if found} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_wording_is_printed_in_a_way_of_its_own(kind: str) -> None:
    """Two wordings between which nobody can tell a difference are one too many: they are refused, or SAME says why not."""
    known, code = library(), CODES[kind]
    printed: dict[str, dict[str, object]] = {}
    for clause, variant in worded(kind, known):
        place, wording = Place(known, known.kinds[kind], clause, variant), known.clauses[clause].wording(variant, code)
        if wording and not (wording.barred_when and place.certain(wording.barred_when)):
            printed.setdefault(clause, {})[variant] = _printed(wording.paragraphs, place)
    twins = {clause for clause, shown in printed.items() if len(shown) > len({repr(text) for text in shown.values()})}

    assert twins == {clause for clause, codes in SAME.items() if code in codes.split()}


def _printed(paragraphs: tuple[Paragraph, ...], place: Place) -> list[Any]:
    """Return what *paragraphs* print in a place, each with what is left of its condition once kind and wording are known."""
    left = [(each, _left(each.when, place) if each.when else True) for each in paragraphs]
    return [(each.pieces, each.block, still, _printed(each.children, place)) for each, still in left if still is not False]


def _left(condition: Condition, place: Place) -> Condition | bool:
    known = place.certain(condition)
    match condition:
        case _ if known is not None:
            return known
        case Not(inner):
            return Not(_left(inner, place))  # type: ignore[arg-type]  # what is not certain stays a condition
        case Both(parts) | Either(parts):
            open_ = tuple(part for part in (_left(each, place) for each in parts) if not isinstance(part, bool))
            return open_[0] if len(open_) == 1 else type(condition)(open_)
        case Atom():
            return condition
