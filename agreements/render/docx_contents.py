"""Write the table of contents as Word's field, filled in with estimated pages until Word counts them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from agreements.agreement import Agreement, Annex, Provision, descend, plain
from agreements.render.docx_template import Template
from agreements.render.docx_text import ANNEX, Marks, field, paragraph, text

_LINES_PER_PAGE = 45.0
_ENTRIES_PER_PAGE = 33
_LETTERS_PER_LINE = 84
_GAP, _HEADING, _ROW = 0.45, 3.2, 1.6
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


def entries(agreement: Agreement, marks: Marks) -> tuple[list[Entry], int]:
    """Return the lines of the contents and the number of pages, both by counting lines."""
    count = len(agreement.clauses) + len(agreement.annexes)
    first_page = 2 if agreement.brief else 2 + max(1, ceil(count / _ENTRIES_PER_PAGE))
    lines = 2 * _HEADING + sum(_lines(plain(line.runs)) for line in (*agreement.parties, *agreement.recitals))
    found = []
    for clause in agreement.clauses:
        found.append(Entry(f"{clause.label}\t{_shown(clause)}", marks.name(clause.id), first_page + int(lines / _LINES_PER_PAGE)))
        lines += _height(clause)
    page = first_page + int(lines / _LINES_PER_PAGE) + 1
    page += ceil((len(agreement.execution) + (len(agreement.approval.blocks) if agreement.approval else 0)) / 8)
    for annex in agreement.annexes:
        found.append(Entry(f"{annex.label}\u2002{annex.title}", marks.name(annex.id, ANNEX), page))
        page += max(1, ceil(_annex_height(annex) / _LINES_PER_PAGE))
    return found, page - 1


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
    return clause.heading or plain(clause.runs)[:_LETTERS_PER_LINE]


def _lines(words: str) -> float:
    return max(1, ceil(len(words) / _LETTERS_PER_LINE)) + _GAP


def _height(provision: Provision) -> float:
    height = 0.0
    for one in descend(provision):
        height += _HEADING if one.heading else 0.0
        height += _lines(plain(one.runs)) if one.runs else 0.0
        height += _ROW * (len(one.table.rows) + 1) * (2 if one.table.form else 1) if one.table else 0.0
    return height


def _annex_height(annex: Annex) -> float:
    return _HEADING + sum(_height(provision) for provision in annex.provisions)
