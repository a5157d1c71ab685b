"""The rules of single countries: each is found under the law, or at the seat, for which it is written, and one that was only recalled warns at most."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from striking import JSD, Change, Deal, Draft, Group, Strike, both, party, setting

from agreements.checks import Finding, check
from agreements.library import Library
from agreements.overlays import Overlay
from clauses import library as read
from clauses.library import ROOT

TOLD = {"standard-terms", "payment", "form", "courts"}
CARVE_OUTS = ["intent", "gross_negligence", "death_injury", "mandatory_law"]
CODES = {"core-duty": "LIA-06", "approval": "LIA-13", "interest": "FIN-04", "acceptance": "FIN-10", "payment-cap": "FIN-22"}
CODE_OF_ITEM = {"intent": "LIA-01", "gross_negligence": "LIA-02", "death_injury": "LIA-03", "mandatory_law": "LIA-04"}


def law(country: str) -> Change:
    return setting("disp/governing-law", law=country, neutral_reason="The parties want it so.")


def agreed(points: float) -> Change:
    return setting("fin/payment-terms", late_interest="agreed_rate", interest_margin_points=points)


def payer(country: str, **values: Any) -> Change:
    return both(party(0, country=country, **values), party(1, sme=True))


def kept_without(item: str) -> Change:
    return setting("liab/cap", carve_outs=[each for each in CARVE_OUTS if each != item])


BREACH: dict[str, Any] = {
    "core-duty": lambda rule: setting("liab/cap", essential_duty_rule=False),
    "approval": lambda rule: setting("gen/signature", specific_approval_block=False),
    "interest": lambda rule: agreed(rule.number - 0.5),
    "acceptance": lambda rule: setting("perf/acceptance", review_days=int(rule.number) + 1),
    "payment-cap": lambda rule: setting("fin/payment-terms", payment_days=int(rule.number) + 1, express_long_term=True),
}


def where(rule: Overlay) -> Change:
    return law(rule.countries[0]) if rule.by == "law" else payer(rule.countries[0])


def broken(rule: Overlay, deal: Deal, drafted: Draft) -> list[Finding]:
    """Return what the checks of its topic say of a deal that breaks *rule*."""
    changes = [kept_without(item) for item in rule.words] if rule.topic == "floor" else [BREACH[rule.topic](rule)]
    wanted = {CODE_OF_ITEM[item] for item in rule.words} if rule.topic == "floor" else {CODES[rule.topic]}
    found: list[Finding] = []
    for change in changes:
        raw = deal(JSD)
        both(where(rule), change)(raw)
        found += [finding for finding in check(drafted(raw)) if finding.code in wanted]
    return found


ASKED = [rule for rule in read().overlays if rule.topic not in TOLD]


@pytest.mark.parametrize("rule", ASKED, ids=lambda rule: rule.id)
def test_a_deal_that_breaks_a_national_rule_is_told_so(rule: Overlay, deal: Deal, drafted: Draft) -> None:
    assert broken(rule, deal, drafted)


@pytest.mark.parametrize("rule", [rule for rule in read().overlays if rule.mark == "r"], ids=lambda rule: rule.id)
def test_a_rule_that_was_only_recalled_warns_at_most(rule: Overlay, deal: Deal, drafted: Draft, library: Library) -> None:
    findings = broken(rule, deal, drafted) if rule.topic not in TOLD else []

    if rule.topic == "floor":  # the four exceptions are a policy of the library and an error under every law; the message claims no more than is known
        policy = library.words["floor_policy"]
        assert all("is believed to" in finding.message or policy in finding.message or finding.code == "LIA-04" for finding in findings)
    else:
        assert all(finding.severity == "warning" for finding in findings)


def test_a_recalled_rule_of_an_error_becomes_a_warning_and_a_verified_one_stays(deal: Deal, drafted: Draft) -> None:
    severities = {}
    for country in ("AT", "DE"):
        raw = deal(JSD)
        both(law(country), agreed(8.5))(raw)
        severities[country] = [finding.severity for finding in check(drafted(raw)) if finding.code == "FIN-04"]

    assert severities == {"AT": ["warning"], "DE": ["error"]}


def test_every_law_of_the_brief_has_a_floor(library: Library) -> None:
    laws = [
        "DE",
        "AT",
        "IT",
        "FR",
        "BE",
        "NL",
        "ES",
        "PT",
        "PL",
        "DK",
        "SE",
        "FI",
        "NO",
        "IE",
        "CZ",
        "SK",
        "HU",
        "RO",
        "BG",
        "HR",
        "SI",
        "EE",
        "LV",
        "LT",
        "GR",
        "CY",
        "MT",
        "LU",
        "CH",
    ]

    assert sorted(country for rule in library.overlays if rule.topic == "floor" and not rule.only for country in rule.countries) == sorted(
        country for country in laws if country != "PT"
    )
    assert "PT" in {country for rule in library.overlays if rule.topic == "floor" for country in rule.countries}


STRIKES: list[Strike] = [
    *(("FIN-04", JSD, both(law("DE"), agreed(each))) for each in (8, 8.5)),
    ("FIN-04 warning", JSD, both(law("AT"), agreed(9))),
    ("FIN-22", JSD, both(payer("FR"), setting("fin/payment-terms", payment_days=61, express_long_term=True))),
    ("FIN-22", JSD, both(payer("NL"), setting("fin/payment-terms", payment_days=31))),
    ("LIA-06", JSD, both(law("FR"), setting("liab/cap", essential_duty_rule=False))),
    ("LIA-13", JSD, both(law("IT"), setting("gen/signature", specific_approval_block=False))),
]
SILENT: list[Strike] = [
    ("FIN-04", JSD, both(law("DE"), agreed(9))),
    ("FIN-04", JSD, both(law("FR"), agreed(8))),
    ("FIN-22", JSD, both(payer("NL", sme=True), setting("fin/payment-terms", payment_days=31))),
    ("LIA-06", JSD, both(law("PL"), setting("liab/cap", essential_duty_rule=False))),
    ("LIA-13", JSD, law("IT")),
    ("LIA-13", JSD, both(law("IT"), setting("gen/signature", specific_approval_block=False), setting("core/cover-page", standard_terms=False))),
    ("LIB-04", JSD, law("DE")),
    ("LIB-04", JSD, law("DK")),
    ("FIN-04", JSD, both(law("DE"), setting("fin/payment-terms", late_interest="statutory", interest_margin_points=8))),
    ("FIN-04 warning", JSD, both(law("AT"), agreed(7.5))),
    (
        "LIA-13",
        JSD,
        both(
            law("IT"),
            setting("gen/signature", specific_approval_block=False),
            setting("core/cover-page", negotiated_clauses=["liab/*", "term/*", "disp/*", "comp/*"]),
        ),
    ),
]


@pytest.mark.parametrize(
    ("country", "why"), [("IT", "the law of Italy demands it"), ("ES", "it is a policy of this library"), ("AT", "the law of Austria is believed to demand it")]
)
def test_the_message_on_gross_negligence_says_who_demands_it(country: str, why: str, deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    both(law(country), kept_without("gross_negligence"))(raw)

    assert why in next(finding.message for finding in check(drafted(raw)) if finding.code == "LIA-02")


def test_the_verified_rate_of_the_governing_law_is_the_default(deal: Deal, drafted: Draft) -> None:
    margins = {}
    for country in ("DE", "AT", "FR"):
        raw = deal(JSD)
        law(country)(raw)
        margins[country] = drafted(raw).fillings["fin/payment-terms"].settings["interest_margin_points"].value

    assert margins == {"DE": 9, "AT": 8, "FR": 8}


@pytest.mark.parametrize(("country", "says"), [("PT", "its rules come from memory, not from the text of that law"), ("US", "it holds no rule of that country")])
def test_a_law_that_nobody_verified_is_flagged(country: str, says: str, deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    law(country)(raw)

    assert says in next(finding.message for finding in check(drafted(raw)) if finding.code == "LIB-04")


@pytest.mark.parametrize(
    ("clause", "parameter", "end", "limit"),
    [
        ("fin/payment-terms", "interest_margin_points", "minimum", "late_interest_points"),
        ("fin/payment-terms", "recovery_cost_eur", "minimum", "recovery_cost_eur"),
        ("fin/payment-terms", "long_stop_days", "maximum", "payment_days"),
        ("data/processor-terms", "breach_notice_hours", "maximum", "breach_notice_hours"),
        ("people/expert-exchange", "months_total", "maximum", "posting_months_notified"),
        ("comp/non-compete", "duration_months", "maximum", "non_compete_months"),
        ("comp/non-compete", "post_term_months", "maximum", "post_term_months_at_most"),
        ("fin/public-funding", "aid_value_eur", "maximum", "de_minimis_eur"),
    ],
)
def test_the_questions_allow_no_more_than_the_law(clause: str, parameter: str, end: str, limit: str, library: Library) -> None:
    limits = tomllib.loads((ROOT / "limits.toml").read_text(encoding="utf-8"))

    assert getattr(library.clauses[clause].parameters[parameter], end) == limits[limit]["value"]


class TestNational(Group):
    strikes, silent = STRIKES, SILENT
