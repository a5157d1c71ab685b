"""Name the bookmarks around a hub's own lines, so that a file read back tells a changed line of the letterhead from the agreement's words."""

from __future__ import annotations

from hashlib import sha256

PREFIX = "o_"
_DIGITS = 12


def digest(words: str) -> str:
    r"""Return what tells whether *words* are still the same, whatever became of the spaces between them.

    >>> digest("Via Roma 1") == digest("Via  Roma\t1 "), digest("Via Roma 1") == digest("Via Roma 2")
    (True, False)
    """
    return sha256("".join(words.split()).encode()).hexdigest()[:_DIGITS]


def own_name(number: int, words: str, *, fixed: bool = True) -> str:
    """Return the bookmark of a hub's own line; without a digest when its words are not *fixed*, because a page number stands in it."""
    return f"{PREFIX}{number}_{digest(words)}" if fixed else f"{PREFIX}{number}"
