"""Changes of a deal, and what a strike of a check must look like, for the tests of single checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from agreements.checks import Finding
from agreements.library import Library

Raw = dict[str, Any]
Change = Callable[[Raw], object]

JSD, MMR, NDA, NSD = "joint-service-delivery", "matchmaking-referral", "nda", "new-service-development"


def setting(clause: str, **values: Any) -> Change:
    """Return a change of a deal that sets parameters of a clause."""
    return lambda raw: raw["clauses"].update({clause: (raw["clauses"].get(clause) or {}) | values})


def without(clause: str) -> Change:
    """Return a change that leaves a clause out."""
    return lambda raw: raw["clauses"].update({clause: False})


def entry(clause: str, parameter: str, number: int, **values: Any) -> Change:
    """Return a change of one entry of a list."""
    return lambda raw: raw["clauses"][clause][parameter][number].update(values)


def answers(**values: Any) -> Change:
    """Return a change of answers."""
    return lambda raw: raw["answers"].update(values)


def both(*changes: Change) -> Change:
    """Return all changes as one."""
    return lambda raw: [change(raw) for change in changes]


def names(table: Iterable[tuple[str, str, Change]]) -> list[str]:
    """Return a name for each row of a table of changes."""
    return [f"{code}-{number}" for number, (code, *_) in enumerate(table)]


def fit(strikes: list[Finding], library: Library) -> bool:
    """Tell whether there are *strikes*, each with the severity of its check and with all places of its message filled."""
    return bool(strikes) and all(
        finding.severity == library.checks[finding.code].severity
        and not re.search(r"\{\w+\}", finding.message + finding.fix)
        and finding.message.endswith((".", "?"))
        for finding in strikes
    )
