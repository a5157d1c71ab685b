"""Know every paragraph of a generated Word file: which place of the agreement it prints, found by printing the agreement anew and reading that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from agreements.agreement import Agreement, descend
from agreements.comparing.parts import parts
from agreements.foreign.word_package import open_word
from agreements.reading.views import View, rejected
from agreements.reading.word_reader import read_word
from agreements.render import docx
from agreements.render.docx_text import ANNEX, APPROVAL, EXECUTION, KEY_TERM, LINE, PARTY, PROVISION, RECITAL, RECORD, REFERRED, TABLE, Marks

FIELDS = ("name", "position", "authority", "date", "place")  # the lines below a signature, in printed order
_SINGLE = {
    "kind_title": "cover/kind_title", "title": "cover/title", "subtitle": "cover/subtitle", "cover_note": "cover/cover_note", "contents": "contents/heading",
    "parties": "parties/heading", "background": "recitals/heading", "terms": "terms/heading", "agreed": "terms/agreed", "signatures": "execution/heading",
    "execution_intro": "execution/execution_intro", "approval": "approval/heading", "approval_text": "approval/approval_text",
    "record": "record/heading", "record_intro": "record/record_intro",
}  # fmt: skip
_KINDS = {
    PARTY: "parties/{}",
    RECITAL: "recitals/{}",
    KEY_TERM: "cover/row-{}",
    EXECUTION: "execution/{}",
    APPROVAL: "approval/{}",
    RECORD: "record/{}",
    ANNEX: "annex:{}",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of the agreement as generated. *id* is that of :mod:`agreements.comparing.parts`, finer in tables (``…/row-2/1``); *number* is printed before it."""

    id: str
    part: str
    title: str
    number: str
    view: View

    label: str = ""

    @property
    def text(self) -> str:
        """What it says."""
        return self.said(self.view)

    def said(self, view: View) -> str:
        """Return what *view* says in this place; after the label of a line to sign on, a colon or a tab makes no difference."""
        text = view.text
        if not self.label or not text.startswith(self.label):
            return text
        return f"{self.label}: {text[len(self.label) :].lstrip(' :_')}".rstrip()

    @property
    def in_table(self) -> bool:
        """Tell whether it is a cell of a table that the agreement holds."""
        return "/row-" in self.id and not self.id.startswith("cover/")


@dataclass(frozen=True, slots=True)
class Generated:
    """The agreement as its Word file prints it. *contents* are the lines of the list of contents, *around* the words of headers and footers, by draft or not."""

    agreement: Agreement
    places: tuple[Place, ...]
    contents: frozenset[str]
    around: frozenset[str]
    bookmarks: Mapping[str, tuple[str, str]]

    @property
    def targets(self) -> dict[str, str]:
        """Return the id of what each bookmark stands for that a reference may lead to."""
        return {name: id_ for name, (kind, id_) in self.bookmarks.items() if kind in REFERRED}


@lru_cache(maxsize=4)
def generated(agreement: Agreement) -> Generated:
    """Return every place of *agreement* in the order in which Word prints it; takes about 50 ms for an agreement of 15 pages."""
    printed = read_word(open_word(docx.render(agreement), "the agreement as generated"))
    bookmarks = Marks(agreement).places()
    naming = _Naming(agreement, bookmarks)
    places = [naming.place(view) for view in rejected(printed.paragraphs)]
    contents = frozenset(heading_of(each.text) for each in printed.paragraphs if each.contents)
    return Generated(agreement, tuple(place for place in places if place.text or place.in_table), contents, frozenset(printed.around), bookmarks)


def heading_of(line: str) -> str:
    r"""Return a line of the contents without its number and page.

    >>> heading_of("4.\tFees\t7"), heading_of("Annex 1\u2002Stay\t9")
    ('Fees', 'Annex 1 Stay')
    """
    cells = [cell.strip() for cell in line.split("\t")]
    shown = cells[1] if len(cells) > 2 else cells[0]
    return " ".join(shown.split())


class _Naming:
    """Names one paragraph after the other; lines without a bookmark are known by what stands before them."""

    def __init__(self, agreement: Agreement, bookmarks: Mapping[str, tuple[str, str]]) -> None:
        self.bookmarks = bookmarks
        self.printed = {provision.id: bool(provision.heading or provision.runs) for provision in agreement.provisions()}
        self.heads = {provision.id: bool(provision.table and any(provision.table.head)) for provision in agreement.provisions()}
        self.parts = dict(_owners(agreement))
        self.labels = {line.id: line.label for part in parts(agreement) for line in part.lines}
        self.titles = {part.id: part.title for part in parts(agreement)}
        self.field_labels = {name: getattr(agreement.words, name) for name in FIELDS}
        self.last = ""
        self.table = ("", -1)  # the provision whose table is being read, and the number of that table
        self.block, self.signature = "", 0
        self.unnamed = 0

    def place(self, view: View) -> Place:
        id_ = self._named(view) or self._below(view)
        self.last = id_
        owner = id_ if id_ in self.parts else id_.partition("/row-")[0].removesuffix("/text")
        part = self.parts.get(owner) or id_.partition("/")[0]
        field = id_.rpartition("/")[2]
        label = self.field_labels.get(field, "") if id_.startswith(("execution/", "approval/")) else ""
        return Place(id_, part, self.titles.get(part, ""), self.labels.get(id_, ""), view, label)

    def _named(self, view: View) -> str:
        """Return the id that its bookmarks give; of several the last that has words of its own."""
        found = [self.bookmarks[name] for name in view.bookmarks if name in self.bookmarks]
        for kind, id_ in reversed(found):
            if kind == TABLE and view.cell:
                self.table = (id_, view.cell.table)
                return self._cell(view)
            if kind in (EXECUTION, APPROVAL):
                self.block, self.signature = _KINDS[kind].format(id_), 0
                return self.block
            if kind == LINE:
                return _SINGLE[id_]
            if kind in _KINDS:
                return _KINDS[kind].format(id_)
            if kind == PROVISION and self.printed[id_]:
                return id_
        return ""

    def _below(self, view: View) -> str:
        if view.cell and view.cell.table == self.table[1]:
            return self._cell(view)
        if view.style == "Key Term" and view.cell:
            return f"cover/row-{view.cell.row + 1}/label"
        if self.block and view.style == "Signature Rule":
            self.signature += 1
            return f"{self.block}/{self.signature}/signature"
        if self.block and view.style == "Signature Line" and not view.text.startswith("\t"):
            return f"{self.block}/{self.signature}/{self._field()}"
        if view.style == "Annex Note":
            return f"{self.last}/note"
        if view.style == "Clause Text":
            return f"{self.last}/text"
        self.unnamed += 1
        return f"{self.last.partition('/unnamed-')[0]}/unnamed-{self.unnamed}"

    def _field(self) -> str:
        here = f"{self.block}/{self.signature}/"
        return FIELDS[FIELDS.index(self.last.removeprefix(here)) + 1] if self.last.removeprefix(here) in FIELDS[:-1] else FIELDS[0]

    def _cell(self, view: View) -> str:
        owner = self.table[0]
        row = (view.cell.row if view.cell else 0) + (0 if self.heads[owner] else 1)
        return f"{owner}/row-{row}/{view.cell.column if view.cell else 0}"


def _owners(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Yield the id of each provision with that of its part."""
    for clause in agreement.clauses:
        yield from ((provision.id, clause.id) for provision in descend(clause))
    for annex in agreement.annexes:
        yield f"annex:{annex.id}", f"annex:{annex.id}"
        for top in annex.provisions:
            yield from ((provision.id, f"annex:{annex.id}") for provision in descend(top))
