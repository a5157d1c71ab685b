"""What the engine needs to know of a clause library: kinds, clauses, variants, parameters, terms, words. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from agreements.check_row import CheckRow
from agreements.conditions import Condition
from agreements.overlays import Overlay
from agreements.scenario import Group, Risk, Scenario
from agreements.sources import SourceNote

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Letter = Literal["m", "d", "o", "x", "i"]


# A wording, taken apart once when the library is read -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed text."""

    text: str


@dataclass(frozen=True, slots=True)
class TermMark:
    """A term being defined here."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a parameter or of a fact of the deal."""

    name: str


@dataclass(frozen=True, slots=True)
class RefSlot:
    """A cross-reference to a clause, or to one labelled paragraph of it."""

    clause: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class AnnexSlot:
    """A reference to an annex."""

    annex: str


Piece = Words | TermMark | Slot | RefSlot | AnnexSlot


@dataclass(frozen=True, slots=True)
class Block:
    """A place that is filled with more than words.

    *kind* is ``items`` (one point per entry of *name*), ``table`` (the records of *name*), ``form`` (labels with empty cells), ``register`` (a table
    with empty rows) or ``glossary``; *arguments* are columns, labels or the joining word.
    """

    kind: Literal["items", "table", "form", "register", "glossary"]
    name: str = ""
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A node of a wording: its text or block, its points, its label and its condition. *terms* are the shared terms used in the text."""

    pieces: tuple[Piece, ...]
    children: tuple[Paragraph, ...] = ()
    label: str = ""
    when: Condition | None = None
    block: Block | None = None
    terms: frozenset[str] = frozenset()


# Clauses ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record."""

    name: str
    type: str
    label: str
    optional: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a wording prints or a check reads. *source* names the fact that it is taken from when nobody gives it."""

    name: str
    type: str
    ask: str
    note: str = ""
    minimum: float | None = None
    maximum: float | None = None
    default: Json = None
    default_for: Mapping[str, Json] = field(default_factory=dict)
    source: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a clause with its trade-off for each side; *barred_when* says in which agreements it makes no sense."""

    id: str
    label: str
    for_lead: str
    for_partner: str
    paragraphs: tuple[Paragraph, ...]
    introduces: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    barred_when: Condition | None = None
    key_term: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """Choose *variant* when the condition holds, or always when there is none."""

    variant: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in the abstract: where it applies, when it is chosen, in which wordings.

    *texts* holds, by code of a kind, what its wordings print there instead of their own text.
    """

    id: str
    title: str
    purpose: str
    version: str
    review: str
    risks: tuple[str, ...]
    sources: tuple[str, ...]
    guidance: str
    applies: Mapping[str, Letter]
    order: tuple[Rule, ...]
    parameters: Mapping[str, Parameter]
    variants: Mapping[str, Variant]
    pending: tuple[str, ...] = ()
    trigger: Condition | None = None
    always_triggered: bool = False
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    requires_unless: Condition | None = None
    annex: str = ""
    pointer: Paragraph | None = None
    changes: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, Variant]] = field(default_factory=dict)

    def wording(self, variant: str, kind: str) -> Variant | None:
        """Return the wording *variant* as it is printed in the kind with this code, or None when it is not written."""
        return self.texts.get(kind, {}).get(variant) or self.variants.get(variant)


@dataclass(frozen=True, slots=True)
class AnnexPage:
    """An annex made from parameters of one clause, or (without paragraphs) the place where clauses with an annex of their own stand."""

    id: str
    title: str
    clause: str = ""
    when: Condition | None = None
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A row of the cover page: the key terms of these clauses, or the party with this role."""

    label: str
    clauses: tuple[str, ...] = ()
    role: str = ""
    pieces: tuple[Piece, ...] = ()
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """The recipe of a kind of agreement. *roles* are those its parties may have; *lead* tells whether one party must lead.

    *parent* says what an agreement of this kind stands under: a framework agreement, the main agreement that it is annexed to, or nothing.
    *brief* leaves the list of contents out, and sets the text closer on paper.
    """

    id: str
    code: str
    title: str
    use_when: str
    roles: tuple[str, ...]
    lead: bool
    clauses: tuple[str, ...]
    cover: tuple[CoverRow, ...]
    recitals: tuple[Paragraph, ...]
    annexes: tuple[str, ...]
    parent: Literal["", "framework", "main"] = ""
    brief: bool = False


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A defined term that several clauses use."""

    name: str
    introduced_by: str
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class IntakeField:
    """A question whose answer chooses clauses and variants; *label* and *choices* are used in reasons."""

    name: str
    type: Literal["boolean", "enum", "number", "text", "texts"]
    label: str
    default: Json
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyTermGroup:
    """Key terms that a register of contracts asks for: by our name, the parameter ``clause.parameter``, the fact ``deal.name`` or the clause that tells it."""

    id: str
    title: str
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a clause with the annex pages and the meanings of shared terms that belong to it."""

    clause: Clause
    annexes: Mapping[str, AnnexPage]
    terms: Mapping[str, SharedTerm]


@dataclass(frozen=True, slots=True)
class Library:
    """A checked library: all content that the engine works on, in one language."""

    version: str
    language: str
    kinds: Mapping[str, Kind]
    clauses: Mapping[str, Clause]
    annexes: Mapping[str, AnnexPage]
    terms: Mapping[str, SharedTerm]
    intake: Mapping[str, IntakeField]
    checks: Mapping[str, CheckRow]
    words: Mapping[str, str]
    territories: Mapping[str, str]
    trusted_countries: frozenset[str]
    risks: Mapping[str, Risk]
    anchors: Mapping[str, str]
    phrase_terms: Mapping[str, frozenset[str]]
    local_terms: frozenset[str]
    groups: tuple[Group, ...] = ()
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    editions: Mapping[str, Mapping[str, Edition]] = field(default_factory=dict)
    overlays: tuple[Overlay, ...] = ()
    sources: Mapping[str, SourceNote] = field(default_factory=dict)
    key_terms: tuple[KeyTermGroup, ...] = ()
