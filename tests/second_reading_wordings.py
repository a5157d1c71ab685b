"""Read the conditions of section 2.2 of the legal brief that choose a variant."""

from __future__ import annotations

from types import SimpleNamespace

Row = tuple[object, str]


def wordings(a: SimpleNamespace) -> dict[str, str]:
    """Return for every clause the variant of its first row that is true."""
    tables = [foundation(a), work(a), partners(a), money(a), ownership(a), secrecy_and_data(a), people_and_restrictions(a), liability(a), end(a)]
    return {clause: next(variant for true, variant in rows if true) for table in tables for clause, rows in table.items()}


def foundation(a: SimpleNamespace) -> dict[str, list[Row]]:
    """Cover, purpose and governance."""
    return {
        "core/cover-page": [
            (a.under_framework, "framework-on-top"),
            (a.sensitive_data or a.experts_exchanged, "annex-first-for-data"),
            (True, "table-first"),
        ],
        "core/parties-purpose": [
            (a.type == "FCA", "members-list"),
            (a.type == "CSL", "hub-and-client"),
            (a.hubs >= 3, "multi-hub"),
            (True, "two-hubs"),
        ],
        "core/definitions": [(a.under_framework, "framework-glossary"), (True, "auto-glossary")],
        "gov/coordinator": [
            (a.type == "FCA" and a.secretariat, "network-secretariat"),
            (a.type == "FCA", "rotating"),
            (True, "lead-hub"),
        ],
        "gov/decision-making": [(a.hubs <= 2, "unanimity"), (True, "qualified-majority-veto")],
        "gov/accession": [(a.closed_group, "closed"), (True, "open-with-approval")],
        "gov/specific-agreements": [(a.no_precommit, "reference-only"), (True, "call-off")],
        "gov/amendments": [(a.type == "FCA", "vote-with-opt-out"), (True, "signed-by-all")],
    }


def work(a: SimpleNamespace) -> dict[str, list[Row]]:
    """The work: what is done and how well."""
    return {
        "perf/matchmaking-process": [(a.hosted_meeting, "hosted-meeting"), (a.named_brief, "open-brief"), (True, "blind-then-consent")],
        "perf/scope-of-work": [
            (a.milestones, "milestone-plan"),
            (a.total_value_eur <= 10000 and a.hubs <= 2, "inline-short"),
            (True, "annexed-plan"),
        ],
        "perf/contribution": [
            (a.no_precommit, "best-efforts"),
            (a.cost_sharing or a.funding_source != "none", "in-kind-and-cash"),
            (True, "person-days"),
        ],
        "perf/quality": [
            (a.type in {"JSD", "SCA"} and a.lead_quality_standard, "lead-standard"),
            (a.type in {"JSD", "SCA", "NSD", "DSB"}, "shared-standard"),
            (True, "professional-care"),
        ],
        "perf/kpi": [
            (a.kpi_fee_link, "fee-linked"),
            (a.type in {"JSD", "NSD", "SCA"}, "improvement-plan"),
            (True, "monitor"),
        ],
        "perf/acceptance": [
            (a.mirror_client_acceptance, "client-mirrored"),
            (a.deliverable_type in {"software", "testbed", "dataset"}, "test-protocol"),
            (True, "review-and-silence"),
        ],
    }


def partners(a: SimpleNamespace) -> dict[str, list[Row]]:
    """Who does the work beside the hubs, who faces the client, who offers the result."""
    return {
        "perf/subcontracting": [(a.subcontractors, "listed-only"), (True, "consent-required")],
        "perf/client-interface": [
            (a.client_sensitivity == "high", "lead-only"),
            (a.shared_account, "shared-account"),
            (True, "lead-first-technical-direct"),
        ],
        "perf/service-rollout": [
            (a.operated, "lead-operates-platform"),
            (a.benchmarking or a.common_method, "common-core-local-skin"),
            (True, "own-ecosystem-each"),
        ],
    }


