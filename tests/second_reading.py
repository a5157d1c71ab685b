"""Read the selection rules of the legal brief (sections 2.2 and 2.3) a second time, in plain Python and apart from the library."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from second_reading_wordings import wordings

CODES = {
    "framework-cooperation": "FCA",
    "framework-accession": "ACC",
    "specific-collaboration": "SCA",
    "joint-service-delivery": "JSD",
    "new-service-development": "NSD",
    "matchmaking-referral": "MMR",
    "nda": "NDA",
    "expert-exchange": "EXP",
    "facility-access": "FAC",
    "data-sharing-benchmarking": "DSB",
    "data-processing": "DPA",
    "client-service-letter": "CSL",
}

ENUMS = """
    fee_model           none fixed time free_or_voucher
    payment             net guaranteed pay_when_paid
    sharing             fixed contribution equal waterfall
    referral_fee        none flat percent success
    funding_source      none dep_edih horizon national regional other
    deliverable_type    report software dataset testbed training
    client_sensitivity  normal high
    ip_wish             creator lead client split joint
    joint_exploitation  consent compensated free
    publication         notice consent
    personal_data       contacts none processor joint
    transfer            none adequacy scc
    data_mode           aggregate pooled federated licensed
    ai                  none internal_use minimal transparency high research
    non_solicit         none narrow cost
    facility_mode       tariff reciprocal bundle
    competitors         unknown no yes
    restriction         none project post_term development
"""
FLAGS = """
    milestones advance cost_sharing revenue_sharing interest public_task lead_quality_standard mirror_client_acceptance kpis kpi_fee_link
    shared_account open_project inseparable assignment commercial_licence co_brand logos no_brand trade_secrets client_dpa_form benchmarking
    datasets common_method experts_exchanged host_directs host_files facility_shared joint_bid joint_rd project_exclusive first_offer dual_use
    lead_cannot_answer indemnity_barred client_refuses_exclusion public_law_only no_precommit needs_qualified
    secretariat closed_group open_ended hosted_meeting named_brief
