"""Find the words that no text of the library may use, and say what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from clauses.files import Source

WORDS = "language/plain.toml"
_UNREAD = ("examples.toml", WORDS, "sources.toml", "versions.toml")  # examples quote hostile answers, titles of laws are their makers'
_UNTOUCHED = ("/earlier/", "/checks/")  # what was released stays; checks list the very words that they look for


def examine(sources: Iterable[Source], words: Mapping[str, Mapping[str, str]]) -> None:
    """Note in *sources* each word of *words* (by group: the word and what to write instead) with its line."""
    instead = {word.casefold(): better for group in words.values() for word, better in group.items()}
    if not instead:
        return
    longest_first = sorted(instead, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w#-])(" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + r")(?![\w-])", re.IGNORECASE)
    for source in sources:
        if source.path.endswith(_UNREAD) or any(folder in source.path for folder in _UNTOUCHED):
            continue
        text = "\n".join(source.lines)
        for found in pattern.finditer(text):
            word = " ".join(found[0].split())
            source.fault(f"“{word}” is not plain English.", f"Write {instead[word.casefold()]}.", line=text.count("\n", 0, found.start()) + 1)
