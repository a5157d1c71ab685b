"""Read choosing.toml: the questions, rules and documents that tell which kind of agreement somebody needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import Field

from agreements.choosing import Choosing, DocumentRule, KindRule, Objection, Precaution, Question
from agreements.conditions import Condition, ConditionFault, atoms, parse
from agreements.errors import Fault, LibraryFaulty, closest, nearest
from agreements.intake import answer_faults
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
    content = head(ChoosingHead, source.head, source)
    if content is None:
        return None, tuple(source.faults)
    made = _Building(content, source, known).choosing()
    plain.examine([source], plain.read_words(read(root / plain.WORDS, root)))
    return None if source.faults else made, tuple(source.faults)


E = TypeVar("E", RuleHead, DocumentHead, PrecautionHead)


class _Building:
    def __init__(self, content: ChoosingHead, source: Source, known: Library) -> None:
        self.content, self.source, self.known = content, source, known

    def choosing(self) -> Choosing:
        content = self.content
        self.names()
        return Choosing(
            codes={kind: self.known.kinds[kind].code for kind in content.order if kind in self.known.kinds},
            questions={name: self.question(name, each) for name, each in content.question.items()},
            rules=tuple(
                KindRule(each.kind, when, curly(each.because), each.points, each.decides) for each, when in self.conditional("rule", content.rule)
            ),
            objections=tuple(
                Objection(each.kind, curly(each.because), self.condition(each.when, "objection", number, "when"))
                for number, each in enumerate(content.objection)
            ),
            documents=tuple(DocumentRule(each.kind, each.place, when, curly(each.because)) for each, when in self.conditional("document", content.document)),
            precautions=tuple(
                Precaution(each.id, when, curly(each.title), curly(each.consequence), curly(each.advice), tuple(each.clauses))
                for each, when in self.conditional("check", content.check)
            ),
        )  # fmt: skip

    def names(self) -> None:
        """Note kinds and clauses that do not exist, and what stands twice."""
        content = self.content
        self.unknown(content.order, self.known.kinds, "kind", "order")
        for kind in self.known.kinds:
            if kind not in content.order:
                self.source.fault(f"the kind “{kind}” has no place in `order`.", "Add it.", line=self.source.line_of("order"))
        named = {"rule": [each.kind for each in content.rule], "objection": [each.kind for each in content.objection]}
        for name, kinds in (named | {"document": [each.kind for each in content.document]}).items():
            for number, kind in enumerate(kinds):
                self.unknown([kind], content.order, "kind in `order`", name, number, "kind")
        for number, check in enumerate(content.check):
            self.unknown(check.clauses, self.known.clauses, "clause", "check", number, "clauses")
        ids = [each.id for each in content.check]
        for kind in dict.fromkeys(each for each in content.order if content.order.count(each) > 1):
            self.source.fault(f"“{kind}” stands twice in `order`.", "Keep one.", line=self.source.line_of("order"))
        for number, id_ in enumerate(ids):
            if id_ in ids[:number]:
                self.source.fault(f"the id “{id_}” is used twice.", "Give each check its own.", line=self.source.line_of("check", number))

    def conditional(self, name: str, entries: Iterable[E]) -> Iterator[tuple[E, Condition]]:
        """Yield each of *entries* with its condition; one without is a fault."""
        for number, each in enumerate(entries):
            if when := self.condition(each.when, name, number, "when", kind=name in ("document", "check")):
                yield each, when
            elif not each.when.strip():
                self.source.fault("the condition is empty.", "Say when this holds.", line=self.source.line_of(name, number, "when"))

    def question(self, name: str, entry: QuestionHead) -> Question:
        at = self.source.line_of("question", name)
        if name == "kind":
            self.source.fault("no question may be called “kind”.", "Choose another name: conditions ask the recommended kind by it.", line=at)
        if entry.assume not in entry.answers:
            self.source.fault(f"“{name}” assumes “{entry.assume}”, which is no answer.", nearest(entry.assume, entry.answers), line=at)
        for answer, gives in entry.gives.items():
            if answer not in entry.answers:
                self.source.fault(f"“{name}” gives something for “{answer}”, which is no answer.", nearest(answer, entry.answers), line=at)
            for field, value in gives.items():
                for fault in answer_faults(field, value, self.known):
                    self.source.fault(f"“{name}” gives “{field}”: {fault.what}", fault.mend, line=at)
        answers = {key: curly(words) for key, words in entry.answers.items()}
        when = self.condition(entry.asked_when, "question", name, "asked_when")
        if when and name in self.asking(name, set()):
            self.source.fault(f"whether “{name}” is asked hangs on its own answer.", "Ask another question in `asked_when`.", line=at)
        return Question(name, curly(entry.section), curly(entry.ask), curly(entry.why), answers, entry.assume, when, entry.gives)

    def asking(self, name: str, seen: set[str]) -> set[str]:
        """Return the questions whose answers decide whether the question *name* is asked, over any detour."""
        try:
            asked = {atom.name for atom in atoms(parse(self.content.question[name].asked_when))} if self.content.question[name].asked_when else set()
        except ConditionFault:
            return seen
        for each in (asked & self.content.question.keys()) - seen:
            seen |= {each} | self.asking(each, seen | {each})
        return seen

    def condition(self, text: str, *where: str | int, kind: bool = False) -> Condition | None:
        """Return the condition that *text* writes, or None when it is empty or faulty; only with *kind* may it ask the recommended kind."""
        if not text.strip():
            return None
        at = self.source.line_of(*where)
        try:
            made = parse(text)
        except ConditionFault as error:
            self.source.fault(f"the condition “{text}” cannot be read: {error}.", "See “Conditions” in the drafting guide.", line=at)
            return None
        allowed = {name: tuple(each.answers) for name, each in self.content.question.items()}
        allowed |= {"kind": tuple(kind.code for kind in self.known.kinds.values())} if kind else {}
        for atom in atoms(made):
            if atom.name not in allowed or atom.operator not in ("=", "!=", "in"):
                self.source.fault(f"“{atom.name}” cannot be asked like this.", f"Write name = answer. {nearest(atom.name, allowed)}", line=at)
            for value in atom.operand:
                if atom.name in allowed and value not in allowed[atom.name]:
                    self.source.fault(f"“{atom.name}” cannot be “{value}”.", nearest(str(value), allowed[atom.name]), line=at)
        return made

    def unknown(self, names: Iterable[str], known: Iterable[str], what: str, *where: str | int) -> None:
        allowed = tuple(known)
        for name in names:
            if name not in allowed:
                mend = closest(name, allowed)
                self.source.fault(f"there is no {what} “{name}”.", mend, line=self.source.line_of(*where))


@cache
def choosing() -> Choosing:
    """Return what choosing.toml says, read once; raise :class:`LibraryFaulty` with every fault when it has any."""
    made, faults = read_choosing(library())
    if made is None:
        raise LibraryFaulty(faults)
    return made
