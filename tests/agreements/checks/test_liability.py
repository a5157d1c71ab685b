"""Every check of liability strikes where it should and is silent on a good deal."""

from __future__ import annotations

from striking import JSD, MMR, NDA, NSD, SCA, Group, Strike, answers, both, party, setting, unserved, without

cap, allocation, insurance = "liab/cap", "liab/allocation", "liab/insurance"
CARVE_OUTS = ["intent", "gross_negligence", "death_injury", "mandatory_law"]
SECRET = [*CARVE_OUTS, "confidentiality"]
FEES = [{"task": "T1", "payee": "partner", "payer": "lead", "net_amount": 9000}, {"task": "T2", "payee": "lead", "payer": "lead", "net_amount": 5000}]
TIERED = {"variant": "tiered", "higher_cap_percent": 200}

runs_on = setting("term/duration", duration_months=9)

by_share = both(setting("fin/cost-revenue-sharing", variant="fixed-table", cost_shares={"lead": 80, "partner": 20}), setting(cap, variant="share-multiple"))

STRIKES: list[Strike] = [
    *((f"LIA-0{number}", JSD, setting(cap, carve_outs=CARVE_OUTS[: number - 1] + CARVE_OUTS[number:])) for number in range(1, 5)),
    *((f"LIA-0{number}", JSD, setting("liab/exclusions", carve_outs=None)) for number in range(1, 5)),
    ("LIA-05", JSD, setting(cap, cap_percent=0)),
    ("LIA-05", MMR, setting(cap, cap_amount_eur=0)),
    ("LIA-06", JSD, setting(cap, cap_percent=49)),
    ("LIA-07", JSD, setting(allocation, liable_to_client=None)),
    ("LIA-07", JSD, without(allocation)),
    ("LIA-07", SCA, setting(allocation, liable_to_client=None)),
    ("LIA-08", JSD, setting(allocation, mirrored_terms=["standard", "deadline"])),
    ("LIA-08", JSD, setting(allocation, other_cap_eur=100000)),
    ("LIA-08", JSD, both(setting(cap, variant="fixed-amount", cap_amount_eur=20000), setting(allocation, other_cap_eur=20001))),
    ("LIA-09", JSD, setting(allocation, variant="joint-and-several")),
    ("LIA-09", JSD, both(setting(allocation, variant="joint-and-several", recourse_split=[50, 50]), party(1, public_body=True))),
    ("LIA-08", JSD, both(setting("fin/fees", amounts=FEES), setting(allocation, other_cap_eur=9001))),
    ("LIA-10", JSD, setting("liab/indemnity", cap_link="uncapped")),
    ("LIA-11", JSD, setting(cap, cap_amount_eur=500001)),
    ("LIA-12", JSD, both(answers(personal_data="processor"), setting(cap, variant="fee-multiple"))),
    ("LIA-12", JSD, both(answers(trade_secrets=True), setting(cap, higher_cap_topics=["data_protection"]))),
    ("LIA-13", JSD, both(setting("disp/governing-law", law="IT"), setting("gen/signature", specific_approval_block=False))),
    ("LIA-14", JSD, setting("fin/fees", variant="each-bears-own", amounts=None)),
    ("LIA-14", JSD, setting("fin/fees", amounts=[{"task": "T2", "payee": "partner", "payer": "lead", "net_amount": 0}])),
    ("LIA-14", NSD, answers(total_value_eur=0)),
    ("LIA-14", JSD, both(setting(insurance, professional_eur=0), setting(cap, basis="insurance", **TIERED))),
    ("LIA-14", MMR, setting(cap, **TIERED, cap_amount_eur=None)),
    ("LIA-15", JSD, setting("perf/quality", claim_period_months=11)),
    ("LIA-16", JSD, setting("term/duration", duration_months=9)),
    ("LIA-05", NSD, setting(cap, basis="fixed", cap_amount_eur=0)),
    ("LIA-05", NSD, setting(cap, cap_percent=0)),
    ("LIA-06", JSD, setting(cap, cap_percent=1)),
    ("LIA-06", JSD, setting(cap, basis="fixed", cap_percent=49)),
    *(("LIA-06", NSD, setting(cap, variant=each, cap_percent=49)) for each in ("share-multiple", "tiered")),
    ("LIA-12", JSD, both(answers(personal_data="joint"), setting(cap, variant="fee-multiple"))),
    ("LIA-12", JSD, both(answers(personal_data="processor"), setting(cap, higher_cap_topics=["confidentiality"], **TIERED))),
    ("LIA-12", JSD, both(answers(trade_secrets=True), setting(cap, variant="fee-multiple"))),
    ("LIA-15", JSD, setting("perf/quality", claim_period_months=3)),
    *(("LIA-16", JSD, both(answers(deliverable_type="report", ai=each), runs_on)) for each in ("minimal", "transparency", "high")),
    ("LIA-16", JSD, both(answers(deliverable_type="software", ai="none"), runs_on)),
    ("LIA-05", JSD, setting(cap, basis="fixed", cap_percent=0)),
    ("LIA-08", JSD, both(setting(cap, variant="share-multiple"), setting(allocation, other_cap_eur=12001))),
    ("LIA-08", JSD, both(by_share, setting(allocation, other_cap_eur=4801))),
    ("LIA-08", JSD, both(by_share, setting(cap, variant="tiered", basis="cost_share", higher_cap_percent=200), setting(allocation, other_cap_eur=4801))),
    ("LIA-08", JSD, both(setting(cap, cap_percent=50), setting(allocation, other_cap_eur=12001))),
    ("LIA-08", JSD, both(setting(cap, cap_amount_eur=30000), setting(allocation, other_cap_eur=30001))),
    ("LIA-08", JSD, both(setting(cap, basis="insurance", **TIERED), setting(allocation, other_cap_eur=500001))),
]

