"""Write an agreement as a Word file: house template, numbering by style, fields for contents and references."""

from __future__ import annotations

from agreements.agreement import Agreement, NumberedLine, Runs
from agreements.render.docx_body import Body
from agreements.render.docx_contents import contents, entries
from agreements.render.docx_package import package
from agreements.render.docx_tables import key_terms, signing
from agreements.render.docx_template import Template, house_template
from agreements.render.docx_text import Marks, RunWriter, paragraph, text

_KEEP = "<w:keepNext/>"
_NEW_PAGE = '<w:pageBreakBefore/><w:spacing w:before="0"/>'


def render(agreement: Agreement, *, draft: bool = False) -> bytes:
    """Return *agreement* as a Word file; a *draft* is marked across each page. The same agreement gives the same bytes."""
    document = _Document(agreement)
    listed, pages = entries(agreement, document.marks)
    body = document.cover()
    if not agreement.brief:
        body += document.heading(agreement.words.contents, "TOC Heading", _NEW_PAGE) + contents(document.template, listed)
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

    def heading(self, words: str, style: str = "Section Heading", properties: str = "") -> str:
        return paragraph(self.template, style, text(words), properties)

    def cover(self) -> str:
        agreement = self.agreement
        lines = (("Kind", agreement.kind_title), ("Title", agreement.title), ("Subtitle", agreement.subtitle))
        named = "".join(self.heading(words, style) for style, words in lines if words)
        terms = key_terms(self.template, self.runs, agreement.cover, agreement.words) if agreement.cover else ""
        return named + terms + (self.heading(agreement.cover_note, "Cover Note") if agreement.cover_note else "")

    def parties(self) -> str:
        words = self.agreement.words
        parties = self.heading(words.parties) + self._lines(self.agreement.parties, "Party")
        if self.agreement.recitals:
            parties += self.heading(words.background) + self._lines(self.agreement.recitals, "Recital")
        return parties + self.heading(words.terms) + (self.heading(self.agreement.agreed, "Agreed", _KEEP) if self.agreement.agreed else "")

    def _lines(self, lines: tuple[NumberedLine, ...], style: str) -> str:
        return "".join(self.body.line(line, style) for line in lines)

    def clauses(self) -> str:
        return "".join(self.body.clause(clause) for clause in self.agreement.clauses)

    def execution(self) -> str:
        agreement = self.agreement
        words = agreement.words
        page = self.heading(words.signatures, properties=_NEW_PAGE) + self._leading(agreement.execution_intro)
        page += signing(self.template, agreement.execution, words, words.signatures) if agreement.execution else ""
        approval = agreement.approval
        if approval:
            page += self.heading(approval.heading) + self._leading(approval.runs)
            page += signing(self.template, approval.blocks, words, approval.heading) if approval.blocks else ""
        return page + paragraph(self.template, "Table End", "")

    def _leading(self, runs: Runs) -> str:
        return paragraph(self.template, "Body Text", self.runs.write(runs), _KEEP) if runs else ""

    def annexes(self) -> str:
        return "".join(self.body.annex(annex) for annex in self.agreement.annexes)

    def record(self) -> str:
        record = self.agreement.record
        if record is None:
            return ""
        intro = paragraph(self.template, "Body Text", text(record.intro), _KEEP)
        return self.heading(record.heading, properties=_NEW_PAGE) + intro + self._lines(record.lines, "Party")
