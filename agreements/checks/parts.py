"""Checks whose condition has several parts, each a strike of its own that names the parameter or the clause it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.hit import Hit, day_limit, shown
from agreements.conditions import Both, Condition, Either, Fact, holds, is_empty, names
from agreements.facts import ClauseFacts
from agreements.library import Field
from agreements.parameters import parameter_facts
from agreements.values import is_day


@dataclass(frozen=True, slots=True)
class _View:
    """One clause of a check seen together with the others, and with one entry of the list that the check names; *number* is 0 without such a list."""

    drafted: Drafted
    row: CheckRow
    clause: str
    values: Mapping[str, Fact]
    fields: Mapping[str, Field]
    number: int


def words(row: CheckRow) -> tuple[str, ...]:
    """Return the words that stand in ``allowed`` of the check, separated by commas."""
    return tuple(word.strip() for word in row.allowed.split(","))


def place(row: CheckRow, parameter: str, number: int) -> str:
    """Return where an entry of a list stands: an error speaks for the whole list, a warning for this entry alone and never instead of a general error."""
    return parameter if row.severity == "error" or not number else f"{parameter}[{number}]"


def parts(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike once for each part of the last ``or`` that holds.

    The condition reads the parameters of all clauses of the row, those of a clause that does not stand as empty. If ``parameter`` is a list of
    records, it is read for each entry, whose fields come first; of an empty list only the first strike counts.
    """
    if row.when is None:
        return
    ways = tuple(_alternatives(row.when))
    for clause in _mains(drafted, row):
        for view in _views(drafted, row, clause):
            facts = ClauseFacts(drafted.facts, view.values)
            hits = [_hit(view, choice) for choice, whole in ways if holds(whole, facts)]
            yield from hits if view.number or not view.fields else hits[:1]


def runs_past(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike like ``parts`` if the agreement ends after the ``limit``."""
    last = drafted.settings.anchor("end")
    if is_day(last) and last > day_limit(row):
        yield from parts(drafted, row)


def shared_out(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike like ``parts``, and when the list that the row names leaves out one of the keys in ``allowed``."""
    yield from (replace(hit, allowed="") for hit in parts(drafted, row))
    for clause in row.clauses:
        filling = drafted.fillings.get(clause)
        records = filling.settings[row.parameter].value if filling else None
        if filling and records:
            present = {value for record in records for value in record.values() if isinstance(value, str)}
            phrases = {key: phrase for field in filling.clause.parameters[row.parameter].fields for key, phrase in field.choices.items()}
            if missing := [phrases.get(key, key) for key in words(row) if key not in present]:
                yield Hit(clause, row.parameter, allowed=", ".join(missing), slots={"what": ", ".join(missing)})


def _mains(drafted: Drafted, row: CheckRow) -> tuple[str, ...]:
    """Return the clauses that the check looks at: those with its parameter, or the first one, unless it comes from the parent agreement."""
    known = drafted.library.clauses
    owners = tuple(clause for clause in row.clauses if clause in drafted.fillings and row.parameter in known[clause].parameters)
    return owners or tuple(clause for clause in row.clauses[:1] if not drafted.facts.inherits(clause))


def _views(drafted: Drafted, row: CheckRow, clause: str) -> Iterator[_View]:
    values: dict[str, Any] = {}
    for each in (*(other for other in row.clauses if other != clause), clause):
        filling = drafted.fillings.get(each)
        empty = dict.fromkeys(name for name in drafted.library.clauses[each].parameters if name not in values)
        values |= parameter_facts(filling.settings) if filling else empty
    values["variant"] = drafted.selection.variants.get(clause)
    parameter = drafted.library.clauses[clause].parameters.get(row.parameter)
    fields = {field.name: field for field in parameter.fields} if parameter else {}
    records = values[row.parameter] or () if fields else ()
    values |= dict.fromkeys(fields)
    for number, record in enumerate(records, start=1):
        yield _View(drafted, row, clause, values | record, fields, number)
    if not records:
        yield _View(drafted, row, clause, values, fields, 0)


def _alternatives(condition: Condition) -> Iterator[tuple[Condition, Condition]]:
    """Yield each part of the last ``or`` of *condition*, alone and together with what must hold beside it."""
    around = condition.parts if isinstance(condition, Both) else (condition,)
    at = max((number for number, part in enumerate(around) if isinstance(part, Either)), default=-1)
    choice = around[at]
    if at < 0 or not isinstance(choice, Either):
        yield condition, condition
        return
    rest = (*around[:at], *around[at + 1 :])
    for part in choice.parts:
        yield part, Both((*rest, part))


def _hit(view: _View, choice: Condition) -> Hit:
    """Return a strike at the first thing that *choice* asks for: a field of the entry, a parameter, or a clause of the row."""
    row, known = view.row, view.drafted.library.clauses
    for name in names(choice):
        if name in view.fields:
            where, slots = place(row, row.parameter, view.number), _slots(view, "")
            what = f"{view.fields[name].label} ({slots['entry']})" if view.number else known[view.clause].parameters[row.parameter].ask
            return Hit(view.clause, where, shown(view.values[name]), row.allowed, slots | {"what": what})
        owner = next((clause for clause in (view.clause, *row.clauses) if name in known[clause].parameters), "")
        if owner:
            value = view.values[name]
            parameter = "" if row.severity == "warning" and is_empty(value) else name  # a warning never silences the general error on an open point
            return Hit(owner, parameter, shown(value), row.allowed, _slots(view, known[owner].parameters[name].ask))
        clause = view.clause if name == "variant" else name.partition(":")[0]
        if clause in row.clauses:
            variant = view.drafted.selection.variants.get(clause, "")
            return Hit(clause, "variant" if variant else "", variant, row.allowed, _slots(view, known[clause].title))
    return Hit(view.clause, row.parameter, shown(view.values.get(row.parameter)), row.allowed, _slots(view, known[view.clause].title))


def _slots(view: _View, what: str) -> dict[str, str]:
    first = next(iter(view.fields), "")
    entry = (shown(view.values[first]) or f"entry {view.number}") if view.number else view.drafted.library.clauses[view.clause].title
    return {"what": what, "entry": entry}


TESTS = {test.__name__: test for test in (parts, runs_past, shared_out)}