SILENT: list[Strike] = [
    ("LIA-05", JSD, setting(cap, cap_percent=1)),
    ("LIA-05", MMR, setting(cap, cap_amount_eur=5000)),
    ("LIA-06", JSD, setting(cap, cap_percent=50)),
    ("LIA-06", MMR, setting(cap, cap_percent=20)),
    ("LIA-07", NSD, setting(allocation, liable_to_client=None)),
    ("LIA-07", SCA, both(unserved, setting(allocation, liable_to_client=None))),
    ("LIA-08", JSD, setting(allocation, mirrored_terms=["cap"])),
    ("LIA-08", JSD, both(setting(cap, variant="fixed-amount", cap_amount_eur=20000), setting(allocation, other_cap_eur=20000))),
    ("LIA-08", JSD, both(setting("fin/fees", amounts=FEES), setting(allocation, other_cap_eur=9000))),
    ("LIA-09", JSD, setting(allocation, variant="joint-and-several", recourse_split=[50, 50])),
    ("LIA-10", JSD, setting("liab/indemnity", variant="none", cap_link="uncapped")),
    ("LIA-11", JSD, setting(cap, cap_amount_eur=500000)),
    ("LIA-11", JSD, both(setting(cap, cap_amount_eur=500001), setting(insurance, self_insured=True))),
    ("LIA-12", JSD, both(answers(trade_secrets=True), setting(cap, higher_cap_topics=["data_protection"], carve_outs=SECRET))),
    ("LIA-12", JSD, answers(personal_data="processor", trade_secrets=True)),
    ("LIA-13", JSD, setting("disp/governing-law", law="IT")),
    ("LIA-13", JSD, setting("gen/signature", specific_approval_block=False)),
    ("LIA-14", JSD, both(setting("fin/fees", amounts=None), setting(cap, cap_amount_eur=5000))),
    ("LIA-14", JSD, setting(cap, basis="insurance", **TIERED)),
    ("LIA-14", NDA, setting(cap, variant="fixed-amount", cap_amount_eur=5000)),
    ("LIA-15", JSD, setting("perf/quality", claim_period_months=12)),
    ("LIA-16", JSD, setting("term/duration", start_date="2026-03-10", duration_months=9)),
    ("LIA-16", JSD, both(answers(deliverable_type="report", ai="none"), setting("term/duration", duration_months=9))),
    *((f"LIA-0{number}", JSD, setting("liab/exclusions", variant="none", carve_outs=[])) for number in range(1, 5)),
    ("LIA-05", MMR, setting(cap, cap_percent=0)),
    ("LIA-05", JSD, setting(cap, cap_amount_eur=0)),
    ("LIA-05", NSD, setting(cap, cap_amount_eur=0)),
    ("LIA-05", NSD, setting(cap, basis="fixed", cap_amount_eur=5000, cap_percent=0)),
    ("LIA-06", JSD, setting(cap, cap_percent=0.9)),
    ("LIA-06", NSD, setting(cap, basis="fixed", cap_amount_eur=5000, cap_percent=49)),
    ("LIA-07", MMR, setting(allocation, liable_to_client=None)),
    ("LIA-08", JSD, setting(allocation, variant="several-each-own", mirrored_terms=["standard"])),
    ("LIA-08", JSD, both(unserved, setting(allocation, mirrored_terms=["standard"]))),
    ("LIA-08", JSD, setting(allocation, mirrored_terms=None)),
    ("LIA-11", JSD, both(setting(cap, cap_amount_eur=500001), setting(insurance, variant="statement"))),
    ("LIA-15", JSD, setting("perf/quality", claim_period_months=2)),
    ("LIA-16", JSD, both(without(cap), runs_on)),
    ("LIA-05", JSD, setting(cap, basis="fixed", cap_amount_eur=0)),
    ("LIA-05", MMR, setting(cap, cap_amount_eur=1)),
    ("LIA-08", JSD, both(setting(cap, variant="share-multiple"), setting(allocation, other_cap_eur=12000))),
    ("LIA-08", JSD, both(by_share, setting(allocation, other_cap_eur=4800))),
    ("LIA-08", JSD, both(setting(cap, cap_percent=50), setting(allocation, other_cap_eur=12000))),
    ("LIA-08", JSD, both(setting(cap, cap_amount_eur=30000), setting(allocation, other_cap_eur=30000))),
    ("LIA-08", JSD, both(setting(cap, basis="insurance", **TIERED), setting(allocation, other_cap_eur=500000))),
]


class TestLiability(Group):
    strikes, silent = STRIKES, SILENT
