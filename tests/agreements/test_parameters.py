"""Values: equal things become equal, defaults come from the deal, an explicit null is not a default."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.assembly import Drafted
from agreements.checks import check
from agreements.intake import read_deal
from agreements.library import Library
from agreements.parameters import Setting, Settings, add_months
from clauses import library as read

Raw = dict[str, Any]
Deal = Callable[..., Raw]


def setting(raw: Raw, library: Library, clause: str, name: str) -> Setting:
    deal = read_deal(raw, library)
    return Settings(deal, library.kinds[deal.kind], library).get(clause, name)


@pytest.mark.parametrize("named", ["partner", "Svratka", "Svratka Data Hub, z. ú."])
def test_a_party_may_be_named_by_id_short_name_legal_name_or_its_only_role(named: str, deal: Deal, library: Library) -> None:
    raw = deal()
    partner = next(party for party in raw["parties"] if party["role"] == "partner")
    partner.update(short_name="Svratka", legal_name="Svratka Data Hub, z. ú.")
    raw["clauses"]["gov/coordinator"] = {"coordinator": named}

    assert setting(raw, library, "gov/coordinator", "coordinator").value == partner["id"]


@pytest.mark.parametrize("shares", [[60, 40], {"lead": 60, "partner": 40.0}, [{"party": "lead", "percent": 60}, {"party": "partner", "percent": 40}]])
def test_shares_may_be_written_in_three_ways(shares: Any, deal: Deal, library: Library) -> None:
    raw = deal()
    for party, id_ in zip(raw["parties"], ("lead", "partner"), strict=True):
        party["id"] = id_
    raw["clauses"]["fin/cost-revenue-sharing"] = {"cost_shares": shares}

    assert setting(raw, library, "fin/cost-revenue-sharing", "cost_shares").value == {"lead": 60, "partner": 40}


@given(st.integers(min_value=1, max_value=60))
def test_equal_shares_always_add_up_to_100(count: int) -> None:
    raw = {"kind": "new-service-development", "parties": [{"id": f"p{number}"} for number in range(count)]}
    shares = setting(raw, read(), "fin/cost-revenue-sharing", "cost_shares").value

    assert len(shares) == count
    assert round(sum(shares.values()), 6) == 100


def test_null_empties_a_parameter_and_takes_no_default(deal: Deal, library: Library) -> None:
    raw = deal()
    raw["clauses"]["fin/payment-terms"] = {"payment_days": None}

    assert setting(raw, library, "fin/payment-terms", "payment_days") == Setting(None, "emptied")
    raw["clauses"]["fin/payment-terms"] = {}
    assert setting(raw, library, "fin/payment-terms", "payment_days") == Setting(30, "default")


def test_a_default_may_depend_on_the_kind(deal: Deal, library: Library) -> None:
    assert setting({"kind": "nda"}, library, "conf/confidentiality", "confidentiality_months").value == 36
    assert setting({"kind": "joint-service-delivery"}, library, "conf/confidentiality", "confidentiality_months").value == 60


def test_the_end_follows_from_start_and_duration(library: Library) -> None:
    raw = {"kind": "nda", "date": "2026-03-02", "clauses": {"term/duration": {"duration_months": 5}}}

    assert setting(raw, library, "term/duration", "end_date").value == "2026-08-01"


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 1, 1)), st.integers(min_value=0, max_value=120))
def test_adding_months_moves_the_month_and_keeps_the_day_where_it_exists(day: date, months: int) -> None:
    moved = add_months(day, months)

    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or date.fromordinal(moved.toordinal() + 1).day == 1


def test_every_setting_of_every_example_is_within_its_limits(kind: str, deal: Deal, drafted: Callable[[Any], Drafted]) -> None:
    assert [finding for finding in check(drafted(deal(kind))) if finding.code == "STR-11"] == []
