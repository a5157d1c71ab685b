"""Every check of the client and of common decisions strikes where it should and is silent on a good deal."""

from __future__ import annotations

from striking import ACC, CSL, DPA, DSB, EXP, FAC, FCA, JSD, MMR, NSD, SCA, Group, Strike, answers, both, client, party, setting, special_term

meet, funding, votes, joining = "perf/client-interface", "fin/public-funding", "gov/decision-making", "gov/accession"
ALLOCATION = "liab/allocation"
OPEN = {"variant": "open-with-approval"}
UNINFORMED = setting(meet, client_informed_of_partners=False)
AUTHORITY = {"name": "Stad Bree", "country": "BE", "contracting_authority": True}


STRIKES: list[Strike] = [
    ("CLI-01", CSL, party(0, role="partner")),
    ("CLI-01", CSL, party(0, signatories=[])),
    ("CLI-03", CSL, special_term("Exclusivity: the client must not use other providers for this need")),
    ("CLI-03", CSL, special_term("Exclusivity: Kempenrand Conserven bv must not ask another hub before the end")),
    ("CLI-03", JSD, special_term("Exclusivity: the client obtains such services only from the lead hub")),
    ("CLI-05", CSL, setting(ALLOCATION, other_claim_months=11)),
    ("CLI-05", CSL, setting(ALLOCATION, other_last_day="2026-10-01")),
    ("LIA-08", CSL, setting(ALLOCATION, other_cap_eur=23999)),
    ("LIA-08", CSL, both(setting("liab/cap", variant="fee-multiple", cap_percent=100, cap_amount_eur=None), setting(ALLOCATION, other_cap_eur=35999))),
    ("TRM-08", CSL, setting("term/exit", variant="basic-survival")),
    ("FIN-02", CSL, both(party(1, contracting_authority=True), setting("fin/payment-terms", payment_days=31))),
    ("FIN-12", CSL, both(party(1, country="NL"), setting("fin/payment-terms", vat_treatment=None))),
    ("CLI-02", JSD, client(kind="consumer")),
    ("CLI-04", MMR, setting("perf/matchmaking-process", consent_record=False)),
    ("CLI-05", JSD, setting("liab/allocation", mirrored_terms=["standard", "cap"])),
    *(("CLI-05", JSD, setting("liab/allocation", other_claim_months=months)) for months in (12.5, 13)),
    ("CLI-05", JSD, setting("liab/allocation", other_last_day="2026-05-01")),
    ("CLI-06", MMR, setting("perf/matchmaking-process", no_guarantee=False)),
    ("CLI-06", JSD, setting("perf/quality", no_outcome_promise=False)),
    ("CLI-06", JSD, setting("core/cover-page", special_terms=["Clause on quality: a certificate is guaranteed."])),
    ("CLI-07", JSD, setting(meet, client_informed_of_partners=False)),
    ("CLI-08", JSD, setting(funding, aid_value_eur=1)),
    ("CLI-08", JSD, setting(funding, variant="aid-to-client", aid_basis="market_price", aid_value_eur=1)),
    ("CLI-09", JSD, both(client(contracting_authority=True), setting("core/parties-purpose", client_need_ref=None))),
    ("CLI-09", CSL, both(client(contracting_authority=True), setting("core/parties-purpose", procurement_basis=None))),
    ("FRM-02", NSD, setting(joining, **OPEN, approval=None)),
    ("FRM-02", NSD, setting(joining, **OPEN, effect_on_existing=None)),
    ("FRM-03", NSD, setting(votes, majority_percent=50)),
    ("FRM-03", NSD, setting(votes, majority_percent=100.01)),
    ("FRM-03", NSD, setting(votes, quorum_percent=0)),
    ("FRM-03", NSD, setting(votes, quorum_percent=101)),
    ("FRM-04", NSD, setting(votes, quorum_percent=55, majority_percent=60)),
    *(("FRM-05", NSD, setting(votes, veto_topics=[each for each in ("liability", "ip", "cost") if each != gone])) for gone in ("liability", "ip", "cost")),
    ("FRM-05", JSD, setting(votes, variant="lead-decides", veto_topics=None)),
    ("CLI-02", JSD, client(kind="Consumer")),
    ("CLI-05", JSD, setting(ALLOCATION, mirrored_terms=["deadline", "cap"])),
    ("CLI-06", JSD, setting("core/parties-purpose", purpose_text="The hubs help the client to find failing pumps and guarantee fewer failures.")),
    ("CLI-06", JSD, setting("perf/scope-of-work", excluded_services="guaranteed savings of energy")),
    *(("CLI-07", JSD, both(answers(experts_exchanged=False, personal_data=each), UNINFORMED)) for each in ("processor", "joint")),
    *(("CLI-07", JSD, both(answers(experts_exchanged=False, **{each: True}), UNINFORMED)) for each in ("datasets", "facility_shared")),
    ("CLI-08", JSD, setting(funding, variant="aid-to-client", aid_basis="non_economic", aid_value_eur=1)),
    ("CLI-08", CSL, setting(funding, aid_value_eur=1)),
    ("CLI-08", CSL, setting(funding, variant="aid-to-client", aid_basis="market_price", aid_value_eur=1)),
    ("CLI-08", CSL, setting(funding, aid_basis="de_minimis", aid_value_eur=1, aid_notice=False)),
    ("CLI-05 liab/allocation.other_last_day", JSD, setting(ALLOCATION, other_last_day="2026-05-01")),
]

