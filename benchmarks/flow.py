"""The agreement as a flat flow of paragraphs and tables, in which the other engines are fed: the same words as in our documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreements.agreement import Agreement, ExecutionBlock, Provision, Reference, Runs, Table, Term

Span = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a style of the house template; *spans* are (text, bold or link; words; target of a link)."""

    style: str
    spans: tuple[Span, ...]
    label: str = ""
    anchor: str = ""
    block: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its first row is the heading row, if it has one."""

    style: str
    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    headed: bool = False
    caption: str = ""
    block: str = "grid"


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: (words, anchor) of each heading."""

    entries: tuple[tuple[str, str], ...]
    block: str = "contents"


Block = Paragraph | Grid | Contents


def flow(agreement: Agreement) -> list[Block]:
    """Return everything that the agreement prints, in order."""
    return list(_Flow(agreement).blocks())


class _Flow:
    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        ids = [one.id for one in agreement.provisions()] + [f"annex {annex.id}" for annex in agreement.annexes]
        self.anchors = {id_: f"b{number}" for number, id_ in enumerate(ids)}
        self.anchors |= {annex.id: self.anchors[f"annex {annex.id}"] for annex in agreement.annexes}

    def blocks(self) -> Iterator[Block]:
        agreement, words = self.agreement, self.agreement.words
        yield from (_plain("Kind", agreement.kind_title), _plain("Title", agreement.title), _plain("Subtitle", agreement.subtitle))
        yield Grid("Key Terms", tuple((_words(term.label), self.spans(term.runs)) for term in agreement.cover), caption=words.key_terms)
        yield from (_plain("Cover Note", agreement.cover_note), _plain("TOC Heading", words.contents), self.contents())
        yield _plain("Section Heading", words.parties)
        yield from (Paragraph("Party", self.spans(line.runs), line.label) for line in agreement.parties)
        yield _plain("Section Heading", words.background)
        yield from (Paragraph("Recital", self.spans(line.runs), line.label) for line in agreement.recitals)
        yield from (_plain("Section Heading", words.terms), _plain("Agreed", agreement.agreed))
        for clause in agreement.clauses:
            yield from self.provision(clause, "Clause 1")
        yield from self.execution()
        for annex in agreement.annexes:
            yield Paragraph("Annex Heading", _words(f"{annex.label}\u2002{annex.title}"), anchor=self.anchors[annex.id])
            for provision in annex.provisions:
                yield from self.provision(provision, "Annex Text 1")

    def contents(self) -> Contents:
        clauses = [(f"{clause.label}\t{clause.heading}", self.anchors[clause.id]) for clause in self.agreement.clauses]
        annexes = [(f"{annex.label}\u2002{annex.title}", self.anchors[annex.id]) for annex in self.agreement.annexes]
        return Contents((*clauses, *annexes))

    def provision(self, provision: Provision, first: str) -> Iterator[Block]:
        anchor = self.anchors[provision.id]
        if provision.heading:
            yield Paragraph("Clause 1", _words(provision.heading), provision.label, anchor)
        if provision.runs or not provision.heading:
            style = "Clause Text" if provision.heading else first if provision.level == 1 else f"Clause {provision.level}" if provision.label else "Definition"
            yield Paragraph(style, self.spans(provision.runs), "" if provision.heading else provision.label, "" if provision.heading else anchor)
        if provision.table:
            yield self.grid(provision.table)
        for child in provision.children:
            yield from self.provision(child, first)

    def grid(self, table: Table) -> Grid:
        width = max(len(table.head), *(len(row) for row in table.rows), 1)
        head = [tuple(_words(cell, "bold") for cell in table.head)] if any(table.head) else []
        rows = [tuple(self.spans(cell) for cell in (*row, *[()] * (width - len(row)))) for row in table.rows]
        return Grid("Form Table" if table.form else "Agreement Table", (*head, *rows), headed=bool(head), caption=table.caption)

    def execution(self) -> Iterator[Block]:
        agreement, words = self.agreement, self.agreement.words
        yield from (_plain("Section Heading", words.signatures), Paragraph("Body Text", self.spans(agreement.execution_intro)))
        yield from self.signing(agreement.execution)
        if agreement.approval:
            yield from (_plain("Section Heading", agreement.approval.heading), Paragraph("Body Text", self.spans(agreement.approval.runs)))
            yield from self.signing(agreement.approval.blocks)

    def signing(self, blocks: Sequence[ExecutionBlock]) -> Iterator[Block]:
        words = self.agreement.words
        for block in blocks:
            rows = [(words.name, block.name)]
            for one in block.signatories:
                rows += [(words.signature, ""), (words.name, one.name), (words.position, one.position), (words.authority, one.authority)]
                rows += [(words.date, one.date), (words.place, one.place)]
            yield Grid("Signatures", tuple((_words(label), _words(given)) for label, given in rows), caption=block.name)

    def spans(self, runs: Runs) -> tuple[Span, ...]:
        return tuple(self.span(run) for run in runs if run.text)

    def span(self, run: object) -> Span:
        match run:
            case Term(words):
                return "bold", words, ""
            case Reference(words, target) if target in self.anchors:
                return "link", words, self.anchors[target]
        return "text", getattr(run, "text", ""), ""


def _words(words: str, look: str = "text") -> tuple[Span, ...]:
    return ((look, words, ""),) if words else ()


def _plain(style: str, words: str) -> Paragraph:
    return Paragraph(style, _words(words))
