"""Know the lines that a hub's own letterhead prints: a bookmark round each of them holds the digest of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Literal

_MARK = re.compile(r"o_\d+(?:_([0-9a-f]{12}))?")


def letterhead_line(bookmarks: Iterable[str], words: str) -> Literal["", "own", "changed"]:
    """Tell whether a line with *bookmarks* is one of the letterhead, and whether it still says what it said when the file was made.

    >>> letterhead_line(["o_1"], "Page 3"), letterhead_line(["c_liab_cap"], "Liability")
    ('own', '')
    """
    found = next((match for name in bookmarks if (match := _MARK.fullmatch(name))), None)
    if found is None:
        return ""
    digest = sha256("".join(words.split()).encode()).hexdigest()[:12]
    return "own" if found[1] in (None, digest) else "changed"
