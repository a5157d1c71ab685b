"""Expert exchange and facility access as documents of their own: annexes to a main agreement, with nobody in the lead unless a deal says so."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from agreements.agreement import Agreement, descend, plain
from agreements.assembly import Drafted
from agreements.checks import check
from clauses import library as read

SUBJECT = {"expert-exchange": "people/expert-exchange", "facility-access": "facility/access"}
WORDINGS = [(kind, clause, variant) for kind in SUBJECT for clause in read().kinds[kind].clauses for variant in read().clauses[clause].variants]
NEEDS_A_LEAD = re.compile(r"\b(lead|partner) hub")
BY_INDUCTION = {"safety", "induction"}

Deal = Callable[..., dict[str, Any]]
Draft = Callable[[Any], Drafted]


def said(agreement: Agreement, clause: str) -> str:
    """Return the text of *clause* where it prints in full."""
    wholes = [each for each in agreement.clauses if each.id == clause]
    wholes += [each for annex in agreement.annexes for each in annex.provisions if each.id.endswith(f":{clause}")]
    return "\n".join(plain(each.runs) for whole in wholes for each in descend(whole))


def led(raw: dict[str, Any]) -> dict[str, Any]:
    """Return *raw* with its first party in the lead."""
    changed = copy.deepcopy(raw)
    for number, party in enumerate(changed["parties"]):
        party["role"] = "partner" if number else "lead"
    return changed


@pytest.mark.parametrize("kind", SUBJECT)
def test_the_clause_that_a_kind_is_about_stands_in_its_body(kind: str, deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal(kind)).agreement
    (subject,) = [each for each in agreement.clauses if each.id == SUBJECT[kind]]

    assert len(subject.children) > 10
    assert not {"EXP", "FAC"} & {annex.id for annex in agreement.annexes}


@pytest.mark.parametrize("kind", SUBJECT)
def test_the_other_subject_stays_an_annex_of_the_annex(kind: str, deal: Deal, drafted: Draft) -> None:
    (other,) = set(SUBJECT.values()) - {SUBJECT[kind]}
    raw = deal(kind)
    agreement = drafted(raw | {"clauses": raw["clauses"] | {other: True}}).agreement

    assert {"EXP", "FAC"} & {annex.id for annex in agreement.annexes} == {read().clauses[other].annex}


@pytest.mark.parametrize(("kind", "clause", "variant"), WORDINGS)
def test_a_wording_speaks_of_a_lead_hub_only_where_somebody_leads_or_must_be_named(kind: str, clause: str, variant: str, deal: Deal, drafted: Draft) -> None:
    raw = deal(kind)
    given = raw["clauses"].get(clause) or {}
    chosen = raw | {"clauses": raw["clauses"] | {clause: given | {"variant": variant}}}
    text = said(drafted(chosen).agreement, clause)

    assert not NEEDS_A_LEAD.search(text) or "[to be completed: the lead hub]" in text
    assert "[to be completed: the lead hub]" not in said(drafted(led(chosen)).agreement, clause)


@pytest.mark.parametrize("kind", SUBJECT)
def test_who_leads_changes_no_finding(kind: str, deal: Deal, drafted: Draft) -> None:
    assert [each.code for each in check(drafted(led(deal(kind))))] == [each.code for each in check(drafted(deal(kind)))]


def test_an_annex_without_a_main_agreement_is_an_error(deal: Deal, drafted: Draft) -> None:
    raw = deal("expert-exchange")
    del raw["clauses"]["core/cover-page"]["parent_framework_ref"]

    assert "STR-13" in {each.code for each in check(drafted(raw)) if each.severity == "error"}


def test_sheet_acknowledgement_and_briefing_belong_to_the_annex_kind_alone(deal: Deal, drafted: Draft) -> None:
    papers = {"person-sheet", "expert-acknowledgement", "safety-briefing"}

    assert papers <= set(drafted(deal("expert-exchange")).annexes)
    assert not papers & set(drafted(deal("joint-service-delivery")).annexes)


@pytest.mark.parametrize("duties", [["workplace"], ["safety", "workplace"], ["induction"]])
def test_the_briefing_is_attached_only_where_the_host_hub_owes_it(duties: list[str], deal: Deal, drafted: Draft) -> None:
    raw = deal("expert-exchange")
    raw["clauses"]["people/expert-exchange"]["host_duties"] = duties

    assert ("safety-briefing" in drafted(raw).annexes) == bool(BY_INDUCTION & set(duties))


def test_rules_for_remote_access_and_a_tariff_are_attached_only_when_needed(deal: Deal, drafted: Draft) -> None:
    raw = deal("facility-access")
    raw["clauses"]["facility/access"] |= {"remote_access": False, "prices": []}

    assert {"remote-access", "tariff"} <= set(drafted(deal("facility-access")).annexes)
    assert not {"remote-access", "tariff"} & set(drafted(raw).annexes)


def test_a_client_may_be_the_user_of_a_facility(deal: Deal, drafted: Draft) -> None:
    raw = deal("facility-access")
    raw["parties"][1]["role"] = "client"
    made = drafted(raw)

    assert [each for each in check(made) if each.severity == "error"] == []
    assert "applies to every party, also to one that is no hub" in said(made.agreement, "core/parties-purpose")
    assert "is not a party" not in said(made.agreement, "core/parties-purpose")


@pytest.mark.parametrize("kind", SUBJECT)
def test_three_parties_read_as_well_as_two(kind: str, deal: Deal, drafted: Draft) -> None:
    raw = deal(kind)
    third = copy.deepcopy(raw["parties"][1]) | {"id": "third", "legal_name": "Tejo Computing Hub", "short_name": "Tejo", "country": "PT"}
    third |= {"registration_id": "NIPC 500033170", "vat_id": "PT500033170", "nuts": "PT1A"}
    made = drafted(raw | {"parties": [*raw["parties"], third]})

    assert [each for each in check(made) if each.severity == "error"] == []
    assert "only the" in said(made.agreement, "term/termination")
