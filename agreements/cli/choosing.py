"""The command that tells which kind of agreement somebody needs: choose."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import click

from agreements.choosing import Change, Choosing, Reason, Recommendation, Said, choose, read_answers
from agreements.cli.catalogue import as_json, dump
from agreements.cli.files import read_json
from agreements.errors import DealRefused, Fault
from agreements.library import Library
from clauses import library
from clauses.choosing import choosing

_WIDTH = 110
_PLACES = {"before": "first", "main": "main", "annex": "annex", "with": "beside", "later": "later"}


@click.command(name="choose")
@click.argument("answers", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--questions", is_flag=True, help="Print the questions and their answers.")
@as_json
def choose_kind(answers: str | None, questions: bool, machine: bool) -> None:
    """Tell which kind of agreement you need, and why.

    ANSWERS is a JSON file (or - for standard input) such as {"aim": "deliver", "framework": "members"}. Questions may stay open.
    """
    known = choosing()
    if questions:
        if machine:
            dump(list(_questions(known)))
        else:
            click.echo("\n".join(_questions_shown(known)))
        return
    if answers is None:
        raise click.UsageError("Give a file with answers (- for standard input), or --questions to see what is asked.")
    name = "standard input" if answers == "-" else answers
    try:
        given = read_answers(read_json(answers, "pactwright choose --questions"), known)
    except DealRefused as refusal:
        raise DealRefused(Fault(fault.where or name, fault.what, fault.mend) for fault in refusal.faults) from None
    found = choose(known, given)
    if machine:
        dump(_for_machines(found, known, library()))
    else:
        click.echo("\n".join(_shown(found, known, library())))


# For people ------------------------------------------------------------------------------------------------------------


def _questions_shown(known: Choosing) -> Iterator[str]:
    section = ""
    for question in known.questions.values():
        if question.section != section:
            yield from ([""] if section else [])
            section = question.section
            yield section
        yield ""
        yield f"  {question.name}"
        yield from _wrapped(question.ask, 4)
        for key, words in question.answers.items():
            assumed = " (taken when not answered)" if key == question.assume else ""
            yield f"      {key:<10} {words}{assumed}"


def _shown(found: Recommendation, known: Choosing, content: Library) -> Iterator[str]:
    yield _title(found.kind, content)
    if not found.settled:
        yield from _wrapped("Not settled yet: an open question can still lead to another kind.", 2)
    yield from _section("Why")
    yield from _reasons(found.reasons, known)
    yield from _section("Documents")
    for document in found.documents:
        yield f"  {_PLACES[document.place]:<7} {_title(document.kind, content)}"
        if document.place != "main":
            yield from _reasons(document.reasons, known, 10)
    yield from _section(f"Runner-up: {_title(found.runner_up, content)}")
    yield from _reasons(found.why_not, known)
    for heading, changes in (("Still open, and it matters", found.undecided), ("What would change this", found.changes)):
        yield from _section(heading) if changes else ()
        yield from _changes(changes, found, known, content)
    if found.precautions:
        yield from _section("Before you start")
    for precaution, _ in found.precautions:
        yield f"  {precaution.title}"
        yield from _wrapped(f"{precaution.consequence} {precaution.advice}", 4)
    yield from _section("Next")
    first = next((change.question for change in found.undecided if change.kind != found.kind), "")
    yield f"  Answer “{first}”: {known.questions[first].ask}" if first else f"  pactwright example {found.kind}"


def _title(kind: str, content: Library) -> str:
    return f"{content.kinds[kind].title} ({kind})"


def _section(heading: str) -> Iterator[str]:
    yield ""
    yield heading


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent, break_on_hyphens=False)


def _reasons(reasons: Iterable[Reason], known: Choosing, indent: int = 2) -> Iterator[str]:
    for reason in reasons:
        yield from _wrapped(reason.text, indent)
        for said in reason.said:
            question = known.questions[said.question]
            answer = f"not answered, taken as: {question.answers[said.answer]}" if said.assumed else question.answers[said.answer]
            yield from _wrapped(f"{question.ask} {answer}", indent + 2)


def _changes(changes: tuple[Change, ...], found: Recommendation, known: Choosing, content: Library) -> Iterator[str]:
    asked = ""
    for change in changes:
        question = known.questions[change.question]
        if question.name != asked:
            asked = question.name
            yield from _wrapped(question.ask, 2)
        effects = [f"{content.kinds[change.kind].title} instead"] if change.kind != found.kind else []
        for word, kinds in (("with", change.adds), ("without", change.drops)):
            titles = [content.kinds[kind].title for kind in kinds if kind not in (change.kind, found.kind)]
            effects += [f"{word} {', '.join(titles)}"] if titles else []
        yield from _wrapped(f"{question.answers[change.answer]}: {'; '.join(effects)}", 4)


# For machines ----------------------------------------------------------------------------------------------------------


def _questions(known: Choosing) -> Iterator[dict[str, object]]:
    for each in known.questions.values():
        yield {"id": each.name, "section": each.section, "ask": each.ask, "why": each.why, "answers": dict(each.answers), "assume": each.assume}


def _for_machines(found: Recommendation, known: Choosing, content: Library) -> dict[str, object]:
    return {
        "kind": found.kind,
        "title": content.kinds[found.kind].title,
        "settled": found.settled,
        "reasons": [_reason(each, known) for each in found.reasons],
        "documents": [
            {"kind": each.kind, "title": content.kinds[each.kind].title, "place": each.place, "reasons": [_reason(made, known) for made in each.reasons]}
            for each in found.documents
        ],
        "runner_up": {
            "kind": found.runner_up,
            "title": content.kinds[found.runner_up].title,
            "why_not": [_reason(each, known) for each in found.why_not],
        },
        "changes": [_change(each, known) for each in found.changes],
        "undecided": [_change(each, known) for each in found.undecided],
        "unanswered": list(found.unanswered),
        "before_you_start": [
            {
                "id": each.id,
                "title": each.title,
                "consequence": each.consequence,
                "advice": each.advice,
                "clauses": list(each.clauses),
                "answers": [_said(one, known) for one in said],
            }
            for each, said in found.precautions
        ],
        "answers": dict(found.given),
    }


def _reason(reason: Reason, known: Choosing) -> dict[str, object]:
    return {"text": reason.text, "answers": [_said(each, known) for each in reason.said]}


def _said(said: Said, known: Choosing) -> dict[str, object]:
    question = known.questions[said.question]
    return {"question": said.question, "ask": question.ask, "answer": said.answer, "label": question.answers[said.answer], "assumed": said.assumed}


def _change(change: Change, known: Choosing) -> dict[str, object]:
    question = known.questions[change.question]
    return {
        "question": change.question,
        "ask": question.ask,
        "answer": change.answer,
        "label": question.answers[change.answer],
        "kind": change.kind,
        "adds": list(change.adds),
        "drops": list(change.drops),
    }


COMMANDS = (choose_kind,)
