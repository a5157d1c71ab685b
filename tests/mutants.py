"""Break conditions, selections and checks in every small way that a slip of the pen could."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreements.check_row import CheckRow
from agreements.conditions import Atom, Both, Condition, Either, Not, is_empty
from agreements.library import Clause, Rule

_NEIGHBOURS = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
_STEP = {">=": -1, ">": 1, "<=": 1, "<": -1}  # together with the neighbour these move a limit both ways


def of_condition(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Yield each broken form of *condition* with what was done to it."""
    match condition:
        case Atom():
            yield from _of_atom(condition)
        case Not(inner):
            yield "“not” lost", inner
            yield from ((what, Not(broken)) for what, broken in of_condition(inner))
        case Both(parts):
            yield "“and” became “or”", Either(parts)
            yield from _of_parts(parts, Both)
        case Either(parts):
            yield "“or” became “and”", Both(parts)
            yield from _of_parts(parts, Either)


def _of_parts(parts: Sequence[Condition], join: type[Both | Either]) -> Iterator[tuple[str, Condition]]:
    for at, part in enumerate(parts):
        rest = (*parts[:at], *parts[at + 1 :])
        yield f"part {at + 1} lost", rest[0] if len(rest) == 1 else join(rest)
        yield from ((f"part {at + 1}: {what}", join((*parts[:at], broken, *parts[at + 1 :]))) for what, broken in of_condition(part))


def _of_atom(atom: Atom) -> Iterator[tuple[str, Condition]]:
    yield f"{atom.name} {atom.operator}: turned round", Not(atom)
    if atom.operator in _NEIGHBOURS:
        yield f"{atom.name}: {atom.operator} became {_NEIGHBOURS[atom.operator]}", replace(atom, operator=_NEIGHBOURS[atom.operator])
        limit = float(atom.operand[0]) + _STEP[atom.operator]
        yield f"{atom.name}: the limit became {limit:g}", replace(atom, operand=(limit,))
    if atom.operator == "in" and len(atom.operand) > 1:
        for at, value in enumerate(atom.operand):
            yield f"{atom.name}: {value} left out", replace(atom, operand=(*atom.operand[:at], *atom.operand[at + 1 :]))


def of_clause(clause: Clause) -> Iterator[tuple[str, Clause]]:
    """Yield *clause* with its selection broken: letters, trigger, order and conditions."""
    for code, letter in clause.applies.items():
        for other in {"m": "d", "d": "o", "o": "d", "x": "m", "i": "d"}[letter]:
            if clause.always_triggered and {letter, other} == {"d", "o"}:
                continue  # there the two letters say the same
            yield f"{code}: {letter} became {other}", replace(clause, applies={**clause.applies, code: other})
    if clause.trigger is not None:
        yield "the trigger is lost", replace(clause, trigger=None)
        yield from ((f"trigger: {what}", replace(clause, trigger=broken)) for what, broken in of_condition(clause.trigger))
        if "d" in clause.applies.values():
            yield "always_triggered turned round", replace(clause, always_triggered=not clause.always_triggered)
    for at, rule in enumerate(clause.order):
        others = (*clause.order[:at], *clause.order[at + 1 :])
        if rule.when is not None:
            yield f"rule {rule.variant} lost", replace(clause, order=others)
            yield from (
                (f"rule {rule.variant}: {what}", replace(clause, order=(*clause.order[:at], Rule(rule.variant, broken), *clause.order[at + 1 :])))
                for what, broken in of_condition(rule.when)
            )
        if at and rule.when is not None and not _exclude_each_other(rule.when, clause.order[at - 1].when):
            swapped = (*clause.order[: at - 1], rule, clause.order[at - 1], *clause.order[at + 1 :])
            yield f"rule {rule.variant} comes too early", replace(clause, order=swapped)


def _exclude_each_other(one: Condition, other: Condition | None) -> bool:
    """Tell whether the two ask the same answer for different values, so that their order says nothing."""
    return any(
        a.name == b.name and not set(a.operand) & set(b.operand) for a in _required(one) for b in _required(other) if {a.operator, b.operator} <= {"=", "in"}
    )


def _required(condition: Condition | None) -> tuple[Atom, ...]:
    parts = condition.parts if isinstance(condition, Both) else (condition,)
    return tuple(part for part in parts if isinstance(part, Atom))


def of_check(row: CheckRow) -> Iterator[tuple[str, CheckRow]]:
    """Yield *row* broken: its own strike, or one of its further strikes."""
    yield from _of_strike(row)
    for at, further in enumerate(row.also):
        before, after = row.also[:at], row.also[at + 1 :]
        yield f"strike {at + 2} lost", replace(row, also=(*before, *after))
        yield from ((f"strike {at + 2}: {what}", replace(row, also=(*before, broken, *after))) for what, broken in _of_strike(further))


def _of_strike(row: CheckRow) -> Iterator[tuple[str, CheckRow]]:
    """Yield *row* with its condition, its limit, its severity or its clauses broken."""
    if row.when is not None:
        yield from ((what, replace(row, when=broken)) for what, broken in of_condition(row.when))
        if row.test:
            yield "the condition is lost", replace(row, when=None)
    if isinstance(row.limit, int | float):
        yield "a higher limit", replace(row, limit=row.limit * 1.5 + 1)
        yield "a lower limit", replace(row, limit=row.limit * 0.5 - 1)
    elif not is_empty(row.limit):
        yield "a later day", replace(row, limit="2999-12-31")
        yield "an earlier day", replace(row, limit="1999-01-01")
    yield "the other severity", replace(row, severity="warning" if row.severity == "error" else "error")
    for at, clause in enumerate(row.clauses):
        yield f"{clause} left out", replace(row, clauses=(*row.clauses[:at], *row.clauses[at + 1 :]))
