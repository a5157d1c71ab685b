"""The checks of people strike where they should and are silent on good deals."""

from __future__ import annotations

from typing import Any

from striking import DPA, DSB, EXP, FCA, JSD, MMR, NDA, Change, Group, Raw, answers, both, entry, party, put_in, setting, special_term, without

EXCHANGE, POSTING, NARROW = "people/expert-exchange", "people/posting-compliance", "people/non-solicit"
NEED = "The partner pays for the training of this expert at the works of the client."


def months(number: float, **values: Any) -> Change:
    return both(answers(exchange_months=number), setting(EXCHANGE, **values))


def stay(number: int, **values: Any) -> Change:
    return entry(EXCHANGE, "experts", number, **values)


def stays(*periods: tuple[str, str, str]) -> Change:
    """Return a change that sends these people, each from one day to another, to the same task at the same place."""

    def change(raw: Raw) -> None:
        first = raw["clauses"][EXCHANGE]["experts"][0]
        raw["clauses"][EXCHANGE]["experts"] = [first | {"person_ref": who, "start": start, "end": end} for who, start, end in periods]

    return change


def narrow(**values: Any) -> Change:
    return both(answers(non_solicit="narrow"), setting(NARROW, **({"necessity_text": NEED} | values)))


POWERS = [
    "Expert exchange: the host hub may dismiss an expert who is late",
    "Expert exchange: the host hub decides on pay and working time",
    "Expert exchange: disciplinary steps are taken by the host hub",
    "Expert exchange: the host pays the salary of each expert directly",
    "Expert exchange: pay and discipline are decided by the host hub",
]
NO_POWERS = [
    "Expert exchange: the host hub must not dismiss an expert",
    "Expert exchange: the host hub pays for travel and hotel",
    "Expert exchange: the host hub tells the sending hub, which decides on dismissal",
    "Expert exchange: the sending hub pays the salary of each expert, and the host hub gives a room",
]

RELAY = (("O. B.", "2026-06-01", "2026-06-12"), ("P. N.", "2026-06-15", "2026-06-19"))
LONG_RELAY = (("O. B.", "2026-06-01", "2026-12-31"), ("P. N.", "2027-01-01", "2027-06-15"))

STRIKES: list[tuple[str, str, Change]] = [
    ("PPL-01", JSD, without(EXCHANGE)),
    ("PPL-01", NDA, answers(experts_exchanged=True)),
    ("PPL-02", JSD, months(12.5)),
    ("PPL-02", JSD, months(18.5, motivated_notification=True)),
    ("PPL-03", JSD, stay(0, workplace_address="")),
    ("PPL-03", JSD, stay(1, end=None)),
    ("PPL-03", JSD, setting(EXCHANGE, experts=None)),
    ("PPL-04", JSD, setting(POSTING, tax_day_count=184)),
    ("PPL-04", JSD, both(months(7), setting(POSTING, tax_day_count=None))),
    ("PPL-04", JSD, setting(EXCHANGE, cost_model="cost_only")),
    ("PPL-04", JSD, answers(host_directs=True)),
    ("PPL-05", JSD, stays(("O. B.", "2026-06-01", "2028-06-30"))),
    *(("PPL-05", JSD, stays(("O. B.", "2026-06-01", "2026-06-12"), ("P. N.", day, "2026-06-19"))) for day in ("2026-06-12", "2026-06-15")),
    ("PPL-05", JSD, months(25)),
    ("PPL-06", JSD, setting(POSTING, a1_planned=False)),
    ("PPL-06", JSD, setting(POSTING, declaration_planned=False)),
    ("PPL-07", JSD, stays(*LONG_RELAY)),
    ("PPL-07", JSD, stays(LONG_RELAY[1], LONG_RELAY[0])),
    ("PPL-07", JSD, stays(("O. B.", "2026-06-01", "2026-12-31"), ("P. N.", "2026-12-01", "2027-06-15"))),
    ("PPL-08", JSD, setting(EXCHANGE, host_powers=["discipline"])),
    ("PPL-08", EXP, setting(EXCHANGE, host_powers=["pay", "dismissal"])),
    *(("PPL-08", EXP, special_term(text)) for text in POWERS),
    ("PPL-09", JSD, narrow(named_only=False)),
    ("PPL-09", JSD, narrow(active_only=False)),
    ("PPL-09", JSD, narrow(post_months=7)),
    ("PPL-09", JSD, narrow(necessity_text=None)),
    ("PPL-10", JSD, narrow()),
    ("PPL-11", JSD, stay(0, nationality_eea=False)),
    ("PPL-12", JSD, setting("liab/insurance", accident_for_experts=False)),
    ("PPL-12", JSD, setting(EXCHANGE, host_duties=["induction", "workplace"])),
    ("PPL-12", JSD, without("liab/insurance")),
    ("PPL-13", JSD, both(answers(host_directs=True), setting(EXCHANGE, cost_model="day_rate", day_rate_eur=600))),
    ("PPL-03", JSD, stay(0, start=None)),
    ("PPL-03", JSD, stay(0, host_country=None)),
    ("PPL-04", JSD, both(without(EXCHANGE), setting(POSTING, tax_day_count=184))),
    ("PPL-04", JSD, setting(EXCHANGE, cost_model="day_rate", day_rate_eur=600)),
    ("PPL-08", EXP, stay(0, task="The host hub may dismiss the expert who trains the staff")),
    ("PPL-08", EXP, setting(POSTING, liaison_person="Femke Aalders; the host hub decides on pay")),
    ("PPL-05 people/expert-exchange.experts[2]", JSD, stays(*RELAY)),
    ("PPL-07 people/expert-exchange.experts[2]", JSD, stays(("O. B.", "2026-06-01", "2026-12-31"), ("O. B.", "2027-01-01", "2027-06-15"))),
]

