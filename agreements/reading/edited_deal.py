"""Put the values that somebody typed into an edited file back into the deal, so that the checks of values see them, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from agreements.assembly import Drafted
from agreements.printed_values import PrintedValues
from agreements.reading.edits import Edit
from agreements.values import type_fault


def with_values(raw: Mapping[str, Any], made: Iterable[Edit], drafted: Drafted) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the deal *raw* with the parameters that *made* changed, and the names of those that cannot be read back as values.

    *drafted* is the draft of *raw*: only parameters of its clauses are taken over.
    """
    values = PrintedValues(drafted.library, {party.id: party.short for party in drafted.deal.parties})
    typed = {each.parameter: each.now for edit in made for each in edit.parameters}
    clauses = dict(raw.get("clauses") or {})
    unread = []
    for path, words in typed.items():
        clause, _, name = path.partition(".")
        filling = drafted.fillings.get(clause)
        parameter = filling.clause.parameters.get(name) if filling else None
        value = values.read(parameter, (words,)) if parameter is not None else None
        if parameter is None or value is None or type_fault(parameter, value):
            unread.append(path)
            continue
        given = clauses.get(clause)
        clauses[clause] = {**(given if isinstance(given, dict) else {}), name: value}
    return {**raw, "clauses": clauses}, tuple(unread)
