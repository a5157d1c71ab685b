"""The checks of frameworks, of what stands under them and of drafting rounds strike where they should and are silent on good deals."""

from __future__ import annotations

from typing import Any

import pytest
from striking import (
    ACC,
    DPA,
    DSB,
    EXP,
    FAC,
    FCA,
    JSD,
    NSD,
    SCA,
    Change,
    Deal,
    Draft,
    Group,
    Raw,
    Strike,
    both,
    codes,
    parent,
    party,
    setting,
    special_term,
    without,
)

from agreements.checks import check

FEES, AMENDMENTS, DURATION = "fin/fees", "gov/amendments", "term/duration"
AMOUNT = {"task": "Joint project", "payee": "meuse", "payer": "plzen", "net_amount": 650, "unit": "day"}
TASK = {"id": "T1", "title": "Joint project", "owner": "meuse", "output": "report", "start": "2026-05-01", "end": "2026-06-01"}


def drafting(**values: Any) -> Change:
    return setting(AMENDMENTS, **values)


def signed(count: int) -> Change:
    """Return a change that dates the signatures of the first parties."""

    def change(raw: Raw) -> None:
        for each in raw["parties"][:count]:
            each["signatories"][0]["date"] = "2026-03-20"

    return change


def duration(**values: Any) -> Change:
    return setting(DURATION, **values)


