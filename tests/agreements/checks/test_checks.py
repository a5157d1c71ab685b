"""Every check strikes where it should and is silent on a good deal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from striking import Deal, Draft, Raw, party, setting

from agreements.agreement import Provision, Term, Text
from agreements.assembly import Drafted, draft
from agreements.checks import Finding, check
from agreements.checks.signing import content_fingerprint
from agreements.facts import DealFacts
from agreements.intake import read_deal
from agreements.library import Library

PURPOSE = "The hubs help the client to find failing pumps before they stop production"


def signer(number: int, **values: Any) -> Callable[[Raw], object]:
    return lambda raw: raw["parties"][number]["signatories"][0].update(values)


def purpose(more: str) -> Callable[[Raw], object]:
    return setting("core/parties-purpose", purpose_text=f"{PURPOSE}, {more}.")


def non_compete(**values: Any) -> Callable[[Raw], object]:
    complete = {
        "duration_months": 5,
        "territory": ["BE"],
        "material_scope": "vibration analysis of sterilisers",
        "restricted_party": ["partner"],
        "necessity_text": "x" * 50,
    }
    return setting("comp/non-compete", **({"variant": "during-project"} | complete | values))


def shared(**values: Any) -> Callable[[Raw], object]:
    return setting("fin/cost-revenue-sharing", variant="fixed-table", **values)


def first_task_without_owner(raw: Raw) -> None:
    raw["clauses"]["perf/scope-of-work"]["tasks"][0].pop("owner")


def last_task_too_late(raw: Raw) -> None:
    raw["clauses"]["perf/scope-of-work"]["tasks"][-1]["end"] = "2031-01-01"


ids = ("lead", "partner")
CARVE_OUTS = ["intent", "gross_negligence", "death_injury", "mandatory_law"]

STRIKES: list[tuple[str, Callable[[Raw], object]]] = [
    ("STR-01", lambda raw: raw.update(parties=raw["parties"][:1])),
    ("STR-02", setting("gov/coordinator", coordinator="nobody")),
    ("STR-02", lambda raw: raw["parties"][0].update(role="partner")),
    ("STR-03", lambda raw: raw["parties"][1].update(registration_id=raw["parties"][0]["registration_id"])),
    ("STR-03", lambda raw: raw["parties"][1].update({key: raw["parties"][0][key] for key in ("legal_name", "country")})),
    ("STR-04", party(0, address=" ")),
    ("STR-04", party(1, legal_form="")),
    ("STR-05", party(0, registration_id="", vat_id="")),
    ("STR-05", party(0, email="")),
    ("STR-06", lambda raw: raw["clauses"].update({"core/definitions": False})),
    ("STR-07", lambda raw: raw["clauses"].update({"perf/matchmaking-process": True})),
    ("STR-09", lambda raw: raw["clauses"].update({"liab/insurance": False})),
    ("STR-10", setting("perf/scope-of-work", tasks=None)),
    ("STR-10", setting("core/cover-page", title="TBD: title of the deal")),
    ("STR-10", setting("core/cover-page", title=None)),
    ("STR-11", setting("fin/payment-terms", payment_days=500, express_long_term=True)),
    ("STR-11", setting("fin/payment-terms", payment_days=0)),
    ("STR-11", setting("fin/payment-terms", late_interest="excluded")),
    ("STR-11", setting("term/duration", start_date="soon")),
    ("STR-12", setting("core/cover-page", special_terms=["Clause on fees: half of each Fee is paid on signing."])),
    ("STR-14", setting("people/expert-exchange", months_total=3)),
    ("STR-14", setting("term/duration", start_date="2026-04-01", duration_months=6, end_date="2026-12-31")),
    ("STR-15", setting("term/duration", start_date="2026-04-01", end_date="2026-03-01")),
    ("STR-15", last_task_too_late),
    ("STR-16", first_task_without_owner),
    ("STR-16", party(1, role="member")),
    ("STR-17", party(0, legal_form="department of a university")),
    ("STR-19", setting("core/definitions", version="0.9.0")),
    ("STR-20", setting("core/parties-purpose", purpose_text="Joint work.")),
    ("LIB-02", setting("comp/non-compete", duration_months=5)),
    ("DEF-04", lambda raw: raw["clauses"].update({"term/termination": False})),
    ("DEF-05", purpose("as clause 5 says")),
    ("DEF-07", purpose("within thirty (20) days")),
    ("DEF-07", purpose("for 18,000 in all")),
    ("DEF-08", purpose("and report promptly")),
    ("DEF-09", setting("gen/notices", prevailing_language=None, working_language="fr")),
    ("FIN-06", shared(cost_shares=dict(zip(ids, (50, 49.98), strict=True)))),
    ("FIN-06", shared(revenue_shares=[60, 41])),
    ("FIN-07", shared(cost_shares=dict(zip(ids, (130, -30), strict=True)))),
    ("FIN-07", shared(cost_shares={"lead": 100})),
    *((f"LIA-0{number}", setting("liab/cap", carve_outs=CARVE_OUTS[: number - 1] + CARVE_OUTS[number:])) for number in range(1, 5)),
    *((f"LIA-0{number}", setting("liab/exclusions", carve_outs=None)) for number in range(1, 5)),
    ("CMP-01", non_compete(duration_months=None)),
    ("CMP-02", non_compete(territory=[])),
    ("CMP-03", non_compete(material_scope="pumps")),
    ("CMP-03", non_compete(material_scope=None)),
    ("SIG-01", signer(0, authority="")),
    ("SIG-01", party(1, signatories=[])),
    ("SIG-02", signer(0, date="2026-03-05")),
    ("SIG-04", signer(0, signing_mode="joint")),
    ("SIG-05", lambda raw: (setting("gen/signature", variant="e-sign-simple")(raw), raw["answers"].update(total_value_eur=30000))),
    ("SIG-06", lambda raw: (setting("core/cover-page", effective_date="2026-01-01")(raw), signer(0, date="2026-03-05")(raw))),
    ("SIG-07", lambda raw: (setting("gen/signature", document_hash="a" * 64)(raw), signer(0, signed_hash="b" * 64)(raw))),
    ("SIG-08", lambda raw: signer(0, name=raw["parties"][0]["legal_name"])(raw)),
    ("SIG-09", lambda raw: (setting("gen/signature", document_hash="a" * 64)(raw), signer(0, date="2026-03-05")(raw))),
]
BY_TREE = {"LIB-01", "STR-08", "STR-13", "SIG-03", "DEF-01", "DEF-02", "DEF-03", "DEF-06"}


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.fixture(name="good")
def _good(deal: Deal) -> Raw:
    """Return a joint service delivery deal that raises nothing that a test here wants to see raised."""
    return deal("joint-service-delivery")


@pytest.mark.parametrize(("code", "change"), STRIKES, ids=[f"{code}-{number}" for number, (code, _) in enumerate(STRIKES)])
def test_a_check_strikes_where_it_should_and_only_there(code: str, change: Callable[[Raw], object], good: Raw, drafted: Draft, library: Library) -> None:
    assert code not in codes(check(drafted(good)))

    change(good)
    strikes = [finding for finding in check(drafted(good)) if finding.code == code]

    assert strikes
    for finding in strikes:
        assert finding.severity == library.checks[code].severity
        assert not re.search(r"\{\w+\}", finding.message + finding.fix)
        assert finding.message.endswith((".", "?", finding.found)) or "]" in finding.message


def test_every_check_of_the_library_has_a_test(library: Library) -> None:
    elsewhere = {code for path in Path(__file__).parent.glob("test_*.py") for code in re.findall(r'"([A-Z]{2,3}-\d{2})"', path.read_text(encoding="utf-8"))}

    assert library.checks.keys() - {code for code, _ in STRIKES} - BY_TREE - elsewhere == set()


def test_a_particular_check_silences_the_general_one_on_the_same_parameter(good: Raw, drafted: Draft) -> None:
    non_compete(material_scope="pumps")(good)

    found = [(finding.code, finding.parameter) for finding in check(drafted(good)) if finding.parameter == "material_scope"]

    assert found == [("CMP-03", "material_scope")]


@pytest.mark.parametrize("shares", [{"lead": 33.33, "partner": 66.66}, [33.34, 66.67], [50, 50]])
def test_shares_within_a_hundredth_of_100_are_right(shares: Any, good: Raw, drafted: Draft) -> None:
    shared(cost_shares=shares)(good)

    assert codes(check(drafted(good))) & {"FIN-06", "FIN-07"} == set()


def test_a_signed_agreement_that_is_unchanged_raises_nothing(good: Raw, drafted: Draft) -> None:
    setting("gen/signature", document_hash=content_fingerprint(drafted(good)))(good)
    for number in range(len(good["parties"])):
        signer(number, date="2026-03-05", place="Brno")(good)

    assert {code for code in codes(check(drafted(good))) if code.startswith("SIG")} == set()


def test_a_change_after_the_first_signature_is_found(good: Raw, drafted: Draft) -> None:
    setting("gen/signature", document_hash=content_fingerprint(drafted(good)))(good)
    signer(0, date="2026-03-05")(good)
    good["clauses"]["core/parties-purpose"]["purpose_text"] = PURPOSE + ", and more."

    assert "SIG-09" in codes(check(drafted(good)))


# What no deal can cause, because the engine prevents it, is shown on a tree that was changed by hand ---------------------


def with_provision(draft: Drafted, *runs: Any) -> Drafted:
    extra = Provision("extra", 2, "99.1", "extra", runs=runs)
    first = draft.agreement.clauses[0]
    changed = replace(first, children=(*first.children, extra))
    return replace(draft, agreement=replace(draft.agreement, clauses=(changed, *draft.agreement.clauses[1:])))


def test_an_annex_that_is_not_attached_is_missed(good: Raw, drafted: Draft) -> None:
    assert "STR-08" in codes(check(replace(drafted(good), annexes=())))


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


def test_an_annex_kind_cannot_stand_alone(good: Raw, drafted: Draft, library: Library) -> None:
    draft = drafted(good)
    facts = DealFacts(draft.deal, replace(draft.kind, code="EXP"), library, draft.selection.variants)

    assert "STR-13" in codes(check(replace(draft, facts=facts)))


def test_a_party_without_an_execution_block_is_missed(good: Raw, drafted: Draft) -> None:
    draft = drafted(good)

    assert "SIG-03" in codes(check(replace(draft, agreement=replace(draft.agreement, execution=draft.agreement.execution[:1]))))


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
