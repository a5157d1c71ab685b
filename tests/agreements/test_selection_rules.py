"""Each rule of the legal brief (section 2.2) met by a deal as simple as it gets."""

from __future__ import annotations

from typing import Any

import pytest
from second_reading import CODES, expected

from agreements.intake import read_deal
from agreements.selection import select
from clauses import library

KINDS = {code: kind for kind, code in CODES.items()}
THREE = "lead:IT partner:FI partner:DE"
FREE_FOR_CLIENT = {"fee_model": "free_or_voucher", "client": "Officine Brenta Srl"}
MEMBERS = "member:IT member:FI"


def a_deal(code: str, *, parties: str = "lead:IT partner:FI", client: str = "", framework: str | None = None, **answers: Any) -> dict[str, Any]:
    """Return a deal; *parties* are written ``role:country`` or ``role:country:flag``."""
    return {
        "kind": KINDS[code],
        "framework": framework,
        "parties": [a_party(f"hub{number}", *written.split(":")) for number, written in enumerate(parties.split())],
        "client": {"name": client, "country": "IT", "economic_activity": True} if client else None,
        "answers": answers,
    }


def a_party(name: str, role: str, country: str, *flags: str) -> dict[str, Any]:
    """Return a party with these flags set."""
    return {"id": name, "role": role, "country": country, **dict.fromkeys(flags, True)}


