"""What is read from a Word file: its paragraphs in pieces, each piece with who put it in or took it out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

State = Literal["same", "inserted", "deleted", "vain"]  # vain: put in by one person and taken out again by another
_SPACE = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who tracked a change, and when, as the file says; both may be empty."""

    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words of one kind. *target* is the bookmark that a cross-reference points to, *parameter* the content control it stands in."""

    text: str
    state: State = "same"
    hands: tuple[Hand, ...] = ()
    target: str = ""
    parameter: str = ""
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a paragraph in a table: numbers of the table, the row and the column, all from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something in a paragraph that has no place in an agreement, or that words cannot show: *what* it is and the words that belong to it."""

    what: str
    words: str = ""
    hands: tuple[Hand, ...] = ()


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it stands in the file. *mark* is the state of its end: an inserted end splits a paragraph, a deleted one joins it to the next."""

    style: str = ""
    level: int = 0
    cell: Cell | None = None
    row: State = "same"
    row_hands: tuple[Hand, ...] = ()
    mark: State = "same"
    mark_hands: tuple[Hand, ...] = ()
    contents: bool = False
    unnumbered: bool = False
    pieces: list[Piece] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Every word in it, whatever became of it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: what it says, and the number of the one that it answers."""

    id: str
    author: str
    date: str
    text: str
    answers: str = ""
    quoted: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class WordText:
    """All that is read from a Word file. *around* holds the words of headers and footers, *letterhead* tells that a hub's own letterhead printed such.

    *oddities* belong to no paragraph.
    """

    paragraphs: tuple[Paragraph, ...]
    comments: tuple[Comment, ...] = ()
    around: tuple[str, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    letterhead: bool = False


def plainly(text: str) -> str:
    r"""Return *text* as two readers would agree on it: all white space is one blank, soft hyphens and what has no width are gone.

    >>> plainly(" EUR\u00a018,000 ")
    'EUR 18,000'
    """
    return _SPACE.sub(" ", text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")).strip()
