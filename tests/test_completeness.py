"""Whatever is answered, an agreement comes out whole: every clause explained, every reference found, every term defined and used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from combinations import VALUES, chosen, combined, rows, worded
from second_reading import CODES, expected

from agreements.agreement import Blank, Reference
from agreements.assembly import Drafted, draft
from agreements.checks import check
from agreements.checks.structure import runs
from agreements.intake import read_deal
from clauses import library

WHOLE = {"DEF-01", "DEF-02", "DEF-03", "DEF-04", "DEF-05", "DEF-06", "STR-06", "STR-07", "STR-08", "LIB-01"}
KINDS = tuple(CODES)


def faults(drafted: Drafted) -> Iterator[str]:
    """Yield what must never be wrong, whatever people answer."""
    agreement = drafted.agreement
    yield from (f"{finding.code} {finding.clause} {finding.found}" for finding in check(drafted) if finding.code in WHOLE)
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


def test_every_two_values_meet_in_some_row() -> None:
    names = list(VALUES)
    met = {(a, row[a], b, row[b]) for row in rows() for a in names for b in names}

    assert [(a, x, b, y) for a in names for b in names if a != b for x in VALUES[a] for y in VALUES[b] if (a, x, b, y) not in met] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_pair_of_answers_drafts_a_whole_agreement(kind: str) -> None:
    known = library()
    found = {fault for raw in combined(kind) for fault in faults(draft(read_deal(raw, known), known))}

    assert sorted(found) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_pair_of_answers_selects_what_the_tables_of_the_brief_say(kind: str) -> None:
    known = library()

    assert [raw["answers"] for raw in combined(kind) if draft(read_deal(raw, known), known).selection.variants != expected(raw)] == []


@pytest.mark.parametrize(("kind", "clause", "variant"), list(worded(library())), ids=lambda each: str(each))
def test_every_wording_stands_in_every_kind_that_may_hold_it_or_is_refused_there(kind: str, clause: str, variant: str) -> None:
    known = library()
    drafted = draft(read_deal(chosen(kind, clause, variant), known), known)
    refused = any(finding.code == "STR-09" and finding.clause == clause for finding in check(drafted))

    assert drafted.selection.variants[clause] == variant
    assert refused or sorted(faults(drafted)) == []


def test_every_wording_is_printed_in_a_way_of_its_own() -> None:
    """Two variants that a reader cannot tell apart are one too many."""
    known = library()
    texts: dict[tuple[str, str], dict[str, str]] = {}
    for kind, clause, variant in worded(known):
        agreement = draft(read_deal(chosen(kind, clause, variant), known), known).agreement
        texts.setdefault((kind, clause), {})[variant] = _text(agreement, clause)

    assert {where: names for where, shown in texts.items() if (names := _twins(shown))} == {}


def _text(agreement: Any, clause: str) -> str:
    places = [provision for provision in agreement.provisions() if provision.source.startswith(f"{clause}:")]
    rows = [cell for provision in places for row in (provision.table.rows if provision.table else ()) for cell in row]
    return " ".join(run.text for runs_ in (*(provision.runs for provision in places), *rows) for run in runs_)


def _twins(shown: dict[str, str]) -> list[str]:
    return sorted(name for name, text in shown.items() if list(shown.values()).count(text) > 1)
