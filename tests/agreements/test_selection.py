"""What the tables of the legal brief say of a selection: for random deals by a second reading of them, and rule by rule with simple deals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from second_reading import CHOICES, CODES, FLAGS, TRUE_FLAGS, expected, letters

from agreements.intake import read_deal
from agreements.selection import select
from clauses import library

CASES = Path(__file__).parents[1] / "cases"


def selected(raw: dict[str, Any]) -> dict[str, str]:
    """Return what the engine selects for a deal: clause id → variant."""
    deal = read_deal(raw, library())
    return dict(select(deal, library().kinds[deal.kind], library()).variants)


# Random deals ----------------------------------------------------------------------------------------------------------

COUNTRIES = st.sampled_from(["IT", "FI", "DE", "NO", "CH", "GB", "US", ""])
ANSWERS: dict[str, list[Any]] = {
    **{name: list(values) for name, values in CHOICES.items()},
    **{name: [False, True] for name in [*FLAGS.split(), *TRUE_FLAGS.split()]},
    "total_value_eur": [0, 1, 9999.99, 10000, 10000.01, 50000, 50000.5, 250000],
    "exchange_months": [0, 0.7, 1, 1.01, 12],
    "combined_share_percent": [0, 20, 25, 100],
    "subcontractors": [[], ["Werkstatt Nord GmbH"], ["Werkstatt Nord GmbH", "Atelier Sud"]],
    "operator": ["", "none", "Alpenkern AI Hub"],
    "joint_manager": ["", "none", "Alpenkern AI Hub"],
    "open_licence": ["", "none", "Apache-2.0"],
}
TWO_HUBS = {
    "parties": [{"id": "a", "role": "lead", "country": "IT"}, {"id": "b", "role": "partner", "country": "FI"}],
    "client": {"name": "Officine Brenta Srl", "economic_activity": True},
}
THREE_AUTHORITIES = {"parties": [{"id": name, "role": "partner", "country": "IT", "contracting_authority": True} for name in "abc"]}


@st.composite
def deals(draw: st.DrawFn, *, by_hand: bool = True) -> dict[str, Any]:
    """Draw a deal of one of the four kinds: any parties, any subset of answers and, when *by_hand*, any overrides."""
    raw = {
        "kind": draw(st.sampled_from(list(CODES))),
        "framework": draw(st.sampled_from([None, "FW-2026-001"])),
        "parties": draw(parties()),
        "answers": draw(st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in ANSWERS.items()})),
    }
    if draw(st.booleans()):
        raw["client"] = {"name": "Officine Brenta Srl", "country": draw(COUNTRIES), "kind": "SME", "economic_activity": draw(st.booleans())}
    if by_hand:
        clauses = draw(st.lists(st.sampled_from(sorted(library().clauses)), unique=True, max_size=8))
        raw["clauses"] = {clause: draw(overrides(clause)) for clause in clauses}
    return raw


@st.composite
def parties(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw one to five parties; all of them contracting authorities now and then, for the rule that asks for it."""
    public = draw(st.booleans())
    return [
        {
            "id": f"party{number}",
            "role": draw(st.sampled_from(["lead", "partner", "member", "party", "client"])),
            "country": draw(COUNTRIES),
            "public_body": draw(st.booleans()),
            "contracting_authority": public or draw(st.booleans()),
            "research_org": draw(st.booleans()),
            "sme": draw(st.booleans()),
        }
        for number in range(draw(st.integers(1, 5)))
    ]


def overrides(clause: str) -> st.SearchStrategy[Any]:
    """Draw what a hand may do to a clause: leave it out, put it in, choose its variant, or say nothing of the selection."""
    variants = [*library().clauses[clause].variants, *library().clauses[clause].pending]
    return st.one_of(st.booleans(), st.just({}), st.none(), st.fixed_dictionaries({"variant": st.sampled_from(variants)}))


@given(raw=deals())
@settings(max_examples=300, deadline=None)
def test_the_selection_agrees_with_a_second_reading_of_the_tables(raw: dict[str, Any]) -> None:
    assert selected(raw) == expected(raw)


@pytest.mark.parametrize("kind", CODES)
@pytest.mark.parametrize("cast", [pytest.param(TWO_HUBS, id="two-hubs"), pytest.param(THREE_AUTHORITIES, id="three-authorities")])
def test_each_answer_alone_selects_what_the_tables_say(kind: str, cast: dict[str, Any]) -> None:
    lone = [{"kind": kind, **cast, "answers": {name: value}} for name, values in ANSWERS.items() for value in values]
    assert [raw["answers"] for raw in lone if selected(raw) != expected(raw)] == []


@given(raw=deals(by_hand=False))
@settings(max_examples=100, deadline=None)
def test_an_m_clause_cannot_be_avoided_by_any_answer(raw: dict[str, Any]) -> None:
    mandatory = {clause for clause, letter in letters(CODES[raw["kind"]]).items() if letter == "m"}
    assert mandatory <= selected(raw).keys()


@given(raw=deals(by_hand=False))
@settings(max_examples=100, deadline=None)
def test_an_x_clause_never_enters_by_itself(raw: dict[str, Any]) -> None:
    forbidden = {clause for clause, letter in letters(CODES[raw["kind"]]).items() if letter == "x"}
    assert not forbidden & selected(raw).keys()


# Reference cases -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 4])
def test_a_reference_case_gets_exactly_its_selection(number: int) -> None:
    requested = json.loads((CASES / f"case-{number}-requested.json").read_text("utf-8"))
    wanted = json.loads((CASES / f"case-{number}-expected.json").read_text("utf-8"))["expected_selection"]
    assert selected(requested) == wanted
    assert expected(requested) == wanted
