"""Check the recipes of the kinds: roles, clauses, cover rows and recitals, and that no two recipes are for the same kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agreements.errors import nearest
from agreements.library import AnnexSlot, Kind, Library, Piece, RefSlot, Slot
from clauses.coherence import GLOBALS, reference, unknown
from clauses.files import Source
from clauses.schema import CODES

ROLES = ("lead", "partner", "member", "party", "client")


def examine(library: Library, sources: Mapping[str, Source]) -> None:
    """Note in *sources* what in a recipe cannot be made into an agreement."""
    owners: dict[str, str] = {}
    for kind in library.kinds.values():
        source = sources[f"kinds/{kind.id}.toml"]
        if kind.code not in CODES:
            source.fault(f"there is no code “{kind.code}”.", nearest(kind.code, CODES), line=source.line_of("code"))
        if owners.setdefault(kind.code, kind.id) != kind.id:
            source.fault(f"the code “{kind.code}” belongs to “{owners[kind.code]}” already.", "Each kind has its own.", line=source.line_of("code"))
        _head(kind, source)
        _cover(kind, library, source)
        for number, recital in enumerate(kind.recitals):
            at = source.line_of("recital", number, "text")
            _pieces(recital.pieces, library, source, at)


def _head(kind: Kind, source: Source) -> None:
    if not kind.title.strip():
        source.fault("the title is empty.", "Write it.", line=source.line_of("title"))
    unknown(source, "roles", kind.roles, ROLES)
    if not kind.roles:
        source.fault("no role is named.", "Name those that parties may have here.", line=source.line_of("roles"))
    if kind.lead and "lead" not in kind.roles:
        source.fault("one party must lead, yet no party may have the role “lead”.", "Add it to `roles`, or set `lead` to false.", line=source.line_of("lead"))
    for key, names in (("roles", kind.roles), ("clauses", kind.clauses), ("annexes", kind.annexes)):
        for name in dict.fromkeys(each for each in names if names.count(each) > 1):
            source.fault(f"“{name}” stands twice in `{key}`.", "Keep one.", line=source.line_of(key))


def _cover(kind: Kind, library: Library, source: Source) -> None:
    for number, row in enumerate(kind.cover):
        at = source.line_of("cover", number)
        if not (row.clauses or row.role or row.pieces):
            source.fault(f"the row “{row.label}” shows nothing.", "Give it `clauses`, a `role` or a `text`.", line=at)
        if row.role and row.role not in (*ROLES, "any"):
            source.fault(f"there is no role “{row.role}”.", nearest(row.role, (*ROLES, "any")), line=at)
        _pieces(row.pieces, library, source, at)


def _pieces(pieces: Iterable[Piece], library: Library, source: Source, at: int) -> None:
    """Note braces that nothing fills outside a clause."""
    for piece in pieces:
        match piece:
            case Slot(name) if name not in GLOBALS:
                source.fault(f"“{{{{ {name} }}}}” is no fact of a deal.", nearest(name, GLOBALS), line=at)
            case RefSlot(clause, label):
                reference(library, clause, label, source)
            case AnnexSlot(annex) if annex not in library.annexes:
                source.fault(f"there is no annex “{annex}”.", nearest(annex, library.annexes), line=at)


def examine_terms(library: Library, source: Source) -> None:
    """Note shared terms without a name or a meaning, and braces in meanings that nothing fills."""
    for term in library.terms.values():
        at = source.line_of(term.name)
        if not term.name.strip() or not term.paragraph.pieces:
            source.fault(f"“{term.name}” has no {'meaning' if term.name.strip() else 'name'}.", "Write it.", line=at)
        _pieces(term.paragraph.pieces, library, source, source.line_of(term.name, "means"))
