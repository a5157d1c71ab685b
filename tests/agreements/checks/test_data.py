"""The checks of personal and shared data strike where they should and are silent on good deals."""

from __future__ import annotations

from typing import Any

from striking import DPA, DSB, EXP, FAC, JSD, MMR, NDA, NSD, Change, Deal, Draft, Group, Raw, answers, both, entry, party, setting, special_term, without

from agreements.checks import check


def processor(**values: Any) -> Change:
    complete = {
        "subject_duration": "training of the model, April to September 2026",
        "nature_purpose": "storing, labelling, training, deleting",
        "data_types": ["photos"],
        "data_subjects": ["staff of the client"],
        "toms_ref": "security measures, version 2",
    }
    return both(answers(personal_data="processor"), setting("data/processor-terms", **(complete | values)))


def abroad(**values: Any) -> Change:
    return both(answers(transfer="adequacy"), setting("data/roles", hosting_countries=["CH"]), setting("data/transfers", **values))


abroad_by_clauses = both(answers(transfer="scc"), setting("data/transfers", tia_ref="Assessment of 3 March 2026"))


def limited(**values: Any) -> Change:
    return both(setting("liab/cap", carve_outs=["death_injury", "mandatory_law"]), setting("core/cover-page", **values))


not_excluded = setting("liab/exclusions", carve_outs=["intent", "death_injury", "mandatory_law"])


abroad_partner = party(1, country="CH")


def duty_left_out(raw: Raw) -> None:
    raw["clauses"]["data/joint-controllers"]["duty_map"].pop(0)


def add_activity(months: int) -> Change:
    activity = {
        "name": "Newsletter", "data_categories": "e-mail", "data_subjects": "readers", "purpose": "news", "legal_basis": "consent",
        "role_per_party": "each its own", "retention_months": months,
    }  # fmt: skip
    return setting("data/roles", activities=[activity])


def people_taken_out(raw: Raw) -> None:
    for dataset in raw["clauses"]["data/sharing-benchmarking"]["datasets"]:
        dataset["personal"] = False


SHARING, ROLES, TERMS = "data/sharing-benchmarking", "data/roles", "data/processor-terms"
SUBPROCESSOR = {"name": "Wolkenhaus", "country": "AT", "task": "hosting", "contact": "Linz"}

