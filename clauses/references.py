"""Prove that every reference leads somewhere: in each kind that may hold a wording, whatever it names surely stands there too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from agreements.assembly import own_annex
from agreements.conditions import Atom, Both, Condition, Either, Not
from agreements.errors import Fault
from agreements.library import AnnexSlot, Kind, Library, Paragraph, RefSlot, Slot, Variant
from clauses.files import read

Given = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A reference that may lead nowhere: its file, the label of its paragraph, what it names and the kind in which that may be missing."""

    path: str
    label: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """A wording in a kind: what is certain there before anything is answered. *clause* may be empty."""

    library: Library
    kind: Kind
    clause: str = ""
    variant: str = ""

    def certain(self, condition: Condition) -> bool | None:
        """Return whether *condition* is surely true, or surely false; None where it depends on the deal."""
        match condition:
            case Atom("kind", sign, operand):
                return (self.kind.code in operand) is (sign != "!=")
            case Atom(name, "inherits"):
                return None if self.letter(name) == "i" else False
            case Atom(name, "includes"):
                return self._present(*name.partition(":")[::2])
            case Not(inner):
                known = self.certain(inner)
                return None if known is None else not known
            case Both(parts) | Either(parts):
                decisive = isinstance(condition, Either)
                answers = [self.certain(part) for part in parts]
                return decisive if decisive in answers else None if None in answers else not decisive
        return None

    def letter(self, clause: str) -> str:
        """Return what *clause* is in this kind."""
        return self.library.clauses[clause].applies[self.kind.code]

    def _present(self, clause: str, variant: str) -> bool | None:
        letter = self.letter(clause)
        if clause == self.clause and self.variant:
            return variant in ("", self.variant)
        if letter == "x" or (variant and letter == "i"):
            return False
        return True if letter in "mi" and not variant else None

    def follows(self, wanted: Condition, given: Given) -> bool:
        """Tell whether *wanted* surely holds when all of *given* do."""
        if self.certain(wanted) or any(self._gives(each, wanted) for each in given):
            return True
        match wanted:
            case Both(parts):
                return all(self.follows(part, given) for part in parts)
            case Either(parts):
                return any(self.follows(part, given) for part in parts)
        return False

    def _gives(self, given: Condition, wanted: Condition) -> bool:
        if given == wanted:
            return True
        match given:
            case Both(parts):
                return any(self._gives(part, wanted) for part in parts)
            case Either(parts):
                return all(self._gives(part, wanted) for part in parts if self.certain(part) is not False)
            case Atom(name, "includes" | "inherits") if isinstance(wanted, Atom) and wanted.operator == "includes":
                return wanted.name in self.brought(name)
        return False

    def brought(self, relation: str) -> set[str]:
        """Return what surely stands with ``clause`` or ``clause:variant``: itself, and what it is refused without."""
        waiting, found = [relation], {relation}
        while waiting:
            id_, _, variant = waiting.pop().partition(":")
            clause = self.library.clauses[id_]
            wording = clause.wording(variant, self.kind.code) if variant else None
            needed = clause.requires if clause.requires_unless is None or self.certain(clause.requires_unless) is False else ()
            new = {each for each in (*needed, *(wording.requires if wording else ())) if self.letter(each.partition(":")[0]) != "x"} - found
            waiting += new
            found |= new
        return found | {each.partition(":")[0] for each in found}


