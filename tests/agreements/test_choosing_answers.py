"""What comes with a recommendation: reasons, changes, open questions, worries; and how answers are read and refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from agreements.choosing import Change, choose, read_answers
from agreements.errors import DealRefused
from agreements.library import Library
from clauses.choosing import choosing as read

CHOOSING = read()


# Reasons, changes, open questions --------------------------------------------------------------------------------------


def test_reasons_name_the_answers_that_decided_and_only_those() -> None:
    found = choose(CHOOSING, {"aim": "deliver", "framework": "members", "facility": "no"})

    assert {said.question: said.answer for reason in found.reasons for said in reason.said} == {"aim": "deliver", "framework": "members"}
    assert not any(said.assumed for reason in found.reasons for said in reason.said)


def test_every_document_and_every_worry_names_an_answer() -> None:
    for aim in CHOOSING.questions["aim"].answers:
        found = choose(CHOOSING, {"aim": aim, "experts": "yes", "framework": "members", "signing": "no"})

        assert all(reason.said for document in found.documents for reason in document.reasons)
        assert all(said for _, said in found.precautions)


def test_an_answer_that_nobody_gave_is_called_assumed() -> None:
    found = choose(CHOOSING, {"aim": "deliver"})

    assert {said.question for reason in found.reasons for said in reason.said if said.assumed} == {"framework"}


def test_changes_are_what_every_single_other_answer_leads_to() -> None:
    answers = {"aim": "deliver", "framework": "none", "experts": "yes"}
    found = choose(CHOOSING, answers)
    told = {(change.question, change.answer): change for change in (*found.changes, *found.undecided)}

    for question in CHOOSING.questions.values():
        for answer in question.answers:
            if question.asked_when is not None or answer == answers.get(question.name):
                continue
            other = choose(CHOOSING, {**answers, question.name: answer})
            left, right = ({document.kind for document in each.documents} for each in (other, found))
            expected = Change(question.name, answer, other.kind)
            if (other.kind, left) == (found.kind, right):
                assert (question.name, answer) not in told
            else:
                change = told[question.name, answer]
                assert (change.kind, set(change.adds), set(change.drops)) == (expected.kind, left - right, right - left)


def test_with_nothing_answered_the_result_says_which_questions_decide() -> None:
    found = choose(CHOOSING, {})

    assert not found.settled
    assert {change.question for change in found.undecided if change.kind != found.kind} == {
        "aim", "client_request", "introduction_only", "something_new", "many_hubs", "framework",
    }  # fmt: skip
    assert found.changes == ()
    assert set(found.unanswered) == CHOOSING.questions.keys()


def test_a_question_that_cannot_change_the_kind_leaves_the_result_settled() -> None:
    found = choose(CHOOSING, {"aim": "deliver", "framework": "none"})

    assert found.settled
    assert {change.question for change in found.undecided} == {"experts", "facility", "shared_data", "personal_data", "secrets"}


def test_each_worry_before_the_start_says_what_follows_and_what_to_do() -> None:
    worries = {"grant": "yes", "signing": "no", "abroad": "unsure", "procurement": "yes", "secrets": "unsure"}
    found = choose(CHOOSING, {"aim": "deliver", **worries})

    assert [precaution.id for precaution, _ in found.precautions] == ["grant", "signing", "abroad", "procurement", "secrets-unsure"]
    assert all(precaution.consequence and precaution.advice and said for precaution, said in found.precautions)
    assert found.kind == choose(CHOOSING, {"aim": "deliver"}).kind


def test_answers_that_a_deal_can_take_over_are_handed_on(library: Library) -> None:
    found = choose(CHOOSING, {"aim": "deliver", "experts": "yes", "facility": "no", "personal_data": "joint"})

    assert found.given == {"experts_exchanged": True, "personal_data": "joint"}
    assert found.given.keys() <= library.intake.keys()


# Reading answers -------------------------------------------------------------------------------------------------------


def test_true_false_and_null_are_understood() -> None:
    assert read_answers({"experts": True, "facility": False, "aim": None}, CHOOSING) == {"experts": "yes", "facility": "no"}


def test_all_that_has_no_meaning_is_refused_at_once_with_the_nearest() -> None:
    with pytest.raises(DealRefused) as refused:
        read_answers({"aim": "delivr", "framwork": "none", "experts": 3, "facility": [], "signing": {"a": 1}}, CHOOSING)

    assert [(fault.where, fault.mend.partition("?")[0]) for fault in refused.value.faults][:2] == [
        ("aim", "Did you mean “deliver”"),
        ("framwork", "Did you mean “framework”"),
    ]
    assert [fault.where for fault in refused.value.faults][2:] == ["experts", "facility", "signing"]


@pytest.mark.parametrize("raw", [[], "deliver", 3, None, True])
def test_answers_that_are_no_object_are_refused(raw: object) -> None:
    with pytest.raises(DealRefused):
        read_answers(raw, CHOOSING)


# The command -----------------------------------------------------------------------------------------------------------


def test_choose_prints_kind_reasons_documents_runner_up_and_what_would_change(run: Callable[..., Result]) -> None:
    done = run("choose", "-", stdin='{"aim": "deliver", "framework": "members", "signing": "no"}')

    assert done.exit_code == 0
    for part in ("specific-collaboration", "Why", "Documents", "client-service-letter", "Runner-up", "joint-service-delivery", "What would change this"):
        assert part in done.stdout
    assert "It is not clear who may sign for your hub" in done.stdout


def test_choose_speaks_json(run: Callable[..., Result]) -> None:
    found: dict[str, Any] = json.loads(run("choose", "-", "--json", stdin='{"aim": "introduce"}').stdout)

    assert found["kind"] == "matchmaking-referral"
    assert found["reasons"][0]["answers"] == [
        {
            "question": "aim",
            "ask": "What do you want to do?",
            "answer": "introduce",
            "label": "Help a client find a partner in another region",
            "assumed": False,
        }
    ]
    assert found["runner_up"]["why_not"]
    assert {row["question"] for row in found["changes"]} == {"aim"}


def test_choose_prints_its_questions(run: Callable[..., Result]) -> None:
    assert {row["id"] for row in json.loads(run("choose", "--questions", "--json").stdout)} == CHOOSING.questions.keys()
    assert all(question.ask in run("choose", "--questions").stdout for question in CHOOSING.questions.values())


def test_choose_refuses_all_faults_and_names_the_file(run: Callable[..., Result]) -> None:
    done = run("choose", "-", stdin='{"aim": "fly", "colour": "blue"}')

    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 2
    assert run("choose").exit_code == 2
    assert "standard input" in run("choose", "-", stdin="[]").stderr
