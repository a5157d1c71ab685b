"""Checks of where things are and how long they stay there: countries, periods, stays of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.hit import Hit, number_limit, shown
from agreements.checks.parts import parts, place, words
from agreements.checks.structure import settings
from agreements.conditions import holds
from agreements.values import is_day

_DAYS_PER_MONTH = 365.25 / 12

Stay = Mapping[str, Any]


def _outside(row: CheckRow, country: object) -> bool:
    """Tell whether *country*, or the country of a region, is none of those in ``allowed`` of the check."""
    return bool(country) and str(country).partition("-")[0] not in words(row)


def moved_outside(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at each country outside the ``allowed`` ones: in lists and records of the clauses of the row, and of parties.

    Parties count only where the kind may hold the last clause of the row, which would choose the remedy.
    """
    if row.when is None or not holds(row.when, drafted.facts):
        return
    for clause, parameter, setting in settings(drafted):
        if clause not in row.clauses or setting.is_empty:
            continue
        named = [field.name for field in parameter.fields if field.type == "country"]
        countries = setting.value if parameter.type == "countries" else [record.get(name) for record in setting.value for name in named] if named else ()
        if found := [country for country in dict.fromkeys(countries) if _outside(row, country)]:
            yield Hit(clause, parameter.name, shown(found), words(row)[0])
    if drafted.library.clauses[row.clauses[-1]].applies[drafted.kind.code] != "x":
        for party in drafted.deal.parties:
            if _outside(row, party.country):
                yield Hit(parameter=f"parties.{party.id}.country", found=f"{party.short} ({party.country})", allowed=words(row)[0])


def hosted(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at countries of the parameter that are none of the ``allowed`` ones, or when it names none."""
    for clause, parameter, setting in settings(drafted):
        if clause in row.clauses and parameter.name == row.parameter:
            if setting.is_empty:
                yield Hit(clause, found="nothing stated", allowed=words(row)[0])
            elif found := [country for country in setting.value if _outside(row, country)]:
                yield Hit(clause, row.parameter, shown(found), words(row)[0])


def beyond(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the parameter of the row, or the field of that name in a record of its clauses, is empty or above the ``limit``."""
    for clause, parameter, setting in settings(drafted):
        if clause not in row.clauses:
            continue
        field = next((field for field in parameter.fields if field.name == row.parameter), None)
        if parameter.name == row.parameter and _too_much(row, setting.value):
            yield Hit(clause, "" if setting.value is None else row.parameter, shown(setting.value), row.allowed, {"what": parameter.ask})
        for number, record in enumerate(setting.value or () if field else (), start=1):
            if field and _too_much(row, record.get(row.parameter)):
                what = f"{field.label}: {record.get(parameter.fields[0].name) or f'entry {number}'}"
                yield Hit(clause, place(row, parameter.name, number), shown(record.get(row.parameter)), row.allowed, {"what": what})


def _too_much(row: CheckRow, value: object) -> bool:
    return value is None or (isinstance(value, int | float) and value > number_limit(row))


# Stays of people ---------------------------------------------------------------------------------------------------------


def _stays(drafted: Drafted, row: CheckRow) -> Iterator[tuple[str, int, Stay]]:
    """Yield the stays with usable dates: clause, number, record."""
    for clause in row.clauses:
        filling = drafted.fillings.get(clause)
        for number, stay in enumerate(filling.settings[row.parameter].value or () if filling else (), start=1):
            if is_day(stay.get("start")) and is_day(stay.get("end")) and stay["start"] <= stay["end"]:
                yield clause, number, stay


def _months(*stays: Stay) -> float:
    """Return for how many months somebody is there: a day on which two are there counts once."""
    days, last = 0, date.min
    for stay in sorted(stays, key=lambda each: str(each["start"])):
        first, end = date.fromisoformat(stay["start"]), date.fromisoformat(stay["end"])
        days += max(0, (end - max(first, last + timedelta(days=1))).days + 1)
        last = max(last, end)
    return days / _DAYS_PER_MONTH


def _post(stay: Stay) -> tuple[str, str]:
    """Return what makes a task and a place the same."""
    return str(stay.get("task") or "").casefold().strip(), str(stay.get("workplace_address") or "").casefold().strip()


def added_up(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the stays for one task at one place last longer, one after the other, than the ``limit`` in months."""
    together: dict[tuple[str, str], list[tuple[str, int, Stay]]] = defaultdict(list)
    for clause, number, stay in _stays(drafted, row):
        together[_post(stay)].append((clause, number, stay))
    for group in together.values():
        months = round(_months(*(stay for _, _, stay in group)), 1)
        clause, number, stay = group[-1]
        if months > number_limit(row):
            yield Hit(clause, place(row, row.parameter, number), f"{months:g} months", row.allowed, {"what": str(stay.get("task") or "")})


def long_or_replaced(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike like ``parts``, at a stay longer than the ``limit`` in months, and where one person follows another in the same task at the same place."""
    yield from (replace(hit, found=f"{hit.found} months") for hit in parts(drafted, row))
    last: dict[tuple[str, str], Stay] = {}
    for clause, number, stay in sorted(_stays(drafted, row), key=lambda each: str(each[2]["start"])):
        who, before = str(stay.get("person_ref") or ""), last.get(_post(stay))
        if (months := round(_months(stay), 1)) > number_limit(row):
            yield Hit(clause, place(row, row.parameter, number), f"{who}: {months:g} months", row.allowed)
        if before and before.get("person_ref") != stay.get("person_ref") and before["end"] <= stay["start"]:
            yield Hit(clause, place(row, row.parameter, number), f"{who} replaces {before.get('person_ref')}", row.allowed)
        last[_post(stay)] = stay


TESTS = {test.__name__: test for test in (moved_outside, hosted, beyond, added_up, long_or_replaced)}
