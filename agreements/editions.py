"""Draw an old agreement with its old text: a deal may pin the version of each clause, and the library keeps the versions that were released."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from agreements.agreement import Agreement
from agreements.deal import Deal, Override
from agreements.library import Library


def as_pinned(library: Library, deal: Deal) -> Library:
    """Return *library* with each clause, its annex pages and its terms in the version that *deal* asks for; versions that are not kept change nothing."""
    wanted = {id_: override.version for id_, override in deal.clauses.items() if override.version in library.editions.get(id_, {})}
    if not wanted:
        return library
    editions = [library.editions[id_][version] for id_, version in wanted.items()]
    return replace(
        library,
        clauses={**library.clauses, **{edition.clause.id: edition.clause for edition in editions}},
        annexes={**library.annexes, **{id_: page for edition in editions for id_, page in edition.annexes.items()}},
        terms={**library.terms, **{name: term for edition in editions for name, term in edition.terms.items()}},
    )


def newest(library: Library, clause: str) -> str:
    """Return the newest version of *clause* that the library holds."""
    versions = [*library.editions.get(clause, {}), library.clauses[clause].version]
    return max(versions, key=order)


def order(version: str) -> tuple[int, ...]:
    """Return what sorts versions: 1.10.0 comes after 1.9.0.

    >>> order("1.10.0") > order("1.9.0")
    True
    """
    return tuple(int(part) for part in version.split("."))


def changes_since(library: Library, clause: str, version: str) -> tuple[str, ...]:
    """Return the notes of every version of *clause* after *version*, oldest first."""
    latest = library.editions.get(clause, {}).get(newest(library, clause))
    notes = (latest.clause if latest else library.clauses[clause]).changes
    return tuple(notes[each] for each in sorted(notes, key=order) if order(each) > order(version))


def versions(agreement: Agreement) -> dict[str, str]:
    """Return the version of each clause that stands in *agreement*."""
    return {reason.clause: reason.version for reason in agreement.reasons}


def pinned(deal: Deal, wanted: Mapping[str, str]) -> Deal:
    """Return *deal* with these clause versions, except where it names one itself."""
    known = {id_: deal.clauses.get(id_, Override()) for id_ in (*deal.clauses, *wanted)}
    return replace(deal, clauses={id_: replace(each, version=each.version or wanted.get(id_, "")) for id_, each in known.items()})
