"""No text of the library is dead: some deal prints each paragraph, and some deal leaves out each one that has a condition."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from printing import Stand, conditional, printable

from agreements.conditions import Condition, atoms
from agreements.library import AnnexPage, Clause, Kind, Library, Paragraph, Variant
from clauses import library
from clauses.references import Place

Text = tuple[str, tuple[Paragraph, ...], list[Stand]]


def texts(known: Library, clause: Clause) -> Iterator[Text]:
    """Yield the file of each text of *clause*, its paragraphs and where it is printed without being refused."""
    kinds = [kind for kind in known.kinds.values() if clause.id in kind.clauses]
    stands = [Stand(kind, clause, id_) for kind in kinds for id_, variant in clause.variants.items() if not barred(known, kind, clause, variant)]
    for id_, variant in clause.variants.items():
        yield f"{id_}.md", variant.paragraphs, [each for each in stands if each.variant == id_ and each.kind.code not in clause.texts]
    for code, variants in clause.texts.items():
        yield f"{code}.md", next(iter(variants.values())).paragraphs, [each for each in stands if each.kind.code == code]


def barred(known: Library, kind: Kind, clause: Clause, variant: Variant) -> bool:
    return variant.barred_when is not None and Place(known, kind, clause.id, variant.id).certain(variant.barred_when) is True


def attached(known: Library, page: AnnexPage) -> Iterator[tuple[tuple[Condition, ...], Stand]]:
    """Yield where *page* may be attached, and the condition on which it then is."""
    clause = known.clauses[page.clause]
    for kind in (kind for kind in known.kinds.values() if clause.id in kind.clauses):
        for id_ in clause.variants:
            wording = clause.wording(id_, kind.code)
            if wording and page.id in wording.annexes:
                yield (), Stand(kind, clause, id_)
            elif page.when is not None and page.id in kind.annexes:
                yield (page.when,), Stand(kind, clause, id_)


@pytest.mark.parametrize("clause", library().clauses)
def test_some_deal_prints_each_paragraph_and_some_deal_leaves_it_out(clause: str) -> None:
    known = library()
    found = [(name, stands, *each) for name, paragraphs, stands in texts(known, known.clauses[clause]) for each in conditional(paragraphs)]

    assert [(name, label) for name, stands, label, above, own in found if not printable(stands, above, own, true=True)] == [], "no deal prints this"
    assert [(name, label) for name, stands, label, above, own in found if not printable(stands, above, own, true=False)] == [], "this needs no condition"


@pytest.mark.parametrize("page", [id_ for id_, page in library().annexes.items() if page.paragraphs])
def test_some_deal_attaches_each_annex_and_prints_each_of_its_paragraphs(page: str) -> None:
    places = list(attached(library(), library().annexes[page]))
    found = list(conditional(library().annexes[page].paragraphs))

    assert any(printable([stand], above[:-1], above[-1], true=True) if above else True for above, stand in places)
    for true in (True, False):
        assert [label for label, above, own in found if not any(printable([stand], (*when, *above), own, true=true) for when, stand in places)] == []


def test_a_condition_names_only_kinds_in_which_its_text_may_stand() -> None:
    strange = []
    for clause in library().clauses.values():
        for name, paragraphs, stands in texts(library(), clause):
            codes = {stand.kind.code for stand in stands} | {code for code, letter in clause.applies.items() if letter == "i"}
            asked = [(label, atom) for label, _, own in conditional(paragraphs) for atom in atoms(own) if atom.name == "kind"]
            strange += [(clause.id, name, label, atom.operand) for label, atom in asked if not set(atom.operand) <= codes]

    assert strange == []


def test_recitals_and_rows_of_the_cover_are_printed_in_some_deal_and_left_out_in_another() -> None:
    clause = library().clauses["gen/signature"]
    every = [(kind, when) for kind in library().kinds.values() for when in (*(each.when for each in kind.recitals), *(each.when for each in kind.cover))]
    rows = [(kind, when) for kind, when in every if when is not None]

    assert rows
    assert [(kind.id, when) for kind, when in rows for true in (True, False) if not printable([Stand(kind, clause, "wet-ink")], (), when, true=true)] == []
