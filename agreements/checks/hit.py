"""One strike of a check, before it is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from agreements.check_row import CheckRow
from agreements.overlays import Overlay

SLOTS = frozenset({
    "a", "allowed", "annex", "ask", "b", "changes", "clause", "client", "code", "country", "drawn", "entry", "field", "found", "how", "items", "kind",
    "mend", "missing", "name", "other", "parameter", "partners", "place", "says", "shares", "signed", "that", "this", "title", "wanted", "what", "where", "why",
})  # what messages and remedies may hold in braces, besides the parameters of their clauses  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a check strikes; *slots* fill further places in its message, *overlay* is the national rule that it rests on."""

    clause: str = ""
    parameter: str = ""
    found: str = ""
    allowed: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)
    overlay: Overlay | None = None


def number_limit(row: CheckRow) -> float:
    """Return the number that *row* compares with; a row without one is a mistake in the library, which its reader finds."""
    return float(row.limit or 0)


def day_limit(row: CheckRow) -> str:
    """Return the day that *row* compares with, as 2026-12-31."""
    return str(row.limit or "")


def shown(value: object) -> str:
    """Return a value as findings show it: nothing for what is empty, lists with commas, records by their first field, at most 120 characters."""
    if value is None or value in ("", (), [], {}):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        text = ", ".join(f"{name} {share:g}" for name, share in value.items())
    elif isinstance(value, list | tuple):
        text = ", ".join(str(next(iter(each.values()), "")) if isinstance(each, Mapping) else str(each) for each in value)
    else:
        text = f"{value:.10g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 120 else text[:117] + "…"
