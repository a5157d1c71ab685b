"""Write an agreement as a Word file: house template, numbering by style, fields for contents and references."""

from __future__ import annotations

from agreements.agreement import Agreement, NumberedLine, Runs
from agreements.render.docx_body import Body
from agreements.render.docx_contents import Entry, contents, entries
from agreements.render.docx_package import package
from agreements.render.docx_tables import key_terms, signing
from agreements.render.docx_template import Template, house_template
from agreements.render.docx_text import LINE, PARTY, RECITAL, RECORD, Marks, RunWriter, paragraph, text

_KEEP = "<w:keepNext/>"
_NEW_PAGE = '<w:pageBreakBefore/><w:spacing w:before="0"/>'


def render(agreement: Agreement, *, draft: bool = False) -> bytes:
    """Return *agreement* as a Word file; a *draft* is marked across each page. The same agreement gives the same bytes."""
    document = _Document(agreement)
    listed, pages = entries(agreement, document.marks)
    body = document.cover()
    if not agreement.brief:
        body += document.contents(listed)
    body += document.parties() + document.clauses() + document.execution() + document.annexes() + document.record()
    return package(agreement, body, document.body.numbering.added_xml(), pages, draft=draft)


class _Document:
    """The parts of one document; numbers run on from part to part, so each is asked for once and in printed order."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.template: Template = house_template()
        self.marks = Marks(agreement)
        self.runs = RunWriter(self.template, self.marks)
        self.body = Body(self.template, self.marks, self.runs)

    def heading(self, name: str, words: str, style: str = "Section Heading", properties: str = "") -> str:
        """Return a line that stands once, under its *name* (see ``docx_text.LINES``)."""
        return self._once(name, text(words), style, properties)

    def _once(self, name: str, inner: str, style: str, properties: str) -> str:
        return paragraph(self.template, style, self.marks.bookmark(self.marks.name(name, LINE), inner), properties)

    def cover(self) -> str:
        agreement = self.agreement
        lines = (("Kind", "kind_title"), ("Title", "title"), ("Subtitle", "subtitle"))
        named = "".join(self.heading(name, getattr(agreement, name), style) for style, name in lines if getattr(agreement, name))
        terms = key_terms(self.template, self.runs, self.marks, agreement.cover, agreement.words) if agreement.cover else ""
        return named + terms + (self.heading("cover_note", agreement.cover_note, "Cover Note") if agreement.cover_note else "")

    def contents(self, listed: list[Entry]) -> str:
        return self.heading("contents", self.agreement.words.contents, "TOC Heading", _NEW_PAGE) + contents(self.template, listed)

    def parties(self) -> str:
        agreement, words = self.agreement, self.agreement.words
        parties = self.heading("parties", words.parties) + self._lines(agreement.parties, "Party", PARTY)
        if agreement.recitals:
            parties += self.heading("background", words.background) + self._lines(agreement.recitals, "Recital", RECITAL)
        return parties + self.heading("terms", words.terms) + (self.heading("agreed", agreement.agreed, "Agreed", _KEEP) if agreement.agreed else "")

    def _lines(self, lines: tuple[NumberedLine, ...], style: str, kind: str) -> str:
        return "".join(self.body.line(line, style, kind) for line in lines)

    def clauses(self) -> str:
        return "".join(self.body.clause(clause) for clause in self.agreement.clauses)

    def execution(self) -> str:
        agreement, words = self.agreement, self.agreement.words
        page = self.heading("signatures", words.signatures, properties=_NEW_PAGE) + self._leading("execution_intro", agreement.execution_intro)
        page += signing(self.template, self.marks, agreement.execution, words) if agreement.execution else ""
        approval = agreement.approval
        if approval:
            page += self.heading("approval", approval.heading) + self._leading("approval_text", approval.runs)
            page += signing(self.template, self.marks, approval.blocks, words, second=approval.heading) if approval.blocks else ""
        return page + paragraph(self.template, "Table End", "")

    def _leading(self, name: str, runs: Runs) -> str:
        return self._once(name, self.runs.write(runs), "Body Text", _KEEP) if runs else ""

    def annexes(self) -> str:
        return "".join(self.body.annex(annex) for annex in self.agreement.annexes)

    def record(self) -> str:
        record = self.agreement.record
        if record is None:
            return ""
        intro = self.heading("record_intro", record.intro, "Body Text", _KEEP)
        return self.heading("record", record.heading, properties=_NEW_PAGE) + intro + self._lines(record.lines, "Party", RECORD)
