"""Checks of the closing clauses: whether the law is a usual one, what stays in force after the end."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.combined import applies, facts_of
from agreements.checks.hit import Hit, shown
from agreements.checks.parts import words
from agreements.conditions import lists
from agreements.phrases import country_in_sentence


def unusual_law(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the law is that of no party and the condition holds, or where all parties come from trusted countries and the law does not."""
    own, trusted = drafted.settings.countries(hubs=False), drafted.library.trusted_countries
    for clause in row.clauses:
        values = facts_of(drafted, row, clause)
        law = values.get(row.parameter)
        if not law or clause not in drafted.fillings:
            continue
        if (law not in own and applies(drafted, row, values)) or (law not in trusted and trusted.issuperset(own)):
            yield Hit(clause, row.parameter, shown(law), shown(own), {"country": country_in_sentence(str(law), drafted.library)})


def not_surviving(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the list of the row leaves out a clause of the agreement that ``allowed`` of the check names."""
    for clause in row.clauses:
        if clause not in drafted.fillings:
            continue
        listed = drafted.fillings[clause].settings[row.parameter].value or ()
        missing = [id_ for id_ in words(row) if id_ in drafted.fillings and not lists(listed, id_)]
        if missing:
            titles = ", ".join(drafted.library.clauses[id_].title for id_ in missing)
            yield Hit(clause, row.parameter, shown(listed), shown([*listed, *missing]), {"missing": titles})


TESTS = {test.__name__: test for test in (unusual_law, not_surviving)}
