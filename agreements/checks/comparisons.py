"""Checks that compare a value with another value of the deal, which ``allowed`` of the check names as clause.parameter, or as a fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.combined import applies, facts_of
from agreements.checks.hit import Hit, number_limit, shown
from agreements.conditions import Fact, is_empty
from agreements.parameters import add_months
from agreements.phrases import country_in_sentence
from agreements.values import is_day


def stated(drafted: Drafted, name: str) -> Any:
    """Return the value that is called clause.parameter, or the fact of that name; None where the clause does not stand."""
    clause, _dot, parameter = name.partition(".")
    if clause not in drafted.library.clauses:
        return drafted.facts.value(name)
    return drafted.fillings[clause].settings[parameter].value if clause in drafted.fillings else None


def _pairs(drafted: Drafted, row: CheckRow) -> Iterator[tuple[str, Any, Any]]:
    """Yield the parameter of the row in each of its clauses for which the condition holds, with the other value; both are there."""
    other = stated(drafted, row.allowed)
    for clause in row.clauses:
        known = clause in drafted.fillings and row.parameter in drafted.library.clauses[clause].parameters
        if known and applies(drafted, row, facts_of(drafted, row, clause, tuple(each for each in row.clauses if each != clause))):
            value = drafted.fillings[clause].settings[row.parameter].value
            if not is_empty(value) and not is_empty(other):
                yield clause, value, other


def above(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the value is higher than the other."""
    yield from (Hit(clause, row.parameter, f"{value:,.10g}", f"at most {other:,.10g}") for clause, value, other in _pairs(drafted, row) if value > other)


def below(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the value is lower than the other."""
    yield from (Hit(clause, row.parameter, f"{value:,.10g}", f"at least {other:,.10g}") for clause, value, other in _pairs(drafted, row) if value < other)


def differs(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the value is not the other, two countries for instance; the message may name them as ``{this}`` and ``{that}``."""
    for clause, value, other in _pairs(drafted, row):
        if str(value).casefold() != str(other).casefold():
            of_countries = drafted.library.clauses[clause].parameters[row.parameter].type == "country"
            this, that = (country_in_sentence(each, drafted.library) if of_countries else shown(each) for each in (value, other))
            yield Hit(clause, row.parameter, shown(value), shown(other), {"this": this, "that": that})


def also_named(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where a party stands in the other list too."""
    for clause, value, other in _pairs(drafted, row):
        if value in other:
            name = next(party.short for party in drafted.deal.parties if party.id == value)
            yield Hit(clause, row.parameter, name, "a party that is not in that list")


def later(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where a day lies after the other day."""
    for clause, value, other in _pairs(drafted, row):
        if is_day(value) and is_day(other) and value > other:
            yield Hit(clause, row.parameter, value, f"not after {other}", {"that": other})


def lies_elsewhere(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where neither of two texts, a city and a court for instance, holds the other."""
    for clause, value, other in _pairs(drafted, row):
        one, two = str(value).casefold(), str(other).casefold()
        if one not in two and two not in one:
            yield Hit(clause, row.parameter, shown(value), shown(other), {"this": shown(value), "that": shown(other)})


def seat_abroad(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where a text such as “Vienna, Austria” ends with another country than that of the governing law.

    ``allowed`` of the check gives other names of countries: ``UK = GB``, several separated by semicolons.
    """
    code = str(drafted.settings.anchor("law") or "")
    law = country_in_sentence(code, drafted.library)
    known = {code.casefold(), law.casefold().removeprefix("the "), *(name.casefold() for name, other in _equations(row.allowed) if other == code)}
    for clause in row.clauses:
        if clause in drafted.fillings and applies(drafted, row, facts_of(drafted, row, clause)):
            seat = str(drafted.fillings[clause].settings[row.parameter].value or "")
            _city, comma, named = seat.rpartition(",")
            if comma and law and named.strip().casefold().removeprefix("the ") not in known:
                yield Hit(clause, row.parameter, seat, law, {"country": law})


def product_below(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where two percentages, that of the row and the one that opens ``allowed``, make together less than the ``limit``."""
    second, _comma, rest = row.allowed.partition(", ")
    for clause in row.clauses:
        values = facts_of(drafted, row, clause)
        one, two = values.get(row.parameter), values.get(second)
        if isinstance(one, int | float) and isinstance(two, int | float) and applies(drafted, row, values):
            together = one * two / 100
            if together < number_limit(row):
                yield Hit(clause, row.parameter, f"{together:.2f} %", rest)


def outdated(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where a date lies more months before the day of the deal than the ``limit`` of the check."""
    today = drafted.deal.date
    for clause in row.clauses:
        day = str(drafted.fillings[clause].settings[row.parameter].value) if clause in drafted.fillings else ""
        if is_day(day) and is_day(today) and add_months(date.fromisoformat(today), -number_limit(row)) > date.fromisoformat(day):
            yield Hit(clause, row.parameter, day, row.allowed)


def lasts_longer(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the condition holds and the agreement lasts more months than the ``limit``, from its first day to its last."""
    first, last = drafted.settings.anchor("start"), drafted.settings.anchor("end")
    if is_day(first) and is_day(last) and add_months(date.fromisoformat(first), number_limit(row)) <= date.fromisoformat(last):
        for clause in row.clauses:
            if clause in drafted.fillings and applies(drafted, row, facts_of(drafted, row, clause)):
                yield Hit(clause, row.parameter, last, row.allowed)


def nothing_to_count_from(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the amount that a limit counts from is zero or missing, and the parameter of the row gives no other number.

    ``allowed`` of the check says for each variant where that amount stands: ``variant = clause.parameter``, or ``variant basis = …`` for one value of the
    parameter ``basis``; several are separated by semicolons.
    """
    for clause in row.clauses:
        if clause not in drafted.fillings:
            continue
        values = facts_of(drafted, row, clause)
        place = counted_from(row, values)
        if place and not amount(drafted, place) and is_empty(values[row.parameter] or None):
            owner = place.partition(".")[0]
            known = drafted.library
            title = known.clauses[owner].title if owner in known.clauses else known.intake[owner].label
            yield Hit(clause, row.parameter, slots={"where": title})


def counted_from(row: CheckRow, values: Mapping[str, Fact]) -> str:
    """Return where the amount stands that a limit with *values* counts from, as ``allowed`` of the check says."""
    places = dict(_equations(row.allowed))
    return places.get(str(values["variant"])) or places.get(f"{values['variant']} {values.get('basis')}") or ""


def _equations(text: str) -> Iterator[tuple[str, str]]:
    """Yield both sides of each ``this = that``; they are separated by semicolons."""
    for part in text.split(";"):
        this, _, that = part.partition(" = ")
        yield this.strip(), that.strip()


def amount(drafted: Drafted, place: str, party: str = "") -> float:
    """Return the sum of what stands at *place*: a number, shares, or the money in records (only in those that name *party*, unless it is empty)."""
    clause, _dot, name = place.partition(".")
    value = stated(drafted, place)
    if isinstance(value, Mapping):
        return sum(value.values())
    if isinstance(value, tuple):
        money = [field.name for field in drafted.library.clauses[clause].parameters[name].fields if field.type == "eur"]
        return sum(record.get(field) or 0 for record in value for field in money if not party or party in record.values())
    return float(value) if isinstance(value, int | float) else 0.0


TESTS = {
    test.__name__: test
    for test in (above, below, differs, also_named, later, lies_elsewhere, seat_abroad, product_below, outdated, lasts_longer, nothing_to_count_from)
}