"""
TRUE_FLAGS = "background_needed two_way"
NAMES = "joint_manager open_licence operator"
NUMBERS = "total_value_eur exchange_months"

CHOICES = {name: tuple(values) for name, *values in map(str.split, ENUMS.strip().splitlines())}
DEFAULTS: dict[str, Any] = {
    **{name: values[0] for name, values in CHOICES.items()},
    **dict.fromkeys(FLAGS.split(), False),
    **dict.fromkeys(TRUE_FLAGS.split(), True),
    **dict.fromkeys(NAMES.split(), "none"),
    **dict.fromkeys(NUMBERS.split(), 0),
    "subcontractors": (),
}

EU_EEA_CH = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO CH"

MATRIX = """
                               FCA ACC SCA JSD NSD MMR NDA EXP FAC DSB DPA CSL
    core/cover-page             m   m   m   m   m   m   m   m   m   m   m   m
    core/parties-purpose        m   m   m   m   m   m   m   m   m   m   m   m
    core/definitions            m   i   m   m   m   m   m   i   i   i   i   m
    gov/coordinator             m   x   d   m   d   d   x   x   x   o   x   x
    gov/decision-making         m   i   d   d   m   o   x   x   x   d   x   x
    gov/accession               m   m   o   o   o   x   x   x   x   o   x   x
    gov/specific-agreements     m   i   m   x   x   x   x   x   x   x   x   x
    gov/amendments              m   i   m   m   m   m   d   i   i   i   i   m
    perf/matchmaking-process    x   x   o   x   x   m   x   x   x   x   x   d
    perf/scope-of-work          x   x   m   m   m   m   x   m   m   m   m   m
    perf/contribution           o   i   d   o   m   x   x   x   x   o   x   x
    perf/quality                o   i   d   m   d   o   x   x   d   o   x   m
    perf/kpi                    d   i   d   m   m   d   x   o   o   d   x   o
    perf/acceptance             x   i   o   d   d   x   x   x   o   o   x   d
    perf/subcontracting         o   i   d   d   d   o   x   x   x   d   m   d
    perf/client-interface       x   i   d   m   o   o   x   o   x   o   x   d
    perf/service-rollout        x   x   o   x   m   x   x   x   x   o   x   x
    fin/fees                    d   i   d   m   d   o   x   d   d   o   o   m
    fin/cost-revenue-sharing    o   i   o   o   d   o   x   x   x   d   x   x
    fin/referral-fee            x   x   o   x   x   d   x   x   x   x   x   o
    fin/payment-terms           x   i   d   m   d   o   x   d   d   o   o   m
    fin/public-funding          d   i   d   m   d   d   x   d   m   d   x   m
    ip/background               o   i   d   d   m   x   x   d   d   m   x   d
    ip/results-ownership        o   i   m   m   m   x   x   d   d   m   x   m
    ip/joint-ownership          x   x   o   o   d   x   x   x   o   o   x   x
    ip/licence                  x   x   d   d   m   x   x   o   o   m   x   m
    ip/publication              d   i   o   d   d   x   x   o   o   d   x   o
    ip/brand-use                d   i   i   d   d   o   x   x   o   o   x   o
    conf/confidentiality        m   i   i   m   m   m   m   i   i   i   i   m
    data/roles                  m   i   m   m   m   m   d   d   d   m   m   m
    data/processor-terms        x   x   o   o   o   x   x   x   o   o   m   o
    data/joint-controllers      x   x   o   o   o   o   x   x   x   d   d   x
    data/transfers              o   x   o   o   o   o   x   o   x   o   o   o
    data/sharing-benchmarking   o   x   o   x   o   x   x   x   x   m   x   o
    ai/roles-ethics             o   i   d   d   d   o   x   o   d   d   x   d
    people/expert-exchange      o   i   o   o   o   x   x   m   o   x   x   x
    people/posting-compliance   x   x   o   o   o   x   x   m   x   x   x   x
    people/non-solicit          o   i   o   o   o   x   x   o   x   x   x   x
    facility/access             o   i   o   o   o   x   x   o   m   x   x   o
    comp/non-compete            x   x   o   o   o   o   x   x   x   x   x   x
    comp/non-circumvention      x   x   o   d   o   d   o   x   x   x   x   x
    comp/exclusivity            d   i   d   d   d   d   x   x   x   o   x   o
    comp/information-exchange   m   i   i   d   d   d   o   x   x   d   x   x
    compl/integrity             d   i   i   d   d   m   o   i   i   i   i   d
    compl/export-control        o   i   o   d   d   d   o   o   d   d   x   d
    liab/allocation             m   i   m   m   m   m   d   d   d   m   m   m
    liab/cap                    o   i   d   d   d   d   o   o   d   d   d   d
    liab/exclusions             o   i   d   d   d   d   o   o   d   d   o   d
    liab/indemnity              x   i   o   d   d   o   x   o   o   d   o   o
    liab/insurance              x   i   o   d   o   x   x   m   m   o   o   o
    liab/force-majeure          d   i   d   d   d   d   x   i   i   i   x   d
    term/duration               m   i   m   m   m   m   m   m   m   m   m   m
    term/termination            m   i   m   m   m   m   m   m   m   m   m   m
    term/exit                   m   i   d   m   m   m   m   d   d   m   m   d
    disp/governing-law          m   i   i   m   m   m   m   i   i   i   i   m
    disp/escalation             d   i   i   d   d   d   o   i   i   i   x   o
    disp/forum                  m   i   i   m   m   m   m   i   i   i   i   m
    gen/notices                 m   i   m   m   m   m   m   i   i   i   i   m
    gen/general                 m   i   i   m   m   m   m   i   i   i   i   m
    gen/signature               m   m   m   m   m   m   m   m   m   m   m   m
