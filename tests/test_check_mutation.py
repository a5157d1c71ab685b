"""Break any check, and one of the tables of strikes notices: a strike is lost, or a silence is broken."""

from __future__ import annotations

import copy
import importlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from mutants import of_check
from striking import Group

from agreements.assembly import Drafted, draft
from agreements.check_row import CheckRow
from agreements.checks import check
from agreements.intake import read_deal
from clauses import library
from clauses.library import example

CHECKS = Path(__file__).parent / "agreements" / "checks"
CODES = list(library().checks)


@dataclass(frozen=True)
class Case:
    """A deal on which a check must strike with this severity, or must not strike at all."""

    kind: str
    change: Callable[[Any], object] | None
    severity: str
    strikes: bool


@cache
def cases() -> dict[str, list[Case]]:
    """Return what the tables of all groups promise, by code; before its change every deal is silent."""
    found: dict[str, list[Case]] = defaultdict(list)
    modules = [importlib.import_module(f"agreements.checks.{path.stem}") if False else _module(path) for path in sorted(CHECKS.glob("test_*.py"))]
    for module in modules:
        groups = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Group) and each is not Group]
        for group in groups:
            for name, kind, change in group.strikes:
                _note(found, name, kind, change, strikes=True)
            for name, kind, change in group.silent:
                _note(found, name, kind, change, strikes=False)
        for code, change in getattr(module, "STRIKES", ()) if module.__name__.endswith("test_checks") else ():
            _note(found, code, "joint-service-delivery", change, strikes=True)
    return found


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _note(found: dict[str, list[Case]], name: str, kind: str, change: Callable[[Any], object], *, strikes: bool) -> None:
    code, _, severity = name.partition(" ")
    severity = severity or library().checks[code].severity
    found[code].append(Case(kind, change, severity, strikes))
    if strikes:
        found[code].append(Case(kind, None, severity, strikes=False))


@cache
def drafted(case: Case) -> Drafted:
    """Return the draft of a case."""
    raw: Any = copy.deepcopy(example(case.kind))
    if case.change:
        case.change(raw)
    return draft(read_deal(raw, library()), library(), tolerant=True)


def keeps(row: CheckRow, case: Case) -> bool:
    """Tell whether the check still does what the case promises."""
    here = drafted(case)
    only = replace(here, library=replace(here.library, checks={row.code: row}))
    return any(finding.severity == case.severity for finding in check(only)) == case.strikes


@pytest.mark.parametrize("code", CODES)
def test_every_break_of_a_check_is_noticed(code: str) -> None:
    row, promised = library().checks[code], cases()[code]
    assert all(keeps(row, case) for case in promised)

    survivors = [what for what, broken in of_check(row) if all(keeps(broken, case) for case in promised)]

    assert survivors == []
