"""Checks of what a restriction covers: which regions, which parties, which contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.combined import applies, facts_of
from agreements.checks.hit import Hit, shown
from agreements.checks.parts import words
from agreements.library import Library

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]+)?")
_ISO = {"EL": "GR", "UK": "GB"}  # the two countries whose regions begin with other letters


def _values(drafted: Drafted, row: CheckRow) -> Iterator[tuple[str, Any]]:
    """Yield the value of the parameter of the row in each of its clauses for which its condition holds."""
    for clause in row.clauses:
        if clause in drafted.fillings and applies(drafted, row, facts_of(drafted, row, clause)):
            yield clause, drafted.fillings[clause].settings[row.parameter].value or ()


def _is_place(code: str, library: Library) -> bool:
    return bool(_CODE.fullmatch(code)) or code in library.territories or (code.isupper() and code in library.words)


def _country(code: str, library: Library) -> str:
    """Return the country of a country or region; an area of several countries comes back as it is."""
    return code if code in library.words else _ISO.get(code[:2], code[:2])


def nowhere(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at entries of the list that are no country and no region, such as “worldwide”."""
    for clause, value in _values(drafted, row):
        if found := [each for each in value if not _is_place(each, drafted.library)]:
            yield Hit(clause, row.parameter, shown(found), row.allowed)


def wider_than_the_deal(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at countries in which neither a party nor the client has its seat."""
    deal = drafted.deal
    active = dict.fromkeys([*drafted.settings.countries(hubs=False), *([deal.served.country] if deal.served else [])])
    for clause, value in _values(drafted, row):
        places = [each for each in value if _is_place(each, drafted.library)]
        if found := [each for each in places if _country(each, drafted.library) not in active]:
            yield Hit(clause, row.parameter, shown(found), shown(list(active)))


def not_a_hub(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at those who are bound although they are no hub: a person, the client, an outsider."""
    hubs = drafted.settings.hubs
    for clause, value in _values(drafted, row):
        if found := [each for each in value if each not in hubs]:
            yield Hit(clause, row.parameter, shown(found), shown(hubs))


def nobody_in_particular(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at records whose first field opens with one of the words in ``allowed`` of the check, such as “all”."""
    pattern = re.compile(rf"({'|'.join(map(re.escape, words(row)))})\b", re.IGNORECASE)
    for clause, value in _values(drafted, row):
        first = drafted.fillings[clause].clause.parameters[row.parameter].fields[0].name
        names = [str(record.get(first) or "").strip() for record in value]
        if found := [name for name in names if pattern.match(name)]:
            yield Hit(clause, row.parameter, shown(found))


TESTS = {test.__name__: test for test in (nowhere, wider_than_the_deal, not_a_hub, nobody_in_particular)}
