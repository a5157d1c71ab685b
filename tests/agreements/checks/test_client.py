"""Every check of the client and of common decisions strikes where it should and is silent on a good deal."""

from __future__ import annotations

from striking import JSD, MMR, NSD, Group, Strike, answers, both, client, setting

meet, funding, votes, joining = "perf/client-interface", "fin/public-funding", "gov/decision-making", "gov/accession"
OPEN = {"variant": "open-with-approval"}

STRIKES: list[Strike] = [
    ("CLI-02", JSD, client(kind="consumer")),
    ("CLI-04", MMR, setting("perf/matchmaking-process", consent_record=False)),
    ("CLI-05", JSD, setting("liab/allocation", mirrored_terms=["standard", "cap"])),
    ("CLI-06", MMR, setting("perf/matchmaking-process", no_guarantee=False)),
    ("CLI-06", JSD, setting("perf/quality", no_outcome_promise=False)),
    ("CLI-06", JSD, setting("core/cover-page", special_terms=["Clause on quality: a certificate is guaranteed."])),
    ("CLI-07", JSD, setting(meet, client_informed_of_partners=False)),
    ("CLI-08", JSD, setting(funding, aid_value_eur=1)),
    ("CLI-08", JSD, setting(funding, variant="aid-to-client", aid_basis="market_price", aid_value_eur=1)),
    ("CLI-09", JSD, both(client(contracting_authority=True), setting("core/parties-purpose", client_need_ref=None))),
    ("FRM-02", NSD, setting(joining, **OPEN, approval=None)),
    ("FRM-02", NSD, setting(joining, **OPEN, effect_on_existing=None)),
    ("FRM-03", NSD, setting(votes, majority_percent=50)),
    ("FRM-03", NSD, setting(votes, majority_percent=100.01)),
    ("FRM-03", NSD, setting(votes, quorum_percent=0)),
    ("FRM-03", NSD, setting(votes, quorum_percent=101)),
    ("FRM-04", NSD, setting(votes, quorum_percent=55, majority_percent=60)),
    *(("FRM-05", NSD, setting(votes, veto_topics=[each for each in ("liability", "ip", "cost") if each != gone])) for gone in ("liability", "ip", "cost")),
    ("FRM-05", JSD, setting(votes, variant="lead-decides", veto_topics=None)),
]

SILENT: list[Strike] = [
    ("CLI-04", MMR, setting("perf/matchmaking-process", consent_record=True)),
    ("CLI-05", JSD, setting("liab/allocation", mirrored_terms=["standard", "deadline"])),
    ("CLI-06", JSD, setting("core/cover-page", special_terms=["Clause on quality: a bank guaranty is deposited."])),
    ("CLI-07", JSD, both(answers(experts_exchanged=False), setting(meet, client_informed_of_partners=False))),
    ("CLI-08", JSD, setting(funding, aid_value_eur=0)),
    ("CLI-08", JSD, setting(funding, variant="aid-to-client", aid_basis="de_minimis", aid_value_eur=1)),
    ("CLI-09", JSD, client(contracting_authority=True)),
    ("FRM-02", NSD, setting(joining, **OPEN)),
    ("FRM-02", NSD, setting(joining, variant="closed", approval=None, effect_on_existing=None)),
    ("FRM-03", NSD, setting(votes, majority_percent=50.01, quorum_percent=0.01)),
    ("FRM-03", NSD, setting(votes, majority_percent=100, quorum_percent=100)),
    ("FRM-04", NSD, setting(votes, quorum_percent=50, majority_percent=66.67)),
    ("FRM-05", NSD, setting(votes, variant="simple-majority", veto_topics=None)),
    ("FRM-05", NSD, setting(votes, veto_topics=["liability", "ip", "cost"])),
]


class TestClient(Group):
    strikes, silent = STRIKES, SILENT
