"""Write words as Word's runs: escaped, with values as content controls and references as fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from html import escape
from itertools import zip_longest

from agreements.agreement import Agreement, Blank, Provision, Reference, Run, Runs, Term, Text, Value
from agreements.render.docx_scripts import OTHER_SCRIPTS, stretches
from agreements.render.docx_template import Template
from agreements.render.spacing import NO_BREAK, kept_together

_PRINTABLE = "\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_UNPRINTABLE = re.compile(f"[^\t\n{_PRINTABLE}]")
_SPECIAL = re.compile(f"[^{_PRINTABLE}]|[{OTHER_SCRIPTS}]")
_BREAKS = tuple((sign, f'</w:t><w:{element}/><w:t xml:space="preserve">') for sign, element in (("\n", "br"), ("\t", "tab")))
_LONGEST_NAME, _LONGEST_TAG = 40, 64
_LAST_WHOLE_LEVEL = 2


# What a bookmark may stand for, by the first letter of its name; the rest of the name is the id.
PROVISION, HEADING, ANNEX, ANNEX_LABEL, TABLE, PARTY, RECITAL, KEY_TERM, EXECUTION, APPROVAL, RECORD, LINE = "chantpbksvld"
REFERRED = (PROVISION, HEADING, ANNEX_LABEL)  # what a reference may lead to
LINES = (
    "kind_title", "title", "subtitle", "cover_note", "contents", "parties", "background", "terms", "agreed",
    "signatures", "execution_intro", "approval", "approval_text", "record", "record_intro",
)  # fmt: skip


class Marks:
    """Names and numbers that may occur only once in a document.

    Every paragraph of a Word file lies in a bookmark, or below one: ``c_…`` is a provision (a clause of level 1 with all below it),
    ``h_…`` the first paragraph of such a clause, to which references lead, ``a_…`` an annex, ``n_…`` the label of an annex, ``t_…`` the first
    cell of the table of a provision, ``p_…`` a party, ``b_…`` a recital, ``k_1`` the first row of the cover, ``s_…`` the block in which a party
    signs, ``v_…`` that of the second signature, ``l_…`` a line of the record, ``d_…`` a line that stands once (``LINES``).
    :meth:`places` says for which id each name stands.
    """

    def __init__(self, agreement: Agreement) -> None:
        self._last = 0
        self._names: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        self.provisions = {provision.id: provision for provision in agreement.provisions()}
        self.annexes = {annex.id for annex in agreement.annexes}
        self._roots = {provision.id for provision in _roots(agreement)}
        for kind, identifier in _named(agreement, self.provisions):
            self.name(identifier, kind)

    def target(self, identifier: str) -> str:
        """Return the bookmark to which a reference leads: one paragraph, because programs differ in which end of a longer one counts."""
        if identifier in self.annexes:
            return self.name(identifier, ANNEX_LABEL)
        return self.name(identifier, HEADING if identifier in self._roots else PROVISION)

    def number(self) -> int:
        """Return the next number for a bookmark or a control."""
        self._last += 1
        return self._last

    def places(self) -> dict[str, tuple[str, str]]:
        """Return for each bookmark what it stands for and the id of that: ``{"p_lead": ("p", "lead")}``; agreements that are alike give the same names."""
        return {name: key for key, name in self._names.items()}

    def name(self, identifier: str, kind: str = PROVISION) -> str:
        """Return the bookmark of what *kind* and *identifier* name."""
        name = self._names.get((kind, identifier))
        if name is None:
            name = bookmark_name(identifier, kind)
            name = name if name not in self._taken else bookmark_name(identifier, kind, distinct=True)
            self._names[kind, identifier] = name
            self._taken.add(name)
        return name

    def bookmark(self, name: str, inner: str) -> str:
        """Return *inner* between the two ends of a bookmark."""
        begin, end = self.ends(name)
        return begin + inner + end

    def ends(self, name: str) -> tuple[str, str]:
        """Return the two ends of a bookmark."""
        number = self.number()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'


def _roots(agreement: Agreement) -> tuple[Provision, ...]:
    """Return the clauses and what stands at the top of the annexes."""
    return (*agreement.clauses, *(provision for annex in agreement.annexes for provision in annex.provisions))


def _named(agreement: Agreement, provisions: Mapping[str, Provision]) -> Iterator[tuple[str, str]]:
    """Yield what has a bookmark, as its kind and its id."""
    yield from ((PROVISION, id_) for id_ in provisions)
    yield from ((HEADING, provision.id) for provision in _roots(agreement))
    yield from ((TABLE, id_) for id_, provision in provisions.items() if provision.table)
    for annex in agreement.annexes:
        yield from ((ANNEX, annex.id), (ANNEX_LABEL, annex.id))
    yield from ((PARTY, line.id) for line in agreement.parties)
    yield from ((RECITAL, line.id) for line in agreement.recitals)
    yield from ((KEY_TERM, str(number)) for number in range(1, len(agreement.cover) + 1))
    yield from ((EXECUTION, block.party) for block in agreement.execution)
    if agreement.approval:
        yield from ((APPROVAL, block.party) for block in agreement.approval.blocks)
    if agreement.record:
        yield from ((RECORD, line.id) for line in agreement.record.lines)
    yield from ((LINE, name) for name in LINES)


@lru_cache(maxsize=8_192)  # ids are those of the library, in nearly every document the same
def bookmark_name(identifier: str, kind: str = PROVISION, *, distinct: bool = False) -> str:
    """Return the name of a bookmark: letters, digits and underscores, at most 40, a hash where the id alone would not do.

    >>> bookmark_name("comp/non-compete")
    'c_comp_non_compete'
    """
    name = f"{kind}_" + re.sub(r"[^a-z0-9]+", "_", identifier.lower()).strip("_")
    if len(name) <= _LONGEST_NAME and not distinct:
        return name
    return f"{name[: _LONGEST_NAME - 9]}_{sha256(identifier.encode()).hexdigest()[:8]}"


def clean(words: str) -> str:
    """Return *words* without characters that no page can show."""
    return _UNPRINTABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def attribute(words: str, longest: int = 250) -> str:
    """Return *words* for an attribute in double quotes."""
    return escape(" ".join(clean(words).split())[:longest])


def text(words: str, style: str = "") -> str:
    """Return *words* as runs in the character style with the id *style*; stretches in another script name their language."""
    if words and not _SPECIAL.search(words):
        return _run(words, style, "")
    return "".join(_run(stretch, style, properties) for stretch, properties in stretches(clean(words)))


@lru_cache(maxsize=8_192)  # words of the library are in nearly every document the same
def _fixed(words: str, style: str = "", *, tied: bool = False) -> str:
    """Return words of the library, kept together; *tied* ones also with the number that follows ("clause 9")."""
    together = kept_together(words)
    if tied and words[-1:] == " " and words[-2:-1].isalpha():
        together = together[:-1] + NO_BREAK
    return text(together, style)


def _run(words: str, style: str, properties: str) -> str:
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    look = f"<w:rPr>{named}{properties}</w:rPr>" if named or properties else ""
    shown = escape(words, quote=False)
    if "\n" in shown or "\t" in shown:
        for sign, element in _BREAKS:
            shown = shown.replace(sign, element)
    return f'<w:r>{look}<w:t xml:space="preserve">{shown}</w:t></w:r>'


def field(instruction: str, cached: str) -> str:
    """Return a field of Word with the result that it shows until Word computes it anew."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{cached}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(template: Template, style: str, inner: str, properties: str = "") -> str:
    """Return a paragraph in the style named *style*."""
    return f'<w:p><w:pPr><w:pStyle w:val="{template.styles[style]}"/>{properties}</w:pPr>{inner}</w:p>'


