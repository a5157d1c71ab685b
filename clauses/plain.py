"""Find the words that no text of the library may use, and say what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from clauses.files import Source

WORDS = "language/plain.toml"
_UNREAD = ("examples.toml", WORDS, "language/asked.toml", "sources.toml", "versions.toml")  # examples quote hostile answers, titles of laws are their makers'
_UNTOUCHED = ("/earlier/", "/checks/")  # what was released stays; checks list the very words that they look for


def read_words(source: Source) -> dict[str, str]:
    """Return the words of plain.toml in small letters, each with what to write instead; what is no such pair is a fault."""
    instead: dict[str, str] = {}
    for group, pairs in source.head.items():
        if not isinstance(pairs, dict):
            source.fault(f"“{group}” stands in no group.", "Write it below a heading such as [banned].", line=source.line_of(group))
            continue
        for word, better in pairs.items():
            key, at = " ".join(word.casefold().split()), source.line_of(group, word)
            if not key or not isinstance(better, str) or not better.strip():
                source.fault(f"“{word}” is no word with what to write instead.", 'Write it as "word" = "what to write instead".', line=at)
            elif key in instead:
                source.fault(f"“{word}” stands twice.", "Keep one.", line=at)
            else:
                instead[key] = better
    return instead


def examine(sources: Iterable[Source], instead: Mapping[str, str]) -> None:
    """Note in *sources* each word of *instead* (with what to write in its place) with its line."""
    if not instead:
        return
    longest_first = sorted(instead, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w#-])(" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + r")(?![\w-])", re.IGNORECASE)
    for source in sources:
        if source.path.endswith(_UNREAD) or any(folder in source.path for folder in _UNTOUCHED):
            continue
        text = "\n".join(source.lines)
        plain = " ".join(text.casefold().split())
        if not any(word in plain for word in instead):
            continue
        for found in pattern.finditer(text):
            word = " ".join(found[0].split())
            source.fault(
                f"“{word}” is not plain English.", f"Write {instead.get(word.casefold(), 'another word')}.", line=text.count("\n", 0, found.start()) + 1
            )
