"""Tell which kind of agreement somebody needs: answers in plain words in, a recommendation with all its reasons out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from agreements.conditions import Condition, Fact, Read, holds
from agreements.errors import DealRefused, Fault, nearest
from agreements.library import Json

Place = Literal["before", "main", "annex", "with", "later"]
_PLACES: tuple[Place, ...] = ("before", "main", "annex", "with", "later")


# What the library says -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """A question in plain words; *assume* counts while nobody answers, *gives* are the intake answers that follow from an answer."""

    name: str
    section: str
    ask: str
    why: str
    answers: Mapping[str, str]
    assume: str
    asked_when: Condition | None = None
    gives: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KindRule:
    """When the condition holds, *kind* gets these points; a rule that decides beats all points."""

    kind: str
    when: Condition
    because: str
    points: int = 0
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a kind; without a condition it is said when nothing else is."""

    kind: str
    because: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """A document that goes with the recommended kind when the condition holds."""

    kind: str
    place: Place
    when: Condition
    because: str


@dataclass(frozen=True, slots=True)
class Precaution:
    """Something to settle before the start: what follows if nobody does, and what to do."""

    id: str
    when: Condition
    title: str
    consequence: str
    advice: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choosing:
    """All that is needed to choose a kind; *codes* maps the id of each kind to its code, in the order that breaks ties."""

    codes: Mapping[str, str]
    questions: Mapping[str, Question]
    rules: tuple[KindRule, ...]
    objections: tuple[Objection, ...]
    documents: tuple[DocumentRule, ...]
    precautions: tuple[Precaution, ...]


# What comes out --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that decided something; *assumed* when nobody gave it."""

    question: str
    answer: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in words, with the answers that brought it up."""

    text: str
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the set, and why it is in it."""

    kind: str
    place: Place
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What another answer to one question would change: *kind* is what would then be recommended."""

    question: str
    answer: str
    kind: str
    adds: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What to take, why, what goes with it, and what would change it.

    *settled* tells that no question left open could lead to another kind; *undecided* holds what those that are open may still change, *unanswered* all
    questions that matter here and have no answer yet; *given* are the intake answers that a deal can take over.
    """

    kind: str
    settled: bool
    reasons: tuple[Reason, ...]
    documents: tuple[Document, ...]
    runner_up: str
    why_not: tuple[Reason, ...]
    changes: tuple[Change, ...]
    undecided: tuple[Change, ...]
    unanswered: tuple[str, ...]
    precautions: tuple[tuple[Precaution, tuple[Said, ...]], ...]
    given: Mapping[str, Json]


# How it is found -------------------------------------------------------------------------------------------------------


class _Answers:
    """The answers as facts: what nobody answered, or what does not matter, is assumed; ``kind`` is the code of the recommended kind once that is known."""

    def __init__(self, choosing: Choosing, given: Mapping[str, str], kind: str = "") -> None:
        self._questions, self._given = choosing.questions, given
        self._kind = choosing.codes.get(kind, "")
        self.decided: tuple[Said, ...] = ()

    def matters(self, question: Question) -> bool:
        """Tell whether the question is asked at all with these answers."""
        return question.asked_when is None or holds(question.asked_when, self)

    def value(self, name: str) -> Fact:
        if name == "kind":
            return self._kind
        question = self._questions[name]
        return self._given[name] if name in self._given and self.matters(question) else question.assume

    def includes(self, clause: str, variant: str) -> bool:  # noqa: ARG002  # the questions know no clause
        raise KeyError(clause)

    def inherits(self, clause: str) -> bool:
        raise KeyError(clause)

    def said(self, reads: Iterable[Read]) -> tuple[Said, ...]:
        """Return the answers that were read; where only the kind was, those that decided on it."""
        names = dict.fromkeys(read.name for read in reads if read.name != "kind")
        return tuple(Said(name, str(self.value(name)), name not in self._given) for name in names) or self.decided

    def reason(self, when: Condition | None, text: str) -> Reason | None:
        """Return the reason when its condition holds, with the answers that it read."""
        reads: list[Read] = []
        return Reason(text, self.said(reads)) if when is None or holds(when, self, reads) else None


