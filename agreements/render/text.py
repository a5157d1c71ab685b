"""Write an agreement as plain text: the form that people compare, and that the golden tests keep."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from agreements.agreement import Agreement, Annex, ExecutionBlock, Provision, Table, plain

WIDTH = 92
_INDENT = {1: 0, 2: 0, 3: 7, 4: 13}
_HANG = {1: 7, 2: 7, 3: 6, 4: 6}
_LINE = "_" * 30


def render(agreement: Agreement, *, draft: bool = False) -> bytes:
    """Return the agreement as UTF-8 text with lines of at most 92 characters; *draft* marks it at the top."""
    return ("\n".join(_lines(agreement, draft=draft)) + "\n").encode()


def _lines(agreement: Agreement, *, draft: bool) -> Iterator[str]:
    words = agreement.words
    if draft:
        yield from (words.draft.upper(), "")
    yield from _cover(agreement)
    if not agreement.brief:
        yield from _section(words.contents)
        yield from (f"{provision.label:<7}{provision.heading}" for provision in agreement.clauses)
        yield from (f"{annex.label}  {annex.title}" for annex in agreement.annexes)
    yield from _section(words.parties)
    for line in (*agreement.parties, *agreement.recitals):
        if agreement.recitals and line is agreement.recitals[0]:
            yield from _section(words.background)
        yield from _hanging(line.label, plain(line.runs), 0, 7)
    yield from _section(words.terms)
    yield from wrap(agreement.agreed, WIDTH)
    for provision in agreement.clauses:
        yield from _provision(provision)
    yield from _signatures(agreement)
    for annex in agreement.annexes:
        yield from _annex(annex)
    if agreement.record:
        yield from _section(agreement.record.heading)
        yield from wrap(agreement.record.intro, WIDTH)
        for line in agreement.record.lines:
            yield from ("", *_hanging(line.label, plain(line.runs), 0, 7))


def _cover(agreement: Agreement) -> Iterator[str]:
    yield from wrap(agreement.kind_title, WIDTH)
    yield ""
    yield from wrap(agreement.title, WIDTH)
    yield from wrap(agreement.subtitle, WIDTH)
    yield ""
    width = max((len(row.label) for row in agreement.cover), default=0) + 2
    for row in agreement.cover:
        yield from _hanging(row.label, plain(row.runs), 0, width)
    yield ""
    yield from wrap(agreement.cover_note, WIDTH)


def _section(heading: str) -> Iterator[str]:
    yield from ("", "", heading.upper(), "")


def _hanging(label: str, text: str, indent: int, hang: int) -> list[str]:
    first = " " * indent + f"{label:<{hang - 1}} "
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * (indent + hang), break_on_hyphens=False) or [first.rstrip()]


def _provision(provision: Provision) -> Iterator[str]:
    indent, hang = _INDENT[provision.level], _HANG[provision.level]
    if provision.heading:
        yield from ("", *_hanging(provision.label, provision.heading, indent, hang))
    elif provision.runs or provision.label:
        yield from ("", *_hanging(provision.label, plain(provision.runs), indent, hang))
    if provision.table:
        yield from ("", *_table(provision.table, indent + hang))
    for child in provision.children:
        yield from _provision(child)


def _table(table: Table, indent: int) -> Iterator[str]:
    """Each row as a block of lines “heading: cell”; a form as its labels with lines to fill in."""
    margin = " " * indent
    if table.form:
        labels = [plain(row[0]) for row in table.rows if row] or list(table.head)
        yield from (f"{margin}{label}: {_LINE}" for label in labels)
        return
    for number, row in enumerate(table.rows):
        if number:
            yield ""
        for heading, cell in zip(table.head, row, strict=True):
            if cell:
                yield from wrap(f"{heading}: {plain(cell)}", WIDTH, initial_indent=margin, subsequent_indent=margin + "  ")


def _signatures(agreement: Agreement) -> Iterator[str]:
    yield from _section(agreement.words.signatures)
    yield from wrap(plain(agreement.execution_intro), WIDTH)
    for block in agreement.execution:
        yield from _block(agreement, block)
    if agreement.approval:
        yield from _section(agreement.approval.heading)
        yield from wrap(plain(agreement.approval.runs), WIDTH)
        for block in agreement.approval.blocks:
            yield from _block(agreement, block)


def _block(agreement: Agreement, block: ExecutionBlock) -> Iterator[str]:
    words = agreement.words
    yield from ("", *wrap(block.name, WIDTH))
    for signatory in block.signatories:
        rows = ((words.name, signatory.name), (words.position, signatory.position), (words.authority, signatory.authority))
        yield from ("", f"{words.signature}: {_LINE}")
        yield from (f"{label}: {value or _LINE}" for label, value in rows)
        yield from (f"{label}: {value or _LINE}" for label, value in ((words.date, signatory.date), (words.place, signatory.place)))


def _annex(annex: Annex) -> Iterator[str]:
    yield from ("", "", f"{annex.label}  {annex.title}".upper())
    for provision in annex.provisions:
        yield from _provision(provision)
