"""Read what is to be compared: a Word file, a PDF, the JSON of an agreement, or a deal, told by content."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from agreements.agreement import Agreement, fingerprint
from agreements.assembly import Drafted, draft
from agreements.checks import check
from agreements.checks.acceptance import recorded
from agreements.cli.files import parse, refuse
from agreements.comparing.comparison import Side
from agreements.comparing.parts import Line, Part, Token, parts
from agreements.foreign.carried import carried_agreement, carried_in_word, read_agreement
from agreements.foreign.file_kind import is_json, is_pdf, is_word, require
from agreements.foreign.refusal import LARGEST_FILE
from agreements.foreign.word_package import WordPackage, open_word
from agreements.intake import read_deal
from agreements.reading.edited import edited_agreement
from agreements.reading.reading import Reading, read_back
from agreements.reading.word_parts import parts_by_headings, parts_of_reading
from agreements.render import docx, pdf
from agreements.verifying.verification import verify
from clauses import library

_WANTED = "a Word file (.docx), a PDF, the JSON of an agreement, or a deal"
_OF_AN_AGREEMENT = {"kind_title", "cover", "execution"}  # keys that the JSON of an agreement has and a deal has not


@dataclass(frozen=True, slots=True)
class Compared:
    """One side of a comparison. *word* is the Word file that was given; any other side is written in the house look where one is needed. *drafted* is the draft of a deal."""

    side: Side
    parts: tuple[Part, ...]
    agreement: Agreement | None = None
    word: WordPackage | None = None
    remarks: tuple[str, ...] = ()
    drafted: Drafted | None = None

    def package(self) -> WordPackage:
        """Return the side as a Word file."""
        if self.word is not None:
            return self.word
        if self.agreement is None:
            raise ValueError("a side is a Word file or an agreement")
        return open_word(docx.render(self.agreement), self.side.name)


def read_bytes(path: str) -> bytes:
    """Return what the file *path* holds (``-`` for standard input), as far as a file of this sort may be long."""
    if path == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1) if sys.stdin else b""
    with Path(path).open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def read_sides(*paths: str) -> list[Compared]:
    """Return the sides that lie at *paths*; raises an ``AgreementError`` for what is no agreement and no deal, or is damaged or dangerous.

    Files from elsewhere are opened before any deal is drafted, so that a bad one is refused at once.
    """
    contents = [(read_bytes(path), "standard input" if path == "-" else path) for path in paths]
    for content, name in contents:
        require(content, name, _WANTED, fits=is_word(content) or is_pdf(content) or is_json(content))
    made = {number: _read(*contents[number]) for number in sorted(range(len(contents)), key=lambda number: is_json(contents[number][0]))}
    return [made[number] for number in range(len(contents))]


def _read(content: bytes, name: str) -> Compared:
    if is_word(content):
        return _of_word(open_word(content, name))
    if is_pdf(content):
        return _of_pdf(content, name)
    value = parse(content, name)
    if isinstance(value, dict) and value.keys() >= _OF_AN_AGREEMENT:
        return of_agreement(read_agreement(content.removeprefix(b"\xef\xbb\xbf"), name), name)
    drafted = drafted_from(value)
    return replace(of_agreement(recorded(drafted, check(drafted)), name), drafted=drafted)


def drafted_from(value: object) -> Drafted:
    """Return the draft of a deal that was read as JSON; raises ``DealRefused`` with all that has no meaning in it."""
    known = library()
    return draft(read_deal(value, known), known, tolerant=True)


def of_agreement(agreement: Agreement, name: str, remarks: Sequence[str] = ()) -> Compared:
    """Return an agreement as a side."""
    return Compared(_side(agreement, name), parts(agreement), agreement, None, tuple(remarks))


def _side(agreement: Agreement, name: str) -> Side:
    return Side(
        Path(name).name, agreement.title, agreement.kind_title, agreement.reference, agreement.date, agreement.library, fingerprint(agreement)
    )  # fmt: skip


def _of_pdf(content: bytes, name: str) -> Compared:
    carried = carried_agreement(content, name)
    if carried is None:
        refuse(name, "this PDF carries no agreement, and a PDF alone cannot be read as clauses.", "Give the Word file, or a PDF made by Pactwright.")
    verdict = verify(content, name, lambda each, as_draft: docx.render(each, draft=as_draft), _as_pdf)
    told = f"{Path(name).name}: its pages no longer say what the agreement inside it says, which is compared here: pactwright verify shows how."
    return of_agreement(carried.agreement, name, () if verdict.holds else (told,))


def _as_pdf(agreement: Agreement, as_draft: bool, head: Any = None) -> bytes:
    """Return the PDF of an agreement, with the head of the letterhead that it was printed on, if any."""
    return pdf.render(agreement, draft=as_draft, **({"head": head} if head else {}))


def _of_word(package: WordPackage) -> Compared:
    """Return what a Word file says now: its tracked changes accepted, and what was typed without tracking taken as it stands."""
    carried = carried_in_word(package)
    if carried is None:
        found = tuple(_by_title(parts_by_headings(package)))
        if not found:
            refuse(package.name, "there is no text in it.", f"Give {_WANTED}.")
        return Compared(Side(Path(package.name).name), found, None, package)
    name = Path(package.name).name
    remarks = [] if carried.is_whole else [f"{name}: the agreement inside the file is not the one that the file says it carries."]
    reading = read_back(package, carried.agreement)
    if reading.is_unchanged:
        return replace(of_agreement(carried.agreement, package.name, remarks), word=package)
    agreement = edited_agreement(reading)
    return Compared(_side(agreement, package.name), parts_of_reading(reading), agreement, package, (*remarks, *_told(reading, name)))


def _told(reading: Reading, name: str) -> list[str]:
    """Return what a reader must know about an edited file."""
    count, silent = len(reading.edits), sum(1 for edit in reading.edits if not edit.tracked)
    told = []
    if count:
        kinds = f", {silent} of them not tracked" if 0 < silent < count else ", not tracked" if silent else ", all tracked"
        told.append(f"{name} was edited after it was generated: {count} change{'' if count == 1 else 's'}{kinds}. It is compared as it reads now.")
    if reading.remarks:
        told.append(f"{name} holds {len(reading.remarks)} thing{'' if len(reading.remarks) == 1 else 's'} that a person must look at: pactwright read-back.")
    return told


def _by_title(found: Sequence[Part]) -> Iterator[Part]:
    """Yield parts that are known by their headings alone, named by these: a place in one file says nothing about the other."""
    seen: set[str] = set()
    for part in found:
        title = part.title or "Beginning"
        id_ = f"part {title.casefold()}"
        while id_ in seen:
            id_ += "'"
        seen.add(id_)
        lines = (Line(f"{id_}#{number}", line.label, line.tokens) for number, line in enumerate(part.lines[1:], 2))
        yield replace(part, id=id_, title=title, lines=(_heading(part.lines[0], part.title, f"{id_}#1"), *lines))


def _heading(line: Line, title: str, id_: str) -> Line:
    """Return the first line of a part; the number before its title is no word of it, because it only follows from the order."""
    typed = len(line.text) - len(title) if title and line.text.endswith(title) else 0
    ends = accumulate(len(token.text) for token in line.tokens)
    return Line(
        id_, line.label, tuple(Token("→", token.text) if end <= typed and token.key != " " else token for token, end in zip(line.tokens, ends, strict=True))
    )
