"""Lay an agreement out as what a reader compares: parts, their lines, and the words of each line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agreements.agreement import Agreement, Annex, ExecutionBlock, Provision, Reference, Runs, Signatory, Table, Words

CELL = " | "  # stands between the cells of a row
_WORDS = re.compile(r"\s+|[\w€%]+(?:[.,:/@’'-]+[\w€%]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or white space; two are the same when their keys are, so that a reference that only got another number is no change."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading, a row of a table or a line of an execution block. *label* is its printed number with those above it, as ``4.2(a)``."""

    id: str
    label: str
    tokens: tuple[Token, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return what makes two lines the same."""
        return tuple(token.key for token in self.tokens)

    @property
    def text(self) -> str:
        """Return the words as they are printed."""
        return "".join(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Part:
    """A clause, an annex, or what stands around them: cover, parties, recitals, terms, execution, approval, record. *number* is that of a clause."""

    id: str
    title: str
    lines: tuple[Line, ...]
    number: str = ""


def parts(agreement: Agreement) -> tuple[Part, ...]:
    """Return *agreement* as parts in printed order; a part without lines is left out.

    The first line of a clause or an annex is its heading. The ids of lines are those of the provisions; around the clauses they are ``part/name``,
    as ``parties/lead``.
    """
    return tuple(part for part in _parts(agreement) if part.lines)


def tokens(runs: Runs) -> tuple[Token, ...]:
    """Return the words of *runs*; a reference counts as its target, whatever number it prints."""
    made: list[Token] = []
    for run in runs:
        made += [Token(f"→{run.target}", run.text)] if isinstance(run, Reference) else words(run.text)
    return tuple(made)


def words(text: str) -> tuple[Token, ...]:
    """Return the words of a plain text; all white space counts as the same.

    >>> [token.text for token in words("EUR 18,000 (net).")]
    ['EUR', ' ', '18,000', ' ', '(', 'net', ')', '.']
    """
    return tuple(Token(word if word.strip() else " ", word) for word in _WORDS.findall(text))


def row(cells: Iterable[tuple[Token, ...]]) -> tuple[Token, ...]:
    """Return the words of a row of a table, a mark between its cells."""
    made: list[Token] = []
    for number, cell in enumerate(cells):
        made += [Token(CELL, CELL)] if number else []
        made += cell
    return tuple(made)


def _parts(agreement: Agreement) -> Iterator[Part]:
    named = agreement.words
    yield Part("cover", named.key_terms, tuple(_cover(agreement)))
    yield Part("parties", named.parties, tuple(Line(_around("parties", line.id), line.label, tokens(line.runs)) for line in agreement.parties))
    yield Part("recitals", named.background, tuple(Line(_around("recitals", line.id), line.label, tokens(line.runs)) for line in agreement.recitals))
    yield Part("terms", named.terms, tuple(_once("terms", agreed=words(agreement.agreed))))
    for clause in agreement.clauses:
        yield Part(clause.id, clause.heading, tuple(_lines(clause)), clause.label)
    for annex in agreement.annexes:
        yield Part(f"annex:{annex.id}", f"{annex.label}: {annex.title}", tuple(_annex(annex)))
    yield Part("execution", named.signatures, (*_once("execution", execution_intro=tokens(agreement.execution_intro)), *_blocks(agreement.execution, named)))
    if agreement.approval:
        text = _once("approval", approval_text=tokens(agreement.approval.runs))
        yield Part("approval", agreement.approval.heading, (*text, *_blocks(agreement.approval.blocks, named, "approval")))
    if agreement.record:
        text = _once("record", record_intro=words(agreement.record.intro))
        lines = (Line(_around("record", line.id), line.label, tokens(line.runs)) for line in agreement.record.lines)
        yield Part("record", agreement.record.heading, (*text, *lines))


def _around(part: str, name: str) -> str:
    return f"{part}/{name}"


def _once(part: str, **lines: tuple[Token, ...]) -> Iterator[Line]:
    """Yield the lines that an agreement has once, under the names that they have in the tree."""
    yield from (Line(_around(part, name), "", made) for name, made in lines.items() if made)


def _cover(agreement: Agreement) -> Iterator[Line]:
    yield from _once("cover", kind_title=words(agreement.kind_title), title=words(agreement.title), subtitle=words(agreement.subtitle))
    for number, term in enumerate(agreement.cover, 1):
        yield Line(_around("cover", f"row-{number}"), term.label, tokens(term.runs))
    yield from _once("cover", cover_note=words(agreement.cover_note))


def _annex(annex: Annex) -> Iterator[Line]:
    yield Line(f"annex:{annex.id}", annex.label, words(annex.title or annex.label))
    for provision in annex.provisions:
        yield from _lines(provision)


def _lines(provision: Provision, above: str = "") -> Iterator[Line]:
    """Yield the heading, the paragraph, the rows and everything below a provision; *above* is the number that a point adds to its own."""
    label = f"{above}{provision.label}" if provision.label.startswith("(") else provision.label
    if provision.heading:
        yield Line(provision.id, label, words(provision.heading))
    if provision.runs:
        yield Line(f"{provision.id}/text" if provision.heading else provision.id, label, tokens(provision.runs))
    if provision.table:
        yield from _rows(provision.id, provision.table)
    for child in provision.children:
        yield from _lines(child, label or above)


def _rows(id_: str, table: Table) -> Iterator[Line]:
    """Yield the rows of a table, the heading row as ``row-0``; a row that is to be filled in by hand has no words."""
    rows = (row(words(cell) for cell in table.head), *(row(tokens(cell) for cell in cells) for cells in table.rows))
    yield from (Line(f"{id_}/row-{number}", "", made) for number, made in enumerate(rows) if any(token.key.strip(" |") for token in made))


def _blocks(blocks: Iterable[ExecutionBlock], named: Words, part: str = "execution") -> Iterator[Line]:
    """Yield one line for each party that signs: its name, then what is printed about its people, as the cells of a row."""
    for block in blocks:
        said = (words(each) for signatory in block.signatories for each in _signatory(signatory, named))
        yield Line(_around(part, block.party), "", row([words(block.name), *said]))


def _signatory(signatory: Signatory, named: Words) -> Iterator[str]:
    """Yield what is printed about a person who signs; what is to be filled in by hand is no text yet."""
    for field in ("name", "position", "authority", "date", "place"):
        if given := getattr(signatory, field):
            yield f"{getattr(named, field)}: {given}"
