"""Checks whose condition reads more than one clause, record or alternative; the law stands in their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.hit import Hit, shown
from agreements.conditions import Both, Condition, Either, Fact, holds, names
from agreements.facts import ClauseFacts
from agreements.parameters import parameter_facts


def facts_of(drafted: Drafted, row: CheckRow, clause: str, others: tuple[str, ...] = ()) -> dict[str, Fact]:
    """Return the parameters of *clause*, in front of those of *others* that stand; None for every other parameter that clauses of *row* know."""
    found: dict[str, Fact] = {name: None for each in row.clauses for name in drafted.library.clauses[each].parameters}
    for each in (*reversed(others), clause):
        if each in drafted.fillings:
            found |= {**parameter_facts(drafted.fillings[each].settings), "variant": drafted.selection.variants[each]}
    return found


def applies(drafted: Drafted, row: CheckRow, values: Mapping[str, Fact]) -> bool:
    """Tell whether the condition of *row* holds with *values* in front of the facts of the deal; a row without condition always applies."""
    return row.when is None or holds(row.when, ClauseFacts(drafted.facts, values))


def together(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike the first clause of the row; its condition may read the parameters of the other clauses too."""
    clause, *others = row.clauses
    if clause in drafted.fillings:
        values = facts_of(drafted, row, clause, tuple(others))
        if applies(drafted, row, values):
            yield Hit(clause, row.parameter, shown(values.get(row.parameter)), row.allowed, _slots(row, values))


def each_alternative(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike each clause of the row once for every true part of an ``… or …`` that ends its condition, at the parameter that this part names."""
    for clause in row.clauses:
        if row.when is None or clause not in drafted.fillings:
            continue
        values = facts_of(drafted, row, clause)
        if not applies(drafted, row, values):
            continue
        facts = ClauseFacts(drafted.facts, values)
        for part in _alternatives(row.when):
            if holds(part, facts):
                parameter = row.parameter or next((name for name in map(_bare, names(part)) if name in values), "")
                yield Hit(clause, parameter, shown(values.get(parameter)), row.allowed, _slots(row, values))


def _bare(name: str) -> str:
    return name.removeprefix("length(").removesuffix(")") if name.startswith("length(") else name


def _alternatives(condition: Condition) -> tuple[Condition, ...]:
    last = condition.parts[-1] if isinstance(condition, Both) else condition
    return last.parts if isinstance(last, Either) else (last,)


def absent(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike when the condition holds and none of the clauses of the row stands here or in the parent agreement."""
    if not any(drafted.facts.includes(clause, "") for clause in row.clauses) and applies(drafted, row, {}):
        yield Hit(row.clauses[0], row.parameter, allowed=row.allowed)


def each_record(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike the first clause of the row when its condition holds for one of its records, or, without records, for the clause alone.

    The message may name the records as ``{items}``.
    """
    clause, *others = row.clauses
    if clause not in drafted.fillings:
        return
    values = facts_of(drafted, row, clause, tuple(others))
    fields: dict[str, Fact] = {field.name: None for each in drafted.library.clauses[clause].parameters.values() for field in each.fields}
    found = [record for record in _records(drafted, clause) if applies(drafted, row, fields | values | record)]
    if found or applies(drafted, row, fields | values):
        items = ", ".join(str(next(iter(record.values()), "")) for record in found)
        of_records = bool(drafted.library.clauses[clause].parameters[row.parameter].fields)
        yield Hit(clause, row.parameter, items if of_records else shown(values[row.parameter]), row.allowed, {"items": items})


def _records(drafted: Drafted, clause: str) -> Iterator[dict[str, Fact]]:
    filling = drafted.fillings[clause]
    for name, parameter in filling.clause.parameters.items():
        if parameter.type == "records":
            yield from filling.settings[name].value or ()


def _slots(row: CheckRow, values: Mapping[str, Fact]) -> dict[str, str]:
    """Return every value that the condition of *row* reads, so that its message may name it."""
    return {name: shown(values[name]) for name in names(row.when) if name in values} if row.when else {}


TESTS = {test.__name__: test for test in (together, each_alternative, absent, each_record)}
