"""What holds for every clause, kind and term, without anybody writing a test for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from agreements.conditions import names
from agreements.library import Clause, Library, Paragraph, Slot, Variant, Words
from clauses import library as read
from clauses.examples import Example, examples, faults_of
from clauses.library import read_library

CLAUSES = list(read().clauses.values())
WORDINGS = [(clause, variant) for clause in CLAUSES for variant in clause.variants.values()]
WORDINGS += [(clause, replace(next(iter(texts.values())), id=code)) for clause in CLAUSES for code, texts in clause.texts.items()]
BANNED = (
    r"\b(shall|hereby|hereinafter|herein|thereof|thereto|whereas|witnesseth|aforesaid|and/or|best efforts|promptly|forthwith|as soon as possible|TBD|lorem)\b"
)


def paragraphs(all_: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    for each in all_:
        yield each
        yield from paragraphs(each.children)


def words(variant: Variant) -> str:
    return "\n".join(
        "".join(piece.text if isinstance(piece, Words) else f"X{number}" for number, piece in enumerate(each.pieces)) for each in paragraphs(variant.paragraphs)
    )


def test_the_library_has_no_fault() -> None:
    _, faults = read_library()

    assert [str(fault) for fault in faults] == []


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: f"{example.clause}: {example.head.name}")
def test_every_example_says_what_it_promises(example: Example, library: Library) -> None:
    assert [str(fault) for fault in faults_of(example, library)] == []


@pytest.mark.parametrize(("clause", "variant"), WORDINGS, ids=lambda each: each.id)
def test_no_wording_uses_a_banned_word(clause: Clause, variant: Variant) -> None:
    assert re.findall(BANNED, words(variant), flags=re.IGNORECASE) == []


@pytest.mark.parametrize(("clause", "variant"), WORDINGS, ids=lambda each: each.id)
def test_no_wording_doubles_a_word_or_a_space(clause: Clause, variant: Variant) -> None:
    assert re.findall(r"\b(\w+) \1\b(?! )", words(variant)) == []
    assert "  " not in words(variant)
    assert re.findall(r" [,.;:]|,\.|\.\.|;;", words(variant)) == []


@pytest.mark.parametrize(("clause", "variant"), WORDINGS, ids=lambda each: each.id)
def test_every_point_ends_and_every_lead_in_leads(clause: Clause, variant: Variant) -> None:
    for each in paragraphs(variant.paragraphs):
        if each.block:
            continue
        end = each.pieces[-1].text.rstrip() if isinstance(each.pieces[-1], Words) else "."
        if each.children and not (each.children[0].block and each.children[0].block.kind == "table"):
            assert end.endswith((":", "if", "that", "and", "or", "to")), end
        else:
            assert end.endswith((".", ";", "; and", "; or", ":")), end


@pytest.mark.parametrize(("clause", "variant"), WORDINGS, ids=lambda each: each.id)
def test_every_parameter_that_may_stay_empty_is_printed_under_a_condition(clause: Clause, variant: Variant) -> None:
    """A parameter whose default is empty on purpose would leave an open point in every deal that does not give it."""

    def unconditional(all_: tuple[Paragraph, ...], asked: frozenset[str]) -> Iterator[str]:
        for each in all_:
            known = asked | (set(names(each.when)) if each.when else frozenset())
            slots = {piece.name for piece in each.pieces if isinstance(piece, Slot)} | ({each.block.name} if each.block else set())
            yield from slots - known
            yield from unconditional(each.children, frozenset(known))

    emptied = {name for name, parameter in clause.parameters.items() if parameter.default in ([], "") and not parameter.source}

    assert emptied & set(unconditional(variant.paragraphs, frozenset())) == set()


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_every_clause_carries_its_review_mark_risks_and_sources(clause: Clause) -> None:
    assert clause.review
    assert clause.risks
    assert clause.sources
    assert len(clause.guidance.split()) >= 25


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_every_default_keeps_its_own_limits(clause: Clause) -> None:
    for parameter in clause.parameters.values():
        for value in (parameter.default, *parameter.default_for.values()):
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert parameter.minimum is None or value >= parameter.minimum, parameter.name
                assert parameter.maximum is None or value <= parameter.maximum, parameter.name
            if parameter.type == "enum" and value not in (None, ""):
                assert value in parameter.choices, parameter.name
            if parameter.type == "enums" and isinstance(value, list):
                assert set(map(str, value)) <= parameter.choices.keys(), parameter.name


def test_every_shared_term_is_used_by_some_wording(library: Library) -> None:
    used = {term for _, variant in WORDINGS for term in variant.uses}
    used |= {term for shared in library.terms.values() for term in shared.paragraph.terms}

    assert library.terms.keys() - used == set()


def test_every_annex_is_used_by_some_kind(library: Library) -> None:
    assert library.annexes.keys() - {annex for kind in library.kinds.values() for annex in kind.annexes} == set()


def test_every_risk_is_answered_by_some_clause(library: Library) -> None:
    assert library.risks.keys() - {risk for clause in CLAUSES for risk in clause.risks} == set()
