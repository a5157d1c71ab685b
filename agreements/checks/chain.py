"""Checks of the two contracts of a chain beside each other: what the lead hub promises the client, and what the partner hubs promise the lead hub."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.combined import applies, facts_of
from agreements.checks.comparisons import amount, counted_from, stated
from agreements.checks.hit import Hit, shown
from agreements.conditions import Fact

_WHOLE = 100


def _is_with_client(drafted: Drafted) -> bool:
    """Tell whether this agreement is the contract with the client; otherwise it is the one among the hubs."""
    return any(party.role == "client" for party in drafted.deal.parties)


def _sides(drafted: Drafted, here: Any, there: Any) -> tuple[Any, Any]:
    """Return what the client is promised, and what the partner hubs promise."""
    return (here, there) if _is_with_client(drafted) else (there, here)


def stricter(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the client is promised a longer time, or an earlier day, than the partner hubs promise.

    The parameter of the row tells the promise of the other contract, ``allowed`` of the check where that of this one stands, as clause.parameter; of a
    list of tasks it is the last day.
    """
    for clause, there in _promises(drafted, row):
        here = stated(drafted, row.allowed)
        if isinstance(here, tuple):
            here = max((record.get("end") or "" for record in here), default="")
        client, partners = _sides(drafted, here, there)
        if not here or isinstance(here, str) != isinstance(there, str):
            continue
        if (client < partners) if isinstance(here, str) else (client > partners):
            yield Hit(clause, row.parameter, shown(there), shown(here), {"client": shown(client), "partners": shown(partners)})


def uncovered(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the lead hub may owe the client more than the partner hubs together may owe it.

    The parameter of the row is the limit of the other contract; the limit here follows from the second clause of the row and ``allowed`` of the check,
    in which ``total by clause.parameter`` stands for a total that is split by the shares there.
    """
    for clause, there in _promises(drafted, row):
        here = _limit(drafted, row)
        client, partners = _sides(drafted, here, there)
        if here is not None and client > partners:
            yield Hit(clause, row.parameter, f"EUR {client:,.10g}", f"EUR {partners:,.10g}", {"client": f"{client:,.10g}", "partners": f"{partners:,.10g}"})


def _promises(drafted: Drafted, row: CheckRow) -> Iterator[tuple[str, Any]]:
    """Yield the clause and the promise of the other contract, if it is known and the condition holds."""
    clause, *others = row.clauses
    if clause in drafted.fillings:
        values = facts_of(drafted, row, clause, tuple(others))
        if values.get(row.parameter) and applies(drafted, row, values):
            yield clause, values[row.parameter]


def _limit(drafted: Drafted, row: CheckRow) -> float | None:
    """Return the highest sum that this agreement lets the lead hub owe the client, or the partner hubs together the lead hub; None when it is not known."""
    lead, clause = drafted.settings.lead, row.clauses[-1]
    if clause not in drafted.fillings:
        return None
    values = facts_of(drafted, row, clause)
    place = counted_from(row, values)
    debtors = [lead] if _is_with_client(drafted) else [hub for hub in drafted.settings.hubs if hub != lead]
    sums = [_counted(drafted, place, values, str(hub)) for hub in debtors]
    return sum(each for each in sums if each) if place and all(sums) else None


def _counted(drafted: Drafted, place: str, values: Mapping[str, Fact], hub: str) -> float:
    """Return the limit of one hub: its part of the amount at *place*, never less than the sum that the clause names."""
    place, _, split = place.partition(" by ")
    counted, floor = amount(drafted, place, hub), values.get("cap_amount_eur") or 0
    if split:
        counted *= _part(drafted, split, hub)
    percent = _WHOLE if place.endswith(".cap_amount_eur") else values.get("cap_percent")
    limit = counted * percent / _WHOLE if isinstance(percent, int | float) else 0
    return max(limit, floor if isinstance(floor, int | float) else 0)


def _part(drafted: Drafted, split: str, hub: str) -> float:
    """Return the part of the whole that the shares at *split* give to a hub; where they do not stand, all parties have the same."""
    shares = stated(drafted, split)
    if isinstance(shares, Mapping):
        return float(shares.get(hub) or 0) / _WHOLE
    return 1 / max(1, len(drafted.deal.parties))


TESTS = {test.__name__: test for test in (stricter, uncovered)}
