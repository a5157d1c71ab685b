"""A framework of equals: two to sixty members, no lead hub, no client, no paid work; and the few answers that it takes."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreements.agreement import descend, plain
from agreements.assembly import Drafted
from agreements.checks import check
from clauses import library as read

CASES = Path(__file__).parent.parent / "cases"
KIND = "framework-cooperation"
WORDINGS = [(clause, variant) for clause in read().kinds[KIND].clauses for variant in read().clauses[clause].variants]
STRANGE = re.compile(r"\b(lead hub|partner hub|Client|Deliverable|Work Plan|Task|New Service)\b")


def case(name: str) -> Any:
    return json.loads((CASES / f"case-5-{name}.json").read_text(encoding="utf-8"))


def members(count: int) -> list[dict[str, Any]]:
    first = case("corrected")["parties"][0]
    return [first | {"id": f"member{n}", "legal_name": f"Hub {n}", "short_name": f"Hub {n}", "registration_id": f"REG-{n}"} for n in range(1, count + 1)]


def errors(drafted: Drafted) -> set[tuple[str, str]]:
    return {(finding.code, finding.parameter) for finding in check(drafted) if finding.severity == "error"}


def words(drafted: Drafted, clause: str) -> str:
    found = [provision for provision in drafted.agreement.clauses if provision.id == clause]
    return " ".join(plain(each.runs) for provision in found for each in descend(provision))


def test_the_answers_alone_choose_the_expected_clauses(drafted: Callable[[Any], Drafted]) -> None:
    assert drafted(case("corrected")).selection.variants == case("expected")["expected_selection"] | {"comp/exclusivity": "non-exclusive"}


def test_beside_its_answers_a_framework_needs_title_purpose_and_indicators(drafted: Callable[[Any], Drafted]) -> None:
    assert errors(drafted(case("corrected") | {"clauses": {}})) == {("STR-10", "title"), ("STR-10", "purpose_text"), ("STR-10", "kpis")}


@pytest.mark.parametrize("count", [2, 3, 9, 25, 60])
def test_any_number_of_members_can_sign(count: int, drafted: Callable[[Any], Drafted]) -> None:
    deal = case("corrected") | {"parties": members(count)}
    deal["clauses"]["gov/accession"]["min_signatories"] = 2
    del deal["clauses"]["data/transfers"], deal["clauses"]["data/roles"], deal["answers"]["transfer"]

    assert errors(drafted(deal)) == set()


def test_members_that_share_a_short_name_are_called_by_their_full_name(drafted: Callable[[Any], Drafted]) -> None:
    deal = case("corrected")
    deal["parties"][0]["short_name"] = "Norrhub"

    listed = [plain(party.runs) for party in drafted(deal).agreement.parties]
    assert [name.rpartition("(“")[2].partition("”)")[0] for name in listed[:3]] == ["Norrhub", "Fictitious Hub 02", "Fictitious Hub 03"]


@pytest.mark.parametrize(("clause", "variant"), WORDINGS)
def test_no_wording_speaks_of_what_a_framework_does_not_have(clause: str, variant: str, drafted: Callable[[Any], Drafted]) -> None:
    """A wording that makes no sense without a lead hub, a client or a work plan is refused for the want of it."""
    deal = case("corrected")
    deal["clauses"][clause] = deal["clauses"].get(clause, {}) | {"variant": variant}
    made = drafted(deal)

    refused = any(code == "DEF-04" or parameter in {"deal.lead", "deal.client", "liable_to_client"} for code, parameter in errors(made))
    assert refused or STRANGE.findall(words(made, clause)) == []


@pytest.mark.parametrize("given", [{"gov/accession": {"min_signatories": 7}}, {"term/duration": {"min_signatories_effective": 7}}])
def test_the_number_of_signatures_may_be_given_in_either_place(given: dict[str, Any], drafted: Callable[[Any], Drafted]) -> None:
    deal = case("corrected")
    del deal["clauses"]["gov/accession"]

    assert "reaches seven (7)" in words(drafted(deal | {"clauses": deal["clauses"] | given}), "gov/accession").replace("\u00a0", " ")


def test_two_numbers_of_signatures_contradict_each_other(drafted: Callable[[Any], Drafted]) -> None:
    deal = copy.deepcopy(case("corrected"))
    deal["clauses"]["term/duration"] = {"min_signatories_effective": 8}

    assert errors(drafted(deal)) == {("STR-14", "min_signatories")}


def test_a_clause_that_the_kind_forbids_is_not_missed(drafted: Callable[[Any], Drafted]) -> None:
    deal = case("corrected")
    deal["clauses"]["perf/quality"] = True

    assert errors(drafted(deal)) == set()
