"""Turn a wording into what a page shows: words, terms, marked places of parameters, references, conditions in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from agreements.catalogue import links
from agreements.conditions_in_words import Telling
from agreements.deal import Deal
from agreements.library import AnnexSlot, Block, Clause, Field, Library, Paragraph, Parameter, Piece, RefSlot, Slot, TermMark, Words
from agreements.phrases import Phrases
from agreements.values import normal


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece of a line: plain words, a defined term, the place of a parameter or of a fact, or a reference; *default* is what a parameter has."""

    kind: Literal["text", "term", "parameter", "fact", "reference"]
    text: str
    path: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table or form inside a wording: its heads, or the labels of its rows; *of* is the parameter that fills it."""

    kind: Literal["table", "form", "register"]
    heads: tuple[str, ...]
    of: Inline | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as a page shows it; *only_if* is its condition in words, *each* the ready entries of a list. Tables and the glossary have no number."""

    line: tuple[Inline, ...]
    points: tuple[Shown, ...] = ()
    only_if: str = ""
    grid: Grid | None = None
    each: tuple[str, ...] = ()
    numbered: bool = True


class Showing:
    """Shows the wordings of one clause, or of an annex that is filled from it."""

    def __init__(self, library: Library, clause: Clause | None) -> None:
        self.library, self.words, self.clause = library, library.words, clause
        self.telling = Telling(library, [clause] if clause else [])
        self.phrases = Phrases(Deal("", ""), library)
        self.parameters: Mapping[str, Parameter] = clause.parameters if clause else {}

    def paragraphs(self, paragraphs: Iterable[Paragraph]) -> tuple[Shown, ...]:
        """Return *paragraphs* as they are shown."""
        return tuple(self._paragraph(each) for each in paragraphs)

    def line(self, pieces: Iterable[Piece]) -> tuple[Inline, ...]:
        """Return one line of pieces."""
        return tuple(self._inline(piece) for piece in pieces)

    def phrase(self, parameter: Parameter | Field, value: object) -> str:
        """Return a value as a draft prints it; an empty text for nothing."""
        made = normal(parameter, value, {}, ())  # type: ignore[arg-type]  # a default is JSON
        if made in (None, "", (), {}):
            return ""
        if parameter.type == "clauses":
            return self.phrases.list_of(self._clauses(str(each)) for each in made)
        if parameter.type == "enums":
            return "; ".join(parameter.choices.get(each, each) for each in made)
        return self.phrases.phrase(parameter, made) if parameter.type != "records" else ""

    def _paragraph(self, paragraph: Paragraph) -> Shown:
        only_if = self.telling.tell(paragraph.when) if paragraph.when else ""
        line, grid, each = self._block(paragraph.block) if paragraph.block else (self.line(paragraph.pieces), None, ())
        numbered = paragraph.block is None or paragraph.block.kind == "items"
        return Shown(line, self.paragraphs(paragraph.children), only_if, grid, each, numbered)

    def _inline(self, piece: Piece) -> Inline:
        match piece:
            case Words(text):
                return Inline("text", text)
            case TermMark(text):
                return Inline("term", text)
            case Slot(name):
                return self._slot(name)
            case RefSlot(target):
                found = self.library.clauses.get(target)
                return Inline("reference", f"“{found.title if found else target}”", links.clause(target) if found else "")
            case AnnexSlot(annex):
                known = self.library.annexes.get(annex)
                return Inline("reference", self.words["slot.annex"].replace("{title}", known.title if known else annex), links.annex(annex) if known else "")

    def _slot(self, name: str) -> Inline:
        parameter = self.parameters.get(name)
        if parameter is None or self.clause is None:
            return Inline("fact", self.words.get(f"slot.{name}", name.replace("_", " ")))
        default = "" if parameter.default is None or parameter.type == "boolean" else self.phrase(parameter, parameter.default)
        return Inline("parameter", name.replace("_", " "), links.parameter(self.clause.id, name), default)

    def _block(self, block: Block) -> tuple[tuple[Inline, ...], Grid | None, tuple[str, ...]]:
        """Return the line, the grid and the ready entries of a place that is filled with more than words."""
        if block.kind == "glossary":
            return (Inline("fact", self.words["slot.glossary"]),), None, ()
        if block.kind in {"form", "register"}:
            return (), Grid("form" if block.kind == "form" else "register", block.arguments), ()
        slot = self._slot(block.name)
        parameter = self.parameters.get(block.name)
        if block.kind == "table":
            fields = {each.name: each.label for each in parameter.fields} if parameter else {}
            heads = tuple(fields.get(name, name) for name in block.arguments) if block.arguments else tuple(fields.values())
            return (), Grid("table", heads, slot), ()
        return (Inline("fact", self.words["slot.items"]), Inline("text", " "), Inline(slot.kind, slot.text, slot.path)), None, self._entries(parameter)

    def _entries(self, parameter: Parameter | None) -> tuple[str, ...]:
        if parameter is None or not isinstance(parameter.default, list) or parameter.type == "records":
            return ()
        if parameter.type == "clauses":
            return tuple(self._clauses(str(each)) for each in parameter.default)
        return self.phrases.entries(parameter, normal(parameter, parameter.default, {}, ()))

    def _clauses(self, pattern: str) -> str:
        """Return what ``ip/background`` or ``ip/*`` stands for."""
        if pattern in self.library.clauses:
            return f"“{self.library.clauses[pattern].title}”"
        category = pattern.partition("/")[0]
        group = next((group.title for group in self.library.groups if category in group.categories), pattern)
        titles = [f"“{clause.title}”" for id_, clause in self.library.clauses.items() if id_.startswith(f"{category}/")]
        return self.phrases.list_of(titles) if titles else group
