"""Write the table of contents as Word's field, filled in with the pages that Word will count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agreements.agreement import Agreement, Provision, plain
from agreements.render.docx_flow import Flow
from agreements.render.docx_template import Template
from agreements.render.docx_text import Marks, field, paragraph, text

_LONGEST_WORDS = 84
_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the words of a heading, the bookmark of its place and the page where it should stand."""

    words: str
    bookmark: str
    page: int


def entries(agreement: Agreement, template: Template, marks: Marks) -> tuple[list[Entry], int]:
    """Return the lines of the contents with the pages that Word will count, and the number of pages."""
    pages, last = Flow(template, agreement, marks).pages()
    listed = [(f"{clause.label}\t{_shown(clause)}", marks.target(clause.id)) for clause in agreement.clauses]
    listed += [(f"{annex.label}\u2002{annex.title}", marks.target(annex.id)) for annex in agreement.annexes]
    return [Entry(words, bookmark, pages.get(bookmark, 1)) for words, bookmark in listed], last


def contents(template: Template, listed: Iterable[Entry]) -> str:
    """Return the field with its entries, each a link; the end of the field is a paragraph of its own, as Word writes it."""
    lines = [_link(entry) for entry in listed]
    if not lines:
        return ""
    lines[0] = _BEGIN + lines[0]
    return "".join(paragraph(template, "toc 1", line) for line in lines) + paragraph(template, "Table End", _END)


def _link(entry: Entry) -> str:
    page = field(f"PAGEREF {entry.bookmark} \\h", text(str(entry.page)))
    return f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{text(entry.words)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'


def _shown(clause: Provision) -> str:
    return clause.heading or plain(clause.runs)[:_LONGEST_WORDS]
