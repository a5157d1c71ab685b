"""Turn checks into rows of a table: code, how grave, what is said, how to mend it, and on what it rests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agreements.catalogue import links
from agreements.catalogue.links import Link
from agreements.catalogue.wordings import Inline
from agreements.check_row import CheckRow
from agreements.conditions_in_words import Telling
from agreements.library import Library

_BRACE = re.compile(r"\{([a-z_]+)\}")
_SOURCE = re.compile(r"\bS\d{2}\b")


@dataclass(frozen=True, slots=True)
class Strike:
    """One way in which a check strikes."""

    severity: str
    word: str
    message: tuple[Inline, ...]
    fix: tuple[Inline, ...]
    allowed: str
    when: str
    source: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CheckShown:
    """A check with its strikes and the clauses that it looks at."""

    code: str
    path: str
    strikes: tuple[Strike, ...]
    clauses: tuple[Link, ...]


def checks_of(library: Library, rows: Iterable[CheckRow]) -> tuple[CheckShown, ...]:
    """Return *rows* as a page shows them."""
    return tuple(
        CheckShown(
            row.code,
            links.check(row.code),
            tuple(_strike(library, each) for each in (row, *row.also)),
            tuple(Link(library.clauses[id_].title, links.clause(id_)) for id_ in row.clauses if id_ in library.clauses),
        )
        for row in rows
    )


def _strike(library: Library, row: CheckRow) -> Strike:
    telling = Telling(library, [library.clauses[id_] for id_ in row.clauses if id_ in library.clauses])
    return Strike(
        severity=row.severity,
        word=library.words[f"severity.{row.severity}"],
        message=tuple(_filled(row.message, row, library)),
        fix=tuple(_filled(row.fix, row, library)),
        allowed=row.allowed,
        when=telling.tell(row.when) if row.when and not row.test else "",
        source=tuple(cited(row.source, library)),
    )


def _filled(text: str, row: CheckRow, library: Library) -> Iterator[Inline]:
    """Yield *text* with what is allowed put in; what only a deal can fill stays a marked place."""
    for place, part in enumerate(_BRACE.split(text)):
        if place % 2 == 0 or (part == "allowed" and row.allowed):
            yield Inline("text", row.allowed if place % 2 else part)
        else:
            yield Inline("fact", library.words.get(f"place.{part}", part.replace("_", " ")))


def cited(text: str, library: Library) -> Iterator[Inline]:
    """Yield *text* with each code of a source as a reference.

    The codes lead to the page of sources.
    """
    position = 0
    for match in _SOURCE.finditer(text):
        if match.group() in library.sources:
            yield Inline("text", text[position : match.start()])
            yield Inline("reference", match.group(), links.source(match.group()))
            position = match.end()
    yield Inline("text", text[position:])
