"""Conditions in words: every condition of the library can be told, and each kind of question has its words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agreements.conditions import Condition, parse
from agreements.conditions_in_words import Telling
from agreements.facts import DERIVED, in_words
from agreements.library import Clause, Library, Paragraph


def conditions(clause: Clause) -> Iterator[Condition]:
    def within(paragraphs: tuple[Paragraph, ...]) -> Iterator[Condition]:
        for paragraph in paragraphs:
            if paragraph.when:
                yield paragraph.when
            yield from within(paragraph.children)

    yield from (rule.when for rule in clause.order if rule.when)
    for variant in clause.variants.values():
        yield from within(variant.paragraphs)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("milestones", "payment by milestones"),
        ("not milestones", "not: payment by milestones"),
        ("milestones = false", "not: payment by milestones"),
        ("deliverable_type in {software, dataset}", "the main deliverable: software or a dataset"),
        ("deliverable_type != software", "the main deliverable: other than software"),
        ("deliverable_type not in {software}", "the main deliverable: other than software"),
        ("total_value_eur <= 10000", "the value of the deal in euro: at most 10,000"),
        ("count(hubs) >= 3 and milestones", "number of hubs: at least 3, and payment by milestones"),
        ("milestones or (advance and count(hubs) > 2)", "payment by milestones, or (an advance payment, and number of hubs: more than 2)"),
        ("not (milestones or advance)", "not so: (payment by milestones, or an advance payment)"),
        ("not not milestones", "payment by milestones"),
        ("client is empty", "there is no client"),
        ("client is not empty", "there is a client"),
        ("operator is not empty", "the operator of the common tool: answered"),
        ("kind in {NDA, MMR}", "the kind of agreement: non-disclosure agreement or matchmaking and referral agreement"),
        ("includes comp/non-compete", "the agreement has the clause “Non-compete”"),
        ("not includes comp/non-compete:none", "the clause “Non-compete” does not stand in the wording “No non-compete”"),
        ("any_party(public_body)", "a public body is a party: yes"),
    ],
)
def test_each_question_has_its_words(text: str, told: str, library: Library) -> None:
    assert Telling(library).tell(parse(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("exit_right", "“Does the restriction fall away when the other side leaves or breaks the agreement?” yes"),
        ("remedy = penalty", "“What happens after a breach?” a fixed penalty besides"),
        ("length(material_scope) < 20", "length of the answer to “Which activity exactly?”: less than 20"),
        ("territory contains IT", "“Where does the restriction hold?” includes “IT”"),
        ("not (territory contains IT)", "“Where does the restriction hold?” does not include “IT”"),
        ("variant = none", "the wording: No non-compete"),
    ],
)
def test_parameters_are_named_by_what_is_asked(text: str, told: str, library: Library) -> None:
    assert Telling(library, [library.clauses["comp/non-compete"]]).tell(parse(text)) == told


def test_every_condition_of_every_clause_can_be_told_without_a_gap(library: Library) -> None:
    for clause in library.clauses.values():
        telling = Telling(library, [clause])
        for condition in conditions(clause):
            told = telling.tell(condition)

            assert told
            assert "{" not in told, (clause.id, told)
            assert "_" not in told, (clause.id, told)


def test_every_fact_that_a_condition_may_ask_has_words(library: Library) -> None:
    assert [name for name in DERIVED if "(" in (told := in_words(name, True, library)).partition(":")[0] or "_" in told] == []
