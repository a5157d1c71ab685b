"""Scenarios and risks as data: they say what the legal brief says, each risk is answered in each kind that is read for it, and the prose keeps the house rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from agreements.library import Kind, Library
from agreements.risks import risks_of
from agreements.scenario import Risk, Scenario
from clauses import library as read

# A second reading of the legal brief, sections 0.2 and 1.1 to 1.12, written down apart from the files.
OF_KIND = {
    "FCA": "R04 R05 R17 R18 R19 R20 R21",
    "ACC": "R17 R18 R21",
    "SCA": "R01 R02 R03 R04 R05 R06 R07 R08 R09 R10 R11 R14 R15 R16",
    "JSD": "R01 R02 R03 R04 R05 R06 R07 R08 R09 R10 R17 R18",
    "NSD": "R04 R05 R11 R12 R13 R14 R18 R19",
    "MMR": "R02 R07 R10 R15 R16 R17 R20",
    "NDA": "R02 R05 R06 R15 R16",
    "EXP": "R04 R05 R09",
    "FAC": "R01 R06 R09 R20",
    "DSB": "R12 R13 R15 R19 R20",
    "DPA": "R15 R19",
    "CSL": "R01 R02 R08 R10 R15 R20",
}
ANSWERED_BY = {
    "R01": "perf/quality perf/kpi perf/acceptance perf/subcontracting ai/roles-ethics facility/access compl/integrity",
    "R02": "perf/matchmaking-process perf/client-interface conf/confidentiality comp/non-compete comp/non-circumvention comp/exclusivity",
    "R03": "gov/coordinator gov/decision-making perf/scope-of-work perf/quality perf/subcontracting perf/client-interface liab/allocation",
    "R04": "gov/decision-making perf/contribution fin/cost-revenue-sharing people/expert-exchange comp/exclusivity liab/cap liab/exclusions "
    "liab/force-majeure term/duration term/termination term/exit disp/escalation",
    "R05": "ip/background ip/licence ip/publication conf/confidentiality people/expert-exchange people/non-solicit",
    "R06": "ip/background ip/results-ownership ip/joint-ownership ip/licence conf/confidentiality facility/access liab/indemnity",
    "R07": "perf/acceptance fin/fees fin/cost-revenue-sharing fin/referral-fee fin/payment-terms",
    "R08": "perf/quality perf/subcontracting perf/client-interface ip/brand-use ai/roles-ethics liab/allocation liab/cap liab/exclusions liab/indemnity "
    "liab/insurance term/exit",
    "R09": "people/expert-exchange people/posting-compliance people/non-solicit facility/access liab/insurance",
    "R10": "gov/coordinator fin/fees fin/cost-revenue-sharing fin/referral-fee fin/public-funding",
    "R11": "gov/coordinator gov/decision-making perf/scope-of-work perf/contribution fin/cost-revenue-sharing term/termination",
    "R12": "perf/quality perf/kpi perf/service-rollout ip/licence ip/brand-use data/sharing-benchmarking ai/roles-ethics",
    "R13": "perf/scope-of-work perf/contribution perf/kpi perf/service-rollout data/sharing-benchmarking",
    "R14": "perf/service-rollout ip/background ip/results-ownership ip/joint-ownership ip/licence ip/publication term/exit",
    "R15": "perf/matchmaking-process conf/confidentiality data/roles data/sharing-benchmarking comp/non-compete comp/non-circumvention",
    "R16": "perf/matchmaking-process conf/confidentiality comp/non-compete comp/non-circumvention compl/integrity",
    "R17": "core/parties-purpose fin/public-funding compl/export-control gen/signature",
    "R18": "core/cover-page core/parties-purpose core/definitions gov/accession gov/specific-agreements gov/amendments term/duration disp/governing-law "
    "disp/escalation disp/forum gen/notices gen/general gen/signature",
    "R19": "data/roles data/processor-terms data/joint-controllers data/transfers data/sharing-benchmarking ai/roles-ethics comp/information-exchange",
    "R20": "fin/referral-fee fin/public-funding facility/access comp/information-exchange compl/integrity compl/export-control gen/general",
    "R21": "core/cover-page gov/decision-making gov/accession gov/specific-agreements gov/amendments comp/information-exchange",
}
BEARS = {
    "joint-service-delivery": {
        "lead": "R01 R02 R03 R04 R08 R09 R10 R17 R18",
        "partner": "R04 R05 R06 R07 R09 R17 R18",
    },
    "new-service-development": {
        "lead": "R04 R05 R11 R12 R13 R14 R18 R19",
        "partner": "R04 R05 R12 R13 R14 R18 R19",
    },
    "matchmaking": {"lead": "R02 R10 R15 R17 R20", "partner": "R07 R16 R17 R20"},
    "framework": {"member": "R04 R05 R17 R18 R19 R20 R21", "joiner": "R17 R18"},
}
KINDS = list(read().kinds.values())
SCENARIOS = list(read().scenarios.values())
BANNED = r"\b(shall|hereby|hereinafter|herein|thereof|and/or|best efforts|promptly|forthwith|as soon as possible|TBD|lorem|DIH\b(?!\d))\b"


def sentences(scenario: Scenario) -> Iterator[str]:
    """Yield every text of a scenario that people read as a sentence or as a point of a list."""
    yield from (scenario.summary, scenario.use_when, scenario.note, *scenario.tools)
    yield from (each.who for each in scenario.actors)
    yield from (what for step in scenario.steps for what in step.does.values())
    yield from (each.text for each in (*scenario.benefits, *scenario.costs))
    yield from (each.text for each in scenario.measures)
    yield from (text for each in scenario.decisions for text in (each.ask, each.advice))
    yield from (each.purpose for each in scenario.papers)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_is_read_for_the_risks_of_the_brief(kind: Kind, library: Library) -> None:
    assert [risk.id for risk in risks_of(kind, library)] == OF_KIND[kind.code].split()


@pytest.mark.parametrize("risk", ANSWERED_BY)
def test_the_clauses_that_name_a_risk_are_those_of_the_brief(risk: str, library: Library) -> None:
    assert {clause.id for clause in library.clauses.values() if risk in clause.risks} == set(ANSWERED_BY[risk].split())


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_each_side_bears_the_risks_of_the_brief(scenario: Scenario) -> None:
    borne = {actor.id: " ".join(sorted(each.risk for each in scenario.risks if each.actor == actor.id)) for actor in scenario.actors}

    assert {actor: risks for actor, risks in borne.items() if risks} == BEARS[scenario.id]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_risk_of_a_kind_has_a_safeguard_that_the_kind_can_give(kind: Kind, library: Library) -> None:
    for risk in risks_of(kind, library):
        able = {clause for safeguard in risk.safeguards for clause in safeguard.clauses if library.clauses[clause].applies[kind.code] in {"m", "d", "i"}}
        assert able or risk.arises, f"{kind.code} cannot answer {risk.id}"


@pytest.mark.parametrize("risk", read().risks.values(), ids=lambda risk: risk.id)
def test_every_safeguard_has_a_wording_that_holds_in_full(risk: Risk, library: Library) -> None:
    for safeguard in risk.safeguards:
        weak = {(each.clause, variant) for each in risk.weak if each.when is None for variant in each.variants}
        assert any((id_, variant) not in weak for id_ in safeguard.clauses for variant in library.clauses[id_].variants), safeguard.says


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_every_scenario_is_complete(scenario: Scenario) -> None:
    bearing = {each.actor for each in scenario.risks}

    assert 4 <= len(scenario.steps) <= 5
    assert all(step.does for step in scenario.steps)
    assert bearing <= {each.actor for each in scenario.costs}
    assert bearing <= {each.actor for each in scenario.benefits}
    assert scenario.kinds[0] in {paper.kind for paper in scenario.papers}
    assert {document for step in scenario.steps for document in step.documents} <= {paper.kind for paper in scenario.papers}
    assert len(scenario.decisions) >= 5
    assert scenario.tools


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_something_is_marked_in_each_table_but_not_everything(scenario: Scenario) -> None:
    for table in (scenario.benefits, scenario.costs, scenario.risks):
        marked = [bool(each.main) for each in table]
        assert any(marked)
        assert not all(marked)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_every_document_and_decision_leads_to_a_clause_that_the_scenario_can_have(scenario: Scenario, library: Library) -> None:
    codes = {library.kinds[paper.kind].code for paper in scenario.papers}

    for each in (*scenario.decisions, *scenario.measures):
        assert all(any(library.clauses[clause].applies[code] != "x" for code in codes) for clause in each.clauses)
    assert all(decision.clauses for decision in scenario.decisions)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_the_prose_of_a_scenario_is_plain(scenario: Scenario) -> None:
    for text in sentences(scenario):
        assert re.findall(BANNED, text, flags=re.IGNORECASE) == []
        assert all(len(sentence.split()) < 35 for sentence in re.split(r"(?<=[.?!:]) ", text)), text
    for step in scenario.steps:
        assert all(what.endswith(".") for what in step.does.values())
    assert all(each.ask.endswith("?") and each.advice.endswith(".") for each in scenario.decisions)
    assert not any(each.text.endswith(".") for each in (*scenario.benefits, *scenario.costs))


@pytest.mark.parametrize("risk", read().risks.values(), ids=lambda risk: risk.id)
def test_the_prose_of_a_risk_is_plain(risk: Risk) -> None:
    assert all(each.says.endswith(".") and len(each.says.split()) <= 14 for each in risk.safeguards)
    assert not any(each.because.endswith(".") for each in risk.weak)
    assert len(risk.title.split()) <= 16


def test_no_wording_is_called_weak_twice_for_one_risk(library: Library) -> None:
    for risk in library.risks.values():
        named = [(each.clause, variant) for each in risk.weak for variant in each.variants]
        assert len(named) == len(set(named)), risk.id


def test_every_clause_is_shown_in_one_group(library: Library) -> None:
    categories = [category for group in library.groups for category in group.categories]

    assert sorted(categories) == sorted({id_.partition("/")[0] for id_ in library.clauses})
