"""Say for every paragraph that an agreement prints of which runs of its tree it is made."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.agreement import Agreement, Provision, Runs, Term, Text


def tree_runs(agreement: Agreement) -> dict[str, Runs]:
    """Return the runs by the ids of :mod:`agreements.comparing.parts`, finer in tables: ``…/row-2/1`` is the second cell of the second row."""
    found = dict(_around(agreement))
    for provision in agreement.provisions():
        found.update(provision_runs(provision))
    return found


def provision_runs(provision: Provision) -> Iterator[tuple[str, Runs]]:
    """Yield the ids of the paragraphs of one provision with the runs that they print: heading, words, cells."""
    if provision.heading and provision.label:
        yield provision.id, (Text(provision.heading),)
        if provision.runs:
            yield f"{provision.id}/text", provision.runs
    elif provision.heading or provision.runs:
        heading = (Term(provision.heading), Text(" ")) if provision.heading else ()
        yield provision.id, (*heading, *provision.runs)
    if provision.table:
        if any(provision.table.head):
            yield from ((f"{provision.id}/row-0/{column}", (Text(words),) if words else ()) for column, words in enumerate(provision.table.head))
        for number, row in enumerate(provision.table.rows, 1):
            yield from ((f"{provision.id}/row-{number}/{column}", cell) for column, cell in enumerate(row))


def _around(agreement: Agreement) -> Iterator[tuple[str, Runs]]:
    for number, term in enumerate(agreement.cover, 1):
        yield f"cover/row-{number}", term.runs
    yield from ((f"parties/{line.id}", line.runs) for line in agreement.parties)
    yield from ((f"recitals/{line.id}", line.runs) for line in agreement.recitals)
    yield "execution/execution_intro", agreement.execution_intro
    if agreement.approval:
        yield "approval/approval_text", agreement.approval.runs
    if agreement.record:
        yield from ((f"record/{line.id}", line.runs) for line in agreement.record.lines)
