"""Every check of integrity and export control strikes where it should and is silent on a good deal."""

from __future__ import annotations

from striking import DPA, EXP, JSD, MMR, NDA, Group, Strike, answers, both, party, setting, without

export = "compl/export-control"
NOT_LISTED = {"classification_ref": "not listed, 25 February 2026", "screening_date": "2026-02-26"}
STAKE = {"party": "partner", "interest_in": "Enns Heat Fund", "nature": "share in the fund", "percent": 5}

STRIKES: list[Strike] = [
    ("INT-01", JSD, both(party(0, public_body=True), without("compl/integrity"))),
    ("INT-01", NDA, party(0, public_body=True)),
    ("INT-02", MMR, answers(dual_use=True)),
    ("INT-02", JSD, setting(export, dual_use_possible=True)),
    ("INT-02", JSD, party(1, country="GB")),
    ("INT-02", JSD, both(party(1, country="GB"), without(export))),
    ("INT-02", MMR, both(answers(dual_use=True), setting(export, classification_ref="not listed, 25 February 2026"))),
    ("INT-02", JSD, setting(export, non_eu_parties=["US"])),
    ("INT-03", MMR, answers(interest=True)),
    ("INT-02", EXP, party(1, country="GB")),
    ("INT-04", JSD, setting(export, screening_date="2025-03-01")),
    ("INT-04", JSD, both(party(1, country="GB"), setting(export, screening_date=None))),
    ("INT-01", JSD, both(answers(referral_fee="percent"), without("compl/integrity"))),
    ("INT-02", JSD, both(answers(dual_use=True), without(export))),
    ("INT-04", JSD, setting(export, non_eu_parties=["US"], screening_date=None)),
    ("INT-02 compl/export-control.variant", MMR, both(answers(dual_use=True), setting(export, variant="basic"))),
]

SILENT: list[Strike] = [
    ("INT-01", JSD, party(0, public_body=True)),
    ("INT-01", JSD, without("compl/integrity")),
    ("INT-02", MMR, both(answers(dual_use=True), setting(export, **NOT_LISTED))),
    ("INT-02", JSD, both(party(1, country="CH"), without(export))),
    ("INT-02", DPA, party(1, country="GB")),
    ("INT-03", MMR, both(answers(interest=True), setting("compl/integrity", interests=[STAKE]))),
    ("INT-04", JSD, setting(export, screening_date="2025-03-02")),
    ("INT-04", JSD, both(party(1, country="GB"), setting(export, screening_date="2025-03-02"))),
]


class TestIntegrity(Group):
    strikes, silent = STRIKES, SILENT
