"""What holds for every comparison: both texts can be read out of it, nothing differs from itself, and one edit is one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.agreement import Agreement, Provision, Text, descend
from agreements.assembly import draft
from agreements.comparing.alignment import align
from agreements.comparing.comparison import compare, compare_parts
from agreements.comparing.parts import Part, parts, words
from agreements.comparing.wordwise import segments
from agreements.intake import read_deal
from clauses import library
from clauses.library import example
from tests.conftest import KINDS

Edit = Callable[[Agreement, int], Agreement]
TEXT = st.text(alphabet="ab c,.()“”1", max_size=60)


@cache
def agreement_of(kind: str) -> Agreement:
    return draft(read_deal(example(kind), library()), library(), tolerant=True).agreement


def in_clause(agreement: Agreement, number: int, change: Callable[[Provision], Provision | None]) -> Agreement:
    """Change the paragraph that is *number* among those that have words and nothing below them."""
    leaves = [each.id for clause in agreement.clauses for each in descend(clause) if each.runs and not each.children and not each.table]
    wanted = leaves[number % len(leaves)]

    def changed(provision: Provision) -> Provision | None:
        if provision.id == wanted:
            return change(provision)
        below = (changed(child) for child in provision.children)
        return replace(provision, children=tuple(child for child in below if child is not None))

    clauses = (changed(clause) for clause in agreement.clauses)
    return replace(agreement, clauses=tuple(clause for clause in clauses if clause is not None))


def say_more(agreement: Agreement, number: int) -> Agreement:
    return in_clause(agreement, number, lambda each: replace(each, runs=(*each.runs, Text(" Nothing else counts."))))


def drop_paragraph(agreement: Agreement, number: int) -> Agreement:
    return in_clause(agreement, number, lambda _: None)


def move_clause(agreement: Agreement, number: int) -> Agreement:
    clauses = list(agreement.clauses)
    clauses.insert(number // 2 % len(clauses), clauses.pop(number % len(clauses)))
    return replace(agreement, clauses=tuple(clauses))


def rename_clause(agreement: Agreement, number: int) -> Agreement:
    at = number % len(agreement.clauses)
    named = replace(agreement.clauses[at], heading="Quite another heading")
    return replace(agreement, clauses=(*agreement.clauses[:at], named, *agreement.clauses[at + 1 :]))


def rename_agreement(agreement: Agreement, number: int) -> Agreement:
    return replace(agreement, title=f"Undertaking {number}")


EDITS: tuple[Edit, ...] = (say_more, drop_paragraph, move_clause, rename_clause, rename_agreement)
EDITED = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 500)), max_size=5)


def edited(agreement: Agreement, edits: list[tuple[Edit, int]]) -> Agreement:
    for edit, number in edits:
        agreement = edit(agreement, number)
    return agreement


def spelled(sides: tuple[Part, ...]) -> list[str]:
    return [line.text for part in sides for line in part.lines]


@given(TEXT, TEXT)
def test_what_stayed_and_what_went_spell_the_older_words_and_what_stayed_and_what_came_the_newer(older: str, newer: str) -> None:
    found = segments(words(older), words(newer))

    assert "".join(segment.before for segment in found) == older
    assert "".join(segment.after for segment in found) == newer


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KINDS), EDITED)
def test_both_agreements_can_be_read_out_of_their_alignment_in_their_own_order(kind: str, edits: list[tuple[Edit, int]]) -> None:
    older, newer = parts(agreement_of(kind)), parts(edited(agreement_of(kind), edits))
    before: list[str] = []
    after: list[str] = []

    for pair in align(older, newer):
        for line in pair.lines:
            if line.older and line.what != "moved" and pair.what != "moved":
                before.append(line.older.text)
            if line.newer and line.what != "left" and pair.what != "left":
                after.append(line.newer.text)

    assert before == spelled(older)
    assert after == spelled(newer)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KINDS), EDITED)
def test_the_words_of_every_change_stand_in_the_two_agreements(kind: str, edits: list[tuple[Edit, int]]) -> None:
    older, newer = parts(agreement_of(kind)), parts(edited(agreement_of(kind), edits))
    before, after = set(spelled(older)), set(spelled(newer))

    for change in compare_parts(older, newer):
        if change.line_id and change.what != "added":
            assert "".join(segment.before for segment in change.segments) in before
        if change.line_id and change.what != "removed":
            assert "".join(segment.after for segment in change.segments) in after


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(KINDS), EDITED)
def test_there_and_back_the_same_places_differ(kind: str, edits: list[tuple[Edit, int]]) -> None:
    older, newer = agreement_of(kind), edited(agreement_of(kind), edits)

    assert bool(compare(older, newer)) == bool(compare(newer, older)) == (parts(older) != parts(newer))


@pytest.mark.parametrize("edit", [say_more, drop_paragraph, rename_clause, rename_agreement], ids=lambda edit: str(edit.__name__))
@settings(max_examples=10, deadline=None)
@given(st.integers(0, 500))
def test_one_edit_is_one_change(edit: Edit, number: int) -> None:
    for kind in ("nda", "joint-service-delivery"):
        assert len(compare(agreement_of(kind), edit(agreement_of(kind), number))) == 1


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(KINDS), st.integers(0, 60), st.integers(0, 60))
def test_a_moved_clause_is_a_move_and_nothing_else(kind: str, start: int, goal: int) -> None:
    agreement = agreement_of(kind)
    clauses = list(agreement.clauses)
    moved = clauses.pop(start % len(clauses))
    clauses.insert(goal % (len(clauses) + 1), moved)

    changes: Any = compare(agreement, replace(agreement, clauses=tuple(clauses)))

    assert {change.what for change in changes} <= {"moved"}
    assert len(changes) == (1 if tuple(clauses) != agreement.clauses else 0)