# clause: variant → a deal that reaches it
RULES: dict[str, dict[str, dict[str, Any]]] = {
    "core/cover-page": {
        "framework-on-top": a_deal("NDA", framework="FW-1"),
        "annex-first-for-data": a_deal("JSD", experts_exchanged=True),
        "table-first": a_deal("NDA"),
    },
    "core/parties-purpose": {
        "members-list": a_deal("FCA", parties=THREE),
        "hub-and-client": a_deal("CSL", parties="lead:IT client:IT"),
        "multi-hub": a_deal("NDA", parties=THREE),
        "two-hubs": a_deal("NDA"),
    },
    "core/definitions": {"framework-glossary": a_deal("NDA", framework="FW-1"), "auto-glossary": a_deal("NDA")},
    "gov/coordinator": {
        "network-secretariat": a_deal("FCA", parties=MEMBERS, secretariat=True),
        "rotating": a_deal("FCA", parties=MEMBERS),
        "lead-hub": a_deal("JSD", secretariat=True),
    },
    "gov/decision-making": {"unanimity": a_deal("JSD"), "qualified-majority-veto": a_deal("MMR", parties=THREE)},
    "gov/specific-agreements": {"reference-only": a_deal("FCA", parties=MEMBERS, no_precommit=True), "call-off": a_deal("SCA", framework="FW-1")},
    "gov/amendments": {"vote-with-opt-out": a_deal("FCA", parties=MEMBERS), "signed-by-all": a_deal("NDA")},
    "perf/matchmaking-process": {
        "hosted-meeting": a_deal("MMR", hosted_meeting=True),
        "open-brief": a_deal("MMR", named_brief=True),
        "blind-then-consent": a_deal("MMR"),
    },
    "perf/scope-of-work": {
        "milestone-plan": a_deal("JSD", milestones=True),
        "inline-short": a_deal("JSD", total_value_eur=10000),
        "annexed-plan": a_deal("JSD", total_value_eur=10001),
    },
    "perf/contribution": {
        "best-efforts": a_deal("NSD", no_precommit=True),
        "in-kind-and-cash": a_deal("JSD", cost_sharing=True),
        "person-days": a_deal("NSD"),
    },
    "perf/quality": {"lead-standard": a_deal("JSD", lead_quality_standard=True), "shared-standard": a_deal("NSD"), "professional-care": a_deal("CSL")},
    "perf/kpi": {"fee-linked": a_deal("MMR", kpi_fee_link=True), "improvement-plan": a_deal("NSD"), "monitor": a_deal("MMR")},
    "perf/acceptance": {
        "client-mirrored": a_deal("JSD", mirror_client_acceptance=True),
        "test-protocol": a_deal("JSD", deliverable_type="testbed"),
        "review-and-silence": a_deal("JSD"),
    },
    "perf/subcontracting": {"listed-only": a_deal("MMR", subcontractors=["Atelier Sud"]), "consent-required": a_deal("JSD")},
    "perf/client-interface": {
        "lead-only": a_deal("JSD", client_sensitivity="high"),
        "shared-account": a_deal("JSD", shared_account=True),
        "lead-first-technical-direct": a_deal("JSD"),
    },
    "perf/service-rollout": {
        "lead-operates-platform": a_deal("NSD", operator="Alpenkern AI Hub"),
        "common-core-local-skin": a_deal("NSD", common_method=True),
        "own-ecosystem-each": a_deal("NSD"),
    },
    "fin/fees": {
        "free-or-voucher": a_deal("JSD", fee_model="free_or_voucher"),
        "each-bears-own": a_deal("FCA", parties=MEMBERS),
        "time-rates": a_deal("MMR", fee_model="time"),
        "fixed-fee": a_deal("MMR", fee_model="fixed"),
    },
    "fin/cost-revenue-sharing": {
        "waterfall": a_deal("JSD", revenue_sharing=True, sharing="waterfall"),
        "by-contribution": a_deal("NSD", cost_sharing=True, sharing="contribution"),
        "equal": a_deal("MMR", cost_sharing=True, sharing="equal"),
        "fixed-table": a_deal("NSD", cost_sharing=True),
    },
    "fin/referral-fee": {
        "flat": a_deal("MMR", referral_fee="flat"),
        "percentage-of-hub-income": a_deal("MMR", referral_fee="percent"),
        "client-disclosed-success-fee": a_deal("MMR", referral_fee="success"),
        "none": a_deal("MMR"),
    },
    "fin/payment-terms": {
        "guaranteed-by-lead": a_deal("JSD", payment="guaranteed"),
        "pay-when-paid-longstop": a_deal("MMR", payment="pay_when_paid", revenue_sharing=True),
        "advance-and-milestones": a_deal("NSD", advance=True),
        "net-days": a_deal("MMR", referral_fee="flat"),
    },
    "fin/public-funding": {
        "public-public": a_deal("JSD", parties="lead:IT:contracting_authority partner:FI:contracting_authority", public_task=True),
        "aid-to-client": a_deal("MMR", **FREE_FOR_CLIENT),
        "grant-backed": a_deal("NSD", funding_source="horizon"),
        "none-declared": a_deal("JSD"),
    },
    "ip/background": {
        "no-background": a_deal("NSD", background_needed=False),
        "all-needed-except-excluded": a_deal("JSD", open_project=True),
        "listed-positive": a_deal("JSD"),
    },
    "ip/results-ownership": {
        "client-owns": a_deal("JSD", ip_wish="client"),
        "lead-owns": a_deal("JSD", ip_wish="lead"),
        "split-by-field": a_deal("NSD", ip_wish="split"),
        "creator-owns": a_deal("NSD", ip_wish="joint"),
    },
    "ip/joint-ownership": {
        "managed-by-one": a_deal("NSD", ip_wish="joint", joint_manager="Alpenkern AI Hub"),
        "free-exploit-no-accounting": a_deal("JSD", inseparable=True, joint_exploitation="free"),
        "free-exploit-with-notice-and-compensation": a_deal("NSD", ip_wish="joint", joint_exploitation="compensated"),
        "free-own-use-consent-to-licence": a_deal("JSD", ip_wish="joint"),
    },
    "ip/licence": {
        "open-release": a_deal("NSD", open_licence="Apache-2.0"),
        "commercial-licence": a_deal("NSD", commercial_licence=True),
        "delivery-licence": a_deal("NSD"),
        "work-licence": a_deal("JSD"),
    },
    "ip/publication": {"consent": a_deal("JSD", publication="consent"), "notice-and-object": a_deal("NSD")},
    "ip/brand-use": {
        "co-brand": a_deal("MMR", co_brand=True),
        "none": a_deal("MMR", logos=True, no_brand=True),
        "mutual-limited": a_deal("MMR", logos=True),
    },
    "conf/confidentiality": {
        "public-body": a_deal("NDA", parties="party:IT party:FI:public_body"),
        "tiered": a_deal("NDA", trade_secrets=True),
        "unilateral": a_deal("NDA", two_way=False),
        "mutual": a_deal("NDA"),
    },
    "data/roles": {
        "joint-controllers": a_deal("NSD", personal_data="joint"),
        "processor": a_deal("JSD", personal_data="processor"),
        "no-personal-data": a_deal("JSD", personal_data="none"),
        "independent-controllers": a_deal("JSD", personal_data="none", experts_exchanged=True),
    },
    "data/processor-terms": {
        "client-form": a_deal("JSD", personal_data="processor", client_dpa_form=True),
        "eu-scc-2021-915": a_deal("JSD", personal_data="processor"),
    },
    "data/joint-controllers": {
        "operator-plus-members": a_deal("NSD", personal_data="joint", operator="Alpenkern AI Hub"),
        "each-own-clients": a_deal("MMR", personal_data="joint"),
    },
    "data/transfers": {"adequacy": a_deal("JSD", transfer="adequacy"), "scc-2021-914": a_deal("MMR", transfer="scc")},
    "data/sharing-benchmarking": {
        "pseudonymised-pool": a_deal("NSD", benchmarking=True, data_mode="pooled"),
        "federated-query": a_deal("NSD", datasets=True, data_mode="federated"),
        "commercial-licence": a_deal("NSD", datasets=True, data_mode="licensed"),
        "aggregate-only": a_deal("NSD", benchmarking=True),
    },
    "ai/roles-ethics": {
        "research-sandbox": a_deal("JSD", ai="research"),
        "named-provider": a_deal("MMR", ai="transparency"),
        "hub-is-deployer": a_deal("NSD", ai="internal_use"),
        "no-ai-system": a_deal("JSD"),
    },
    "people/expert-exchange": {
        "secondment-split-direction": a_deal("JSD", experts_exchanged=True, host_directs=True),
        "short-visit": a_deal("NSD", experts_exchanged=True, exchange_months=1),
        "posting": a_deal("JSD", experts_exchanged=True, exchange_months=1.5),
    },
    "people/posting-compliance": {
        "host-assists": a_deal("JSD", experts_exchanged=True, host_files=True),
        "sender-handles": a_deal("NSD", experts_exchanged=True),
    },
    "people/non-solicit": {"notice-and-cost": a_deal("JSD", non_solicit="cost"), "named-experts-narrow": a_deal("JSD", non_solicit="narrow")},
    "facility/access": {
        "reciprocal-quota": a_deal("JSD", facility_shared=True, facility_mode="reciprocal"),
        "project-bundle": a_deal("NSD", facility_shared=True, facility_mode="bundle"),
        "open-tariff": a_deal("JSD", facility_shared=True),
    },
    "comp/non-compete": {
        "post-term-short": a_deal("JSD", restriction="post_term"),
        "development-focus": a_deal("NSD", restriction="development"),
        "during-project": a_deal("MMR", restriction="project"),
    },
    "comp/non-circumvention": {
        "fee-only": a_deal("MMR", competitors="yes"),
        "introduced-contacts": a_deal("MMR"),
        "project-contacts": a_deal("NDA", client_sensitivity="high"),
    },
    "comp/exclusivity": {
        "project-exclusive": a_deal("JSD", project_exclusive=True),
        "first-offer": a_deal("JSD", first_offer=True),
        "non-exclusive": a_deal("JSD"),
    },
    "comp/information-exchange": {
        "clean-team": a_deal("NDA", joint_bid=True),
        "protocol": a_deal("NDA"),
        "reminder": a_deal("JSD", competitors="no"),
    },
    "compl/integrity": {"neutrality-plus": a_deal("JSD", interest=True), "mutual-undertaking": a_deal("JSD")},
    "compl/export-control": {"screened": a_deal("NDA", parties="party:IT party:GB"), "basic": a_deal("JSD")},
    "liab/allocation": {
        "several-each-own": a_deal("FCA", parties=MEMBERS, lead_cannot_answer=True),
        "chain-back-to-back": a_deal("CSL"),
        "no-mutual-claims": a_deal("FCA", parties=MEMBERS),
    },
    "liab/cap": {
        "tiered": a_deal("JSD", trade_secrets=True),
        "share-multiple": a_deal("NSD", cost_sharing=True),
        "fee-multiple": a_deal("JSD", fee_model="time"),
        "fixed-amount": a_deal("MMR"),
    },
    "liab/exclusions": {
        "none": a_deal("JSD", client_refuses_exclusion=True),
        "listed-loss-in": a_deal("JSD", deliverable_type="dataset"),
        "indirect-loss-out": a_deal("JSD"),
    },
    "liab/indemnity": {
        "none": a_deal("JSD", indemnity_barred=True),
        "ip-and-data": a_deal("NSD", personal_data="joint"),
        "mutual-fault": a_deal("JSD"),
    },
    "liab/insurance": {
        "certificate": a_deal("NSD", facility_shared=True),
        "minimum-cover": a_deal("NSD", total_value_eur=50001),
        "statement": a_deal("JSD", total_value_eur=50000),
    },
    "liab/force-majeure": {"with-funding-stop": a_deal("MMR", funding_source="dep_edih"), "standard": a_deal("JSD")},
    "term/duration": {
        "fixed-with-renewal": a_deal("FCA", open_ended=True),
        "indefinite-with-notice": a_deal("NDA", open_ended=True),
        "fixed-term": a_deal("NDA", open_ended=True, restriction="project"),
    },
    "term/termination": {"withdrawal-multi": a_deal("MMR", parties=THREE), "cause-and-convenience": a_deal("MMR"), "for-cause-only": a_deal("JSD")},
    "term/exit": {"handover-plan": a_deal("JSD"), "licence-continuity": a_deal("NSD"), "basic-survival": a_deal("MMR")},
    "disp/governing-law": {
        "public-party-law": a_deal("NDA", public_law_only=True),
        "neutral-law": a_deal("NSD"),
        "lead-hub-law": a_deal("NSD", parties="lead:IT partner:IT"),
    },
    "disp/escalation": {"two-step-mediation": a_deal("JSD"), "two-step": a_deal("JSD", parties="lead:IT partner:IT")},
    "disp/forum": {
        "defendant-courts": a_deal("FCA", parties=MEMBERS),
        "arbitration": a_deal("NDA", parties="party:IT party:US"),
        "named-courts": a_deal("NDA", parties="party:NO party:CH"),
    },
    "gen/notices": {"email-and-registered": a_deal("NDA")},
    "gen/general": {"short": a_deal("NDA"), "full": a_deal("JSD")},
    "gen/signature": {
        "e-sign-qualified": a_deal("NDA", assignment=True),
        "e-sign-simple": a_deal("NDA"),
        "e-sign-advanced": a_deal("NDA", total_value_eur=1),
    },
}

