"""What holds for all checks together, and what no deal can cause, shown on trees that were changed by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from striking import JSD, SCA, Deal, Draft, Raw, both, codes, parent, setting

from agreements.agreement import Provision, Term, Text
from agreements.assembly import Drafted, draft
from agreements.checks import check
from agreements.intake import read_deal
from agreements.library import Library


@pytest.fixture(name="good")
def _good(deal: Deal) -> Raw:
    """Return a joint service delivery deal that raises nothing that a test here wants to see raised."""
    return deal(JSD)


def test_every_check_of_the_library_has_a_test(library: Library) -> None:
    asked = {code for path in Path(__file__).parent.glob("test_*.py") for code in re.findall(r'"([A-Z]{2,3}-\d{2})"', path.read_text(encoding="utf-8"))}

    assert library.checks.keys() - asked == set()


def test_a_particular_check_silences_the_general_one_on_the_same_parameter(good: Raw, drafted: Draft) -> None:
    setting("comp/non-compete", variant="during-project", material_scope="pumps")(good)

    found = [(finding.code, finding.parameter) for finding in check(drafted(good)) if finding.parameter == "material_scope"]

    assert found == [("CMP-03", "material_scope")]


def test_a_sum_of_millions_is_written_out(good: Raw, drafted: Draft) -> None:
    setting("liab/cap", cap_amount_eur=5000000)(good)
    setting("liab/insurance", professional_eur=5000001)(good)

    said = [finding.allowed for finding in check(drafted(good)) if (finding.code, finding.parameter) == ("STR-11", "professional_eur")]
    setting("liab/insurance", professional_eur=1234567.25)(good)
    said += [f"{finding.message} {finding.fix}" for finding in check(drafted(good)) if finding.code == "LIA-11"]

    assert said[0] == "at least 0 and at most 5,000,000"
    assert "EUR 1,234,567.25" in said[1]
    assert "at least 5,000,000" in said[1]


def test_a_country_is_told_as_it_stands_in_a_sentence(good: Raw, drafted: Draft) -> None:
    setting("disp/governing-law", law="NL")(good)

    (message,) = [finding.message for finding in check(drafted(good)) if finding.code == "DSP-03"]

    assert message.endswith("the law to the Netherlands.")


def test_an_end_after_that_of_the_framework_is_told_with_both_days(deal: Deal, drafted: Draft) -> None:
    raw = deal(SCA)
    both(parent(continues=False, end_date="2027-01-31"), setting("term/duration", end_date="2027-02-01"))(raw)

    (message,) = [finding.message for finding in check(drafted(raw)) if finding.code == "TRM-07"]

    assert message.startswith("The framework ends on 2027-01-31, this agreement on 2027-02-01,")


# What no deal can cause, because the engine prevents it, is shown on a tree that was changed by hand ---------------------


def with_provision(draft: Drafted, *runs: Any) -> Drafted:
    extra = Provision("extra", 2, "99.1", "extra", runs=runs)
    first = draft.agreement.clauses[0]
    changed = replace(first, children=(*first.children, extra))
    return replace(draft, agreement=replace(draft.agreement, clauses=(changed, *draft.agreement.clauses[1:])))


def test_an_annex_that_is_not_attached_is_missed(good: Raw, drafted: Draft) -> None:
    assert "STR-08" in codes(replace(drafted(good), annexes=()))


def test_a_wording_that_is_not_written_is_missed(good: Raw, library: Library) -> None:
    quality = library.clauses["perf/quality"]
    less = replace(
        library,
        clauses={
            **library.clauses,
            quality.id: replace(quality, variants={"shared-standard": quality.variants["shared-standard"]}, pending=("lead-standard",)),
        },
    )
    setting(quality.id, variant="lead-standard")(good)

    found = [finding for finding in check(draft(read_deal(good, less), less, tolerant=True)) if finding.code == "LIB-01"]

    assert [(finding.clause, finding.found, finding.allowed) for finding in found] == [(quality.id, "lead-standard", "shared-standard")]


def test_a_party_without_an_execution_block_is_missed(good: Raw, drafted: Draft) -> None:
    draft = drafted(good)

    assert "SIG-03" in codes(replace(draft, agreement=replace(draft.agreement, execution=draft.agreement.execution[:1])))


def test_a_term_without_a_definition_is_found(good: Raw, drafted: Draft, library: Library) -> None:
    term = min(library.terms.keys() - {run.text for each in drafted(good).agreement.provisions() for run in each.runs if isinstance(run, Term)})

    found = [finding for finding in check(with_provision(drafted(good), Text(f"The {term} counts."))) if finding.code == "DEF-01"]

    assert [finding.found for finding in found] == [term]


def test_a_definition_that_nobody_uses_is_found(good: Raw, drafted: Draft, library: Library) -> None:
    term = min(library.terms.keys() - {run.text for each in drafted(good).agreement.provisions() for run in each.runs if isinstance(run, Term)})

    found = [finding for finding in check(with_provision(drafted(good), Text("“"), Term(term), Text("” means this."))) if finding.code == "DEF-02"]

    assert term in [finding.found for finding in found]


def test_a_term_with_two_meanings_is_found(good: Raw, drafted: Draft) -> None:
    found = [finding for finding in check(with_provision(drafted(good), Text("“"), Term("Client"), Text("” means somebody else."))) if finding.code == "DEF-03"]

    assert [finding.found for finding in found] == ["Client"]


def test_definitions_that_need_each_other_are_found(good: Raw, drafted: Draft, library: Library) -> None:
    terms = dict(library.terms)
    for name, other in (("Client", "Service"), ("Service", "Client")):
        terms[name] = replace(terms[name], paragraph=replace(terms[name].paragraph, terms=frozenset({other})))

    found = [finding for finding in check(replace(drafted(good), library=replace(library, terms=terms))) if finding.code == "DEF-06"]

    assert [finding.found for finding in found] == ["Client, Service"]