def read_answers(raw: object, choosing: Choosing) -> dict[str, str]:
    """Return the answers that *raw* gives (null leaves a question open, true and false answer yes and no); refuse all that has no meaning at once."""
    if not isinstance(raw, dict):
        raise DealRefused([Fault("", "The answers must be an object: {“question”: “answer”, …}.", "See: pactwright choose --questions.")])
    faults: list[Fault] = []
    answers: dict[str, str] = {}
    for name, value in raw.items():
        question = choosing.questions.get(name)
        answer = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        if question is None:
            faults.append(Fault(str(name)[:60], "There is no such question.", nearest(str(name)[:60], choosing.questions)))
        elif value is not None and (not isinstance(answer, str) or answer not in question.answers):
            faults.append(Fault(name, f"“{str(value)[:60]}” is no answer to “{question.ask}”", nearest(str(answer)[:60], question.answers)))
        elif value is not None:
            answers[name] = answer
    if faults:
        raise DealRefused(faults)
    return {name: answers[name] for name in choosing.questions if name in answers}


def ranking(choosing: Choosing, given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the kinds for which any rule speaks: what decides first, then by points, then in the order of the library."""
    facts = _Answers(choosing, given)
    points: dict[str, tuple[bool, int]] = {}
    for rule in choosing.rules:
        if holds(rule.when, facts):
            decided, total = points.get(rule.kind, (False, 0))
            points[rule.kind] = (decided or rule.decides, total + rule.points)
    return tuple(sorted((kind for kind in choosing.codes if kind in points), key=points.__getitem__, reverse=True))


def asked(choosing: Choosing, given: Mapping[str, str]) -> tuple[Question, ...]:
    """Return the questions that matter with these answers."""
    facts = _Answers(choosing, given)
    return tuple(each for each in choosing.questions.values() if facts.matters(each))


def choose(choosing: Choosing, given: Mapping[str, str]) -> Recommendation:
    """Return the recommendation for the answers *given*; questions may stay open."""
    kind, runner_up, *_ = ranking(choosing, given)
    facts = _Answers(choosing, given, kind)
    reasons = tuple(made for rule in choosing.rules if rule.kind == kind and (made := facts.reason(rule.when, rule.because)))
    facts.decided = tuple(dict.fromkeys(said for reason in reasons for said in reason.said))
    others = tuple(_changes(choosing, given))
    return Recommendation(
        kind=kind,
        settled=not any(each.kind != kind for each in others if each.question not in given),
        reasons=reasons,
        documents=_documents(choosing, facts, kind, reasons),
        runner_up=runner_up,
        why_not=_why_not(choosing, facts, runner_up),
        changes=tuple(each for each in others if each.question in given),
        undecided=tuple(each for each in others if each.question not in given),
        unanswered=tuple(each.name for each in asked(choosing, given) if each.name not in given),
        precautions=tuple((each, made.said) for each in choosing.precautions if (made := facts.reason(each.when, ""))),
        given={name: value for question in asked(choosing, given) for name, value in question.gives.get(given.get(question.name, ""), {}).items()},
    )


def _documents(choosing: Choosing, facts: _Answers, kind: str, reasons: tuple[Reason, ...]) -> tuple[Document, ...]:
    others = tuple(Document(rule.kind, rule.place, (made,)) for rule in choosing.documents if (made := facts.reason(rule.when, rule.because)))
    return tuple(sorted((Document(kind, "main", reasons), *others), key=lambda document: _PLACES.index(document.place)))


def _why_not(choosing: Choosing, facts: _Answers, kind: str) -> tuple[Reason, ...]:
    against = [each for each in choosing.objections if each.kind == kind]
    found = tuple(made for each in against if each.when is not None and (made := facts.reason(each.when, each.because)))
    return found or tuple(Reason(each.because) for each in against if each.when is None)


def _papers(choosing: Choosing, given: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the recommended kind and the kinds of all documents."""
    kind = ranking(choosing, given)[0]
    facts = _Answers(choosing, given, kind)
    return kind, tuple(dict.fromkeys((kind, *(rule.kind for rule in choosing.documents if holds(rule.when, facts)))))


def _changes(choosing: Choosing, given: Mapping[str, str]) -> Iterator[Change]:
    """Try every other answer to every question, one at a time, and yield those that lead elsewhere."""
    kind, papers = _papers(choosing, given)
    for question in asked(choosing, given):
        for answer in question.answers:
            if answer == given.get(question.name):
                continue
            other, others = _papers(choosing, {**given, question.name: answer})
            if (other, others) != (kind, papers):
                adds, drops = (tuple(paper for paper in left if paper not in right) for left, right in ((others, papers), (papers, others)))
                yield Change(question.name, answer, other, adds, drops)