SILENT: list[tuple[str, str, Change]] = [
    ("PPL-02", JSD, months(12)),
    ("PPL-02", JSD, months(18, motivated_notification=True)),
    ("PPL-04", JSD, setting(POSTING, tax_day_count=183)),
    ("PPL-04", JSD, both(months(6), setting(POSTING, tax_day_count=None))),
    ("PPL-05", JSD, stays(("O. B.", "2026-06-01", "2028-05-31"))),
    ("PPL-05", JSD, stays(("O. B.", "2026-06-01", "2026-06-12"), ("P. N.", "2026-06-08", "2026-06-19"))),
    ("PPL-07", JSD, stays(("O. B.", "2026-06-01", "2026-12-31"), ("P. N.", "2027-01-01", "2027-05-31"))),
    ("PPL-07", JSD, stays(*((who, "2026-06-01", "2026-12-31") for who in ("O. B.", "P. N.", "R. S.")))),
    ("PPL-07", JSD, stays(("O. B.", "2026-06-01", "2027-05-31"), ("P. N.", "2026-07-01", "2026-12-31"))),
    *(("PPL-08", EXP, special_term(text)) for text in NO_POWERS),
    ("PPL-08", MMR, special_term(POWERS[0])),
    ("PPL-09", JSD, narrow(post_months=6)),
    ("PPL-09", JSD, setting(NARROW, variant="none", named_only=False)),
    ("PPL-10", JSD, setting(NARROW, variant="none")),
    ("PPL-11", JSD, stay(0, nationality_eea=None)),
    ("PPL-13", JSD, setting(EXCHANGE, cost_model="day_rate", day_rate_eur=600)),
    *(("PPL-01", kind, answers(experts_exchanged=True)) for kind in (DSB, DPA)),
    ("PPL-03", MMR, answers(experts_exchanged=True)),
    ("PPL-03", FCA, put_in(EXCHANGE)),
    ("PPL-04", JSD, both(party(1, country="BE"), setting(EXCHANGE, cost_model="cost_only"))),
    ("PPL-04", JSD, months(7)),
    ("PPL-05", JSD, months(24)),
    ("PPL-06", JSD, without(POSTING)),
    ("PPL-06", JSD, both(party(1, country="BE"), setting(POSTING, variant="sender-handles", a1_planned=False))),
    ("PPL-12", JSD, both(without(EXCHANGE), setting("liab/insurance", accident_for_experts=False))),
    ("PPL-13", JSD, answers(host_directs=True)),
    ("PPL-05", JSD, stays(("O. B.", "2026-06-01", "2026-06-12"), ("O. B.", "2026-06-15", "2026-06-19"))),
    *(("PPL-05", JSD, both(stays(*RELAY), stay(1, **{each: "another one"}))) for each in ("task", "workplace_address")),
    *(("PPL-07", JSD, both(stays(*LONG_RELAY), stay(1, **{each: "another one"}))) for each in ("task", "workplace_address")),
    *((code, JSD, both(stays(*LONG_RELAY), stay(1, end=None))) for code in ("PPL-05", "PPL-07")),
]


class TestPeople(Group):
    strikes, silent = STRIKES, SILENT
