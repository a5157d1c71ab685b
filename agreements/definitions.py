"""Derive the list of definitions from use: every shared term that the agreement uses, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from agreements.agreement import Term, Text
from agreements.library import Piece, SharedTerm
from agreements.seams import Draft, Parts, seamless


def used_terms(drafts: Iterable[Draft], first: Iterable[str], terms: Mapping[str, SharedTerm]) -> tuple[str, ...]:
    """Return the shared terms used in *drafts*, in *first* and in the meanings of those terms, in alphabetical order."""
    waiting = [*first, *(term for draft in _all(drafts) for term in draft.terms)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(terms[name].paragraph.terms)
    return tuple(sorted(found, key=str.casefold))


def _all(drafts: Iterable[Draft]) -> Iterator[Draft]:
    for draft in drafts:
        yield draft
        yield from _all(draft.children)


def glossary(names: Iterable[str], terms: Mapping[str, SharedTerm], write: Callable[[tuple[Piece, ...]], Parts], means: str) -> tuple[Draft, ...]:
    """Return one entry per term; *write* fills the meaning with the facts of the deal, *means* is the word between term and meaning."""
    return tuple(
        Draft(key=name, parts=seamless((Text("“"), Term(name), Text(f"” {means} "), *write(terms[name].paragraph.pieces), Text(".")), frozenset()))
        for name in names
    )