STRIKES: list[Strike] = [
    ("FRM-01", FCA, without("gov/accession")),
    ("FRM-04", FCA, setting("gov/decision-making", quorum_percent=40, majority_percent=50)),
    ("FRM-06", FCA, drafting(comments_open=1)),
    ("FRM-06", FCA, drafting(proposals_undecided=1)),
    ("FRM-07", FCA, both(without("liab/allocation"), setting(FEES, variant="time-rates", amounts=[AMOUNT]))),
    ("FRM-07", FCA, setting(FEES, amounts=[AMOUNT])),
    ("FRM-07", FCA, setting(FEES, rate_cap_eur=1)),
    ("FRM-07", FCA, setting("perf/scope-of-work", variant="annexed-plan", tasks=[TASK])),
    ("FRM-07", FCA, special_term("Fees: work in joint projects costs 650 EUR per day")),
    ("FRM-08", SCA, setting("core/cover-page", parent_framework_ref=None)),
    ("FRM-08", SCA, party(1, legal_name="Nordlys AI AS", short_name="Nordlys")),
    ("FRM-09", FCA, drafting(comment_days=13)),
    ("FRM-09", FCA, drafting(comment_days=7)),
    ("FRM-10", FCA, setting("gov/accession", min_signatories=7)),
    ("FRM-10", FCA, signed(3)),
    ("FRM-11", SCA, setting("conf/confidentiality", confidentiality_months=12)),
    ("FRM-11", SCA, setting("conf/confidentiality", variant="unilateral")),
    ("FRM-11", SCA, without("compl/integrity")),
    ("FRM-11", SCA, both(setting("gov/specific-agreements", non_derogable=["compl/*"]), without("compl/integrity"))),
    ("FRM-11", SCA, both(setting("gov/specific-agreements", non_derogable=["disp/forum"]), setting("disp/forum", variant="named-courts", court_city="Oulu"))),
    ("FRM-12", FCA, drafting(vote_open=True)),
    ("FRM-12", FCA, drafting(quorum_reached=False)),
    ("CMP-13", FCA, setting("comp/exclusivity", variant="first-offer", scope="requests for robots in wood processing")),
    ("TRM-02", FCA, duration(renewal="tacit_with_notice")),
    ("TRM-07", SCA, both(parent(continues=False), duration(duration_months=48))),
    ("TRM-07", SCA, both(parent(continues=False), duration(variant="indefinite-with-notice"))),
    *(("TRM-09", kind, setting("core/cover-page", parent_end_date="2026-04-30")) for kind in (EXP, FAC, DSB, DPA)),
    ("TRM-09", DPA, both(parent(end_date="2029-12-31"), duration(variant="indefinite-with-notice"))),
    ("DSP-10", SCA, setting("disp/governing-law", variant="lead-hub-law", law="FI")),
    ("DSP-10", SCA, setting("disp/forum", variant="named-courts", court_city="Oulu")),
    ("DSP-10", SCA, setting("disp/forum", variant="arbitration", arb_seat="Oulu, Finland")),
    ("FRM-07", FCA, both(without("liab/allocation"), setting(FEES, variant="time-rates"))),
    ("FRM-07", FCA, setting("perf/scope-of-work", variant="milestone-plan", milestone_list=[{"name": "First joint project", "tasks": "T1"}])),
    *(("TRM-09", kind, both(parent(end_date="2029-12-31"), duration(variant="indefinite-with-notice"))) for kind in (EXP, FAC, DSB)),
]
SILENT: list[Strike] = [
    ("FRM-01", SCA, without("gov/accession")),
    ("FRM-04", FCA, setting("gov/decision-making", quorum_percent=50, majority_percent=66.67)),
    ("FRM-05", FCA, setting("gov/decision-making", veto_topics=["work"])),
    ("FRM-04", NSD, setting("gov/decision-making", variant="lead-decides", quorum_percent=40)),
    ("FRM-06", FCA, drafting(drafting_status="resolved", comments_open=2, proposals_undecided=1)),
    ("FRM-07", FCA, without(FEES)),
    ("FRM-07", FCA, setting(FEES, rate_cap_eur=0)),
    ("FRM-07", JSD, special_term("Fees: work in joint projects costs 650 EUR per day")),
    ("FRM-07", FCA, special_term("Purpose: no hub pays another per day")),
    ("FRM-08", SCA, party(1, short_name="østjysk teknologihus s/i", legal_name="Østjysk  Teknologihus S/I")),
    ("FRM-08", SCA, both(parent(members=[]), party(1, legal_name="Nordlys AI AS"))),
    ("FRM-08", EXP, setting("core/cover-page", parent_framework_ref=None)),
    ("FRM-08", EXP, both(parent(members=["Nordlys AI AS"]), setting("core/cover-page", parent_members=["Nordlys AI AS"]))),
    ("FRM-09", FCA, drafting(comment_days=14)),
    ("FRM-09", FCA, drafting(comment_days=6)),
    ("FRM-09", JSD, drafting(comment_days=10)),
    ("FRM-10", FCA, setting("gov/accession", min_signatories=6)),
    ("FRM-10", FCA, signed(4)),
    ("FRM-10", NSD, setting("gov/accession", variant="open-with-approval", min_signatories=9)),
    ("FRM-11", SCA, setting("disp/forum", variant="named-courts", court_city="Oulu")),
    ("FRM-11", SCA, both(setting("gov/specific-agreements", non_derogable=["liab/*"]), without("compl/integrity"))),
    ("FRM-11", SCA, setting("data/roles", retention_months=24)),
    ("FRM-11", SCA, both(setting("gov/specific-agreements", non_derogable=[]), without("compl/integrity"))),
    ("FRM-12", FCA, drafting(drafting_status="vote")),
    ("CMP-13", SCA, setting("comp/exclusivity", variant="first-offer", scope="requests for robots in wood processing")),
    ("TRM-02", FCA, duration(renewal="by_agreement")),
    ("TRM-07", SCA, duration(duration_months=48)),
    ("TRM-07", SCA, both(parent(continues=False), duration(end_date="2029-03-31"))),
    ("TRM-07", EXP, parent(end_date="2026-04-30", continues=False)),
    ("TRM-09", EXP, parent(end_date="2040-01-01")),
    ("TRM-09", SCA, parent(end_date="2026-04-30")),
    ("DSP-10", JSD, parent(law="FI", forum="Oulu")),
    ("DSP-10", SCA, setting("disp/governing-law", variant="neutral-law", law="BE")),
    ("DSP-10", SCA, both(parent(forum="the courts of Oulu, Finland"), setting("disp/forum", variant="named-courts", court_city="Oulu"))),
    ("TRM-07", EXP, both(parent(end_date="2026-04-30", continues=False), duration(variant="indefinite-with-notice"))),
    ("TRM-07", SCA, duration(variant="indefinite-with-notice")),
    ("TRM-07", SCA, both(parent(continues=False, end_date=None), duration(variant="indefinite-with-notice"))),
    ("TRM-09", EXP, duration(variant="indefinite-with-notice")),
    ("TRM-09", JSD, both(parent(end_date="2029-12-31"), duration(variant="indefinite-with-notice"))),
    ("DSP-10", JSD, both(parent(forum="Oulu"), setting("disp/forum", variant="arbitration", arb_seat="Hasselt, Belgium", court_city=None))),
    ("DSP-10", SCA, both(parent(forum="Oulu"), setting("disp/forum", variant="named-courts", court_city="Oulu", arb_seat="Turku, Finland"))),
    ("DSP-10", SCA, both(parent(forum="Oulu"), setting("disp/forum", variant="arbitration", court_city="Turku", arb_seat="Oulu, Finland"))),
]


@pytest.mark.parametrize("kind", [ACC, SCA, EXP, FAC, DSB, DPA])
def test_what_is_inherited_is_checked_in_the_parent_agreement(kind: str, deal: Deal, drafted: Draft) -> None:
    draft = drafted(deal(kind))

    assert [finding.clause for finding in check(draft) if finding.clause in draft.selection.inherited] == []


@pytest.mark.parametrize("kind", [FCA, ACC, EXP, FAC, DSB, DPA])
def test_a_kind_without_a_lead_hub_misses_none(kind: str, deal: Deal, drafted: Draft) -> None:
    assert "STR-02" not in codes(drafted(deal(kind)))


class TestFramework(Group):
    strikes, silent = STRIKES, SILENT
