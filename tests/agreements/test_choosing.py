"""Which kind do I need: every combination of answers has one recommendation, a reason and a runner-up; every kind can be reached."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping

import pytest

from agreements.choosing import Choosing, Recommendation, asked, choose, ranking
from agreements.conditions import holds, names
from agreements.library import Library
from clauses.choosing import choosing as read

CHOOSING = read()
DECIDING = tuple(name for name in CHOOSING.questions if any(name in names(rule.when) for rule in CHOOSING.rules))
INVOLVED = ("experts", "facility", "shared_data", "personal_data")
Answers = Mapping[str, str]


def combinations(questions: tuple[str, ...], choosing: Choosing = CHOOSING) -> Iterator[dict[str, str]]:
    for combination in itertools.product(*(choosing.questions[name].answers for name in questions)):
        yield dict(zip(questions, combination, strict=True))


def papers(found: Recommendation) -> set[tuple[str, str]]:
    return {(document.place, document.kind) for document in found.documents}


@pytest.fixture(name="kinds", scope="module")
def _kinds() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds that rules speak for, best first, by every combination of the answers that rules read."""
    return {tuple(answers.values()): ranking(CHOOSING, answers) for answers in combinations(DECIDING)}


# Every combination -----------------------------------------------------------------------------------------------------


def test_every_combination_of_answers_has_a_recommendation_and_a_runner_up(kinds: Mapping[tuple[str, ...], tuple[str, ...]]) -> None:
    assert [answers for answers, found in kinds.items() if len(found) < 2] == []


def test_every_kind_of_the_library_can_be_recommended(kinds: Mapping[tuple[str, ...], tuple[str, ...]], library: Library) -> None:
    assert {found[0] for found in kinds.values()} == library.kinds.keys()


def test_no_combination_leaves_two_kinds_level_at_the_top() -> None:
    for answers in combinations(DECIDING):
        facts = _Given(answers)
        points: dict[str, tuple[bool, int]] = {}
        for rule in CHOOSING.rules:
            if holds(rule.when, facts):
                decided, total = points.get(rule.kind, (False, 0))
                points[rule.kind] = (decided or rule.decides, total + rule.points)
        first, second, *rest = sorted(points.values(), reverse=True)

        assert first > second, answers
        assert not rest or second > rest[0], answers
        assert sum(decided for decided, _ in points.values()) <= 1, answers


def test_every_pair_of_recommendation_and_runner_up_says_why_and_why_not(kinds: Mapping[tuple[str, ...], tuple[str, ...]]) -> None:
    pairs = {found[:2]: dict(zip(DECIDING, answers, strict=True)) for answers, found in kinds.items()}
    for (kind, runner_up), answers in pairs.items():
        found = choose(CHOOSING, answers)

        assert (found.kind, found.runner_up) == (kind, runner_up)
        assert found.reasons, answers
        assert all(reason.text and reason.said for reason in found.reasons), answers
        assert found.why_not, answers


def test_settled_means_that_no_answer_to_an_open_question_leads_to_another_kind(kinds: Mapping[tuple[str, ...], tuple[str, ...]]) -> None:
    for open_ in itertools.product((False, True), repeat=len(DECIDING) - len(INVOLVED)):
        answered = tuple(name for name, left in zip(DECIDING, open_, strict=False) if not left)
        for answers in combinations(answered):
            if answers.keys() - {question.name for question in asked(CHOOSING, answers)}:
                continue
            found = choose(CHOOSING, answers)
            if found.settled:
                completed = {
                    kinds[tuple(answers.get(name) or rest[name] for name in DECIDING)][0]
                    for rest in combinations(tuple(name for name in DECIDING if name not in answers))
                }
                assert completed == {found.kind}, answers


def test_the_order_in_which_answers_come_does_not_matter() -> None:
    answers = {"aim": "deliver", "framework": "members", "experts": "yes", "secrets": "yes", "signing": "no"}

    assert {json.dumps(_plain(choose(CHOOSING, dict(order)))) for order in itertools.permutations(answers.items())} == {
        json.dumps(_plain(choose(CHOOSING, answers)))
    }


def test_questions_that_are_not_asked_decide_nothing() -> None:
    idle = {"client_request": "yes", "introduction_only": "yes", "something_new": "yes", "many_hubs": "yes"}

    for aim in CHOOSING.questions["aim"].answers:
        if aim != "unsure":
            assert choose(CHOOSING, {"aim": aim, **idle}).kind == choose(CHOOSING, {"aim": aim}).kind


