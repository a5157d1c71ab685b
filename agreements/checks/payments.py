"""Checks of who pays whom, across which border, within how many days, and of what public money adds up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.combined import applies, facts_of
from agreements.checks.hit import Hit, day_limit, number_limit, shown
from agreements.deal import Party
from agreements.values import is_day


def payments(drafted: Drafted, clauses: tuple[str, ...]) -> Iterator[tuple[Party, Party]]:
    """Yield payer and payee of every payment in the records of *clauses*; where none is listed, every hub may owe every other, and a client every hub."""
    hubs = [party for party in drafted.deal.parties if party.id in drafted.settings.hubs]
    parties = {party.id: party for party in drafted.deal.parties}
    listed = [(parties[record["payer"]], parties[record["payee"]]) for record in _listed(drafted, clauses) if _names_both(record, parties)]
    yield from listed or ((payer, payee) for payer in drafted.deal.parties for payee in hubs if payer is not payee)


def _listed(drafted: Drafted, clauses: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    for clause in clauses:
        for setting in drafted.fillings[clause].settings.values() if clause in drafted.fillings else ():
            if isinstance(setting.value, tuple):
                yield from (record for record in setting.value if isinstance(record, Mapping))


def _names_both(record: Mapping[str, Any], parties: Mapping[str, Party]) -> bool:
    return record.get("payer") in parties and record.get("payee") in parties


def public_payer(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """FIN-02: the condition holds, and a contracting authority owes a party that is none."""
    clause = row.clauses[0]
    if clause not in drafted.fillings:
        return
    values = facts_of(drafted, row, clause)
    payers = (payer for payer, payee in payments(drafted, row.clauses) if _is_authority(drafted, payer) and not _is_authority(drafted, payee))
    payer = next(payers, None) if applies(drafted, row, values) else None
    if payer:
        yield Hit(clause, row.parameter, shown(values[row.parameter]), row.allowed, {"name": payer.short})


def _is_authority(drafted: Drafted, party: Party) -> bool:
    """Tell whether a party is a contracting authority; of a client that signs, the description of the client may say so, too."""
    client = drafted.deal.served
    return party.contracting_authority or (party.role == "client" and client is not None and client.contracting_authority)


def no_vat_number(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """FIN-12: a payment crosses a border, and the tax treatment or a VAT number is missing."""
    clause = row.clauses[0]
    if clause not in drafted.fillings:
        return
    crossing = [pair for pair in payments(drafted, row.clauses) if pair[0].country != pair[1].country]
    missing = dict.fromkeys(party for pair in crossing for party in pair if not party.vat_id)
    for party in missing:
        yield Hit(clause, f"parties.{party.id}.vat_id", allowed=row.allowed, slots={"what": f"the VAT number of {party.short}"})
    if crossing and applies(drafted, row, facts_of(drafted, row, clause)):
        yield Hit(clause, allowed=row.allowed, slots={"what": f"“{row.parameter}”"})


def sum_above(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """FIN-15, FIN-16: all sums of money of the clause together exceed the ``limit``."""
    limit = number_limit(row)
    for clause in row.clauses:
        if clause in drafted.fillings and applies(drafted, row, facts_of(drafted, row, clause)):
            parameters = drafted.library.clauses[clause].parameters
            settings = drafted.fillings[clause].settings
            total = sum(settings[name].value or 0 for name, parameter in parameters.items() if parameter.type == "eur")
            if total > limit:
                yield Hit(clause, row.parameter, f"EUR {total:,.10g}", row.allowed)


def begins_after(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """FIN-17: the agreement starts or takes effect after the ``limit``."""
    last = day_limit(row)
    days = [str(day) for name in ("start", "effective") if is_day(day := drafted.settings.anchor(name))]
    for clause in row.clauses:
        if clause in drafted.fillings and max(days, default="") > last and applies(drafted, row, facts_of(drafted, row, clause)):
            yield Hit(clause, row.parameter, max(days), row.allowed)


TESTS = {test.__name__: test for test in (public_payer, no_vat_number, sum_above, begins_after)}
