"""Put sentences and lists of points together so that full stops, semicolons and “and” are right whatever is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from agreements.agreement import Blank, Term, Text, Value
from agreements.library import AnnexSlot, Paragraph, RefSlot, Words

Part = Text | Term | Value | Blank | RefSlot | AnnexSlot
Parts = tuple[Part, ...]

_END = re.compile(r"(?:; (?P<word>\w+)|[;,.])$")  # the word before the last point: “and”, “or”, or what they are in the language of the library


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table whose cells are still parts."""

    head: tuple[str, ...]
    rows: tuple[tuple[Parts, ...], ...]
    form: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph with its values, before it has a number; *key* is its place in the wording, or its label."""

    key: str
    parts: Parts
    children: tuple[Draft, ...] = ()
    table: TableDraft | None = None
    terms: frozenset[str] = frozenset()
    glossary: bool = False

    @property
    def is_block(self) -> bool:
        """Tell whether this is a table or the list of definitions without words of its own."""
        return not self.parts and not self.children and (self.table is not None or self.glossary)


def seamless(parts: Parts, free: frozenset[str]) -> Parts:
    """Return *parts* with exactly one full stop between a typed text (its parameter is in *free*) and what follows it."""
    shown = list(parts)
    for index, part in enumerate(parts):
        if not isinstance(part, Value):
            continue
        ended = part.text.endswith((".", "!", "?"))
        following = shown[index + 1] if index + 1 < len(shown) else None
        if following is None:
            if part.parameter in free and not ended:
                shown.append(Text("."))
        elif isinstance(following, Text):
            shown[index + 1] = Text(_after(following.text, ended, part.parameter in free))
    return tuple(part for part in shown if not isinstance(part, Text) or part.text)


def _after(text: str, ended: bool, free: bool) -> str:
    if ended and text.startswith("."):
        return text[1:]
    if free and not ended and text[:1].isspace() and text[1:2].isupper():
        return "." + text
    return text


def punctuated(drafts: tuple[Draft, ...], final: str = ".", word: str = "") -> tuple[Draft, ...]:
    """Return the points of a list with semicolons, one joining word and the *final* mark, whichever of them were left out."""
    ends = [match for draft in drafts if not draft.children and (match := _ending(draft))]
    if not any(match.group(0).startswith(";") for match in ends):
        return drafts
    word = next((match["word"] for match in ends if match["word"]), None) or word
    marks = [";"] * (len(drafts) - 1) + [final]
    if word and len(drafts) > 1:
        marks[-2] = f"; {word}"
    return tuple(_ended(draft, mark) for draft, mark in zip(drafts, marks, strict=True))


def _ending(draft: Draft) -> re.Match[str] | None:
    last = draft.parts[-1] if draft.parts else None
    return _END.search(last.text) if isinstance(last, Text) else None


def _ended(draft: Draft, mark: str) -> Draft:
    if draft.children:
        return replace(draft, children=punctuated(draft.children, mark))
    if not draft.parts:
        return draft
    last = draft.parts[-1]
    if isinstance(last, Text):
        return replace(draft, parts=(*draft.parts[:-1], Text(_END.sub("", last.text) + mark)))
    return replace(draft, parts=(*draft.parts, Text(mark)))


def joining_word(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the word before the last point as written, whichever points are printed."""
    texts = [paragraph.pieces[-1].text for paragraph in paragraphs if paragraph.pieces and isinstance(paragraph.pieces[-1], Words)]
    words = [match["word"] for text in texts if (match := _END.search(text)) and match["word"]]
    return words[-1] if words else ""