class _Search:
    """Looks through the paragraphs that one wording, or one annex page, prints in a kind."""

    def __init__(self, place: Place, path: str, attached: tuple[str, ...] = ()) -> None:
        self.place, self.library, self.path, self.attached = place, place.library, path, attached

    def lost(self, paragraphs: Iterable[Paragraph], given: Given) -> Iterator[Lost]:
        """Yield every reference of *paragraphs* that may lead nowhere while *given* holds."""
        for each in paragraphs:
            if each.when is not None and self.place.certain(each.when) is False:
                continue
            here = given if each.when is None else (*given, each.when)
            yield from (Lost(self.path, each.label, target, self.place.kind.code) for target in self._targets(each, here))
            yield from self.lost(each.children, here)

    def _targets(self, paragraph: Paragraph, given: Given) -> Iterator[str]:
        for piece in paragraph.pieces:
            if isinstance(piece, RefSlot) and not self._stands(piece, given):
                yield f"{piece.clause}#{piece.label}" if piece.label else piece.clause
            if isinstance(piece, AnnexSlot) and piece.annex not in self.attached and not self._is_attached(piece.annex, given):
                yield piece.annex
        for term in self._terms(paragraph):
            meant = [piece for piece in self.library.terms[term].paragraph.pieces if isinstance(piece, RefSlot)]
            yield from (f"{piece.clause} (in the meaning of “{term}”)" for piece in meant if not self._stands(piece, given))

    def _terms(self, paragraph: Paragraph) -> set[str]:
        """Return the shared terms that *paragraph* may use, and those that their meanings use, unless they have their meaning above."""
        parameters = self.library.clauses[self.place.clause].parameters if self.place.clause else {}
        shown = [parameters[piece.name] for piece in paragraph.pieces if isinstance(piece, Slot) and piece.name in parameters]
        phrases = [phrase for parameter in shown for phrase in parameter.choices.values()]
        waiting, found = [*paragraph.terms, *(term for phrase in phrases for term in self.library.phrase_terms.get(phrase, ()))], set[str]()
        while waiting:
            term = waiting.pop()
            if term not in found and self.place.letter(self.library.terms[term].introduced_by) != "i":
                found.add(term)
                waiting += self.library.terms[term].paragraph.terms
        return found

    def _stands(self, reference: RefSlot, given: Given) -> bool:
        if not self.place.follows(Atom(reference.clause, "includes"), given):
            return False
        return not reference.label or self.place.letter(reference.clause) == "i" or self._is_labelled(reference, given)

    def _is_labelled(self, reference: RefSlot, given: Given) -> bool:
        """Tell whether every wording of the clause that may stand there prints a paragraph with this label."""
        clause = self.library.clauses[reference.clause]
        for variant in clause.variants:
            there = Place(self.library, self.place.kind, clause.id, variant)
            wording = clause.wording(variant, self.place.kind.code)
            others = (Atom(f"{clause.id}:{other}", "includes") for other in clause.variants if other != variant)
            if wording is None or _barred(wording, there) or any(self.place.follows(other, given) for other in others):
                continue
            chain = next(_chains(wording.paragraphs, reference.label, ()), None)
            if chain is None or not all(there.follows(each, given) for each in chain):
                return False
        return True

    def _is_attached(self, annex: str, given: Given) -> bool:
        page = self.library.annexes[annex]
        if not page.paragraphs:
            owners = [clause for clause in self.library.clauses.values() if own_annex(clause, self.place.kind) == annex]
            return any(self.place.follows(Atom(owner.id, "includes"), given) for owner in owners)
        there = (Atom(page.clause, "includes"), page.when)
        return annex in self.place.kind.annexes and all(each is not None and self.place.follows(each, given) for each in there)


def _barred(wording: Variant, place: Place) -> bool:
    return wording.barred_when is not None and place.certain(wording.barred_when) is True


def _chains(paragraphs: Iterable[Paragraph], label: str, above: Given) -> Iterator[Given]:
    """Yield the conditions under which the paragraph *label* is printed."""
    for each in paragraphs:
        here = above if each.when is None else (*above, each.when)
        if each.label == label:
            yield here
        yield from _chains(each.children, label, here)


def lost_references(library: Library) -> Iterator[Lost]:
    """Yield every reference that may lead nowhere in an agreement against which STR-06 and STR-09 say nothing."""
    for kind in library.kinds.values():
        for id_ in kind.clauses:
            clause = library.clauses[id_]
            for variant in clause.variants:
                place, wording = Place(library, kind, id_, variant), clause.wording(variant, kind.code)
                if wording is not None and not _barred(wording, place):
                    search = _Search(place, f"{id_}/{kind.code if kind.code in clause.texts else variant}.md", wording.annexes)
                    printed = (*wording.paragraphs, *((clause.pointer,) if clause.pointer and own_annex(clause, kind) else ()))
                    yield from search.lost(printed, (Atom(f"{id_}:{variant}", "includes"),))
        yield from _on_pages(library, kind)
        yield from _Search(Place(library, kind), f"kinds/{kind.id}.toml").lost(kind.recitals, ())


def _on_pages(library: Library, kind: Kind) -> Iterator[Lost]:
    for id_ in kind.annexes:
        page = library.annexes[id_]
        place = Place(library, kind, page.clause)
        if page.when is not None and page.clause in kind.clauses and place.certain(page.when) is not False:
            yield from _Search(place, f"annexes/{id_}.md", (id_,)).lost(page.paragraphs, (Atom(page.clause, "includes"), page.when))


def faults(library: Library, root: Path) -> Iterator[Fault]:
    """Yield one fault for each paragraph under *root* whose reference may lead nowhere, with the kinds in which it may."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for each in lost_references(library):
        codes = found.setdefault((each.path, each.label, each.target), [])
        codes += [each.kind] if each.kind not in codes else []
    for (path, label, target), codes in found.items():
        source = read(root / path, root)
        line = next((number for number, text in enumerate(source.lines, start=1) if label and f"{{#{label}}}" in text), 0)
        source.fault(
            f"this refers to {target}, which may be missing in {', '.join(codes)}.",
            "Give the paragraph a condition such as `includes …` and a twin for the other case, or name what it needs in `requires`.",
            line=line,
        )
        yield from source.faults
