"""Break any rule of selection or any check, and something here notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from combinations import VALUES, combined
from mutants import of_clause
from second_reading import CODES, expected, facts, letters
from second_reading_wordings import wordings

from agreements.deal import Deal, Override
from agreements.intake import read_deal
from agreements.library import Clause, Library
from agreements.selection import select
from clauses import library

CLAUSES = list(library().clauses.values())
EQUIVALENT = {  # broken forms that no deal can tell from the rule, with the reason
    "disp/governing-law rule neutral-law: part 2: part 1: kind: DSB left out": "the law is inherited there, and only a hand could choose it",
    "core/parties-purpose rule multi-hub comes too early": "only a client letter could tell, and it has one hub",
    **dict.fromkeys(
        (
            "perf/client-interface the trigger is lost",
            "perf/client-interface trigger: part 1 lost",
            "perf/client-interface trigger: part 1: “not” lost",
            "perf/client-interface trigger: part 1: client empty: turned round",
            "perf/client-interface trigger: part 2: kind: JSD left out",
            "perf/client-interface trigger: part 2: kind: SCA left out",
        ),
        "the kinds that the trigger names hold the clause without it",
    ),
}


@cache
def deals() -> tuple[tuple[Deal, dict[str, str], dict[str, str]], ...]:
    """Return the deals of the pairs, some drawn ones and one for each answer alone, with what the tables of the brief choose: by rule, and when put in by hand."""
    known = library()
    raws = [raw for kind in CODES for raw in (*combined(kind, more=100), *_alone(kind))]
    return tuple((read_deal(raw, known), expected(raw), wordings(facts(raw))) for raw in raws)


def _alone(kind: str) -> Iterator[dict[str, Any]]:
    base = next(iter(combined(kind)))
    for name, values in VALUES.items():
        if name not in ("cast", "client", "framework"):
            yield from ({**base, "answers": {name: list(value) if isinstance(value, tuple) else value}} for value in values)


def survives(clause: Clause) -> bool:
    """Tell whether every deal selects *clause* as if it were whole."""
    known = library()
    broken = replace(known, clauses={**known.clauses, clause.id: clause})
    return _ruled(clause.id, broken) and all(
        _chosen(deal, broken, clause.id) == wanted.get(clause.id) and _chosen(deal, broken, clause.id, by_hand=True) in (None, by_hand[clause.id])
        for deal, wanted, by_hand in deals()
    )


def _ruled(id_: str, broken: Library) -> bool:
    """Tell whether the kinds still call the clause mandatory, forbidden or inherited as the matrix of the brief does."""
    for kind, code in CODES.items():
        wanted, recipe = letters(code)[id_], broken.kinds[kind]
        out, into = (select(Deal(kind, "", clauses={id_: Override(include=include)}), recipe, broken) for include in (False, True))
        said = (id_ in out.missing, id_ in into.forbidden, id_ in select(Deal(kind, ""), recipe, broken).inherited)
        if said != (wanted == "m", wanted == "x", wanted == "i"):
            return False
    return True


def _chosen(deal: Deal, known: Library, id_: str, *, by_hand: bool = False) -> str | None:
    kind = known.kinds[deal.kind]
    alone = replace(kind, clauses=(id_,)) if known.clauses[id_].applies[kind.code] in "mdo" else replace(kind, clauses=())
    try:
        return select(replace(deal, clauses={id_: Override(include=True)} if by_hand and alone.clauses else {}), alone, known).variants.get(id_)
    except ValueError:  # the broken rules have a gap
        return "gap"


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_every_break_of_a_selection_is_noticed(clause: Clause) -> None:
    survivors = [what for what, broken in of_clause(clause) if survives(broken)]

    assert [what for what in survivors if f"{clause.id} {what}" not in EQUIVALENT] == []