class RunWriter:
    """Write the runs of a tree for one document."""

    def __init__(self, template: Template, marks: Marks) -> None:
        self._term = template.styles["Defined Term"]
        self._blank = template.styles["Blank"]
        self._marks = marks

    def write(self, runs: Runs) -> str:
        """Return *runs* as XML, with no-break spaces where a line must not end."""
        if len(runs) == 1 and isinstance(runs[0], Text):
            return _fixed(runs[0].text)
        return "".join(self._write(run, followed) for run, followed in zip_longest(runs, runs[1:]) if run.text)

    def _write(self, run: Run, followed: Run | None) -> str:
        words = run.text
        match run:
            case Text():
                return _fixed(words, tied=True) if isinstance(followed, Reference) else _fixed(words)
            case Term():
                return _fixed(words, self._term)
            case Value():
                return self._control(run.parameter, text(kept_together(words)), plain_text=True)
            case Blank():
                return self._control(run.parameter, text(kept_together(words), self._blank), plain_text=False)
        return self._reference(kept_together(words), run.target)

    def _control(self, parameter: str, content: str, *, plain_text: bool) -> str:
        """Return a content control; LibreOffice keeps only the alias, so both alias and tag carry the parameter.

        Word's control for plain text holds one run, so words in several scripts get one for any text.
        """
        if not content:
            return ""
        behaviour = ("" if content.count("<w:r>") > 1 else '<w:text w:multiLine="1"/>') if plain_text else "<w:showingPlcHdr/>"
        return f'{_control_name(parameter)}<w:id w:val="{self._marks.number()}"/>{behaviour}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'

    def _reference(self, words: str, target: str) -> str:
        if target in self._marks.annexes:
            return field(f"REF {self._marks.target(target)} \\h", text(words))
        provision = self._marks.provisions.get(target)
        if provision is None or not provision.label:
            return text(words)
        return field(f"REF {self._marks.target(target)} {_context(words, provision)} \\h", text(words))


@lru_cache(maxsize=4_096)  # a library has a few hundred
def _control_name(parameter: str) -> str:
    name = attribute(parameter, _LONGEST_TAG)
    return f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/>'


def _context(words: str, target: Provision) -> str:
    """Return how much of the number Word repeats: clauses carry it whole, a point is printed alone or with all above it."""
    if target.level <= _LAST_WHOLE_LEVEL:
        return "\\r"
    return "\\n" if words == target.label else "\\w"
