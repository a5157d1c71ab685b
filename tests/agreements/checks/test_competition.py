"""Every check of competition strikes where it should and is silent on a good deal."""

from __future__ import annotations

from typing import Any

from striking import DSB, EXP, FCA, JSD, MMR, NDA, NSD, Change, Group, Strike, answers, both, client, served, setting, special_term, unserved, without


def non_compete(**values: Any) -> Change:
    complete = {
        "variant": "during-project",
        "duration_months": 5,
        "territory": ["BE"],
        "material_scope": "vibration analysis of sterilisers",
        "restricted_party": ["partner"],
        "necessity_text": "x" * 50,
    }
    return setting("comp/non-compete", **(complete | values))


def contacts(*names: str, **values: Any) -> Change:
    records = [{"name": name, "country": "BE", "date_introduced": "2026-02-16", "introduced_by": "lead"} for name in names]
    return setting("comp/non-circumvention", protected_contacts=records, **values)


exchange, rollout = "comp/information-exchange", "perf/service-rollout"


STRIKES: list[Strike] = [
    ("CMP-01", JSD, non_compete(duration_months=None)),
    ("CMP-02", JSD, non_compete(territory=[])),
    ("CMP-03", JSD, non_compete(material_scope="x" * 19)),
    ("CMP-03", JSD, non_compete(material_scope=None)),
    ("CMP-04", JSD, non_compete(duration_months=61)),
    ("CMP-05", JSD, non_compete(variant="post-term-short", post_term_months=25)),
    ("CMP-06", JSD, both(answers(joint_rd=True), non_compete(variant="development-focus", post_term_months=1))),
    ("CMP-07", JSD, non_compete(territory=["BE22", "IT-ITH3"])),
    ("CMP-07", JSD, non_compete(territory=["EEA"])),
    ("CMP-08", JSD, both(answers(competitors="unknown"), non_compete())),
    ("CMP-08", JSD, both(answers(competitors="yes"), setting("comp/exclusivity", variant="first-offer", scope="warning models for sterilisers"))),
    ("CMP-08", NSD, both(answers(competitors="unknown"), setting(rollout, variant="common-core-local-skin"))),
    ("CMP-08", NSD, answers(competitors="yes")),
    ("CMP-09", JSD, both(answers(combined_share_percent=21), non_compete())),
    ("CMP-09", NSD, answers(combined_share_percent=26)),
    *(("CMP-10", NSD, both(answers(competitors=each), setting(rollout, price_freedom=False))) for each in ("yes", "unknown")),
    ("CMP-10", JSD, both(answers(competitors="yes"), special_term("Fees: the hubs agree their prices for such services in Flanders"))),
    ("CMP-10", JSD, both(answers(competitors="unknown"), special_term("Exclusivity: the hubs divide the market by region"))),
    ("CMP-11", JSD, contacts("All clients of Maaskant")),
    ("CMP-12", JSD, setting("comp/non-circumvention", months=25)),
    ("CMP-12", NDA, setting("comp/non-circumvention", variant="introduced-contacts")),
    ("CMP-14", JSD, both(answers(competitors="yes"), without(exchange))),
    ("CMP-14", NSD, both(answers(competitors="yes"), without(exchange))),
    ("CMP-15", JSD, non_compete(remedy="penalty", penalty_eur=24001)),
    ("CMP-15", JSD, both(answers(total_value_eur=1), non_compete(remedy="penalty", penalty_eur=2))),
    ("CMP-16", JSD, non_compete(restricted_party=["partner", "Kempenrand Conserven bv"])),
    ("CMP-16", JSD, non_compete(restricted_party=["Ondřej Blažek"])),
    ("CMP-17", JSD, non_compete(necessity_text="x" * 39)),
    ("CMP-05 warning", JSD, non_compete(variant="post-term-short", post_term_months=13)),
    ("CMP-07 error", JSD, non_compete(territory=["BE", "worldwide"])),
    ("CMP-05 warning", JSD, non_compete(variant="post-term-short", post_term_months=24)),
    *(("CMP-08", JSD, both(answers(competitors="unknown"), non_compete(variant=each))) for each in ("post-term-short", "development-focus")),
    ("CMP-08", JSD, both(answers(competitors="yes"), setting("comp/exclusivity", variant="project-exclusive", scope="warning models for sterilisers"))),
    ("CMP-08", DSB, answers(competitors="yes")),
    ("CMP-09", JSD, both(answers(joint_rd=True, combined_share_percent=26), non_compete())),
    ("CMP-09", JSD, setting("comp/non-compete", variant="none", combined_share_percent=21)),
    ("CMP-09", NSD, answers(joint_rd=False, combined_share_percent=21)),
    ("CMP-12", NSD, setting("comp/non-circumvention", variant="introduced-contacts")),
    ("CMP-12", NDA, both(served, setting("comp/non-circumvention", variant="introduced-contacts"))),
    *(("CMP-14", kind, both(answers(competitors="yes"), without(exchange))) for kind in (FCA, DSB)),
]

