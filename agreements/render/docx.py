"""Write an agreement as a Word file: house template, numbering by style, fields for contents and references."""

from __future__ import annotations

from collections.abc import Callable, Collection

from agreements.agreement import Agreement, NumberedLine, Runs, plain, to_json
from agreements.letterhead.letterhead import Letterhead
from agreements.letterhead.printing import Sheet, printed
from agreements.render.annex_pages import begins_page
from agreements.render.docx_body import Body
from agreements.render.docx_contents import Entry, contents, entries
from agreements.render.docx_package import archive, draft_mark, package, page_numbers, short_fingerprint
from agreements.render.docx_tables import key_terms, signing
from agreements.render.docx_template import Template, house_template
from agreements.render.docx_text import KEY_TERM, LINE, PARTY, RECITAL, RECORD, Marks, RunWriter, paragraph, text

_KEEP = "<w:keepNext/>"


def render(agreement: Agreement, *, draft: bool = False, letterhead: Letterhead | None = None) -> bytes:
    """Return *agreement* as a Word file, on the hub's own *letterhead* if one is given; a *draft* is marked across each page.

    The same agreement gives the same bytes.
    """
    if letterhead is not None:
        return _on_letterhead(agreement, letterhead, draft=draft)
    document = _Document(agreement, house_template(brief=agreement.brief))
    listed, pages = entries(agreement, document.template, document.marks)
    body = document.cover() + document.contents(listed)
    body += document.parties() + document.clauses() + document.execution() + document.annexes() + document.record()
    return package(agreement, document.template, body, document.body.numbering.added_xml(), pages, draft=draft)


def _on_letterhead(agreement: Agreement, letterhead: Letterhead, *, draft: bool) -> bytes:
    """Write what the letterhead gives a place there, and all the rest where the agreement goes."""
    document = _Document(agreement, letterhead.template)
    listed, pages = entries(agreement, document.template, document.marks)
    writers: dict[str, Callable[[], str]] = {
        "key_terms": document.key_terms,
        "contents": lambda: document.contents(listed),
        "signatures": document.execution,
        "annexes": document.annexes,
        "agreement": lambda: document.rest(letterhead.placed, listed),
    }
    blocks = {name: writers[name]() for name in letterhead.blocks}
    source = to_json(agreement)
    mark = draft_mark(agreement.words.draft) if draft else ""
    sheet = Sheet(short_fingerprint(source), page_numbers(agreement, pages), mark, document.marks.number, document.lines(letterhead.placed))
    stories = printed(letterhead, agreement, blocks, sheet)
    return archive(agreement, source, letterhead.template, stories, document.body.numbering.added_xml(), draft=draft)


class _Document:
    """The parts of one document; numbers run on from part to part, so each is asked for once and in printed order."""

    def __init__(self, agreement: Agreement, template: Template) -> None:
        self.agreement = agreement
        self.template = template
        self.marks = Marks(agreement)
        self.runs = RunWriter(self.template, self.marks)
        self.body = Body(self.template, self.marks, self.runs)

    def heading(self, name: str, words: str, style: str = "Section Heading", properties: str = "") -> str:
        """Return a line that stands once, under its *name* (see ``docx_text.LINES``)."""
        return self._once(name, text(words), style, properties)

    def _once(self, name: str, inner: str, style: str, properties: str) -> str:
        return paragraph(self.template, style, self.marks.bookmark(self.marks.name(name, LINE), inner), properties)

    def cover(self, placed: Collection[str] = ()) -> str:
        """Return the cover without what is *placed* elsewhere."""
        agreement = self.agreement
        lines = (("kind", "Kind", "kind_title"), ("title", "Title", "title"), ("subtitle", "Subtitle", "subtitle"))
        cover = "".join(self.heading(name, getattr(agreement, name), style) for known, style, name in lines if known not in placed and getattr(agreement, name))
        cover += "" if {"key_terms", "for key_terms"} & set(placed) else self.key_terms()
        return cover + (self.heading("cover_note", agreement.cover_note, "Cover Note") if agreement.cover_note and "note" not in placed else "")

    def lines(self, placed: Collection[str]) -> dict[str, str]:
        """Return the bookmarks of the lines that are *placed* on a letterhead, by their words without any space."""
        agreement = self.agreement
        cover = {"kind": "kind_title", "title": "title", "subtitle": "subtitle", "note": "cover_note"}
        lines = [(getattr(agreement, name), self.marks.name(name, LINE)) for known, name in cover.items() if known in placed]
        if "for key_terms" in placed:
            lines += [(plain(term.runs), self.marks.name(str(number), KEY_TERM)) for number, term in enumerate(agreement.cover, 1)]
        return {"".join(words.split()): name for words, name in reversed(lines)}

    def key_terms(self) -> str:
        return key_terms(self.template, self.runs, self.marks, self.agreement.cover, self.agreement.words) if self.agreement.cover else ""

    def rest(self, placed: Collection[str], listed: list[Entry]) -> str:
        """Return all that has no place of its own on a letterhead."""
        rest = self.cover(placed)
        rest += "" if "contents" in placed else self.contents(listed)
        rest += self.parties() + self.clauses()
        rest += "" if "signatures" in placed else self.execution()
        return rest + ("" if "annexes" in placed else self.annexes()) + self.record()

    def contents(self, listed: list[Entry]) -> str:
        if self.agreement.brief:
            return ""
        return self.heading("contents", self.agreement.words.contents, "TOC Heading") + contents(self.template, listed)

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
        page = self.heading("signatures", words.signatures) + self._leading("execution_intro", agreement.execution_intro)
        page += signing(self.template, self.marks, agreement.execution, words) if agreement.execution else ""
        approval = agreement.approval
        if approval:
            page += self.heading("approval", approval.heading) + self._leading("approval_text", approval.runs)
            page += signing(self.template, self.marks, approval.blocks, words, second=approval.heading) if approval.blocks else ""
        return page + paragraph(self.template, "Table End", "")

    def _leading(self, name: str, runs: Runs) -> str:
        return self._once(name, self.runs.write(runs), "Body Text", _KEEP) if runs else ""

    def annexes(self) -> str:
        annexes = self.agreement.annexes
        note = f"{self.agreement.kind_title} · {self.agreement.reference}"
        return "".join(self.body.annex(annex, note, begins=begins) for annex, begins in zip(annexes, begins_page(annexes), strict=True))

    def record(self) -> str:
        record = self.agreement.record
        if record is None:
            return ""
        intro = self.heading("record_intro", record.intro, "Body Text", _KEEP)
        return self.heading("record", record.heading, "Page Heading") + intro + self._lines(record.lines, "Party", RECORD)
