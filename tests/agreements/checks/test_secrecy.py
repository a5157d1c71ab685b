"""The checks of secrecy strike where they should and are silent on good deals."""

from __future__ import annotations

from typing import Any

import pytest
from striking import JSD, MMR, NDA, NSD, Change, Deal, Draft, Group, Strike, answers, both, codes, party, setting, without

FIVE = ["public", "known", "third_party", "independent", "legal_duty"]
ALL = [*FIVE, "whistleblowing"]
NO_PURPOSE = ["any", "Any", "ANY", "any.", "Any.", "all", "All", "anything", "Anything"]


def secrecy(**values: Any) -> Change:
    return setting("conf/confidentiality", **values)


STRIKES: list[Strike] = [
    ("CON-01", NDA, without("conf/confidentiality")),
    ("CON-02", JSD, secrecy(confidentiality_months=None)),
    ("CON-03", JSD, secrecy(confidentiality_months=121)),
    ("CON-03", NDA, secrecy(confidentiality_months=11)),
    *(("CON-04", JSD, secrecy(exceptions=[each for each in ALL if each != missing])) for missing in FIVE),
    ("CON-04", NDA, secrecy(exceptions=None)),
    ("CON-05", NDA, secrecy(exceptions=FIVE)),
    ("CON-06", NSD, secrecy(variant="mutual")),
    ("CON-06", JSD, both(party(1, public_body=True), secrecy(variant="tiered"))),
    ("CON-07", JSD, both(answers(trade_secrets=True), secrecy(secrecy_measures=[]))),
    ("CON-07", NDA, secrecy(variant="tiered", secrecy_measures=[])),
    ("CON-08", NDA, secrecy(variant="unilateral", discloser="malaren")),
    ("CON-09", NDA, setting("core/parties-purpose", purpose_text=None)),
    *(("CON-09", NDA, setting("core/parties-purpose", purpose_text=each)) for each in NO_PURPOSE),
    ("CON-10", MMR, secrecy(return_destroy_days=None)),
    ("CON-07", JSD, both(answers(trade_secrets=True), secrecy(variant="mutual", secrecy_measures=[]))),
]
SILENT: list[Strike] = [
    ("CON-03", JSD, secrecy(confidentiality_months=120)),
    ("CON-03", JSD, secrecy(confidentiality_months=12)),
    ("CON-04", JSD, secrecy(exceptions=FIVE)),
    ("CON-05", JSD, secrecy(exceptions=["whistleblowing"])),
    ("CON-06", JSD, party(1, public_body=True)),
    ("CON-07", JSD, both(answers(trade_secrets=True), secrecy(secrecy_measures=["encryption"]))),
    ("CON-08", NDA, both(answers(two_way=False), secrecy(discloser="malaren"))),
    ("CON-09", JSD, setting("core/parties-purpose", purpose_text="any")),
    ("CON-07", JSD, secrecy(variant="mutual", secrecy_measures=[])),
]


@pytest.mark.parametrize(
    "change", [secrecy(return_destroy_days=None), setting("core/parties-purpose", purpose_text=None)], ids=["return_destroy_days", "purpose_text"]
)
def test_a_warning_lets_no_open_point_pass(change: Change, deal: Deal, drafted: Draft) -> None:
    good = deal(NDA)
    change(good)

    assert "STR-10" in codes(drafted(good), "error")


class TestSecrecy(Group):
    strikes, silent = STRIKES, SILENT
