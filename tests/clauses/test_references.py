"""Whatever a wording names surely stands there too, in every kind that may hold it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from agreements.conditions import parse
from agreements.library import Clause, Library, Paragraph, RefSlot, Words
from clauses.library import ROOT
from clauses.references import faults

Change = Callable[[Library], Library]


def with_clause(library: Library, id_: str, change: Callable[[Clause], Clause]) -> Library:
    return replace(library, clauses={**library.clauses, id_: change(library.clauses[id_])})


def wording(id_: str, variant: str, **changes: Any) -> Change:
    """Change the head of a wording."""
    return lambda library: with_clause(
        library, id_, lambda clause: replace(clause, variants={**clause.variants, variant: replace(clause.variants[variant], **changes)})
    )


def paragraph(id_: str, variant: str, named: str, **changes: Any) -> Change:
    """Change a labelled paragraph of a wording."""

    def changed(each: Paragraph) -> Paragraph:
        return replace(each, children=tuple(map(changed, each.children)), **(changes if each.label == named else {}))

    return lambda library: wording(id_, variant, paragraphs=tuple(map(changed, library.clauses[id_].variants[variant].paragraphs)))(library)


def kind(id_: str, **changes: Any) -> Change:
    """Change the recipe of a kind."""
    return lambda library: replace(library, kinds={**library.kinds, id_: replace(library.kinds[id_], **changes)})


def annex(id_: str, **changes: Any) -> Change:
    """Change an annex page."""
    return lambda library: replace(library, annexes={**library.annexes, id_: replace(library.annexes[id_], **changes)})


def naming(clause: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Words("Clause "), RefSlot(clause), Words(" applies."))),)


def found(library: Library, change: Change) -> list[str]:
    return [str(fault) for fault in faults(change(library), ROOT)]


def test_no_reference_of_the_library_can_lead_nowhere(library: Library) -> None:
    assert found(library, lambda same: same) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (paragraph("data/roles", "processor", "roles", when=None), ["data/roles/processor.md:", "data/processor-terms", "EXP, FCA, MMR, NDA."]),
        (paragraph("term/termination", "withdrawal-multi", "consequences", when=None), ["term/exit", "missing in SCA."]),
        (paragraph("data/roles", "processor", "roles", when=parse("kind != EXP or includes data/processor-terms")), ["missing in FCA, MMR, NDA."]),
        (paragraph("liab/allocation", "several-each-own", "claim-notice", label="other"), ["liab/indemnity/none.md", "liab/allocation#claim-notice"]),
        (paragraph("liab/allocation", "several-each-own", "claim-notice", when=parse("client is empty")), ["liab/indemnity/none.md", "#claim-notice"]),
        (wording("gov/coordinator", "rotating", requires=()), ["(in the meaning of “Steering Group”)", "gov/decision-making"]),
        (wording("comp/non-circumvention", "fee-only", barred_when=parse("kind = NDA")), ["fin/referral-fee", "JSD, NSD."]),
        (wording("gov/amendments", "signed-by-all", paragraphs=naming("comp/exclusivity")), ["signed-by-all.md: this refers to comp/exclusivity", "NDA"]),
        (kind("specific-collaboration", annexes=()), ["facility/access/open-tariff.md", "tariff", "SCA."]),
        (kind("nda", recitals=naming("fin/fees")), ["kinds/nda.toml", "fin/fees", "missing in NDA."]),
        (annex("tariff", when=parse("prices is not empty and kind = FAC")), ["facility/access/open-tariff.md", "EXP, FCA, JSD, NSD, SCA."]),
        (annex("owner-map", paragraphs=naming("gov/decision-making")), ["annexes/owner-map.md", "gov/decision-making", "CSL"]),
    ],
)
def test_a_reference_that_may_lead_nowhere_is_found(library: Library, change: Change, words: list[str]) -> None:
    shown = found(library, change)

    assert any(all(word in fault for word in words) for fault in shown), shown


def test_a_fault_names_the_line_of_the_paragraph_and_what_to_do(library: Library) -> None:
    path = "data/roles/processor.md"
    line = next(number for number, text in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), start=1) if "{#roles}" in text)
    (fault,) = found(library, paragraph("data/roles", "processor", "roles", when=None))

    assert fault.startswith(f"clauses/{path}:{line}: this refers to data/processor-terms")
    assert "`includes …`" in fault