SILENT: list[Strike] = [
    ("CLI-01", JSD, party(0, role="partner")),
    ("CLI-03", CSL, special_term("Exclusivity: the client may also ask other providers, and nobody must stop it")),
    ("CLI-03", JSD, special_term("Subcontracting: the partner hub must not involve other hubs")),
    ("CLI-03", CSL, setting("comp/exclusivity", variant="project-exclusive", scope="warning models for sterilisers")),
    ("CLI-05", CSL, setting(ALLOCATION, mirrored_terms=["cap"])),
    ("CLI-05", JSD, setting(ALLOCATION, variant="several-each-own", mirrored_terms=["cap"])),
    ("CLI-05", SCA, both(lambda raw: raw.pop("client"), setting(ALLOCATION, mirrored_terms=["cap"]))),
    ("CLI-05", CSL, setting(ALLOCATION, other_claim_months=12, other_last_day="2026-09-30")),
    ("LIA-08", CSL, setting(ALLOCATION, other_cap_eur=24000)),
    ("LIA-08", CSL, setting(ALLOCATION, mirrored_terms=["standard"])),
    ("LIA-08", CSL, both(setting("liab/cap", variant="fee-multiple", cap_percent=100, cap_amount_eur=None), setting(ALLOCATION, other_cap_eur=36000))),
    ("FIN-01", CSL, both(party(1, contracting_authority=True), client(contracting_authority=True), setting("fin/payment-terms", payment_days=61))),
    ("FIN-02", CSL, both(party(0, contracting_authority=True), setting("fin/payment-terms", payment_days=31))),
    ("PPL-01", CSL, answers(experts_exchanged=True)),
    ("CLI-04", MMR, setting("perf/matchmaking-process", consent_record=True)),
    ("CLI-05", JSD, setting("liab/allocation", mirrored_terms=["standard", "deadline"])),
    ("CLI-05", JSD, setting("liab/allocation", other_claim_months=12)),
    ("CLI-05", JSD, setting("liab/allocation", other_last_day="2027-12-31")),
    ("CLI-06", JSD, setting("core/cover-page", special_terms=["Clause on quality: a bank guaranty is deposited."])),
    ("CLI-07", JSD, both(answers(experts_exchanged=False), setting(meet, client_informed_of_partners=False))),
    ("CLI-08", JSD, setting(funding, aid_value_eur=0)),
    ("CLI-08", JSD, setting(funding, variant="aid-to-client", aid_basis="de_minimis", aid_value_eur=1)),
    ("CLI-09", JSD, client(contracting_authority=True)),
    ("CLI-09", CSL, both(client(contracting_authority=True), setting("core/parties-purpose", procurement_basis="direct award of 3 March 2026"))),
    ("FRM-02", NSD, setting(joining, **OPEN)),
    ("FRM-02", NSD, setting(joining, variant="closed", approval=None, effect_on_existing=None)),
    ("FRM-03", NSD, setting(votes, majority_percent=50.01, quorum_percent=0.01)),
    ("FRM-03", NSD, setting(votes, majority_percent=100, quorum_percent=100)),
    ("FRM-04", NSD, setting(votes, quorum_percent=50, majority_percent=66.67)),
    ("FRM-05", NSD, setting(votes, variant="simple-majority", veto_topics=None)),
    ("FRM-05", NSD, setting(votes, veto_topics=["liability", "ip", "cost"])),
    ("CLI-05", JSD, setting(ALLOCATION, mirrored_terms=None)),
    *(("CLI-08", CSL, setting(funding, aid_basis=each, aid_value_eur=1)) for each in ("gber_art28", "gber_art25", "gber_art27", "de_minimis")),
    *(("CLI-09", kind, lambda raw: raw.update(client=AUTHORITY)) for kind in (FCA, ACC, EXP, FAC, DSB, DPA)),
    ("CLI-09", CSL, both(client(contracting_authority=True), setting("core/parties-purpose", procurement_basis="tender", client_need_ref=None))),
    ("CLI-08", JSD, setting(funding, variant="aid-to-client", aid_basis="de_minimis", aid_value_eur=1, aid_notice=False)),
    ("CLI-05", JSD, both(setting("perf/scope-of-work", tasks=None), setting(ALLOCATION, other_last_day="2026-05-01"))),
]


class TestClient(Group):
    strikes, silent = STRIKES, SILENT
