"""Check what conditions ask: that each fact, parameter and clause exists, and can be what it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agreements.conditions import Atom, Condition, atoms
from agreements.errors import nearest
from agreements.facts import DERIVED, is_derived
from agreements.library import Clause, Library, Parameter
from clauses.files import Source

VARIANT = "variant"  # what the conditions of checks may ask beside the parameters of a clause


def known_facts(source: Source, condition: Condition | None, library: Library, parameters: Mapping[str, object], *, at: int, includes: bool = True) -> None:
    """Note what *condition* asks for and nobody can answer: no answer, parameter or clause is called so, or an answer can never be that.

    *parameters* are those of the clause by name; an iterable in place of one holds what it may be.
    """
    for atom in atoms(condition) if condition else ():
        if atom.operator in ("includes", "inherits"):
            _relation(source, atom, library, at, includes=includes)
        elif atom.name.removeprefix("length(").removesuffix(")") not in parameters and atom.name not in library.intake and not is_derived(atom.name):
            source.fault(f"no answer or parameter is called “{atom.name}”.", nearest(atom.name, {*parameters, *library.intake, *DERIVED}), line=at)
        elif allowed := _choices(atom.name, parameters, library):
            for value in atom.operand:
                if value not in allowed and value != "none":
                    source.fault(f"“{atom.name}” cannot be “{value}”.", nearest(str(value), allowed), line=at)


def variants_of(clause: Clause) -> set[str]:
    """Return the names of all wordings of *clause*, also of those that are not written yet."""
    return {*clause.variants, *clause.pending, *(rule.variant for rule in clause.order)}


def _relation(source: Source, atom: Atom, library: Library, at: int, *, includes: bool) -> None:
    id_, _, variant = atom.name.partition(":")
    clause = library.clauses.get(id_)
    if not includes:
        source.fault(f"“{atom.operator} {atom.name}” cannot stand here.", "Ask an answer: the clauses are not chosen yet.", line=at)
    elif clause is None:
        source.fault(f"“{atom.operator} {atom.name}” cannot stand here.", nearest(id_, library.clauses), line=at)
    elif variant and atom.operator == "inherits":
        source.fault(f"“inherits {atom.name}” never holds: the wording of an inherited clause is not known.", "Name the clause alone.", line=at)
    elif variant and variant not in variants_of(clause):
        source.fault(f"“{id_}” has no variant “{variant}”.", nearest(variant, variants_of(clause)), line=at)


def _choices(name: str, parameters: Mapping[str, object], library: Library) -> tuple[str, ...]:
    """Return all that *name* may be, or nothing where that is open."""
    if name in parameters:
        found = parameters[name]
        if isinstance(found, Parameter):
            return tuple(found.choices) if found.type in ("enum", "enums") else ()
        return tuple(map(str, found)) if isinstance(found, Iterable) else ()
    if name == "kind":
        return tuple(kind.code for kind in library.kinds.values())
    field = library.intake.get(name)
    return tuple(field.choices) if field else ()
