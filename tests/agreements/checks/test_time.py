"""Every check of start, end and termination strikes where it should and is silent on a good deal."""

from __future__ import annotations

import pytest
from striking import JSD, MMR, NDA, NSD, Deal, Draft, Strike, answers, both, names, setting, stays_silent, strikes_only_then, without

from agreements.checks import check

duration, termination, ending = "term/duration", "term/termination", "term/exit"
SURVIVAL = ["conf/confidentiality", "ip/*", "liab/*", "disp/*", "fin/payment-terms", "data/*"]

STRIKES: list[Strike] = [
    ("TRM-01", JSD, setting(duration, duration_months=None)),
    ("TRM-01", JSD, both(answers(open_ended=True), setting(duration, notice_days=None))),
    ("TRM-02", JSD, setting(duration, duration_months=61)),
    ("TRM-02", JSD, setting(duration, renewal="tacit_with_notice")),
    ("TRM-03", JSD, setting(termination, cure_days=None)),
    ("TRM-03", NDA, without(termination)),
    ("TRM-04", MMR, setting(termination, notice_days=29)),
    ("TRM-05", NSD, setting(termination, mutual=False)),
    *(("TRM-06", JSD, setting(ending, survival=SURVIVAL[:number] + SURVIVAL[number + 1 :])) for number in range(5)),
    ("TRM-06", NDA, setting(ending, survival=["ip/*", "liab/*", "disp/*", "fin/payment-terms"])),
    ("TRM-08", JSD, setting(ending, variant="basic-survival")),
]

SILENT: list[Strike] = [
    ("TRM-01", JSD, setting(duration, duration_months=None, end_date="2026-12-31")),
    ("TRM-01", JSD, answers(open_ended=True)),
    ("TRM-02", JSD, setting(duration, duration_months=60)),
    ("TRM-03", JSD, setting(termination, cure_days=10)),
    ("TRM-04", MMR, setting(termination, notice_days=30)),
    ("TRM-04", JSD, setting(termination, notice_days=29)),
    ("TRM-05", NDA, setting(termination, mutual=False)),
    ("TRM-06", NDA, setting(ending, survival=["conf/confidentiality", "liab/allocation", "disp/governing-law", "disp/forum"])),
    ("TRM-08", MMR, setting(ending, variant="basic-survival")),
]


@pytest.mark.parametrize("strike", STRIKES, ids=names(STRIKES))
def test_a_check_strikes_where_it_should_and_only_there(strike: Strike, deal: Deal, drafted: Draft) -> None:
    strikes_only_then(strike, deal, drafted)


@pytest.mark.parametrize("strike", SILENT, ids=names(SILENT))
def test_a_check_is_silent_just_inside_its_limit(strike: Strike, deal: Deal, drafted: Draft) -> None:
    stays_silent(strike, deal, drafted)


def test_a_good_deal_of_any_kind_raises_no_error_of_this_group(kind: str, deal: Deal, drafted: Draft) -> None:
    assert {finding.code for finding in check(drafted(deal(kind))) if finding.severity == "error"} & {code for code, _, _ in STRIKES} == set()
