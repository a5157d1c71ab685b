"""The checks of rights strike where they should and are silent on good deals."""

from __future__ import annotations

from typing import Any

from striking import CSL, DSB, EXP, FAC, JSD, NDA, NSD, SCA, Change, Deal, Draft, Group, Strike, answers, both, client, codes, entry, party, setting, without

from agreements.checks import check

STATEMENT = "An independent expert estimated the price of the transfer."
COPYLEFT = {"name": "Widget", "licence": "GPL-3.0-only", "copyleft": "yes"}


def results(**values: Any) -> Change:
    return setting("ip/results-ownership", **values)


def joint(**values: Any) -> Change:
    return setting("ip/joint-ownership", **values)


def licence(**values: Any) -> Change:
    return setting("ip/licence", **values)


def owned_by(*owners: str, protection: str = "copyright") -> Change:
    return results(owner_map=[{"result": "Handbook", "owner": list(owners), "protection": protection}])


def co_brand(**values: Any) -> Change:
    return both(answers(co_brand=True), setting("ip/brand-use", **values))


def special(term: str) -> Change:
    return setting("core/cover-page", special_terms=[term])


no_database = results(database_maker="lead")
research_partner = party(1, research_org=True)

STRIKES: list[Strike] = [
    ("IP-01", JSD, without("ip/results-ownership")),
    ("IP-02", NSD, joint(compensation=None)),
    ("IP-02", NSD, joint(notice_days=None)),
    ("IP-02", NSD, joint(transfer=None)),
    ("IP-02", NSD, without("ip/joint-ownership")),
    ("IP-02", JSD, owned_by("lead", "partner")),
    ("IP-03", NSD, joint(shares={"lead": 40, "garonne": 35, "shannon": 24.98})),
    ("IP-03", NSD, joint(protection_cost_shares=[50, 50, 1])),
    ("IP-04", NSD, joint(enforcement=None)),
    ("IP-04", NSD, joint(protection_cost_shares=None)),
    ("IP-05", JSD, results(licence_back=False)),
    ("IP-05", NSD, results(variant="lead-owns", licence_back=False)),
    *(("IP-06", JSD, licence(**{name: None})) for name in ("field", "territory", "licence_term", "exclusivity", "sublicence", "fee_type")),
    ("IP-06", NSD, licence(field="")),
    ("IP-07", JSD, setting("ip/background", background_items=[])),
    ("IP-08", JSD, setting("ip/background", oss_components=[COPYLEFT])),
    ("IP-09", JSD, licence(field="the work for the client; the licensed party must not decompile the software")),
    ("IP-09", NSD, special("Clause on licences: reverse engineering is forbidden.")),
    ("IP-10", JSD, research_partner),
    ("IP-10", NSD, both(party(2, research_org=True), results(variant="lead-owns"))),
    ("IP-10", NSD, both(party(2, research_org=True), licence(exclusivity="exclusive"))),
    ("IP-11", JSD, results(staff_rights_secured=False)),
    ("IP-12", JSD, owned_by("lead", protection="database")),
    ("IP-12", JSD, answers(deliverable_type="dataset")),
    ("IP-13", JSD, setting("gen/signature", signature_level="simple")),
    ("IP-13", NSD, both(answers(assignment=True), setting("gen/signature", variant="e-sign-simple"))),
    ("IP-14", JSD, both(research_partner, setting("ip/publication", hold_days=181))),
    ("IP-14", JSD, both(research_partner, setting("ip/publication", notice_days=13))),
    ("IP-15", NSD, licence(variant="work-licence")),
    ("IP-15", NSD, licence(exclusivity="exclusive")),
    ("IP-15", NSD, setting("ip/background", use_for="work_only")),
    ("IP-16", NSD, co_brand()),
    ("IP-16", NSD, co_brand(guidelines_ref="Brand Guide, version 1.0", end_use_days=None)),
    ("IP-17", JSD, answers(joint_rd=True)),
    ("IP-17", NSD, licence(variant="work-licence")),
    *(("IP-01", kind, without("ip/results-ownership")) for kind in (SCA, NSD, EXP, FAC, DSB, CSL)),
    ("IP-09", NSD, entry("ip/background", "background_items", 0, restrictions="object code only, reverse engineering is forbidden")),
    ("IP-13", JSD, both(results(variant="lead-owns"), setting("gen/signature", signature_level="simple"))),
    ("IP-02 ip/results-ownership", JSD, both(answers(ip_wish="joint"), without("ip/joint-ownership"))),
    ("IP-09", NSD, special("Decompiling of the software is prohibited")),
    ("IP-09", NSD, special("Purpose: nobody may study the program")),
]
SILENT: list[Strike] = [
    ("IP-01", NDA, answers(ip_wish="joint")),
    ("IP-02", NDA, answers(ip_wish="joint")),
    ("IP-02", NSD, joint(compensation="none")),
    ("IP-02", NSD, joint(variant="free-exploit-no-accounting", compensation=None)),
    ("IP-02", JSD, owned_by("lead")),
    ("IP-03", NSD, joint(shares=[33.34, 33.33, 33.34])),
    ("IP-05", NSD, results(licence_back=False)),
    ("IP-06", JSD, licence(sublicence="none")),
    ("IP-06", NSD, both(answers(open_licence="EUPL-1.2"), licence(field=None))),
    ("IP-07", JSD, both(answers(background_needed=False), setting("ip/background", background_items=[]))),
    ("IP-08", NSD, both(answers(open_licence="GPL-3.0-only"), setting("ip/background", oss_components=[COPYLEFT]))),
    ("IP-09", JSD, licence(field="the work; the licensed party must not decompile the software unless mandatory law allows it")),
    ("IP-09", JSD, licence(field="services that observe machines and test the program of the client")),
    ("IP-10", JSD, both(research_partner, results(market_price_statement=STATEMENT))),
    ("IP-10", NSD, party(2, research_org=True)),
    ("IP-12", NSD, no_database),
    ("IP-13", JSD, setting("gen/signature", signature_level="wet")),
    ("IP-14", JSD, both(research_partner, setting("ip/publication", hold_days=180, notice_days=14))),
    ("IP-14", JSD, setting("ip/publication", hold_days=181)),
    ("IP-15", JSD, licence(exclusivity="exclusive")),
    ("IP-16", NSD, co_brand(guidelines_ref="Brand Guide, version 1.0")),
    ("IP-17", JSD, both(answers(joint_rd=True), licence(variant="delivery-licence", field="condition monitoring"))),
    ("IP-07", JSD, setting("ip/background", variant="all-needed-except-excluded", background_items=[])),
    ("IP-07", JSD, both(answers(background_needed=False), setting("ip/background", variant="listed-positive", background_items=[]))),
    ("IP-10", JSD, both(client(economic_activity=False), research_partner)),
    ("IP-13", NSD, setting("gen/signature", signature_level="simple")),
    *(("IP-17", JSD, both(answers(joint_rd=True), licence(variant=each))) for each in ("commercial-licence", "open-release")),
    ("IP-17", JSD, both(answers(joint_rd=True), party(0, contracting_authority=True), party(1, contracting_authority=True))),
]


def test_each_missing_answer_of_a_licence_is_named(deal: Deal, drafted: Draft) -> None:
    good = deal(JSD)
    licence(territory=None, exclusivity=None)(good)

    found = [(finding.clause, finding.parameter) for finding in check(drafted(good)) if finding.code == "IP-06"]

    assert found == [("ip/licence", "territory"), ("ip/licence", "exclusivity")]


def test_a_missing_share_of_protection_cost_stays_an_error(deal: Deal, drafted: Draft) -> None:
    good = deal(NSD)
    joint(protection_cost_shares=None)(good)

    assert {"IP-04", "STR-10"} <= codes(drafted(good))


class TestRights(Group):
    strikes, silent = STRIKES, SILENT
