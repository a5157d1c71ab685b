"""The deals and agreements that are measured: the library's examples, different in every turn."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, cast

from agreements.agreement import Agreement, Provision, Reference, Runs, descend
from agreements.assembly import draft
from agreements.intake import read_deal
from agreements.render import text
from clauses import library
from clauses.library import example

KIND = "joint-service-delivery"
WORDS = 6_100


def deal(turn: int, kind: str = KIND) -> dict[str, Any]:
    """Return the example deal of *kind* as JSON, with the reference and the names of one turn, so that no whole document is cached."""
    raw = cast("dict[str, Any]", example(kind))
    names = sorted((party[key] for party in raw["parties"] for key in ("legal_name", "short_name") if party.get(key)), key=len, reverse=True)
    own = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    renamed = own.sub(lambda found: f"{found[0]} {turn}", json.dumps(raw, ensure_ascii=False))
    return {**json.loads(renamed), "reference": f"BENCH-{turn:06}"}


def agreement(turn: int, kind: str = KIND) -> Agreement:
    """Return the agreement of that deal."""
    return draft(read_deal(deal(turn, kind), library()), library()).agreement


def words(made: Agreement) -> int:
    """Return how many words the agreement prints."""
    return len(text.render(made).split())


def repeated(made: Agreement, times: int) -> Agreement:
    """Return *made* with its clauses *times* over, each copy numbered on and referring to itself."""
    count = len(made.clauses)
    own = {one.id for clause in made.clauses for one in descend(clause)}
    copies = (_copy(clause, turn, count * turn + number, own) for turn in range(times) for number, clause in enumerate(made.clauses, start=1))
    return replace(made, clauses=tuple(copies))


def _copy(provision: Provision, turn: int, number: int, own: set[str]) -> Provision:
    if not turn:
        return provision
    table = provision.table
    if table:
        table = replace(table, rows=tuple(tuple(_referring(cell, turn, own) for cell in row) for row in table.rows))
    return replace(
        provision,
        id=f"{provision.id}-{turn}",
        label=re.sub(r"^\d+", str(number), provision.label),
        runs=_referring(provision.runs, turn, own),
        table=table,
        children=tuple(_copy(child, turn, number, own) for child in provision.children),
    )


def _referring(runs: Runs, turn: int, own: set[str]) -> Runs:
    return tuple(replace(run, target=f"{run.target}-{turn}") if isinstance(run, Reference) and run.target in own else run for run in runs)
