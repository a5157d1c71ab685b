"""The finished agreement: a frozen tree that renderers, checks and comparison read, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import Discriminator, TypeAdapter

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the library."""

    text: str
    run: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Term:
    """A term at the place where it is defined; printed bold."""

    text: str
    run: Literal["term"] = "term"


@dataclass(frozen=True, slots=True)
class Value:
    """An answer as people write it; *parameter* is ``clause.parameter`` or the name of a fact of the deal."""

    text: str
    parameter: str
    run: Literal["value"] = "value"


@dataclass(frozen=True, slots=True)
class Blank:
    """An open point: the answer is missing; *text* says which one."""

    text: str
    parameter: str
    run: Literal["blank"] = "blank"


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference: *text* is the printed number, *target* the id of the provision or annex."""

    text: str
    target: str
    run: Literal["reference"] = "reference"


Run = Annotated[Text | Term | Value | Blank | Reference, Discriminator("run")]
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row; a *form* has empty cells that people fill in by hand."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    form: bool = False


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered node of the finished text.

    Level 1 prints as ``4.``, level 2 as ``4.1``, level 3 as ``(a)``, level 4 as ``(i)``. A clause is a provision of level 1 with a
    *heading*. *source* is ``clause:variant@version``. A node with an empty *label* continues the one before it (an entry of the definitions).
    """

    id: str
    level: int
    label: str
    source: str
    heading: str = ""
    runs: Runs = ()
    table: Table | None = None
    children: tuple[Provision, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A row of the cover page."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A party, as (1), or a recital, as (A)."""

    id: str
    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment that is part of the agreement; *label* is ``Annex 1``."""

    id: str
    label: str
    title: str
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who signs; empty texts are lines to fill in by hand."""

    name: str
    position: str
    authority: str
    date: str
    place: str


@dataclass(frozen=True, slots=True)
class ExecutionBlock:
    """Where one party signs."""

    party: str
    name: str
    role: str
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """A second signature that the law asks for, with the text that is approved."""

    heading: str
    runs: Runs
    blocks: tuple[ExecutionBlock, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words between the clauses, in the language of the agreement. *page* holds ``{page}`` and ``{pages}``."""

    contents: str
    key_terms: str
    parties: str
    background: str
    terms: str
    annexes: str
    signatures: str
    name: str
    position: str
    authority: str
    date: str
    place: str
    signature: str
    page: str
    draft: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a clause and a variant stand in the agreement; *annex* is empty for the body."""

    clause: str
    variant: str
    version: str
    title: str
    number: str
    because: tuple[str, ...]
    risks: tuple[str, ...]
    annex: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What the checks raised and somebody accepted, printed at the very end; it is no term of the agreement."""

    heading: str
    intro: str
    lines: tuple[NumberedLine, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A finished agreement of one kind, as made from one deal with one version of the library; a *brief* one is printed without a list of contents."""

    kind: str
    kind_title: str
    title: str
    subtitle: str
    language: str
    reference: str
    date: str
    library: str
    deal: str
    cover: tuple[KeyTerm, ...]
    cover_note: str
    parties: tuple[NumberedLine, ...]
    recitals: tuple[NumberedLine, ...]
    agreed: str
    clauses: tuple[Provision, ...]
    annexes: tuple[Annex, ...]
    execution_intro: Runs
    execution: tuple[ExecutionBlock, ...]
    approval: Approval | None
    words: Words
    reasons: tuple[Reason, ...]
    schema: str = SCHEMA_VERSION
    record: Record | None = None
    brief: bool = False

    def provisions(self) -> Iterator[Provision]:
        """Yield every provision of body and annexes in printed order."""
        for clause in self.clauses:
            yield from descend(clause)
        for annex in self.annexes:
            for provision in annex.provisions:
                yield from descend(provision)


def descend(provision: Provision) -> Iterator[Provision]:
    """Yield *provision* and everything below it, in printed order."""
    waiting = [provision]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(here.children))


def plain(runs: Runs) -> str:
    """Return the words of *runs* without marks."""
    return "".join(run.text for run in runs)


@cache
def _adapter() -> TypeAdapter[Agreement]:
    return TypeAdapter(Agreement)


def to_json(agreement: Agreement) -> bytes:
    """Return the agreement as UTF-8 JSON under :func:`json_schema`; the same agreement gives the same bytes."""
    return _adapter().dump_json(agreement, indent=1) + b"\n"


def fingerprint(agreement: Agreement) -> str:
    """Return the SHA-256 of the agreement's JSON in hexadecimal: two agreements have the same one only if they say the same."""
    return sha256(to_json(agreement)).hexdigest()


def from_json(content: bytes) -> Agreement:
    """Read back what :func:`to_json` wrote; raises pydantic's ``ValidationError`` on anything else."""
    return _adapter().validate_json(content)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an agreement."""
    schema = _adapter().json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Pactwright agreement", **schema}
