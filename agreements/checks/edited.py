"""Check an agreement that people have edited: which clauses no longer have the words of the library."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.agreement import Agreement, Annex, Blank, Provision, Runs, Value, descend
from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.hit import Hit
from agreements.comparing.line_matching import bag, similarity

Words = tuple[tuple[str, ...], ...]


def reworded(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """LIB-05: a clause of an edited agreement says something else than the library; a value that was changed is no other text."""
    if drafted.generated is not None:
        yield from reworded_clauses(drafted.generated, drafted.agreement, frozenset(drafted.library.clauses))


def reworded_clauses(generated: Agreement, edited: Agreement, known: frozenset[str]) -> Iterator[Hit]:
    """Yield a strike for each clause and annex of *edited* whose words differ from those of *generated*, are new or are gone; *known* are the ids of clauses."""
    before, after = {top.id: top for top in _tops(generated)}, {top.id: top for top in _tops(edited)}
    for id_, top in after.items():
        was, now = _words(before[id_]) if id_ in before else None, _words(top)
        if was == now:
            continue
        kept = "a new clause" if was is None else f"{round(100 * similarity(_bag(was), _bag(now)))} per cent of the words stayed"
        yield Hit(_clause(id_, known), found=kept, slots={"title": _title(top)})
    for id_, top in before.items():
        if id_ not in after:
            yield Hit(_clause(id_, known), found="the clause was deleted", slots={"title": _title(top)})


def _tops(agreement: Agreement) -> Iterator[Provision | Annex]:
    yield from agreement.clauses
    yield from agreement.annexes


def _title(top: Provision | Annex) -> str:
    return (f"{top.label}: {top.title}" if isinstance(top, Annex) else top.heading or top.label) or top.id


def _clause(id_: str, known: frozenset[str]) -> str:
    return id_ if id_ in known else ""


def _words(top: Provision | Annex) -> Words:
    """Return the words of the library in *top*; where a value or an open point stands, only that one does."""
    tops = top.provisions if isinstance(top, Annex) else (top,)
    provisions = [each for one in tops for each in descend(one)]
    lines = [line for each in provisions for line in ((each.heading,), _fixed(each.runs)) if any(line)]
    tables = [each.table for each in provisions if each.table]
    return (*lines, *(table.head for table in tables), *(_fixed(cell) for table in tables for row in table.rows for cell in row))


def _fixed(runs: Runs) -> tuple[str, ...]:
    made: list[str] = []
    for run in runs:
        if isinstance(run, Value | Blank):
            made.append("…")
        else:
            made += run.text.split() if run.run != "reference" else ["→"]
    return tuple(made)


def _bag(lines: Words) -> frozenset[tuple[str, int]]:
    return bag(word for line in lines for word in line)


TESTS = {"reworded": reworded}
