"""How the risks of a deal are answered: the rule, what weakens it, and what would close a gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from agreements.assembly import Drafted
from agreements.checks import check
from agreements.library import Library
from agreements.risks import Held, RiskReport, RiskState, risks, risks_of, strength
from clauses import library as read

Deal = Callable[..., dict[str, Any]]
Read = Callable[[Any], RiskReport]
RANK = {"open": 0, "partly": 1, "answered": 2}
HOLDS, PART, NOT = (Held("x.", helps, ()) for helps in ("in full", "in part", "not"))  # type: ignore[arg-type]  # the three words


@pytest.fixture(name="report")
def _report(drafted: Callable[[Any], Drafted]) -> Read:
    def make(raw: Any) -> RiskReport:
        made = drafted(raw)
        return risks(made, check(made))

    return make


def of(report: RiskReport, id_: str) -> RiskState:
    return next(state for state in report.risks if state.risk == id_)


def closing(state: RiskState, clause: str) -> str:
    return " ".join(each.says for held in state.open for each in held.closings if each.clause == clause)


# The rule ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((HOLDS,), "answered"),
        ((HOLDS, HOLDS), "answered"),
        ((HOLDS, PART), "partly"),
        ((HOLDS, NOT), "partly"),
        ((PART, NOT), "partly"),
        ((PART,), "partly"),
        ((NOT, NOT), "open"),
        ((), "open"),
    ],
)
def test_a_risk_is_answered_when_all_safeguards_hold_and_open_when_none_does(held: tuple[Held, ...], expected: str) -> None:
    assert strength(held) == expected


@pytest.mark.parametrize("kind", read().kinds)
def test_the_example_of_each_kind_leaves_no_risk_open(kind: str, deal: Deal, report: Read, library: Library) -> None:
    made = report(deal(kind))

    assert [state.risk for state in made.risks] == [risk.id for risk in risks_of(library.kinds[kind], library)]
    assert [state.risk for state in made.risks if state.strength == "open"] == []


@pytest.mark.parametrize("kind", read().kinds)
def test_a_clause_stands_under_every_risk_that_it_names_and_under_no_other(kind: str, deal: Deal, drafted: Callable[[Any], Drafted], library: Library) -> None:
    made = drafted(deal(kind))
    standing = {*made.selection.variants, *made.selection.inherited}

    for state in risks(made, check(made)).risks:
        if state.strength != "absent":
            assert {each.clause for each in state.clauses} == {id_ for id_ in standing if state.risk in library.clauses[id_].risks}


@pytest.mark.parametrize("kind", ["joint-service-delivery", "matchmaking-referral"])
def test_striking_a_clause_never_makes_a_risk_better_answered(kind: str, deal: Deal, report: Read, library: Library) -> None:
    before = report(deal(kind))

    for clause in library.kinds[kind].clauses:
        raw = deal(kind)
        raw["clauses"] = raw.get("clauses", {}) | {clause: False}
        after = report(raw)
        for state in before.risks:
            if state.strength != "absent":
                assert RANK[of(after, state.risk).strength] <= RANK[state.strength], (clause, state.risk)


def test_a_struck_clause_leaves_a_gap_that_names_it(deal: Deal, report: Read) -> None:
    raw = deal()
    raw["clauses"]["perf/acceptance"] = False

    state = of(report(raw), "R01")

    assert state.strength == "partly"
    assert [held.says for held in state.open] == ["Work counts as delivered only once it is accepted."]
    assert closing(state, "perf/acceptance") == "Take clause “Delivery and acceptance” back in, which was left out by hand."


def test_a_risk_without_any_safeguard_left_is_open(deal: Deal, report: Read) -> None:
    raw = deal("nda")
    raw["clauses"] = raw.get("clauses", {}) | {"conf/confidentiality": False}

    assert of(report(raw), "R05").strength == "open"


def test_a_wording_that_says_no_does_not_help(deal: Deal, report: Read) -> None:
    raw = deal()
    raw["clauses"] |= {"comp/non-circumvention": False, "comp/non-compete": {"variant": "none"}}

    state = of(report(raw), "R02")

    assert {each.clause: each.helps for each in state.clauses}["comp/non-compete"] == "not"
    assert "“Only while the project runs”" in closing(state, "comp/non-compete")
    assert "“No non-compete”" not in closing(state, "comp/non-compete")


def test_a_weak_wording_helps_in_part_and_a_better_one_is_named(deal: Deal, report: Read) -> None:
    raw = deal()
    raw["clauses"]["fin/payment-terms"] = {"variant": "pay-when-paid-longstop"}

    state = of(report(raw), "R07")

    assert state.strength == "partly"
    assert "only the last day is certain" in next(each.note for each in state.clauses if each.clause == "fin/payment-terms")
    assert "“A fixed number of days after the invoice”" in closing(state, "fin/payment-terms")


def test_a_weak_value_helps_in_part_and_its_question_is_asked_again(deal: Deal, report: Read) -> None:
    raw = deal()
    raw["clauses"]["gov/coordinator"] = {"coordination_fee_percent": 0}

    state = of(report(raw), "R10")

    assert state.strength == "partly"
    assert closing(state, "gov/coordinator").startswith("Answer again in clause “Coordination”: Which share")


def test_an_error_in_a_clause_weakens_it_and_says_how_to_mend_it(deal: Deal, report: Read) -> None:
    raw = deal()
    raw["clauses"]["comp/non-circumvention"] = {"months": 60}

    state = of(report(raw), "R02")
    protection = next(each for each in state.clauses if each.clause == "comp/non-circumvention")

    assert protection.helps == "in part"
    assert protection.errors == ("CMP-12",)
    assert "CMP-12" in {finding.code for finding in state.findings}
    assert "Choose 24 months or fewer" in closing(state, "comp/non-circumvention")


def test_a_clause_that_answers_would_bring_in_is_named_with_them(deal: Deal, report: Read) -> None:
    raw = deal("matchmaking-referral")
    raw["clauses"] = raw.get("clauses", {}) | {"comp/non-circumvention": False}

    says = closing(of(report(raw), "R16"), "comp/non-compete")

    assert says.startswith("Put in clause “Non-compete”, or answer: a non-compete: while the project runs,")
    assert says.endswith("“Only while the project runs” or “While the project runs and a short time after”.")


def test_a_clause_that_the_kind_forbids_closes_nothing(deal: Deal, report: Read, library: Library) -> None:
    for kind in library.kinds.values():
        for state in report(deal(kind.id, clauses={})).risks:
            for held in state.open:
                assert all(library.clauses[each.clause].applies[kind.code] != "x" for each in held.closings)


def test_a_safeguard_that_the_deal_does_not_need_is_not_asked_for(deal: Deal, report: Read) -> None:
    says = "One hub stands for each AI system."
    raw = deal()
    raw["answers"]["ai"] = "none"
    raw["clauses"]["ai/roles-ethics"] = False

    assert says not in [held.says for held in of(report(raw), "R01").safeguards]
    raw["answers"]["ai"] = "minimal"
    assert says in [held.says for held in of(report(raw), "R01").open]


def test_a_clause_put_in_by_hand_counts_where_it_holds_and_asks_for_nothing_where_it_does_not(deal: Deal, report: Read) -> None:
    says = "A contact stays with the hub that brought it."
    raw = deal("nda")

    raw["clauses"] = {"comp/non-circumvention": {"variant": "fee-only", "months": 6}}
    assert says not in [held.says for held in of(report(raw), "R02").safeguards]
    assert "comp/non-circumvention" in [each.clause for each in of(report(raw), "R02").clauses]


# Who, and whether at all ---------------------------------------------------------------------------------------------------


def test_a_risk_that_the_deal_does_not_have_is_neither_answered_nor_open(deal: Deal, report: Read) -> None:
    raw = deal()
    raw["answers"] |= {"experts_exchanged": False, "facility_shared": False}

    state = of(report(raw), "R09")

    assert state.strength == "absent"
    assert state.because.startswith("it arises only where people of one hub work")
    assert state.clauses == ()


def test_a_risk_names_the_parties_that_bear_it_and_for_whom_it_weighs_most(deal: Deal, report: Read) -> None:
    raw = deal()
    names = {party["role"]: party["short_name"] for party in raw["parties"]}
    made = report(raw)

    assert [(each.name, each.parties, bool(each.main)) for each in of(made, "R01").bearers] == [("Lead hub", (names["lead"],), True)]
    assert [(each.name, each.parties, bool(each.main)) for each in of(made, "R05").bearers] == [("Partner hub", (names["partner"],), True)]
    assert made.scenario == "joint-service-delivery"


def test_a_kind_without_a_scenario_names_who_bears_a_risk_in_words(deal: Deal, report: Read) -> None:
    made = report(deal("nda"))

    assert made.scenario == ""
    assert all(state.bearers[0].name and not state.main for state in made.risks)


@pytest.mark.parametrize("kind", ["specific-collaboration", "expert-exchange"])
def test_an_inherited_clause_answers_without_a_number_and_says_where_it_stands(kind: str, deal: Deal, report: Read) -> None:
    state = of(report(deal(kind)), "R05")
    secrecy = next(each for each in state.clauses if each.clause == "conf/confidentiality")

    assert secrecy.inherited
    assert secrecy.number == ""
    assert secrecy.helps == "in full"
    assert "parent agreement" in secrecy.note


def test_a_report_does_not_break_on_a_deal_with_nothing_in_it(report: Read, library: Library) -> None:
    for kind in library.kinds:
        assert report({"kind": kind}).risks
