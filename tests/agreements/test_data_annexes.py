"""The annexes on data: what stands in the body, which pages are attached, and that official clauses are taken over by reference alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from agreements.agreement import Agreement, plain
from agreements.assembly import Drafted
from agreements.checks import check
from agreements.library import Library, Words

Deal = Callable[..., dict[str, Any]]
Draft = Callable[[Any], Drafted]

PROCESSING, SHARING = "data-processing", "data-sharing-benchmarking"
FILLED_IN = ("processing-parties", "processing-description", "processing-measures", "processing-sub-processors")
OFFICIAL = {
    "data/processor-terms:eu-scc-2021-915": "Commission Implementing Decision (EU) 2021/915 of 4 June 2021 (OJ L 199, 7.6.2021, p. 18)",
    "data/transfers:scc-2021-914": "Commission Implementing Decision (EU) 2021/914 of 4 June 2021 (OJ L 199, 7.6.2021, p. 31)",
}
CHOICES = {
    "data/processor-terms:eu-scc-2021-915": ("Regulation (EU) 2016/679", "Clause 5", "Clause 7.7(a)", "Clause 10(d)", "Clause 9.2", "Annex I", "Annex IV"),
    "data/transfers:scc-2021-914": ("One between controllers", "Four from processor", "Clause 7 ", "Clause 9(a)", "Clause 11(a)", "Clause 14", "Clause 17"),
}


def text(agreement: Agreement) -> str:
    return " ".join(plain(provision.runs) for provision in agreement.provisions())


def joint(raw: dict[str, Any]) -> dict[str, Any]:
    """Turn the example of a processor into one of two parties that decide together."""
    everyone = [party["id"] for party in raw["parties"]]
    duties = ("information", "legal_basis", "access", "erasure", "security", "breach", "dpia", "retention", "transfers")
    raw["answers"]["personal_data"] = "joint"
    del raw["clauses"]["data/processor-terms"]
    raw["clauses"]["data/joint-controllers"] = {
        "essence_notice_ref": "privacy notice of the courses, version 1",
        "duty_map": [{"duty": duty, "responsible": everyone} for duty in duties],
    }
    return raw


def errors(drafted: Drafted) -> set[str]:
    return {finding.code for finding in check(drafted) if finding.severity == "error"}


@pytest.mark.parametrize("wording", OFFICIAL)
def test_official_clauses_are_cited_exactly_chosen_from_and_never_retyped(wording: str, library: Library) -> None:
    clause, _, variant = wording.partition(":")
    said = " ".join(piece.text for each in _all(library.clauses[clause].variants[variant].paragraphs) for piece in each.pieces if isinstance(piece, Words))
    said = " ".join(said.split())

    assert OFFICIAL[wording] in said
    assert "unchanged" in said
    assert [choice for choice in CHOICES[wording] if choice not in said] == []
    assert len(said.split()) < 450


def _all(paragraphs: Any) -> Any:
    for each in paragraphs:
        yield each
        yield from _all(each.children)


@pytest.mark.parametrize(("kind", "clause"), [(PROCESSING, "data/processor-terms"), (SHARING, "data/sharing-benchmarking")])
def test_the_clause_that_an_annex_is_about_stands_in_its_body(kind: str, clause: str, deal: Deal, drafted: Draft, library: Library) -> None:
    draft = drafted(deal(kind))
    found = next(each for each in draft.agreement.clauses if each.id == clause)

    assert len(found.children) > 3
    assert library.clauses[clause].annex not in draft.annexes


def test_a_benchmark_with_joint_control_carries_the_data_annex(deal: Deal, drafted: Draft) -> None:
    assert drafted(deal(SHARING)).annexes[:5] == ("dataset-sheets", "benchmark-method", "data-security", "DPA", "essence-notice")


def test_the_annexes_of_the_commission_are_filled_in_on_four_pages(deal: Deal, drafted: Draft) -> None:
    draft = drafted(deal(PROCESSING))

    assert draft.annexes == FILLED_IN
    said = text(draft.agreement)
    for value in ("course participants and trainers", "Sensitive data: none", "version 1.3 of 17 August 2026", "a processor must ask thirty (30) days before"):
        assert value in said.replace("\u00a0", " ")


@pytest.mark.parametrize("variant", ["own-text-checklist", "client-form"])
def test_without_the_clauses_of_the_commission_their_annexes_are_not_attached(variant: str, deal: Deal, drafted: Draft) -> None:
    raw = deal(PROCESSING)
    raw["clauses"]["data/processor-terms"] |= {"variant": variant, "client_form_ref": "processing contract 17 of 1 May 2026"}

    assert drafted(raw).annexes == ()


def test_joint_controllers_have_no_error_and_print_only_what_applies(deal: Deal, drafted: Draft) -> None:
    draft = drafted(joint(deal(PROCESSING)))
    said = text(draft.agreement)

    assert errors(draft) == set()
    assert draft.annexes == ("essence-notice",)
    assert "no party processes Personal Data for another" in said
    assert "to be agreed" not in said
    assert "decide together why and how your data is used" in said


def test_an_annex_on_processing_without_processing_is_an_error(deal: Deal, drafted: Draft) -> None:
    raw = deal(PROCESSING)
    raw["answers"]["personal_data"] = "contacts"

    assert "STR-09" in errors(drafted(raw))


def test_an_annex_stands_under_a_main_agreement(deal: Deal, drafted: Draft) -> None:
    for kind in (PROCESSING, SHARING):
        raw = deal(kind)
        del raw["clauses"]["core/cover-page"]["parent_framework_ref"]

        assert "STR-13" in errors(drafted(raw))


@pytest.mark.parametrize("kind", [PROCESSING, SHARING])
def test_nobody_leads_where_no_party_leads(kind: str, deal: Deal, drafted: Draft) -> None:
    said = text(drafted(deal(kind)).agreement)

    assert "lead hub" not in said
    assert "partner hub" not in said


@pytest.mark.parametrize("mode", ["aggregate", "federated", "licensed"])
def test_two_hubs_share_data_on_companies_alone(mode: str, deal: Deal, drafted: Draft) -> None:
    raw = deal(SHARING)
    raw["parties"] = raw["parties"][:2]
    raw["answers"] |= {"data_mode": mode, "personal_data": "none"}
    terms = raw["clauses"]["data/sharing-benchmarking"]
    terms |= {"datasets": [row | {"personal": False} for row in terms["datasets"][:2]], "security_measures": [], "licence_fee_eur": 3000}
    raw["clauses"]["perf/scope-of-work"]["tasks"] = raw["clauses"]["perf/scope-of-work"]["tasks"][:3]
    for clause in ("data/joint-controllers", "data/roles", "gov/coordinator"):
        del raw["clauses"][clause]
    draft = drafted(raw)

    assert errors(draft) == set()
    assert draft.annexes[:2] == ("dataset-sheets", "benchmark-method")
    assert "DPA" not in draft.annexes


@pytest.mark.parametrize(("principal", "processor"), [("drava", "Perämeri"), ("perameri", "Drava")])
def test_without_a_lead_hub_whoever_gives_the_instructions_is_no_processor(principal: str, processor: str, deal: Deal, drafted: Draft) -> None:
    raw = deal(PROCESSING)
    terms = raw["clauses"]["data/processor-terms"]
    raw["clauses"]["data/processor-terms"] = {name: value for name, value in terms.items() if name != "processors"} | {"principal": principal}

    assert f"As processor, each for its own work: {processor}." in text(drafted(raw).agreement)


def test_the_cover_names_the_contract_on_processing_or_the_arrangement(deal: Deal, drafted: Draft) -> None:
    def line(raw: dict[str, Any]) -> str:
        (row,) = [row for row in drafted(raw).agreement.cover if row.label == "Personal data"]
        return plain(row.runs)

    assert "the European Commission’s clauses for processors" in line(deal(PROCESSING))
    assert "clauses for processors" not in line(joint(deal(PROCESSING)))


@pytest.mark.parametrize("kind", [PROCESSING, SHARING])
def test_a_client_that_signs_is_no_outsider(kind: str, deal: Deal, drafted: Draft) -> None:
    raw = deal(kind)
    raw["parties"][0]["role"] = "client"
    said = text(drafted(raw).agreement)

    assert "is not a party to this agreement" not in said
    assert "applies to every party, also to one that is no hub" in said
    assert "processes for the Client" not in said
