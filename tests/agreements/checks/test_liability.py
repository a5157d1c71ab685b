"""Every check of liability strikes where it should and is silent on a good deal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from striking import JSD, MMR, NDA, NSD, Raw, Strike, answers, both, given, names, party, stays_silent, strikes_only_then, without

from agreements.assembly import Drafted
from agreements.checks import check

cap, allocation, insurance = "liab/cap", "liab/allocation", "liab/insurance"
SECRET = ["intent", "gross_negligence", "death_injury", "mandatory_law", "confidentiality"]
TIERED = {"variant": "tiered", "higher_cap_percent": 200}

STRIKES: list[Strike] = [
    ("LIA-05", JSD, given(cap, cap_percent=0)),
    ("LIA-05", MMR, given(cap, cap_amount_eur=0)),
    ("LIA-06", JSD, given(cap, cap_percent=49)),
    ("LIA-07", JSD, given(allocation, liable_to_client=None)),
    ("LIA-07", JSD, without(allocation)),
    ("LIA-08", JSD, given(allocation, mirrored_terms=["standard", "deadline"])),
    ("LIA-09", JSD, given(allocation, variant="joint-and-several")),
    ("LIA-09", JSD, both(given(allocation, variant="joint-and-several", recourse_split=[50, 50]), party(1, public_body=True))),
    ("LIA-10", JSD, given("liab/indemnity", cap_link="uncapped")),
    ("LIA-11", JSD, given(cap, cap_amount_eur=500001)),
    ("LIA-12", JSD, both(answers(personal_data="processor"), given(cap, variant="fee-multiple"))),
    ("LIA-12", JSD, both(answers(trade_secrets=True), given(cap, higher_cap_topics=["data_protection"]))),
    ("LIA-13", JSD, both(given("disp/governing-law", law="IT"), given("gen/signature", specific_approval_block=False))),
    ("LIA-14", JSD, given("fin/fees", variant="each-bears-own", amounts=None)),
    ("LIA-14", JSD, given("fin/fees", amounts=[{"task": "T2", "payee": "partner", "payer": "lead", "net_amount": 0}])),
    ("LIA-14", NSD, answers(total_value_eur=0)),
    ("LIA-14", JSD, both(given(insurance, professional_eur=0), given(cap, basis="insurance", **TIERED))),
    ("LIA-14", MMR, given(cap, **TIERED, cap_amount_eur=None)),
    ("LIA-15", JSD, given("perf/quality", claim_period_months=11)),
    ("LIA-16", JSD, given("term/duration", duration_months=9)),
]

SILENT: list[Strike] = [
    ("LIA-05", JSD, given(cap, cap_percent=1)),
    ("LIA-05", MMR, given(cap, cap_amount_eur=5000)),
    ("LIA-06", JSD, given(cap, cap_percent=50)),
    ("LIA-06", MMR, given(cap, cap_percent=20)),
    ("LIA-07", NSD, given(allocation, liable_to_client=None)),
    ("LIA-08", JSD, given(allocation, mirrored_terms=["cap"])),
    ("LIA-09", JSD, given(allocation, variant="joint-and-several", recourse_split=[50, 50])),
    ("LIA-10", JSD, given("liab/indemnity", variant="none", cap_link="uncapped")),
    ("LIA-11", JSD, given(cap, cap_amount_eur=500000)),
    ("LIA-11", JSD, both(given(cap, cap_amount_eur=500001), given(insurance, self_insured=True))),
    ("LIA-12", JSD, both(answers(trade_secrets=True), given(cap, higher_cap_topics=["data_protection"], carve_outs=SECRET))),
    ("LIA-12", JSD, answers(personal_data="processor", trade_secrets=True)),
    ("LIA-13", JSD, given("disp/governing-law", law="IT")),
    ("LIA-13", JSD, given("gen/signature", specific_approval_block=False)),
    ("LIA-14", JSD, both(given("fin/fees", amounts=None), given(cap, cap_amount_eur=5000))),
    ("LIA-14", JSD, given(cap, basis="insurance", **TIERED)),
    ("LIA-14", NDA, given(cap, variant="fixed-amount", cap_amount_eur=5000)),
    ("LIA-15", JSD, given("perf/quality", claim_period_months=12)),
    ("LIA-16", JSD, given("term/duration", start_date="2026-03-10", duration_months=9)),
    ("LIA-16", JSD, both(answers(deliverable_type="report", ai="none"), given("term/duration", duration_months=9))),
]


@pytest.mark.parametrize("strike", STRIKES, ids=names(STRIKES))
def test_a_check_strikes_where_it_should_and_only_there(strike: Strike, deal: Callable[..., Raw], drafted: Callable[[Any], Drafted]) -> None:
    strikes_only_then(strike, deal, drafted)


@pytest.mark.parametrize("strike", SILENT, ids=names(SILENT))
def test_a_check_is_silent_just_inside_its_limit(strike: Strike, deal: Callable[..., Raw], drafted: Callable[[Any], Drafted]) -> None:
    stays_silent(strike, deal, drafted)


def test_a_good_deal_of_any_kind_raises_no_error_of_this_group(kind: str, deal: Callable[..., Raw], drafted: Callable[[Any], Drafted]) -> None:
    assert {finding.code for finding in check(drafted(deal(kind))) if finding.severity == "error"} & {code for code, _, _ in STRIKES} == set()