"""
TRIGGERED_EVEN_BY_DEFAULT = {
    "data/processor-terms", "data/joint-controllers", "data/transfers", "data/sharing-benchmarking", "fin/cost-revenue-sharing", "ip/joint-ownership",
}  # fmt: skip


def expected(deal: dict[str, Any]) -> dict[str, str]:
    """Return the clauses of *deal* and their variants, as the brief has them."""
    answers = facts(deal)
    fires, variants = triggers(answers), wordings(answers)
    chosen = {clause: variants[clause] for clause, letter in letters(answers.type).items() if enters(letter, clause, fires=fires.get(clause, False))}
    for clause, override in deal.get("clauses", {}).items():
        if override is False:
            chosen.pop(clause, None)
        elif override is True:
            chosen[clause] = variants[clause]
        elif override and override.get("variant"):
            chosen[clause] = override["variant"]
    return chosen


def letters(code: str) -> dict[str, str]:
    """Return the column of the matrix for a kind: clause id → m, d, o, x or i."""
    heads, *rows = map(str.split, MATRIX.strip().splitlines())
    return {clause: dict(zip(heads, marks, strict=True))[code] for clause, *marks in rows}


def enters(letter: str, clause: str, *, fires: bool) -> bool:
    """Tell whether a clause comes in by itself."""
    if letter == "m":
        return True
    if letter == "d":
        return fires or clause not in TRIGGERED_EVEN_BY_DEFAULT
    return letter == "o" and fires


def facts(deal: dict[str, Any]) -> SimpleNamespace:
    """Return everything the rules ask: each answer or its default, and what parties and client tell."""
    parties = deal["parties"]
    client = deal.get("client") or next(({**party, "name": party["id"]} for party in parties if party["role"] == "client"), {})
    hubs = [party for party in parties if party["role"] != "client"]
    given = {name: answer for name, answer in deal.get("answers", {}).items() if answer is not None}
    a = SimpleNamespace(**{**DEFAULTS, **given})
    a.type = CODES[deal["kind"]]
    a.under_framework = deal.get("framework") is not None
    a.hubs = len(hubs)
    a.hub_countries = len({hub["country"] for hub in hubs} - {""})
    countries = {party["country"] for party in parties} - {""}
    a.countries = len(countries)
    a.outside = not countries <= set(EU_EEA_CH.split())
    a.public_body = any(party.get("public_body", False) for party in parties)
    a.all_contracting = all(hub.get("contracting_authority", False) for hub in hubs)
    a.client_named = bool(client.get("name"))
    a.client_trades = client.get("economic_activity", False)
    a.sensitive_data = a.personal_data in {"joint", "processor"}
    a.code_or_data = a.deliverable_type in {"software", "dataset"}
    a.paid = a.fee_model in {"fixed", "time"}
    a.operated, a.managed, a.open = (name not in {"", "none"} for name in (a.operator, a.joint_manager, a.open_licence))
    return a


def triggers(a: SimpleNamespace) -> dict[str, bool]:
    """Return the triggers of the clauses that have one; all others come in by hand only."""
    return {
        "gov/coordinator": a.hubs >= 3,
        "gov/decision-making": a.hubs >= 3,
        "perf/contribution": a.cost_sharing,
        "perf/kpi": a.kpis or a.kpi_fee_link,
        "perf/subcontracting": bool(a.subcontractors),
        "perf/client-interface": a.client_named and a.type in {"JSD", "SCA"},
        "fin/fees": a.paid,
        "fin/cost-revenue-sharing": a.cost_sharing or a.revenue_sharing,
        "fin/referral-fee": a.referral_fee != "none",
        "fin/payment-terms": a.paid or a.referral_fee != "none" or a.revenue_sharing,
        "ip/joint-ownership": a.ip_wish == "joint" or a.inseparable,
        "ip/brand-use": a.co_brand or a.logos,
        "data/processor-terms": a.personal_data == "processor",
        "data/joint-controllers": a.personal_data == "joint",
        "data/transfers": a.transfer in {"adequacy", "scc"},
        "data/sharing-benchmarking": a.benchmarking or a.datasets,
        "ai/roles-ethics": a.ai != "none",
        "people/expert-exchange": a.experts_exchanged,
        "people/posting-compliance": a.experts_exchanged and a.hub_countries >= 2,
        "people/non-solicit": a.non_solicit != "none",
        "facility/access": a.facility_shared,
        "comp/non-compete": a.restriction != "none",
        "comp/non-circumvention": a.client_sensitivity == "high",
        "comp/information-exchange": a.competitors in {"yes", "unknown"},
        "compl/export-control": a.dual_use or a.outside,
        "liab/insurance": a.experts_exchanged or a.facility_shared or a.total_value_eur > 50000,
    }
