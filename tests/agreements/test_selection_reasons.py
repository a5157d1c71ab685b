"""Why a clause stands there and why in this wording: said for each way in, with the answers that decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agreements.conditions import Read
from agreements.intake import read_deal
from agreements.library import Rule
from agreements.selection import Chosen, Selection, select
from clauses import library

PARTIES = [{"id": "lead", "role": "lead", "country": "IT"}, {"id": "partner", "role": "partner", "country": "FI"}]


def selection(kind: str = "joint-service-delivery", clauses: dict[str, Any] | None = None, **answers: Any) -> Selection:
    deal = read_deal({"kind": kind, "parties": PARTIES, "answers": answers, "clauses": clauses or {}}, library())
    return select(deal, library().kinds[kind], library())


def chosen(clause: str, clauses: dict[str, Any] | None = None, **answers: Any) -> Chosen:
    found = selection(clauses=clauses, **answers).find(clause)
    assert found is not None
    return found


def test_a_clause_comes_in_as_mandatory_by_default_by_its_trigger_or_by_hand() -> None:
    assert (chosen("core/definitions").entry, chosen("core/definitions").entry_reads) == ("mandatory", ())
    assert (chosen("liab/cap").entry, chosen("liab/cap").entry_reads) == ("default", ())
    assert (chosen("facility/access", facility_shared=True).entry, chosen("gov/accession", {"gov/accession": True}).entry) == ("trigger", "hand")
    assert chosen("facility/access", facility_shared=True).entry_reads == (Read("facility_shared", True),)
    assert chosen("gov/accession", {"gov/accession": True}).entry_reads == ()


def test_a_default_whose_trigger_must_hold_says_which_answer_let_it_in() -> None:
    found = selection("new-service-development", cost_sharing=True).find("fin/cost-revenue-sharing")

    assert found is not None
    assert (found.entry, found.entry_reads) == ("trigger", (Read("cost_sharing", True),))
    assert selection("new-service-development").find("fin/cost-revenue-sharing") is None


def test_a_wording_is_the_only_one_the_standard_one_that_of_a_rule_or_chosen_by_hand() -> None:
    assert (chosen("gen/notices").choice, chosen("gen/notices").choice_reads) == ("only", ())
    assert (chosen("ip/publication").choice, chosen("ip/publication").choice_reads) == ("standard", ())
    assert (chosen("ip/publication", publication="consent").choice, chosen("ip/publication", publication="consent").variant) == ("rule", "consent")
    assert chosen("ip/publication", publication="consent").choice_reads == (Read("publication", "consent"),)
    by_hand = chosen("ip/publication", {"ip/publication": {"variant": "free-after-hold"}})
    assert (by_hand.choice, by_hand.variant, by_hand.choice_reads) == ("hand", "free-after-hold", ())


@pytest.mark.parametrize(
    ("kind", "clauses", "missing", "forbidden"),
    [
        ("nda", {}, (), ()),
        ("nda", {"core/definitions": False}, ("core/definitions",), ()),
        ("nda", {"comp/exclusivity": True}, (), ("comp/exclusivity",)),
        ("nda", {"comp/exclusivity": False, "gov/amendments": False, "disp/escalation": True}, (), ()),
        ("nda", {"gen/general": {"severability_replace": True}}, (), ()),
    ],
)
def test_what_a_kind_must_hold_and_must_not_hold_is_noted(kind: str, clauses: dict[str, Any], missing: tuple[str, ...], forbidden: tuple[str, ...]) -> None:
    made = selection(kind, clauses)

    assert (made.missing, made.forbidden) == (missing, forbidden)


def test_a_forbidden_clause_stands_behind_those_of_the_kind_once() -> None:
    ids = [each.clause.id for each in selection("nda", {"comp/exclusivity": True, "disp/escalation": True}).chosen]

    assert ids[-1] == "comp/exclusivity"
    assert len(ids) == len(set(ids))


def test_parameters_alone_bring_no_forbidden_clause_in() -> None:
    assert selection("nda", {"comp/exclusivity": {"months": 5}}).find("comp/exclusivity") is None


def test_what_is_neither_printed_nor_left_out_is_inherited() -> None:
    inherited = set(selection("specific-collaboration").inherited)

    assert "conf/confidentiality" in inherited
    assert inherited - set(selection("specific-collaboration", {"conf/confidentiality": True}).inherited) == {"conf/confidentiality"}
    assert inherited - set(selection("specific-collaboration", {"conf/confidentiality": False}).inherited) == {"conf/confidentiality"}
    assert set(selection("specific-collaboration", {"disp/forum": {"court_city": "Graz"}}).inherited) == inherited
    assert selection("nda").inherited == ()


def test_rules_with_a_gap_are_a_mistake_that_names_the_clause() -> None:
    known, kind = library(), library().kinds["nda"]
    broken = replace(known.clauses["gen/general"], order=(Rule("short", known.clauses["gen/general"].order[0].when),) * 2)
    deal = read_deal({"kind": "joint-service-delivery", "parties": PARTIES}, known)

    with pytest.raises(ValueError, match="the selection of gen/general has a gap"):
        select(replace(deal, kind=kind.id), replace(known.kinds["joint-service-delivery"]), replace(known, clauses={**known.clauses, "gen/general": broken}))