STRIKES: list[tuple[str, str, Change]] = [
    ("DAT-01", JSD, without(ROLES)),
    ("DAT-01", DSB, answers(personal_data="contacts")),
    ("DAT-02", JSD, both(answers(personal_data="processor"), without(TERMS))),
    ("DAT-03", JSD, processor(subject_duration=None)),
    ("DAT-03", JSD, processor(toms_ref=None)),
    ("DAT-03", JSD, processor(data_subjects=[])),
    ("DAT-04", NSD, without("data/joint-controllers")),
    ("DAT-04", NSD, setting("data/joint-controllers", essence_notice_ref=None)),
    ("DAT-04", NSD, setting("data/joint-controllers", duty_map=None)),
    ("DAT-04", NSD, duty_left_out),
    ("DAT-04", NSD, entry("data/joint-controllers", "duty_map", 4, responsible=[])),
    ("DAT-05", JSD, setting(ROLES, hosting_countries=["EEA", "US"])),
    ("DAT-05", NDA, setting(ROLES, hosting_countries=["CH"])),
    ("DAT-05", JSD, abroad_partner),
    ("DAT-05", JSD, processor(subprocessors=[SUBPROCESSOR | {"country": "US"}])),
    ("DAT-05", JSD, setting("data/transfers", variant="none", importers=[{"party": "Helpdesk", "country": "IN"}])),
    ("DAT-06", JSD, processor(official_hash="a" * 64, attached_hash="b" * 64)),
    ("DAT-06", JSD, both(abroad_by_clauses, setting("data/transfers", official_hash="a" * 64, attached_hash="b" * 64))),
    *(("DAT-06", JSD, both(processor(), setting("core/cover-page", negotiated_clauses=[each]))) for each in ("data/processor-terms", "data/*")),
    ("DAT-06", JSD, both(processor(), setting("core/cover-page", special_terms=["Clause 9 of the Processing Clauses does not apply"]))),
    ("DAT-06", DPA, setting("core/cover-page", special_terms=["Processing personal data for another party: one audit in two years is enough"])),
    ("DAT-07", NSD, setting(ROLES, special_categories=True)),
    ("DAT-07", NSD, entry(ROLES, "activities", 0, data_subjects="pupils of vocational schools")),
    ("DAT-07", JSD, processor(sensitive_data="data on health, seen by the doctor alone")),
    ("DAT-08", JSD, processor(breach_notice_hours=73)),
    ("DAT-08 warning", JSD, processor(breach_notice_hours=49)),
    ("DAT-09", NSD, setting(SHARING, k_min=2)),
    ("DAT-09 warning", NSD, setting(SHARING, k_min=9)),
    ("DAT-09 warning", NSD, setting(SHARING, k_min=4, permitted_uses=["research"])),
    ("DAT-10", NSD, entry(SHARING, "datasets", 1, rights_basis="")),
    ("DAT-10", NSD, entry(SHARING, "datasets", 1, fields=None)),
    ("DAT-10", NSD, setting(SHARING, permitted_uses=[])),
    ("DAT-10", NSD, setting(SHARING, datasets=None)),
    ("DAT-11", NSD, limited()),
    ("DAT-11", NSD, not_excluded),
    ("DAT-12", NSD, setting(SHARING, copy_at_end=False)),
    ("DAT-13", JSD, setting(ROLES, client_informed=False)),
    ("DAT-13", NSD, setting(SHARING, client_consent=None)),
    ("DAT-13", DSB, both(answers(benchmarking=False, datasets=False), setting(SHARING, variant="aggregate-only", client_consent=None))),
    ("DAT-14", JSD, setting(ROLES, retention_months=61)),
    ("DAT-14", JSD, setting(ROLES, retention_months=None)),
    ("DAT-14", JSD, add_activity(72)),
    ("DAT-15", JSD, processor(subprocessors=[SUBPROCESSOR], subprocessor_mode=None)),
    ("DAT-16", JSD, abroad()),
    ("DAT-16", JSD, setting(ROLES, hosting_countries=[])),
    ("DAT-17", NSD, entry(SHARING, "datasets", 0, personal=False, fields="company name, sector, scores")),
    ("DAT-17", NSD, entry(SHARING, "datasets", 0, personal=False, fields="sector, E-Mail, scores")),
    ("DAT-17", DSB, setting(SHARING, variant="commercial-licence", licence_fee_eur=900)),
    ("DAT-10 warning", DSB, setting(SHARING, model_training=True)),
    ("DAT-10 warning", DSB, setting(SHARING, permitted_uses=["benchmarking", "model_training"])),
    ("DAT-03", DPA, setting(TERMS, subject_duration=None)),
    ("DAT-03", DPA, setting(TERMS, principal="drava", processors=["drava", "perameri"])),
    ("DAT-03", JSD, both(processor(principal="lead", processors=["lead"]), answers(personal_data="joint"), setting(TERMS, variant="eu-scc-2021-915"))),
    *(("DAT-03", JSD, processor(**{each: None})) for each in ("nature_purpose", "data_types", "subprocessor_mode", "end_choice")),
    ("DAT-03", JSD, both(processor(toms_ref=None), answers(personal_data="joint"), setting(TERMS, variant="eu-scc-2021-915"))),
    ("DAT-06", JSD, both(abroad_by_clauses, setting("core/cover-page", negotiated_clauses=["data/transfers"]))),
    ("DAT-06", JSD, both(abroad_by_clauses, special_term("Clause 9 of the Transfer Clauses does not apply"))),
    ("DAT-07", JSD, both(processor(sensitive_data="data on health, seen by the doctor alone"), without(ROLES))),
    ("DAT-08 warning", JSD, processor(breach_notice_hours=72)),
    ("DAT-09 warning", NSD, setting(SHARING, k_min=3)),
    ("DAT-10", NSD, entry(SHARING, "datasets", 1, title="")),
    ("DAT-11 liab/exclusions", NSD, both(not_excluded, setting("core/cover-page", negotiated_clauses=["liab/cap"]))),
    ("DAT-11 liab/exclusions", NSD, setting("liab/exclusions", carve_outs=["gross_negligence", "death_injury", "mandatory_law"])),
    *(("DAT-11 liab/cap", NSD, setting("liab/cap", carve_outs=[each, "death_injury", "mandatory_law"])) for each in ("intent", "gross_negligence")),
    ("DAT-05", MMR, abroad_partner),
    ("DAT-10 data/sharing-benchmarking.datasets", NSD, entry(SHARING, "datasets", 1, rights_basis="")),
    ("DAT-14 data/roles.retention_months", JSD, setting(ROLES, retention_months=61)),
    ("DAT-14 data/roles.activities[1]", JSD, add_activity(61)),
    ("DAT-17 data/sharing-benchmarking.datasets[2]", NSD, entry(SHARING, "datasets", 1, personal=False, fields="company name, sector")),
]

