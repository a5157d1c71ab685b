"""Read the scenarios of cooperation and check them against kinds, clauses, risks and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from agreements.errors import closest
from agreements.library import Kind, Library
from agreements.scenario import Actor, Borne, Decision, Measure, Paper, Point, Scenario, Step
from clauses.files import Source
from clauses.schema import Head
from clauses.wording import curly

ROLES = ("", "lead", "partner", "member", "party", "client")


class ActorHead(Head):
    """Somebody who takes part."""

    id: str
    name: str
    who: str
    role: str = ""


class StepHead(Head):
    """A step of the process."""

    title: str
    does: dict[str, str]
    documents: list[str] = Field(default_factory=list)


class PointHead(Head):
    """A cost or a benefit."""

    actor: str
    text: str
    main: str = ""


class BorneHead(Head):
    """A risk and who bears it."""

    risk: str
    actors: list[str]
    main: str = ""


class MeasureHead(Head):
    """What the source proposes."""

    text: str
    risks: list[str] = Field(default_factory=list)
    clauses: list[str] = Field(default_factory=list)


class DecisionHead(Head):
    """What must be decided before the start."""

    ask: str
    advice: str
    clauses: list[str] = Field(default_factory=list)


class PaperHead(Head):
    """A document of the scenario."""

    kind: str
    purpose: str


class ScenarioHead(Head):
    """scenarios/<scenario>.toml."""

    title: str
    summary: str
    use_when: str
    kinds: list[str]
    sources: list[str]
    note: str = ""
    tools: list[str]
    actor: list[ActorHead]
    step: list[StepHead]
    benefit: list[PointHead]
    cost: list[PointHead]
    risk: list[BorneHead]
    measure: list[MeasureHead]
    decision: list[DecisionHead]
    paper: list[PaperHead]


def build(id_: str, head: ScenarioHead) -> Scenario:
    """Return the scenario *id_* of its head."""
    return Scenario(
        id=id_, title=curly(head.title), summary=curly(head.summary), use_when=curly(head.use_when), kinds=tuple(head.kinds), sources=tuple(head.sources),
        note=curly(head.note), tools=tuple(curly(each) for each in head.tools),
        actors=tuple(Actor(each.id, curly(each.name), curly(each.who), each.role) for each in head.actor),
        steps=tuple(Step(curly(each.title), {who: curly(what) for who, what in each.does.items()}, tuple(each.documents)) for each in head.step),
        benefits=tuple(_point(each) for each in head.benefit), costs=tuple(_point(each) for each in head.cost),
        risks=tuple(Borne(actor, each.risk, curly(each.main)) for each in head.risk for actor in each.actors),
        measures=tuple(Measure(curly(each.text), tuple(each.risks), tuple(each.clauses)) for each in head.measure),
        decisions=tuple(Decision(curly(each.ask), curly(each.advice), tuple(each.clauses)) for each in head.decision),
        papers=tuple(Paper(each.kind, curly(each.purpose)) for each in head.paper),
    )  # fmt: skip


def _point(head: PointHead) -> Point:
    return Point(head.actor, curly(head.text), curly(head.main))


# Check -------------------------------------------------------------------------------------------------------------------


def examine(library: Library, sources: Mapping[str, Source], known_sources: frozenset[str]) -> None:
    """Note in *sources* what in a scenario names nothing that exists, and which of its risks no clause of its agreement answers."""
    for scenario in library.scenarios.values():
        _Scenario(library, scenario, sources[f"scenarios/{scenario.id}.toml"]).examine(known_sources)
    owners: dict[str, str] = {}
    for scenario in library.scenarios.values():
        for kind in scenario.kinds:
            if owners.setdefault(kind, scenario.id) != scenario.id:
                source = sources[f"scenarios/{scenario.id}.toml"]
                source.fault(f"the kind “{kind}” belongs to the scenario “{owners[kind]}” already.", "A kind has one scenario.", line=source.line_of("kinds"))


class _Scenario:
    def __init__(self, library: Library, scenario: Scenario, source: Source) -> None:
        self.library, self.scenario, self.source = library, scenario, source

    def examine(self, known_sources: frozenset[str]) -> None:
        self.names("kind", (*self.scenario.kinds, *self._documents()), self.library.kinds)
        self.names("source", self.scenario.sources, known_sources)
        self.names("actor", self._named_actors(), [each.id for each in self.scenario.actors])
        self.names("risk", [*self.scenario.risk_ids, *(risk for each in self.scenario.measures for risk in each.risks)], self.library.risks)
        self.names("clause", self._clauses(), self.library.clauses)
        self.names("role", [each.role for each in self.scenario.actors], ROLES)
        if not self.scenario.kinds:
            self.source.fault("the scenario names no kind of agreement.", "Name its own kind first.", line=self.source.line_of("kinds"))
        self.once("kind", list(self.scenario.kinds))
        self.once("actor", [each.id for each in self.scenario.actors])
        self.once("risk", [f"{each.actor} {each.risk}" for each in self.scenario.risks])
        self.marks()
        for kind in self.scenario.kinds:
            if kind in self.library.kinds:
                self.answers(self.library.kinds[kind])

    def _documents(self) -> Iterator[str]:
        yield from (document for step in self.scenario.steps for document in step.documents)
        yield from (paper.kind for paper in self.scenario.papers)

    def _named_actors(self) -> Iterator[str]:
        yield from (actor for step in self.scenario.steps for actor in step.does)
        yield from (each.actor for each in (*self.scenario.benefits, *self.scenario.costs))
        yield from (each.actor for each in self.scenario.risks)

    def _clauses(self) -> Iterator[str]:
        yield from (clause for each in self.scenario.measures for clause in each.clauses)
        yield from (clause for each in self.scenario.decisions for clause in each.clauses)

    def names(self, what: str, used: Iterable[str], known: Iterable[str]) -> None:
        allowed = list(known)
        for name in dict.fromkeys(used):
            if name not in allowed:
                self.source.fault(f"there is no {what} “{name}”.", closest(name, allowed, few=60), line=self.line(name))

    def once(self, what: str, named: list[str]) -> None:
        for name in dict.fromkeys(each for each in named if named.count(each) > 1):
            self.source.fault(f"the {what} “{name}” stands twice.", "Keep one.", line=self.line(name.split(maxsplit=1)[0]))

    def marks(self) -> None:
        """Check that a risk is marked only where the source proposes a measure against it."""
        measured = {risk for each in self.scenario.measures for risk in each.risks}
        for each in self.scenario.risks:
            if each.main and each.risk not in measured:
                mend = f"Name {each.risk} in the `risks` of a measure, or take `main` away."
                self.source.fault(f"{each.risk} is marked, yet no measure is taken against it.", mend, line=self.line(each.risk))

    def answers(self, kind: Kind) -> None:
        """Each risk needs a clause of *kind*, printed or inherited, that a safeguard of the risk counts on."""
        for id_ in self.scenario.risk_ids:
            risk = self.library.risks.get(id_)
            if risk is None:
                continue
            clauses = {clause for safeguard in risk.safeguards for clause in safeguard.clauses}
            if not any(each.id in clauses and each.applies.get(kind.code) in {"m", "d", "o", "i"} for each in self.library.clauses.values()):
                self.source.fault(
                    f"no clause of {kind.code} answers {id_}.", f"Give {id_} a safeguard with a clause that {kind.code} has.", line=self.line(id_)
                )

    def line(self, word: str) -> int:
        return next((number for number, text in enumerate(self.source.lines, start=1) if f'"{word}"' in text or f"does.{word}" in text), 0)