def money(a: SimpleNamespace) -> dict[str, list[Row]]:
    """Fees, shares, payment and public money."""
    free = a.fee_model == "free_or_voucher"
    return {
        "fin/fees": [
            (free and a.type in {"JSD", "CSL", "SCA"}, "free-or-voucher"),
            (a.type in {"FCA", "NSD", "DSB", "MMR"} and (free or a.fee_model == "none"), "each-bears-own"),
            (a.fee_model == "time", "time-rates"),
            (True, "fixed-fee"),
        ],
        "fin/cost-revenue-sharing": [
            (a.sharing == "waterfall", "waterfall"),
            (a.sharing == "contribution", "by-contribution"),
            (a.sharing == "equal", "equal"),
            (True, "fixed-table"),
        ],
        "fin/referral-fee": [
            (a.referral_fee == "flat", "flat"),
            (a.referral_fee == "percent", "percentage-of-hub-income"),
            (a.referral_fee == "success", "client-disclosed-success-fee"),
            (True, "none"),
        ],
        "fin/payment-terms": [
            (a.payment == "guaranteed", "guaranteed-by-lead"),
            (a.payment == "pay_when_paid", "pay-when-paid-longstop"),
            (a.milestones or a.advance, "advance-and-milestones"),
            (True, "net-days"),
        ],
        "fin/public-funding": [
            (a.hubs >= 2 and a.all_contracting and a.public_task, "public-public"),
            (free and a.type in {"JSD", "CSL", "SCA", "MMR"} and a.client_trades, "aid-to-client"),
            (a.funding_source != "none", "grant-backed"),
            (True, "none-declared"),
        ],
    }


def ownership(a: SimpleNamespace) -> dict[str, list[Row]]:
    """Background, results, licences, publication and names."""
    return {
        "ip/background": [
            (not a.background_needed, "no-background"),
            (a.open_project, "all-needed-except-excluded"),
            (True, "listed-positive"),
        ],
        "ip/results-ownership": [
            (a.ip_wish == "client", "client-owns"),
            (a.ip_wish == "lead", "lead-owns"),
            (a.ip_wish == "split", "split-by-field"),
            (True, "creator-owns"),
        ],
        "ip/joint-ownership": [
            (a.managed, "managed-by-one"),
            (a.joint_exploitation == "free", "free-exploit-no-accounting"),
            (a.joint_exploitation == "compensated", "free-exploit-with-notice-and-compensation"),
            (True, "free-own-use-consent-to-licence"),
        ],
        "ip/licence": [
            (a.open, "open-release"),
            (a.commercial_licence, "commercial-licence"),
            (a.type in {"NSD", "DSB", "CSL"}, "delivery-licence"),
            (True, "work-licence"),
        ],
        "ip/publication": [(a.publication == "consent", "consent"), (True, "notice-and-object")],
        "ip/brand-use": [(a.co_brand, "co-brand"), (a.no_brand, "none"), (True, "mutual-limited")],
    }


def secrecy_and_data(a: SimpleNamespace) -> dict[str, list[Row]]:
    """Secrecy, personal data, shared data and AI."""
    return {
        "conf/confidentiality": [
            (a.public_body, "public-body"),
            (a.trade_secrets, "tiered"),
            (not a.two_way, "unilateral"),
            (True, "mutual"),
        ],
        "data/roles": [
            (a.personal_data == "joint", "joint-controllers"),
            (a.personal_data == "processor", "processor"),
            (a.personal_data == "none" and not a.experts_exchanged, "no-personal-data"),
            (True, "independent-controllers"),
        ],
        "data/processor-terms": [(a.client_dpa_form, "client-form"), (True, "eu-scc-2021-915")],
        "data/joint-controllers": [(a.operated, "operator-plus-members"), (True, "each-own-clients")],
        "data/transfers": [(a.transfer == "adequacy", "adequacy"), (a.transfer == "scc", "scc-2021-914"), (True, "none")],
        "data/sharing-benchmarking": [
            (a.data_mode == "pooled", "pseudonymised-pool"),
            (a.data_mode == "federated", "federated-query"),
            (a.data_mode == "licensed", "commercial-licence"),
            (True, "aggregate-only"),
        ],
        "ai/roles-ethics": [
            (a.ai == "research", "research-sandbox"),
            (a.ai in {"minimal", "transparency", "high"}, "named-provider"),
            (a.ai == "internal_use", "hub-is-deployer"),
            (True, "no-ai-system"),
        ],
    }


