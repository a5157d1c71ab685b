"""The checks of money strike where they should and are silent on good deals."""

from __future__ import annotations

from typing import Any

import pytest
from striking import CSL, JSD, MMR, NSD, SCA, Change, Deal, Draft, Group, Raw, Strike, answers, both, client, codes, party, setting, without

from agreements.checks import check

REASON = "The payer must hear its supervisory authority before each payment."


def payment(**values: Any) -> Change:
    return setting("fin/payment-terms", **values)


def referral(**values: Any) -> Change:
    return both(answers(referral_fee="percent"), setting("fin/referral-fee", **({"percent": 10} | values)))


def aid(**values: Any) -> Change:
    return setting("fin/public-funding", **values)


def facility(basis: str = "public", price: str = "free") -> Change:
    item = {"name": "Test bench", "owner": "partner", "location": "Brno", "capacity": "one shaker", "funding_basis": basis}
    return both(answers(facility_shared=True), setting("facility/access", facilities=[item], price_basis=price))


def waits(**values: Any) -> Change:
    return both(answers(payment="pay_when_paid"), payment(**values))


def shared(**values: Any) -> Change:
    return setting("fin/cost-revenue-sharing", variant="fixed-table", **values)


def from_abroad(raw: Raw) -> None:
    """Let both hubs stand in one country, without VAT numbers."""
    both(party(0, vat_id=""), party(1, country="BE", vat_id=""))(raw)


authority_leads = party(0, contracting_authority=True)
free = answers(fee_model="free_or_voucher")


def paid_at_home(raw: Raw) -> None:
    """Let money pass between two hubs of one country only, and a third one have no VAT number."""
    raw["parties"].append(raw["parties"][0] | {"id": "third", "role": "partner", "legal_name": "Demer Lab vzw", "short_name": "Demer", "registration_id": "99"})
    both(party(1, vat_id=""), setting("fin/fees", amounts=[{"task": "T1", "payer": "lead", "payee": "third", "net_amount": 5000}]))(raw)


def begins(day: str) -> Change:
    return setting("term/duration", start_date=day)


