"""What a library says of scenarios of cooperation, of their risks and of what an agreement settles against each. All frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from agreements.conditions import Condition

Helps = Literal["in full", "in part", "not"]


# Risks -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Safeguard:
    """One thing that an agreement settles against a risk: any one of the clauses *by* (as ``clause`` or ``clause:variant``) settles it.

    *when* limits it to deals in which a condition holds.
    """

    says: str
    by: tuple[str, ...]
    when: Condition | None = None

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of the clauses, without variants."""
        return tuple(dict.fromkeys(each.partition(":")[0] for each in self.by))

    def counts_on(self, clause: str, variant: str) -> bool:
        """Tell whether *clause* in this wording settles it."""
        return clause in self.by or f"{clause}:{variant}" in self.by


@dataclass(frozen=True, slots=True)
class Weakness:
    """A wording that names the risk and helps only in part or not at all; of every wording when *variants* is empty, and only while *when* holds."""

    clause: str
    helps: Helps
    because: str
    variants: tuple[str, ...] = ()
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk. *arises* is the condition under which a deal has it, *only_where* the same in words; *kinds* are read for it without a scenario."""

    id: str
    title: str
    where: str
    bears: str
    safeguards: tuple[Safeguard, ...] = ()
    weak: tuple[Weakness, ...] = ()
    arises: Condition | None = None
    only_where: str = ""
    kinds: tuple[str, ...] = ()


# Scenarios ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who takes part. *role* is the role of this actor among the parties of an agreement; it is empty for one that is no party."""

    id: str
    name: str
    who: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the process: what each actor does, and the kinds of document that belong to it."""

    title: str
    does: Mapping[str, str]
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A cost or a benefit of one actor; *main* says why it weighs most, and is empty where it does not."""

    actor: str
    text: str
    main: str = ""


@dataclass(frozen=True, slots=True)
class Borne:
    """A risk that an actor bears; *main* says why it weighs most, and is empty where it does not."""

    actor: str
    risk: str
    main: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the source proposes against risks or cost: by *clauses*, or without them outside the agreement."""

    text: str
    risks: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What must be decided before the start, our advice, and the clauses that it becomes."""

    ask: str
    advice: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the scenario: the kind of agreement and what it is for."""

    kind: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A way of working together, and the *kinds* of agreement (ids) whose risks are those of the scenario; the first is its own agreement."""

    id: str
    title: str
    summary: str
    use_when: str
    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    actors: tuple[Actor, ...]
    steps: tuple[Step, ...]
    benefits: tuple[Point, ...]
    costs: tuple[Point, ...]
    risks: tuple[Borne, ...]
    measures: tuple[Measure, ...]
    tools: tuple[str, ...]
    decisions: tuple[Decision, ...]
    papers: tuple[Paper, ...]
    note: str = ""

    @property
    def risk_ids(self) -> tuple[str, ...]:
        """The ids of its risks, each once, in order."""
        return tuple(sorted({each.risk for each in self.risks}))

    def actor(self, id_: str) -> Actor:
        """Return the actor *id_*."""
        return next(each for each in self.actors if each.id == id_)


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that are shown together: those of some categories."""

    id: str
    title: str
    short: str
    categories: tuple[str, ...]


def group_of(clause: str, groups: Iterable[Group]) -> str:
    """Return the id of the group that *clause* is shown in, or an empty text."""
    return next((group.id for group in groups if clause.partition("/")[0] in group.categories), "")