def people_and_restrictions(a: SimpleNamespace) -> dict[str, list[Row]]:
    """Experts, facilities, competition and compliance."""
    return {
        "people/expert-exchange": [(a.host_directs, "secondment-split-direction"), (a.exchange_months <= 1, "short-visit"), (True, "posting")],
        "people/posting-compliance": [(a.host_files, "host-assists"), (True, "sender-handles")],
        "people/non-solicit": [(a.non_solicit == "cost", "notice-and-cost"), (a.non_solicit == "narrow", "named-experts-narrow"), (True, "none")],
        "facility/access": [
            (a.facility_mode == "reciprocal", "reciprocal-quota"),
            (a.facility_mode == "bundle", "project-bundle"),
            (True, "open-tariff"),
        ],
        "comp/non-compete": [
            (a.restriction == "post_term", "post-term-short"),
            (a.restriction == "development", "development-focus"),
            (a.restriction == "project", "during-project"),
            (True, "none"),
        ],
        "comp/non-circumvention": [
            (a.type == "MMR" and a.competitors == "yes", "fee-only"),
            (a.type == "MMR", "introduced-contacts"),
            (True, "project-contacts"),
        ],
        "comp/exclusivity": [(a.project_exclusive, "project-exclusive"), (a.first_offer, "first-offer"), (True, "non-exclusive")],
        "comp/information-exchange": [
            (a.joint_bid or (a.benchmarking and a.competitors == "yes"), "clean-team"),
            (a.type == "FCA" or a.competitors in {"yes", "unknown"}, "protocol"),
            (True, "reminder"),
        ],
        "compl/integrity": [(a.type == "MMR" or a.referral_fee != "none" or a.interest, "neutrality-plus"), (True, "mutual-undertaking")],
        "compl/export-control": [(a.dual_use or a.outside, "screened"), (True, "basic")],
    }


def liability(a: SimpleNamespace) -> dict[str, list[Row]]:
    """Who answers for what, and up to which sum."""
    return {
        "liab/allocation": [
            (a.lead_cannot_answer, "several-each-own"),
            (a.type in {"JSD", "CSL", "SCA"}, "chain-back-to-back"),
            (a.type == "FCA", "no-mutual-claims"),
            (True, "several-each-own"),
        ],
        "liab/cap": [
            (a.sensitive_data or a.trade_secrets, "tiered"),
            (a.cost_sharing and a.fee_model == "none", "share-multiple"),
            (a.paid, "fee-multiple"),
            (True, "fixed-amount"),
        ],
        "liab/exclusions": [
            (a.client_refuses_exclusion, "none"),
            (a.sensitive_data or a.code_or_data, "listed-loss-in"),
            (True, "indirect-loss-out"),
        ],
        "liab/indemnity": [(a.indemnity_barred, "none"), (a.code_or_data or a.sensitive_data, "ip-and-data"), (True, "mutual-fault")],
        "liab/insurance": [
            (a.experts_exchanged or a.facility_shared, "certificate"),
            (a.total_value_eur > 50000, "minimum-cover"),
            (True, "statement"),
        ],
        "liab/force-majeure": [(a.funding_source != "none", "with-funding-stop"), (True, "standard")],
    }


def end(a: SimpleNamespace) -> dict[str, list[Row]]:
    """Term, law, disputes and signature."""
    return {
        "term/duration": [
            (a.type == "FCA", "fixed-with-renewal"),
            (a.open_ended and a.restriction == "none", "indefinite-with-notice"),
            (True, "fixed-term"),
        ],
        "term/termination": [
            (a.type == "FCA" or a.hubs >= 3, "withdrawal-multi"),
            (a.type in {"MMR", "NDA", "DSB"}, "cause-and-convenience"),
            (True, "for-cause-only"),
        ],
        "term/exit": [
            (a.type in {"JSD", "CSL", "SCA"}, "handover-plan"),
            (a.type == "NSD", "licence-continuity"),
            (True, "basic-survival"),
        ],
        "disp/governing-law": [
            (a.public_law_only, "public-party-law"),
            (a.type == "FCA" or (a.type in {"NSD", "DSB"} and a.countries >= 2), "neutral-law"),
            (True, "lead-hub-law"),
        ],
        "disp/escalation": [(a.countries >= 2, "two-step-mediation"), (True, "two-step")],
        "disp/forum": [(a.outside, "arbitration"), (a.type == "FCA", "defendant-courts"), (True, "named-courts")],
        "gen/notices": [(True, "email-and-registered")],
        "gen/general": [(a.type in {"NDA", "CSL"}, "short"), (True, "full")],
        "gen/signature": [
            (a.ip_wish in {"lead", "client"} or a.assignment or a.needs_qualified, "e-sign-qualified"),
            (a.type == "NDA" and a.total_value_eur == 0, "e-sign-simple"),
            (True, "e-sign-advanced"),
        ],
    }
