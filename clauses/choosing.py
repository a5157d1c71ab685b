"""Read choosing.toml: the questions, rules and documents that tell which kind of agreement somebody needs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from agreements.choosing import Choosing, DocumentRule, KindRule, Objection, Precaution, Question
from agreements.conditions import Condition, ConditionFault, atoms, parse
from agreements.errors import Fault, LibraryFaulty, nearest
from agreements.library import Library
from clauses import plain
from clauses.files import Source, read
from clauses.library import ROOT, library
from clauses.schema import Head, head
from clauses.wording import curly


class QuestionHead(Head):
    """A question."""

    section: str
    ask: str
    why: str
    assume: str
    asked_when: str = ""
    answers: dict[str, str]
    gives: dict[str, dict[str, Any]] = Field(default_factory=dict)


class RuleHead(Head):
    """What speaks for a kind."""

    kind: str
    when: str
    because: str
    points: int = 0
    decides: bool = False


class ObjectionHead(Head):
    """What speaks against a kind."""

    kind: str
    because: str
    when: str = ""


class DocumentHead(Head):
    """A document that goes with a kind."""

    kind: str
    place: Literal["before", "with", "annex", "later"]
    when: str
    because: str


class PrecautionHead(Head):
    """Something to settle before the start."""

    id: str
    when: str
    title: str
    consequence: str
    advice: str
    clauses: list[str] = Field(default_factory=list)


class ChoosingHead(Head):
    """choosing.toml."""

    order: list[str]
    question: dict[str, QuestionHead]
    rule: list[RuleHead]
    objection: list[ObjectionHead]
    document: list[DocumentHead]
    check: list[PrecautionHead]


def read_choosing(known: Library, root: Path = ROOT) -> tuple[Choosing | None, tuple[Fault, ...]]:
    """Return what choosing.toml under *root* says and every fault in it; nothing where there is a fault."""
    source = read(root / "choosing.toml", root)
    content = None if source.faults else head(ChoosingHead, source.head, source)
    if content is None:
        return None, tuple(source.faults)
    made = _Building(content, source, known).choosing()
    plain.examine([source], read(root / plain.WORDS, root).head)
    return None if source.faults else made, tuple(source.faults)


class _Building:
    def __init__(self, content: ChoosingHead, source: Source, known: Library) -> None:
        self.content, self.source, self.known = content, source, known

    def choosing(self) -> Choosing:
        content = self.content
        self.unknown(content.order, self.known.kinds, "kind")
        self.unknown((kind for kind in self.known.kinds if kind not in content.order), content.order, "place in `order` for the kind")
        for entries in (content.rule, content.objection, content.document):
            self.unknown([each.kind for each in entries], content.order, "kind in `order`")
        for check in content.check:
            self.unknown(check.clauses, self.known.clauses, "clause")
        return Choosing(
            codes={kind: self.known.kinds[kind].code for kind in content.order if kind in self.known.kinds},
            questions={name: self.question(name, each) for name, each in content.question.items()},
            rules=tuple(
                KindRule(each.kind, when, curly(each.because), each.points, each.decides) for each in content.rule if (when := self.condition(each.when))
            ),
            objections=tuple(Objection(each.kind, curly(each.because), self.condition(each.when)) for each in content.objection),
            documents=tuple(DocumentRule(each.kind, each.place, when, curly(each.because)) for each in content.document if (when := self.condition(each.when))),
            precautions=tuple(
                Precaution(each.id, when, curly(each.title), curly(each.consequence), curly(each.advice), tuple(each.clauses))
                for each in content.check
                if (when := self.condition(each.when))
            ),
        )

    def question(self, name: str, entry: QuestionHead) -> Question:
        at = self.source.line_of("question", name)
        if entry.assume not in entry.answers:
            self.source.fault(f"“{name}” assumes “{entry.assume}”, which is no answer.", nearest(entry.assume, entry.answers), line=at)
        for answer, gives in entry.gives.items():
            if answer not in entry.answers:
                self.source.fault(f"“{name}” gives something for “{answer}”, which is no answer.", nearest(answer, entry.answers), line=at)
            for field in gives:
                if field not in self.known.intake:
                    self.source.fault(f"“{name}” gives “{field}”, which the intake does not ask.", nearest(field, self.known.intake), line=at)
        answers = {key: curly(words) for key, words in entry.answers.items()}
        return Question(name, curly(entry.section), curly(entry.ask), curly(entry.why), answers, entry.assume, self.condition(entry.asked_when), entry.gives)

    def condition(self, text: str) -> Condition | None:
        """Return the condition that *text* writes, or None when it is empty or faulty."""
        if not text:
            return None
        try:
            made = parse(text)
        except ConditionFault as error:
            self.source.fault(f"the condition “{text}” cannot be read: {error}.", "See “Conditions” in the drafting guide.", line=self.line(text))
            return None
        allowed = {name: tuple(each.answers) for name, each in self.content.question.items()}
        allowed["kind"] = tuple(kind.code for kind in self.known.kinds.values())
        for atom in atoms(made):
            if atom.name not in allowed or atom.operator not in ("=", "!=", "in"):
                self.source.fault(f"“{atom.name}” cannot be asked like this.", nearest(atom.name, allowed), line=self.line(text))
            for value in atom.operand:
                if atom.name in allowed and value not in allowed[atom.name]:
                    self.source.fault(f"“{atom.name}” cannot be “{value}”.", nearest(str(value), allowed[atom.name]), line=self.line(text))
        return made

    def line(self, text: str) -> int:
        return next((number for number, line in enumerate(self.source.lines, start=1) if f'"{text}"' in line), 0)

    def unknown(self, names: Iterable[str], known: Iterable[str], what: str) -> None:
        allowed = tuple(known)
        for name in names:
            if name not in allowed:
                self.source.fault(f"there is no {what} “{name}”.", nearest(name, allowed) if len(allowed) < 30 else "", line=self.line(name))


@cache
def choosing() -> Choosing:
    """Return what choosing.toml says, read once; raise :class:`LibraryFaulty` with every fault when it has any."""
    made, faults = read_choosing(library())
    if made is None:
        raise LibraryFaulty(faults)
    return made
