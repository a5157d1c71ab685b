"""The placeholders that a letterhead may hold, as a table: what each one prints, where it may stand, and which one must."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Sort = Literal["text", "picture", "page", "block", "mark"]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder: a *text* stands within a line, a *picture* and the *page* number too, a *block* has a paragraph of the body for itself.

    A *mark* tells something about the letterhead and prints nothing.
    """

    name: str
    sort: Sort
    prints: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """Something that a loop goes through: what one entry is called, and its fields with what they print."""

    name: str
    prints: str
    entry: str
    fields: Mapping[str, str]


PLACEHOLDERS = (
    Placeholder(
        "agreement", "block", "The agreement itself: everything that has no place of its own elsewhere in the letterhead, in the usual order.", required=True
    ),
    Placeholder("letterhead", "mark", "First cell of the table that tells the hub's name, address, logo and colour. The table is not printed."),
    Placeholder("name", "text", "The hub's name, from that table."),
    Placeholder("address", "text", "The hub's address, from that table, line by line."),
    Placeholder("logo", "picture", "The hub's logo, from that table, in the size that it has there."),
    Placeholder("kind", "text", "The kind of agreement, such as “Joint service delivery agreement”."),
    Placeholder("title", "text", "The title of the agreement."),
    Placeholder("subtitle", "text", "The line below the title: between whom."),
    Placeholder("reference", "text", "The reference of the agreement."),
    Placeholder("date", "text", "The date of the agreement, in the language of the agreement."),
    Placeholder("note", "text", "What the cover page is, which library the clauses are from, and whether a lawyer has reviewed them."),
    Placeholder("draft", "text", "The word “Draft”; nothing in a final agreement."),
    Placeholder("page", "page", "“Page 3 of 14”, in the language of the agreement."),
    Placeholder("fingerprint", "text", "Twelve digits that tell this agreement from every other, such as “3f2a 91bc 04de”."),
    Placeholder("key_terms", "block", "The table of the key terms."),
    Placeholder("contents", "block", "The list of contents with its heading, on a page of its own."),
    Placeholder("signatures", "block", "The page where the parties sign."),
    Placeholder("annexes", "block", "The annexes, each on a page of its own."),
)

LISTS = (
    List("parties", "Each party.", "party", {"number": "Its number, such as (1).", "name": "Its name.", "role": "Its role, such as lead hub."}),
    List("key_terms", "Each key term.", "term", {"label": "What it is about.", "text": "What is agreed."}),
)

BY_NAME: Mapping[str, Placeholder] = {one.name: one for one in PLACEHOLDERS}
LIST_BY_NAME: Mapping[str, List] = {one.name: one for one in LISTS}
TEXTS = tuple(one.name for one in PLACEHOLDERS if one.sort == "text")
BLOCKS = tuple(one.name for one in PLACEHOLDERS if one.sort == "block")
REQUIRED = tuple(one.name for one in PLACEHOLDERS if one.required)
FROM_CARD = ("name", "address", "logo")


def did_you_mean(word: str) -> str:
    """Return the end of a message on a name that is none: the nearest placeholder, or all of them where none is near.

    >>> did_you_mean("titel")
    'Did you mean {{ title }}?'
    """
    close = get_close_matches(word, BY_NAME, n=1)
    return f"Did you mean {{{{ {close[0]} }}}}?" if close else f"Use one of: {', '.join(BY_NAME)}."
