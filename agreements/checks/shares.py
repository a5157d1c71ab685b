"""Checks of shares: they add up, and every hub has one."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.hit import Hit, shown
from agreements.checks.structure import settings

WHOLE = 100
TOLERANCE = 0.01


def shares_sum(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """FIN-06: the sum differs from 100 by more than 0.01."""
    for clause, parameter, setting in settings(drafted):
        if clause in row.clauses and parameter.type == "shares" and not setting.is_empty:
            total = round(sum(setting.value.values()), 6)
            if abs(round(total - WHOLE, 6)) > TOLERANCE:
                yield Hit(clause, parameter.name, f"{total:g}", "100", {"shares": shown(setting.value)})


def share_missing(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """FIN-07: a share below 0 or above 100, or a hub without one."""
    for clause, parameter, setting in settings(drafted):
        if clause not in row.clauses or parameter.type != "shares" or setting.is_empty:
            continue
        wrong = [f"{party} {share:g}" for party, share in setting.value.items() if not 0 <= share <= WHOLE]
        without = [hub for hub in drafted.settings.hubs if hub not in setting.value]
        if wrong or without:
            yield Hit(clause, parameter.name, ", ".join([*wrong, *(f"{hub} –" for hub in without)]), "0 to 100 for each hub")


TESTS = {test.__name__: test for test in (shares_sum, share_missing)}