# Which document when ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({"aim": "talk"}, {("main", "nda")}),
        ({"aim": "network"}, {("main", "framework-cooperation"), ("later", "framework-accession"), ("later", "specific-collaboration")}),
        ({"aim": "network", "framework": "joining"}, {("main", "framework-accession"), ("later", "specific-collaboration")}),
        ({"aim": "deliver", "framework": "members"}, {("main", "specific-collaboration"), ("with", "client-service-letter")}),
        (
            {"aim": "deliver", "framework": "members", "experts": "yes", "facility": "yes", "personal_data": "behalf"},
            {
                ("main", "specific-collaboration"), ("with", "client-service-letter"),
                ("annex", "expert-exchange"), ("annex", "facility-access"), ("annex", "data-processing"),
            },
        ),
        ({"aim": "deliver", "framework": "none"}, {("main", "joint-service-delivery"), ("with", "client-service-letter")}),
        ({"aim": "build"}, {("main", "new-service-development")}),
        (
            {"aim": "build", "shared_data": "yes", "personal_data": "joint"},
            {("main", "new-service-development"), ("annex", "data-sharing-benchmarking"), ("annex", "data-processing")},
        ),
        ({"aim": "introduce"}, {("main", "matchmaking-referral"), ("with", "client-service-letter")}),
        ({"aim": "alone"}, {("main", "client-service-letter")}),
        ({"aim": "add", "experts": "yes"}, {("main", "expert-exchange")}),
        ({"aim": "add", "facility": "yes"}, {("main", "facility-access")}),
        ({"aim": "add", "shared_data": "yes"}, {("main", "data-sharing-benchmarking")}),
        ({"aim": "add", "personal_data": "behalf"}, {("main", "data-processing")}),
        ({"aim": "add", "personal_data": "joint"}, {("main", "data-processing")}),
    ],
)  # fmt: skip
def test_each_situation_has_its_documents(answers: Answers, wanted: set[tuple[str, str]]) -> None:
    assert papers(choose(CHOOSING, answers)) == wanted


@pytest.mark.parametrize(
    ("answers", "runner_up"),
    [
        ({"aim": "deliver", "framework": "members"}, "joint-service-delivery"),
        ({"aim": "build", "framework": "members"}, "specific-collaboration"),
        ({"aim": "introduce", "framework": "members"}, "specific-collaboration"),
    ],
)
def test_under_a_framework_the_table_names_a_second_way(answers: Answers, runner_up: str) -> None:
    assert choose(CHOOSING, answers).runner_up == runner_up


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({}, "nda"),
        ({"client_request": "yes"}, "joint-service-delivery"),
        ({"client_request": "yes", "framework": "members"}, "specific-collaboration"),
        ({"client_request": "yes", "introduction_only": "yes", "framework": "members", "something_new": "yes"}, "matchmaking-referral"),
        ({"something_new": "yes"}, "new-service-development"),
        ({"something_new": "yes", "framework": "members"}, "new-service-development"),
        ({"many_hubs": "yes"}, "framework-cooperation"),
        ({"many_hubs": "yes", "framework": "joining"}, "framework-accession"),
    ],
)
def test_who_is_not_sure_is_led_by_four_short_questions(answers: Answers, kind: str) -> None:
    assert choose(CHOOSING, {"aim": "unsure", **answers}).kind == kind


def test_an_annex_never_stands_alone() -> None:
    annexes = {"expert-exchange", "facility-access", "data-sharing-benchmarking", "data-processing"}
    for answers in combinations(("aim", "framework", *INVOLVED)):
        found = choose(CHOOSING, answers)

        if found.kind in annexes:
            assert answers["aim"] == "add"
            assert "never-alone" in {precaution.id for precaution, _ in found.precautions}
        assert len({document.kind for document in found.documents}) == len(found.documents), answers


def test_a_secret_shown_early_puts_a_non_disclosure_agreement_first_unless_something_protects_it_already() -> None:
    def first(**answers: str) -> bool:
        return ("before", "nda") in papers(choose(CHOOSING, {"secrets": "yes", **answers}))

    assert first(aim="deliver")
    assert first(aim="build")
    assert not first(aim="deliver", framework="members")
    assert not first(aim="add", experts="yes")
    assert not first(aim="talk")


def _plain(found: Recommendation) -> str:
    return repr(found)


class _Given:
    """Answers as facts, the way a reader of choosing.toml would take them."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    def value(self, name: str) -> object:
        asked_when = CHOOSING.questions[name].asked_when
        return self.answers[name] if asked_when is None or holds(asked_when, self) else CHOOSING.questions[name].assume

    def includes(self, clause: str, variant: str) -> bool:
        raise KeyError(clause, variant)

    def inherits(self, clause: str) -> bool:
        raise KeyError(clause)
