"""Read an Akoma Ntoso document back, and say what an agreement must print in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from agreements.agreement import Agreement, ExecutionBlock, NumberedLine, Provision, Run, plain

N = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
P = "{urn:pactwright:agreement}"


def squeezed(words: str) -> str:
    """Return *words* without spaces and without the signs that XML does not know."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+", "", words)


def said(agreement: Agreement) -> Iterator[str]:
    """Yield the words of the tree in the order of print, with every label."""
    words = agreement.words
    yield from (agreement.kind_title, agreement.title, agreement.subtitle)
    yield from (part for row in agreement.cover for part in (row.label, plain(row.runs)))
    yield from (agreement.cover_note, words.parties)
    yield from _lines(agreement.parties)
    if agreement.recitals:
        yield words.background
        yield from _lines(agreement.recitals)
    yield from (words.terms, agreement.agreed)
    yield from (part for clause in agreement.clauses for part in _provision(clause))
    yield from (words.signatures, plain(agreement.execution_intro), *_blocks(agreement, agreement.execution))
    if agreement.approval:
        yield from (agreement.approval.heading, plain(agreement.approval.runs), *_blocks(agreement, agreement.approval.blocks))
    for annex in agreement.annexes:
        yield from (annex.label, annex.title)
        yield from (part for provision in annex.provisions for part in _provision(provision))
    if agreement.record:
        yield from (agreement.record.heading, agreement.record.intro, *_lines(agreement.record.lines))


def _lines(lines: tuple[NumberedLine, ...]) -> Iterator[str]:
    yield from (part for line in lines for part in (line.label, plain(line.runs)))


def _provision(provision: Provision) -> Iterator[str]:
    yield from (provision.label, provision.heading, plain(provision.runs))
    if provision.table:
        yield from (*provision.table.head, *(plain(cell) for row in provision.table.rows for cell in row))
    for child in provision.children:
        yield from _provision(child)


def _blocks(agreement: Agreement, blocks: tuple[ExecutionBlock, ...]) -> Iterator[str]:
    words = agreement.words
    for block in blocks:
        yield block.name
        for person in block.signatories:
            yield f"{words.signature}:"
            lines = (("name", person.name), ("position", person.position), ("authority", person.authority), ("date", person.date), ("place", person.place))
            yield from (f"{getattr(words, label)}:{value}" for label, value in lines)


def printed(written: bytes) -> str:
    root = etree.fromstring(written)
    for hidden in [*root.iter(f"{N}meta"), *root.iter(f"{N}docStage")]:
        hidden.clear()
    return squeezed("".join(root.itertext()))


def named(root: etree._Element) -> list[etree._Element]:
    """Return all that has an identifier."""
    return [element for element in root.iter() if element.get("eId")]


def runs(agreement: Agreement) -> Iterator[Run]:
    for provision in agreement.provisions():
        yield from provision.runs
        if provision.table:
            yield from (run for row in provision.table.rows for cell in row for run in cell)
    for line in (*agreement.cover, *agreement.parties, *agreement.recitals):
        yield from line.runs
    yield from agreement.approval.runs if agreement.approval else ()
