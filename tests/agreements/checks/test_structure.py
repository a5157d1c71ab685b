"""The checks of parties, structure and library strike where they should and are silent on good deals."""

from __future__ import annotations

from striking import ACC, DPA, DSB, EXP, FAC, FCA, JSD, NDA, SCA, Change, Group, Raw, Strike, both, parent, party, put_in, setting, special_term, without

cover, purpose, duration = "core/cover-page", "core/parties-purpose", "term/duration"


def only_one_party(raw: Raw) -> None:
    raw["parties"] = raw["parties"][:1]


def same_party(*fields: str) -> Change:
    """Return a change that gives the second party what the first one has in these fields."""
    return lambda raw: raw["parties"][1].update({field: raw["parties"][0][field] for field in fields})


def no_client(raw: Raw) -> None:
    raw["client"] = None


def first_task_without_owner(raw: Raw) -> None:
    raw["clauses"]["perf/scope-of-work"]["tasks"][0].pop("owner")


def last_task_ends(day: str) -> Change:
    return lambda raw: raw["clauses"]["perf/scope-of-work"]["tasks"][-1].update(end=day)


STRIKES: list[Strike] = [
    ("STR-01", JSD, only_one_party),
    ("STR-02", JSD, setting("gov/coordinator", coordinator="nobody")),
    ("STR-02", JSD, party(0, role="partner")),
    ("STR-03", JSD, same_party("registration_id")),
    ("STR-03", JSD, same_party("legal_name", "country")),
    ("STR-04", JSD, party(0, address=" ")),
    ("STR-04", JSD, party(1, legal_form="")),
    ("STR-05", JSD, party(0, registration_id="", vat_id="")),
    ("STR-05", JSD, party(0, email="")),
    ("STR-06", JSD, without("core/definitions")),
    ("STR-07", JSD, put_in("perf/matchmaking-process")),
    ("STR-07", EXP, setting("gen/general", variant="short")),
    *(("STR-07", kind, put_in("gov/amendments")) for kind in (ACC, FAC, DSB, DPA)),
    ("STR-09", JSD, without("liab/insurance")),
    ("STR-09", JSD, setting("comp/non-circumvention", variant="fee-only")),
    ("STR-09", NDA, setting("gov/amendments", variant="operational-change")),
    ("STR-09", DPA, both(setting("liab/allocation", variant="chain-back-to-back"), no_client)),
    ("STR-10", JSD, setting("perf/scope-of-work", tasks=None)),
    ("STR-10", JSD, setting(cover, title="TBD: title of the deal")),
    ("STR-10", JSD, setting(cover, title=None)),
    ("STR-11", JSD, setting("fin/payment-terms", payment_days=500, express_long_term=True)),
    ("STR-11", JSD, setting("fin/payment-terms", payment_days=0)),
    ("STR-11", JSD, setting("fin/payment-terms", late_interest="excluded")),
    ("STR-11", JSD, setting(duration, start_date="soon")),
    ("STR-12", JSD, special_term("Clause on fees: half of each Fee is paid on signing.")),
    *(("STR-13", kind, setting(cover, parent_framework_ref=None)) for kind in (EXP, FAC, DSB, DPA)),
    ("STR-14", JSD, setting("people/expert-exchange", months_total=3)),
    ("STR-14", JSD, setting(duration, start_date="2026-04-01", duration_months=6, end_date="2026-12-31")),
    ("STR-14", SCA, setting(cover, parent_end_date="2029-06-30")),
    ("STR-14", EXP, both(parent(reference="LH-2026-007", law="FI"), setting(cover, parent_law="SE"))),
    ("STR-15", JSD, setting(duration, start_date="2026-04-01", end_date="2026-03-01")),
    ("STR-15", JSD, last_task_ends("2026-10-01")),
    ("STR-16", JSD, first_task_without_owner),
    ("STR-16", JSD, party(1, role="member")),
    ("STR-17", JSD, party(0, legal_form="department of a university")),
    ("STR-19", JSD, setting("core/definitions", version="0.9.0")),
    ("STR-20", JSD, setting(purpose, purpose_text="x" * 39)),
    ("LIB-02", JSD, setting("comp/non-compete", duration_months=5)),
    ("LIB-04", SCA, setting("disp/governing-law", variant="lead-hub-law", law="PT")),
    ("STR-14", FCA, both(setting("gov/accession", min_signatories=3), setting(duration, min_signatories_effective=4))),
    ("STR-15", JSD, setting(duration, start_date="2026-04-01", end_date="2026-04-01")),
    ("STR-15 perf/scope-of-work.tasks", JSD, last_task_ends("2026-09-20")),
    ("STR-17", JSD, party(0, legal_form="Department of a university")),
]
SILENT: list[Strike] = [
    ("STR-07", SCA, setting("disp/forum", variant="named-courts", court_city="Oulu")),
    ("STR-09", SCA, setting("liab/allocation", variant="chain-back-to-back")),
    ("STR-13", FAC, parent(end_date="2040-01-01")),
    ("STR-13", JSD, setting(cover, parent_framework_ref=None)),
    ("STR-14", SCA, setting(cover, parent_end_date="2029-03-31")),
    ("STR-14", FAC, setting(cover, parent_law="SE")),
    ("STR-15", JSD, last_task_ends("2026-09-30")),
    ("STR-20", JSD, setting(purpose, purpose_text="x" * 40)),
    ("STR-20", JSD, setting(purpose, purpose_text=None)),
    ("LIB-04", SCA, setting("disp/governing-law", variant="lead-hub-law", law="DE")),
    ("STR-14", FCA, both(setting("gov/accession", min_signatories=3), setting(duration, min_signatories_effective=3))),
    ("STR-14", FCA, setting("gov/accession", min_signatories=3)),
    ("LIB-04", SCA, parent(law="PT")),
]


class TestStructure(Group):
    strikes, silent = STRIKES, SILENT
