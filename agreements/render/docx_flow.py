"""Foretell on which page of a Word file each heading stands, by setting the agreement as Word will."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from agreements.agreement import Agreement, Annex, ExecutionBlock, NumberedLine, Provision, Table, plain
from agreements.render.annex_pages import begins_page
from agreements.render.docx_measure import line_count
from agreements.render.docx_pages import Block, Sheets
from agreements.render.docx_tables import FORM_ROW, TOGETHER, Grid, kept_rows, key_term_widths
from agreements.render.docx_template import Template
from agreements.render.docx_text import Marks

_WHITE, _SIGNING_WHITE = 172, 340  # above and below the words of a row, with its border
_BESIDE, _BESIDE_TERM = 142, 227  # beside the words of a cell
_LABEL = 1474  # where the words of a signature line begin


@lru_cache(maxsize=8_192)  # most paragraphs are the library's own, and in nearly every document the same
def _block(template: Template, style: str, words: str, room: int) -> Block:
    """Return *words* as a paragraph of the *style*, in the *room* of a cell or in that of the page."""
    setting = template.settings[style.casefold()]
    lines = line_count(words, setting.face, room or template.width - template.indents.get(style, setting.left) - setting.right)
    return Block(setting.line + setting.border / lines, lines, setting.before, setting.after, setting.keep, setting.new_page)


class Flow:
    """The blocks of one agreement in the setting of one template."""

    def __init__(self, template: Template, agreement: Agreement, marks: Marks) -> None:
        self._template = template
        self._agreement = agreement
        self._marks = marks

    def pages(self) -> tuple[dict[str, int], int]:
        """Return the page of each clause and annex by its bookmark, and the number of pages."""
        sheets = Sheets(self._template.height)
        sheets.place(self._blocks())
        return sheets.found, sheets.page

    def _blocks(self) -> Iterator[Block]:
        agreement = self._agreement
        yield from self._cover()
        if not agreement.brief:
            yield from self._contents()
        words = agreement.words
        yield self._paragraph("Section Heading", words.parties)
        yield from self._lines("Party", agreement.parties)
        if agreement.recitals:
            yield self._paragraph("Section Heading", words.background)
            yield from self._lines("Recital", agreement.recitals)
        yield self._paragraph("Section Heading", words.terms)
        if agreement.agreed:
            yield self._paragraph("Agreed", agreement.agreed)
        for clause in agreement.clauses:
            yield from self._provision(clause, "Clause", self._marks.target(clause.id))
        yield from self._execution()
        for annex, begins in zip(agreement.annexes, begins_page(agreement.annexes), strict=True):
            yield from self._annex(annex, begins=begins)
        if agreement.record:
            yield self._paragraph("Page Heading", agreement.record.heading)
            yield self._paragraph("Body Text", agreement.record.intro, keep=True)
            yield from self._lines("Party", agreement.record.lines)

    def _paragraph(self, style: str, words: str, *, keep: bool = False, mark: str = "", room: int = 0) -> Block:
        block = _block(self._template, style, words, room)
        if keep > block.keep or mark:
            return block._replace(keep=keep or block.keep, mark=mark)
        return block

    def _lines(self, style: str, lines: Iterable[NumberedLine]) -> Iterator[Block]:
        return (self._paragraph(style, plain(line.runs)) for line in lines)

    def _cover(self) -> Iterator[Block]:
        agreement = self._agreement
        for style, words in (
            ("Kind", agreement.kind_title),
            ("Title", agreement.title),
            ("Subtitle", agreement.subtitle),
            ("Cover Note", agreement.cover_note),
        ):
            if style == "Cover Note":
                yield from self._key_terms()
            if words:
                yield self._paragraph(style, words)

    def _key_terms(self) -> Iterator[Block]:
        label, value = key_term_widths(self._template)
        for term in self._agreement.cover:
            yield self._row((("Key Term", term.label), ("Key Value", plain(term.runs))), (label - _BESIDE_TERM, value - _BESIDE_TERM))

    def _contents(self) -> Iterator[Block]:
        agreement = self._agreement
        yield self._paragraph("TOC Heading", agreement.words.contents)
        for heading in (*(clause.heading for clause in agreement.clauses), *(f"{annex.label} {annex.title}" for annex in agreement.annexes)):
            yield self._paragraph("toc 1", heading)
        yield self._paragraph("Table End", "")

    def _provision(self, provision: Provision, kind: str, mark: str = "", *, keep: bool = False) -> list[Block]:
        made: list[Block] = []
        keep = keep or bool(provision.children or provision.table)
        if provision.label and provision.heading and provision.level == 1:
            made.append(self._paragraph("Clause 1", provision.heading, mark=mark))
            if provision.runs:
                made.append(self._paragraph("Clause Text", plain(provision.runs)))
        elif provision.runs or provision.heading:
            style = (f"{kind} {min(provision.level, 4)}") if provision.label else "Definition"
            words = f"{provision.heading} {plain(provision.runs)}" if provision.heading else plain(provision.runs)
            made.append(self._paragraph(style, words, keep=keep, mark=mark))
        if provision.table:
            indent = self._template.indent(provision.level if provision.label else provision.level - 1) if kind == "Clause" else 0
            made += self._table(provision.table, indent)
        kept = before_last(provision)
        for child in provision.children:
            made += self._provision(child, kind, keep=child is kept)
        return made

    def _table(self, table: Table, indent: int) -> Iterator[Block]:
        grid = Grid(self._template, table, indent)
        if not grid.widths:
            return
        room = [each - _BESIDE for each in grid.widths]
        least = FORM_ROW if table.form else 0
        if any(table.head):
            yield self._row([(f"{grid.narrow}Table Heading", words) for words in table.head], room)
        for row, keep in zip(table.rows, kept_rows(table), strict=True):
            yield self._row([(f"{grid.narrow}Table Text", plain(cell)) for cell in row], room, keep=keep, least=least)
        yield self._paragraph("Table End", "")

    def _row(self, cells: Sequence[tuple[str, str]], room: Sequence[int], *, keep: bool = False, least: float = 0) -> Block:
        blocks = [self._paragraph(style, words, room=max(1, width)) for (style, words), width in zip(cells, room, strict=False)]
        height = max((block.height * block.lines for block in blocks), default=0) + _WHITE
        return Block(max(height, least), keep=keep or any(block.keep for block in blocks[:1]), whole=True)

    def _execution(self) -> Iterator[Block]:
        agreement = self._agreement
        yield self._paragraph("Section Heading", agreement.words.signatures)
        if agreement.execution_intro:
            yield self._paragraph("Body Text", plain(agreement.execution_intro), keep=True)
        yield from self._signing(agreement.execution)
        if agreement.approval:
            yield self._paragraph("Section Heading", agreement.approval.heading)
            yield self._paragraph("Body Text", plain(agreement.approval.runs), keep=True)
            yield from self._signing(agreement.approval.blocks)
        yield self._paragraph("Table End", "")

    def _signing(self, blocks: Sequence[ExecutionBlock]) -> Iterator[Block]:
        for first in range(0, len(blocks), 2):
            height = max(self._signature(block) for block in blocks[first : first + 2])
            yield Block(height + _SIGNING_WHITE, keep=first + 2 < len(blocks) <= TOGETHER, whole=True)

    def _signature(self, block: ExecutionBlock) -> float:
        room = self._template.width // 2 - 567
        lines = [self._paragraph("Signing Party", block.name, room=room)]
        for one in block.signatories:
            lines.append(self._paragraph("Signature Rule", self._agreement.words.signature, room=room))
            written = (one.name, one.position, one.authority, one.date, one.place)
            lines += [self._paragraph("Signature Line", words, room=room - _LABEL) for words in written]
        return sum(line.before + line.height * line.lines + line.after for line in lines)

    def _annex(self, annex: Annex, *, begins: bool) -> Iterator[Block]:
        heading = self._paragraph("Annex Heading", f"{annex.label} {annex.title}", mark=self._marks.target(annex.id))
        yield heading if begins else Block(heading.height, heading.lines, ANNEX_BELOW, heading.after, keep=True, mark=heading.mark)
        yield self._paragraph("Annex Note", f"{self._agreement.kind_title} · {self._agreement.reference}")
        for provision in annex.provisions:
            yield from self._provision(provision, "Annex Text")


ANNEX_BELOW = 794  # the room above an annex that begins in the middle of a page
_POINTS = 3  # the level of (a)


def before_last(provision: Provision) -> Provision | None:
    """Return the point that keeps the last one of its list from standing alone on a page."""
    points = provision.children
    return points[-2] if len(points) > 1 and points[-1].level >= _POINTS else None
