"""Check the checks: that each can strike, and that whatever it names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from agreements.check_row import CheckRow
from agreements.checks import COMPARED, DATED, LIMITED, ON_FINDINGS, TESTS
from agreements.checks.hit import SLOTS
from agreements.errors import nearest
from agreements.facts import is_derived
from agreements.library import Library, Parameter
from agreements.values import is_day
from clauses.coherence import unknown
from clauses.files import Source
from clauses.questions import VARIANT, known_facts, variants_of
from clauses.rules import Topic

_CODE = re.compile(r"([A-Z]{2,3})-\d{2}")
_SLOT = re.compile(r"\{([^{}]*)\}")
_SOURCE = re.compile(r"\bS\d{2}\b")


def examine(library: Library, sources: Mapping[str, Source]) -> None:
    """Note in *sources* each check that names something that does not exist, and each code that two files give away."""
    files = {path: source for path, source in sources.items() if path.startswith("checks/")}
    for first in library.checks.values():
        owners = [source for source in files.values() if first.code in source.head]
        for source in owners[1:]:
            at = source.line_of(first.code)
            source.fault(f"the code {first.code} is taken already, in {owners[0].path}.", "Take the next free number.", line=at)
        code = _CODE.fullmatch(first.code)
        if code is None or f"checks.{code[1]}" not in library.words:
            groups = sorted(name.removeprefix("checks.") for name in library.words if name.startswith("checks."))
            mend = f"Write one of {', '.join(groups)}, a hyphen and two digits."
            owners[-1].fault(f"“{first.code}” is no code of a check.", mend, line=owners[-1].line_of(first.code))
        for number, row in enumerate(first.rows):
            at = owners[-1].line_of(first.code, *(("also", number - 1) if number else ()))
            _row(library, row, owners[-1], at)
        known_facts(owners[-1], first.firm, library, _askable(library, first), at=owners[-1].line_of(first.code, "firm"))


def _askable(library: Library, row: CheckRow) -> dict[str, object]:
    """Return what the condition of *row* may ask of its clauses: by name, with all that it may be where only some answers make sense."""
    clauses = [library.clauses[id_] for id_ in row.clauses if id_ in library.clauses]
    found: dict[str, set[str]] = {VARIANT: {name for clause in clauses for name in variants_of(clause)}}
    open_: set[str] = set()
    for parameter in (each for clause in clauses for each in clause.parameters.values()):
        for name, type_, choices in _places(parameter):
            found.setdefault(name, set()).update(choices)
            open_ |= set() if type_ in ("enum", "enums") else {name}
    return {name: None if name in open_ else sorted(choices) for name, choices in found.items()}


def _places(parameter: Parameter) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    yield parameter.name, parameter.type, parameter.choices
    yield from ((each.name, each.type, each.choices) for each in parameter.fields)


def _row(library: Library, row: CheckRow, source: Source, at: int) -> None:
    if not row.test and row.when is None:
        source.fault(f"{row.code} has neither a condition nor a test.", "Add `when` or `test`.", line=at)
    if not row.test and not row.clauses:
        source.fault(f"{row.code} has a condition, but no clause to read it for.", "Add `clauses`.", line=at)
    if row.test and row.test not in {*TESTS, *ON_FINDINGS}:
        source.fault(f"{row.code} names the test “{row.test}”, which does not exist.", nearest(row.test, TESTS), line=at)
    _limit(row, source, at)
    unknown(source, "clauses", row.clauses, library.clauses)
    unknown(source, "source", _SOURCE.findall(row.source), library.sources)
    if row.overlay:
        unknown(source, "overlay", [row.overlay], get_args(Topic))
    if row.test in COMPARED and not _is_place(row.allowed, library):
        mend = "Write clause.parameter, or the name of an answer."
        source.fault(f"{row.code} compares with “{row.allowed[:60]}”, which does not exist.", mend, line=at)
    known = _askable(library, row)
    if row.parameter and row.clauses and row.parameter not in known and not is_derived(row.parameter):
        source.fault(f"{row.code} names the parameter “{row.parameter}”, which its clauses do not have.", nearest(row.parameter, known), line=at)
    unknown(source, "message", _SLOT.findall(row.message + row.fix), {*SLOTS, *known})
    if row.clauses:
        known_facts(source, row.when, library, known, at=at)


def _limit(row: CheckRow, source: Source, at: int) -> None:
    if row.limit in (None, ""):
        if row.test in LIMITED:
            source.fault(f"{row.code} has no limit to compare with.", "Add `limit`.", line=at)
    elif row.test in DATED and not is_day(row.limit):
        source.fault(f"the limit of {row.code} must be a day.", "Write it as 2026-12-31.", line=at)
    elif row.test not in DATED and not isinstance(row.limit, int | float):
        source.fault(f"the limit of {row.code} must be a number.", "Write it without quotes, or as “$name” from limits.toml.", line=at)


def _is_place(name: str, library: Library) -> bool:
    clause, _, parameter = name.partition(".")
    if clause in library.clauses:
        return parameter in library.clauses[clause].parameters
    return name in library.intake or is_derived(name)
