"""Changes of an example deal, and the proof that one raises a check or leaves it silent."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from agreements.assembly import Drafted
from agreements.checks import check
from agreements.library import Library

Raw = dict[str, Any]
Deal = Callable[..., Raw]
Draft = Callable[[Any], Drafted]
Change = Callable[[Raw], object]
Row = tuple[str, str, Change]

JSD, MMR, NDA, NSD = "joint-service-delivery", "matchmaking-referral", "nda", "new-service-development"


def setting(clause: str, **values: Any) -> Change:
    """Return a change of a deal that sets variant or parameters of a clause."""

    def change(raw: Raw) -> None:
        current = raw["clauses"].get(clause)
        raw["clauses"][clause] = (current if isinstance(current, dict) else {}) | values

    return change


def without(clause: str) -> Change:
    return lambda raw: raw["clauses"].update({clause: False})


def answers(**values: Any) -> Change:
    return lambda raw: raw["answers"].update(values)


def party(number: int, **values: Any) -> Change:
    return lambda raw: raw["parties"][number].update(values)


def both(*changes: Change) -> Change:
    return lambda raw: [change(raw) for change in changes]


def rows(table: list[Row]) -> list[str]:
    """Return a name for each row of *table*."""
    return [f"{code}-{number}" for number, (code, _, _) in enumerate(table)]


def raised(draft: Drafted, severity: str = "") -> set[str]:
    """Return the codes of the findings, or those of one severity."""
    return {finding.code for finding in check(draft) if severity in ("", finding.severity)}


def prove_strike(row: Row, deal: Deal, drafted: Draft, library: Library) -> None:
    """Fail unless the change of *row* raises its check, which was silent before, with a message that is completely filled."""
    code, kind, change = row
    good = deal(kind)
    assert code not in raised(drafted(good))

    change(good)
    strikes = [finding for finding in check(drafted(good)) if finding.code == code]

    assert strikes
    for finding in strikes:
        assert finding.severity == library.checks[code].severity
        assert not re.search(r"\{\w+\}", finding.message + finding.fix)
        assert finding.message.endswith(".")
        assert "“”" not in finding.message + finding.fix


def prove_silence(row: Row, deal: Deal, drafted: Draft) -> None:
    """Fail if the change of *row* raises its check."""
    code, kind, change = row
    good = deal(kind)
    change(good)
    assert code not in raised(drafted(good))