SILENT: list[Strike] = [
    ("CMP-03", JSD, non_compete(material_scope="x" * 20)),
    ("CMP-04", JSD, non_compete(duration_months=60)),
    ("CMP-05", JSD, non_compete(variant="post-term-short", post_term_months=24)),
    ("CMP-06", JSD, both(answers(joint_rd=True), non_compete(variant="development-focus", post_term_months=0))),
    ("CMP-06", JSD, non_compete(variant="post-term-short", post_term_months=6)),
    ("CMP-07", JSD, non_compete(territory=["BE22", "CZ-CZ06", "BE"])),
    ("CMP-08", JSD, non_compete()),
    ("CMP-08", JSD, answers(competitors="yes")),
    ("CMP-09", JSD, both(answers(combined_share_percent=20), non_compete())),
    ("CMP-09", NSD, answers(combined_share_percent=25)),
    ("CMP-10", NSD, setting(rollout, price_freedom=False)),
    ("CMP-11", JSD, contacts("Allgaier Foods bv")),
    ("CMP-10", JSD, both(answers(competitors="no"), special_term("Fees: the hubs agree their prices for such services in Flanders"))),
    ("CMP-10", JSD, both(answers(competitors="yes"), special_term("Exclusivity: the hubs do not divide the market by region"))),
    ("CMP-12", JSD, setting("comp/non-circumvention", months=24)),
    ("CMP-12", MMR, setting("comp/non-circumvention", protected_contacts=None)),
    ("CMP-12", NDA, contacts("Larissa Cotton Growers", variant="introduced-contacts")),
    ("CMP-14", JSD, both(answers(competitors="no"), without(exchange))),
    ("CMP-15", JSD, non_compete(remedy="penalty", penalty_eur=24000)),
    ("CMP-15", JSD, non_compete(penalty_eur=24001)),
    ("CMP-15", JSD, both(answers(total_value_eur=0), non_compete(remedy="penalty", penalty_eur=5000))),
    ("CMP-16", JSD, both(client(name="Kaas bv"), non_compete(restricted_party=["Svratka", "lead"]))),
    ("CMP-17", JSD, non_compete(necessity_text="x" * 40)),
    ("CMP-05 warning", JSD, non_compete(variant="post-term-short", post_term_months=12)),
    ("CMP-07 error", JSD, non_compete(territory=["BE", "BE22", "IT-ITH3", "EEA", "EL30"])),
    ("CMP-01", JSD, non_compete(variant="none", duration_months=None)),
    ("CMP-02", JSD, non_compete(variant="none", territory=[])),
    ("CMP-04", JSD, non_compete(variant="none", duration_months=61)),
    ("CMP-05", JSD, non_compete(variant="none", post_term_months=25)),
    ("CMP-05 warning", JSD, non_compete(variant="none", post_term_months=13)),
    ("CMP-05 warning", JSD, non_compete(variant="post-term-short", post_term_months=25)),
    ("CMP-06", JSD, both(answers(joint_rd=True), non_compete(variant="none", post_term_months=1))),
    ("CMP-07", JSD, non_compete(variant="none", territory=["IT"])),
    ("CMP-07 error", JSD, non_compete(variant="none", territory=["worldwide"])),
    ("CMP-09", JSD, both(answers(joint_rd=True, combined_share_percent=25), non_compete())),
    ("CMP-09 core/parties-purpose", JSD, both(answers(combined_share_percent=26), non_compete())),
    ("CMP-10", NSD, answers(competitors="yes")),
    ("CMP-12", MMR, both(unserved, setting("comp/non-circumvention", protected_contacts=None))),
    ("CMP-14", EXP, answers(competitors="yes")),
    ("CMP-15", JSD, non_compete(variant="none", remedy="penalty", penalty_eur=24001)),
    ("CMP-16", JSD, non_compete(variant="none", restricted_party=["Kempenrand Conserven bv"])),
    ("CMP-17", JSD, non_compete(variant="none", necessity_text="x" * 39)),
    ("CMP-17", JSD, non_compete(necessity_text=None)),
    *((code, JSD, non_compete()) for code in ("CMP-01", "CMP-02")),
    ("CMP-03", JSD, non_compete(variant="none", material_scope="x" * 19)),
    ("CMP-09", NSD, answers(joint_rd=False, combined_share_percent=20)),
    ("CMP-07", JSD, both(client(country="FI"), non_compete(territory=["FI"]))),
    ("CMP-07", JSD, both(client(country="GB"), non_compete(territory=["UKJ1", "UK"]))),
    ("CMP-07", JSD, both(client(country="GR"), non_compete(territory=["EL30"]))),
]


class TestCompetition(Group):
    strikes, silent = STRIKES, SILENT