STRIKES: list[Strike] = [
    ("FIN-01", JSD, payment(payment_days=61)),
    ("FIN-01", NSD, payment(payment_days=120)),
    ("FIN-02", JSD, both(authority_leads, payment(payment_days=31))),
    ("FIN-02", JSD, both(authority_leads, payment(payment_days=61, objective_justification=REASON, express_long_term=True))),
    ("FIN-02", NSD, payment(payment_days=45)),
    ("FIN-02", CSL, both(client(contracting_authority=True), payment(payment_days=45))),
    ("FIN-02", CSL, both(party(1, contracting_authority=True), payment(payment_days=45))),
    ("FIN-03", JSD, payment(payment_days=31)),
    ("FIN-04", JSD, payment(late_interest="excluded")),
    ("FIN-04", JSD, payment(late_interest=None)),
    ("FIN-04", JSD, payment(interest_margin_points=7.9)),
    ("FIN-05", JSD, setting("fin/fees", currency="CZK", conversion_rule=None)),
    ("FIN-06", JSD, shared(cost_shares={"lead": 50, "partner": 49.98})),
    ("FIN-06", JSD, shared(revenue_shares=[60, 41])),
    ("FIN-07", JSD, shared(cost_shares={"lead": 130, "partner": -30})),
    ("FIN-07", JSD, shared(cost_shares={"lead": 100})),
    ("FIN-08", JSD, waits()),
    ("FIN-09", JSD, waits(long_stop_days=61)),
    ("FIN-09", JSD, waits(long_stop_days=None)),
    ("FIN-10", JSD, setting("perf/acceptance", review_days=31)),
    ("FIN-11", JSD, payment(recovery_cost_eur=39)),
    ("FIN-11", JSD, payment(recovery_cost_eur=None)),
    ("FIN-12", JSD, party(1, vat_id="")),
    ("FIN-12", NSD, payment(vat_treatment=None)),
    ("FIN-13", JSD, without("fin/fees")),
    ("FIN-13", NSD, both(answers(cost_sharing=False, revenue_sharing=False), without("fin/fees"))),
    ("FIN-14", JSD, free),
    ("FIN-15", JSD, both(free, aid(aid_basis="de_minimis", aid_value_eur=24000, prior_aid_3y_eur=276001))),
    ("FIN-16", JSD, both(free, aid(aid_basis="gber_art28", aid_value_eur=24000, prior_aid_3y_eur=196001))),
    ("FIN-17", JSD, both(free, aid(aid_basis="gber_art28"), setting("term/duration", start_date="2027-01-01"))),
    ("FIN-18", JSD, facility()),
    ("FIN-18", JSD, facility("mixed", "cost")),
    ("FIN-18", JSD, both(answers(funding_source="regional"), aid(grant_ref="R 12"), facility("own"))),
    ("FIN-19", JSD, setting("gov/coordinator", coordination_fee_percent=0)),
    ("FIN-20", MMR, referral(tail_months=13)),
    ("FIN-20", MMR, referral(percent=15.5)),
    ("FIN-20", MMR, referral(trigger=None)),
    ("FIN-20", MMR, referral(tail_months=None)),
    ("FIN-21", MMR, referral(disclosed_to_client=False)),
    ("FIN-22", JSD, both(party(0, country="FR"), payment(payment_days=61, express_long_term=True))),
    ("FIN-22", JSD, both(party(0, country="NL"), party(1, sme=True), payment(payment_days=31))),
    ("FIN-01", JSD, both(client(contracting_authority=True), payment(payment_days=61))),
    ("FIN-01", CSL, payment(payment_days=61)),
    ("FIN-03", JSD, payment(payment_days=120)),
    *(("FIN-13", JSD, both(answers(fee_model=each), without("fin/fees"), without("fin/payment-terms"))) for each in ("fixed", "time")),
    ("FIN-13", JSD, both(answers(fee_model="none"), without("fin/fees"))),
    *(("FIN-17", JSD, both(free, aid(aid_basis=each), begins("2027-01-01"))) for each in ("gber_art25", "gber_art27")),
    ("FIN-19", SCA, setting("gov/coordinator", coordination_fee_percent=0)),
    ("FIN-22", JSD, both(party(0, country="FR"), payment(payment_days=120, express_long_term=True))),
]
SILENT: list[Strike] = [
    ("FIN-01", JSD, payment(payment_days=60)),
    *(("FIN-01", CSL, both(change(contracting_authority=True), payment(payment_days=61))) for change in (client, lambda **flag: party(1, **flag))),
    ("FIN-01", JSD, payment(payment_days=61, express_long_term=True)),
    ("FIN-02", JSD, both(authority_leads, payment(payment_days=30))),
    ("FIN-02", JSD, both(authority_leads, payment(payment_days=60, objective_justification=REASON))),
    ("FIN-02", JSD, both(party(1, contracting_authority=True), payment(payment_days=45))),
    ("FIN-03", JSD, payment(payment_days=30)),
    ("FIN-04", JSD, payment(late_interest="agreed_rate", interest_margin_points=8)),
    ("FIN-05", JSD, setting("fin/fees", currency="CZK")),
    *((code, JSD, shared(cost_shares=each)) for code in ("FIN-06", "FIN-07") for each in ({"lead": 33.33, "partner": 66.66}, [33.34, 66.67], [50, 50])),
    ("FIN-09", JSD, waits(long_stop_days=60)),
    ("FIN-10", JSD, setting("perf/acceptance", review_days=30)),
    ("FIN-11", JSD, payment(recovery_cost_eur=40)),
    ("FIN-12", JSD, from_abroad),
    ("FIN-14", JSD, both(free, aid(aid_basis="de_minimis"))),
    ("FIN-15", JSD, both(free, aid(aid_basis="de_minimis", aid_value_eur=24000, prior_aid_3y_eur=276000))),
    ("FIN-16", JSD, both(free, aid(aid_basis="gber_art28", aid_value_eur=24000, prior_aid_3y_eur=196000))),
    ("FIN-17", JSD, both(free, aid(aid_basis="gber_art28"), setting("term/duration", start_date="2026-12-31"))),
    ("FIN-18", JSD, facility("own")),
    ("FIN-18", JSD, facility(price="cost_plus_margin")),
    ("FIN-18", JSD, both(facility(), aid(aid_basis="gber_art27"))),
    ("FIN-19", JSD, both(answers(revenue_sharing=True, sharing="waterfall"), setting("gov/coordinator", coordination_fee_percent=0))),
    ("FIN-20", MMR, referral(tail_months=12, percent=15)),
    ("FIN-22", JSD, both(party(0, country="FR"), payment(payment_days=60))),
    ("FIN-22", JSD, both(party(0, country="NL", sme=True), party(1, sme=True), payment(payment_days=31))),
    ("FIN-01", JSD, both(authority_leads, party(1, contracting_authority=True), payment(payment_days=61))),
    ("FIN-03", JSD, payment(payment_days=121)),
    ("FIN-05", JSD, setting("fin/fees", currency=None, conversion_rule=None)),
    ("FIN-05", JSD, setting("fin/fees", conversion_rule=None)),
    ("FIN-09", JSD, payment(long_stop_days=61)),
    ("FIN-10", JSD, both(setting("perf/acceptance", review_days=31), payment(express_long_term=True))),
    ("FIN-12", JSD, paid_at_home),
    ("FIN-13", JSD, both(answers(fee_model="none"), without("fin/fees"), without("fin/payment-terms"))),
    ("FIN-13", NSD, both(answers(fee_model="none"), without("fin/fees"))),
    ("FIN-13", JSD, both(answers(fee_model="none", referral_fee="percent"), without("fin/fees"))),
    ("FIN-14", JSD, both(free, client(economic_activity=False))),
    ("FIN-14", JSD, both(free, aid(aid_basis=None))),
    ("FIN-15", JSD, both(free, aid(aid_basis="gber_art25", aid_value_eur=24000, prior_aid_3y_eur=276001))),
    ("FIN-16", JSD, both(free, aid(aid_basis="gber_art25", aid_value_eur=24000, prior_aid_3y_eur=196001))),
    ("FIN-17", JSD, both(free, aid(aid_basis="de_minimis"), begins("2027-01-01"))),
    ("FIN-19", NSD, setting("gov/coordinator", coordination_fee_percent=0)),
    ("FIN-19", JSD, setting("gov/coordinator", variant="rotating", coordination_fee_percent=0)),
    ("FIN-20", MMR, setting("fin/referral-fee", variant="none", tail_months=13)),
    ("FIN-21", MMR, referral()),
    ("FIN-21", MMR, setting("fin/referral-fee", variant="none", disclosed_to_client=False)),
    ("FIN-22", JSD, both(party(0, country="FR"), payment(payment_days=121, express_long_term=True))),
    ("FIN-22", JSD, both(party(1, country="FR"), payment(payment_days=61, express_long_term=True))),
    ("FIN-02", JSD, payment(payment_days=45)),
    ("FIN-02", JSD, both(authority_leads, party(1, contracting_authority=True), payment(payment_days=45))),
    ("FIN-07", JSD, shared(cost_shares={"lead": 100, "partner": 0})),
    ("FIN-17", JSD, both(free, aid(aid_basis="gber_art28"), setting("term/duration", start_date=None))),
]


def test_every_excess_of_a_referral_fee_is_named(deal: Deal, drafted: Draft) -> None:
    good = deal(MMR)
    referral(percent=20, tail_months=24)(good)

    found = [(finding.parameter, finding.found) for finding in check(drafted(good)) if finding.code == "FIN-20"]

    assert found == [("tail_months", "24"), ("percent", "20")]


@pytest.mark.parametrize("change", [payment(payment_days=121, express_long_term=True), payment(vat_treatment=None), payment(late_interest="excluded")])
def test_a_warning_lets_no_wrong_value_pass(change: Change, deal: Deal, drafted: Draft) -> None:
    good = deal(JSD)
    change(good)

    assert codes(drafted(good), "error") & {"STR-10", "STR-11"}


class TestMoney(Group):
    strikes, silent = STRIKES, SILENT