# clauses and variants that enter by hand only; the rules still choose the variant
BY_HAND: dict[str, dict[str, dict[str, Any]]] = {
    "gov/accession": {"closed": a_deal("JSD", closed_group=True), "open-with-approval": a_deal("NSD")},
    "data/transfers": {"none": a_deal("JSD")},
    "people/non-solicit": {"none": a_deal("JSD")},
    "comp/non-compete": {"none": a_deal("MMR")},
}
REACHED = [(clause, variant, deal) for clause, reached in RULES.items() for variant, deal in reached.items()] + [
    (clause, variant, deal | {"clauses": {clause: True}}) for clause, reached in BY_HAND.items() for variant, deal in reached.items()
]


@pytest.mark.parametrize(("clause", "variant", "raw"), [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in REACHED])
def test_every_variant_that_a_rule_gives_is_reached_by_a_simple_deal(clause: str, variant: str, raw: dict[str, Any]) -> None:
    deal = read_deal(raw, library())
    assert select(deal, library().kinds[deal.kind], library()).variants[clause] == variant
    assert expected(raw)[clause] == variant


def test_no_rule_of_the_library_lacks_a_simple_deal() -> None:
    rules = {(clause.id, rule.variant) for clause in library().clauses.values() for rule in clause.order}
    assert rules == {(clause, variant) for clause, variant, _ in REACHED}