SILENT: list[tuple[str, str, Change]] = [
    ("DAT-01", JSD, both(answers(personal_data="none"), without(ROLES))),
    ("DAT-03", JSD, processor()),
    ("DAT-05", JSD, abroad()),
    *((code, JSD, setting(ROLES, hosting_countries=["EEA", "EU", "NO", "BE-BE2"])) for code in ("DAT-05", "DAT-16")),
    ("DAT-05", NDA, abroad_partner),
    ("DAT-05", JSD, both(answers(personal_data="none"), abroad_partner)),
    ("DAT-06", JSD, processor(official_hash="A" * 64, attached_hash="a" * 64)),
    ("DAT-06", JSD, processor(official_hash="a" * 64)),
    ("DAT-06", JSD, both(answers(client_dpa_form=True), processor(official_hash="a" * 64, attached_hash="b" * 64))),
    ("DAT-06", JSD, both(processor(), setting("core/cover-page", special_terms=["The Processing Clauses stay unchanged"]))),
    ("DAT-06", JSD, both(answers(client_dpa_form=True), processor(), setting("core/cover-page", negotiated_clauses=["data/processor-terms"]))),
    ("DAT-06", JSD, setting("core/cover-page", special_terms=["Clause 9 of the Processing Clauses does not apply"])),
    ("DAT-08", JSD, processor(breach_notice_hours=72)),
    ("DAT-08 warning", JSD, processor(breach_notice_hours=48)),
    ("DAT-09 warning", NSD, setting(SHARING, k_min=10)),
    ("DAT-09 warning", NSD, setting(SHARING, k_min=5, permitted_uses=["research"])),
    ("DAT-09", NSD, setting(SHARING, k_min=3)),
    *(("DAT-11", NSD, limited(negotiated_clauses=[each])) for each in ("liab/cap", "liab/*")),
    ("DAT-11", JSD, limited()),
    ("DAT-14", JSD, setting(ROLES, retention_months=60)),
    ("DAT-14", JSD, add_activity(60)),
    ("DAT-15", JSD, processor(subprocessors=[SUBPROCESSOR])),
    ("DAT-17", NSD, entry(SHARING, "datasets", 0, personal=True, fields="name, sector")),
    ("DAT-10 warning", DSB, setting(SHARING, model_training=True, permitted_uses=["model_training"])),
    ("DAT-01", DSB, both(answers(personal_data="contacts"), setting(SHARING, variant="aggregate-only"))),
    ("DAT-01", DSB, answers(personal_data="processor")),
    ("DAT-01", DSB, both(answers(personal_data="contacts"), people_taken_out)),
    ("DAT-17", DSB, both(setting(SHARING, variant="commercial-licence", licence_fee_eur=900), people_taken_out)),
    ("DAT-02", JSD, processor()),
    ("DAT-02", EXP, answers(personal_data="processor")),
    ("DAT-03", DPA, both(answers(personal_data="joint"), setting(TERMS, subject_duration=None))),
    ("DAT-03", DPA, both(answers(personal_data="joint"), setting(TERMS, processors=["drava", "perameri"]))),
    ("DAT-03", DPA, setting(TERMS, processors=None)),
    ("DAT-04", JSD, processor()),
    *(("DAT-04", kind, answers(personal_data="joint")) for kind in (EXP, FAC)),
    ("DAT-06", JSD, abroad(official_hash="a" * 64, attached_hash="b" * 64)),
    ("DAT-06", JSD, both(abroad(), setting("core/cover-page", negotiated_clauses=["data/transfers"]))),
    ("DAT-06", JSD, both(abroad_by_clauses, setting("core/cover-page", negotiated_clauses=["data/processor-terms"]))),
    ("DAT-06", JSD, processor(toms_ref="Annex III of the Processing Clauses, version 2")),
    ("DAT-08 warning", JSD, processor(breach_notice_hours=73)),
    ("DAT-09 warning", NSD, setting(SHARING, k_min=2)),
    ("DAT-10", JSD, answers(datasets=True)),
    ("DAT-11", NSD, both(not_excluded, setting("core/cover-page", negotiated_clauses=["liab/exclusions"]))),
    ("DAT-11", NSD, setting("liab/exclusions", variant="none", carve_outs=[])),
    ("DAT-11", JSD, not_excluded),
    ("DAT-13", JSD, without(ROLES)),
    ("DAT-13", JSD, both(answers(personal_data="none"), setting(ROLES, client_informed=False))),
    ("DAT-13", NDA, setting(ROLES, client_informed=False)),
    ("DAT-15", JSD, processor(subprocessor_mode=None)),
    ("DAT-15", JSD, processor(subprocessors=[SUBPROCESSOR], subprocessor_mode="general")),
]


def test_each_missing_point_of_a_processor_contract_is_named_once(deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    processor(subject_duration=None, toms_ref=None)(raw)

    found = [(finding.code, finding.parameter) for finding in check(drafted(raw)) if finding.severity == "error"]

    assert found == [("DAT-03", "subject_duration"), ("DAT-03", "toms_ref")]


def test_a_warning_does_not_hide_an_open_point(deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    setting(ROLES, hosting_countries=[], retention_months=None)(raw)

    assert {("STR-10", "hosting_countries"), ("STR-10", "retention_months")} <= {(finding.code, finding.parameter) for finding in check(drafted(raw))}


class TestData(Group):
    strikes, silent = STRIKES, SILENT
