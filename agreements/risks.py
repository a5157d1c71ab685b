"""Say for a drafted agreement how each risk of its scenario is answered: by which clauses, how strongly, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from agreements.assembly import Drafted
from agreements.checks import Finding
from agreements.closings import Closing, closings
from agreements.conditions import holds
from agreements.facts import ClauseFacts
from agreements.library import Kind, Library
from agreements.parameters import parameter_facts
from agreements.scenario import Actor, Helps, Risk, Safeguard, Scenario, Weakness, group_of
from agreements.selection import select

Strength = Literal["answered", "partly", "open", "absent"]
_RANKS: tuple[Helps, ...] = ("not", "in part", "in full")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a risk; *main* says why it weighs most for them, and is empty where it does not."""

    name: str
    parties: tuple[str, ...] = ()
    main: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """A clause of the agreement that names a risk. *key* tells whether a safeguard counts on it, *note* why it helps only in part or not."""

    clause: str
    variant: str
    title: str
    label: str
    number: str
    group: str
    helps: Helps
    key: bool
    note: str = ""
    errors: tuple[str, ...] = ()
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A safeguard in one deal: how far it holds, by which clauses, and what would close the gap."""

    says: str
    helps: Helps
    clauses: tuple[str, ...]
    closings: tuple[Closing, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskState:
    """A risk in one deal. *because* says what its strength follows from."""

    risk: str
    title: str
    bearers: tuple[Bearer, ...]
    strength: Strength
    because: str
    safeguards: tuple[Held, ...]
    clauses: tuple[Answering, ...]
    findings: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Held, ...]:
        """The safeguards that do not hold in full."""
        return tuple(each for each in self.safeguards if each.helps != "in full")

    @property
    def main(self) -> bool:
        """Tell whether the risk weighs most for somebody."""
        return any(each.main for each in self.bearers)


@dataclass(frozen=True, slots=True)
class RiskReport:
    """All risks of one deal, with the rule that their strength follows; *scenario* is empty for a kind that belongs to none."""

    kind: str
    kind_title: str
    title: str
    reference: str
    scenario: str
    scenario_title: str
    rule: str
    risks: tuple[RiskState, ...]


def scenario_of(kind: Kind, library: Library) -> Scenario | None:
    """Return the scenario that agreements of *kind* belong to."""
    return next((each for each in library.scenarios.values() if kind.id in each.kinds), None)


def risks_of(kind: Kind, library: Library) -> tuple[Risk, ...]:
    """Return the risks that agreements of *kind* are read for: those of its scenario, else those that name the kind."""
    scenario = scenario_of(kind, library)
    ids = scenario.risk_ids if scenario else [risk.id for risk in library.risks.values() if kind.code in risk.kinds]
    return tuple(library.risks[id_] for id_ in ids)


def risks(drafted: Drafted, findings: Iterable[Finding]) -> RiskReport:
    """Return every risk of the deal in the order of its number; *findings* are those of the same draft."""
    library, kind = drafted.library, drafted.kind
    scenario = scenario_of(kind, library)
    reading = _Reading(drafted, tuple(findings), scenario)
    return RiskReport(
        kind=kind.id, kind_title=kind.title, title=drafted.agreement.title, reference=drafted.agreement.reference,
        scenario=scenario.id if scenario else "", scenario_title=scenario.title if scenario else "", rule=library.words["risk.rule"],
        risks=tuple(reading.state(risk) for risk in risks_of(kind, library)),
    )  # fmt: skip


class _Reading:
    def __init__(self, drafted: Drafted, findings: tuple[Finding, ...], scenario: Scenario | None) -> None:
        self.drafted, self.findings, self.scenario = drafted, findings, scenario
        self.library = drafted.library
        self.numbers = {reason.clause: reason.number for reason in drafted.agreement.reasons if not reason.annex}
        by_rule = select(replace(drafted.deal, clauses={}), drafted.kind, self.library)
        self.expected = {*by_rule.variants, *by_rule.inherited}

    def state(self, risk: Risk) -> RiskState:
        if risk.arises is not None and not holds(risk.arises, self.drafted.facts):
            because = self.library.words["risk.only_where"].replace("{what}", risk.only_where)
            return RiskState(risk.id, risk.title, tuple(self.bearers(risk)), "absent", because, (), (), ())
        clauses = tuple(self.clauses(risk))
        held = tuple(self.held(each, risk, clauses) for each in risk.safeguards if self.asked(each, clauses))
        touched = {each.clause for each in clauses}
        return RiskState(
            risk=risk.id, title=risk.title, bearers=tuple(self.bearers(risk)), strength=strength(held), because=self.counted(held), safeguards=held,
            clauses=clauses, findings=tuple(each for each in self.findings if each.clause in touched),
        )  # fmt: skip

    def bearers(self, risk: Risk) -> Iterator[Bearer]:
        if self.scenario is None:
            yield Bearer(risk.bears)
            return
        for each in self.scenario.risks:
            if each.risk == risk.id:
                actor = self.scenario.actor(each.actor)
                yield Bearer(actor.name, self._parties(actor), each.main)

    def _parties(self, actor: Actor) -> tuple[str, ...]:
        return tuple(party.short for party in self.drafted.deal.parties if actor.role and party.role == actor.role)

    # Clauses -------------------------------------------------------------------------------------------------------------

    def clauses(self, risk: Risk) -> Iterator[Answering]:
        """Yield the printed clauses that name the risk in their order, then the inherited ones."""
        counted_on = {clause for safeguard in risk.safeguards for clause in safeguard.clauses}
        for chosen in self.drafted.selection.chosen:
            if risk.id in chosen.clause.risks:
                yield self.printed(chosen.clause.id, chosen.variant, risk, key=chosen.clause.id in counted_on)
        for id_ in self.drafted.selection.inherited:
            clause = self.library.clauses[id_]
            if risk.id in clause.risks:
                note = self.library.words["risk.inherited"]
                yield Answering(id_, "", clause.title, "", "", group_of(id_, self.library.groups), "in full", id_ in counted_on, note, inherited=True)

    def printed(self, id_: str, variant: str, risk: Risk, *, key: bool) -> Answering:
        clause = self.library.clauses[id_]
        written = clause.variants.get(variant)
        errors = tuple(dict.fromkeys(each.code for each in self.findings if each.clause == id_ and each.severity == "error"))
        weakness = self.weakness(id_, variant, risk)
        helps: Helps = "in full"
        note = ""
        if weakness is not None:
            helps, note = weakness.helps, weakness.because
        elif written is None:
            helps, note = "not", self.library.words["unwritten"].strip("[]").replace("{variant}", variant)
        elif errors:
            helps, note = "in part", self.library.words["risk.has_error"].replace("{codes}", ", ".join(errors))
        label = written.label if written else variant
        return Answering(id_, variant, clause.title, label, self.numbers.get(id_, ""), group_of(id_, self.library.groups), helps, key, note, errors)

    def weakness(self, id_: str, variant: str, risk: Risk) -> Weakness | None:
        """Return the first weakness of the risk that this wording has in this deal."""
        return next((each for each in risk.weak if each.clause == id_ and variant in (each.variants or (variant,)) and self.applies(each)), None)

    def applies(self, weakness: Weakness) -> bool:
        filling = self.drafted.fillings.get(weakness.clause)
        if weakness.when is None or filling is None:
            return weakness.when is None
        return holds(weakness.when, ClauseFacts(self.drafted.facts, parameter_facts(filling.settings)))

    # Safeguards ----------------------------------------------------------------------------------------------------------

    def asked(self, safeguard: Safeguard, clauses: tuple[Answering, ...]) -> bool:
        """Tell whether the rules of the kind put one of its clauses into this deal, whatever was struck by hand; one put in by hand counts if it holds."""
        if safeguard.when is not None and not holds(safeguard.when, self.drafted.facts):
            return False
        by_hand = any(each.helps == "in full" and safeguard.counts_on(each.clause, each.variant) for each in clauses)
        return by_hand or any(id_ in self.expected for id_ in safeguard.clauses)

    def held(self, safeguard: Safeguard, risk: Risk, clauses: tuple[Answering, ...]) -> Held:
        standing = [each for each in clauses if safeguard.counts_on(each.clause, each.variant)]
        none: Helps = "not"
        helps = max((each.helps for each in standing), key=_RANKS.index, default=none)
        if helps == "in full":
            return Held(safeguard.says, helps, tuple(each.clause for each in standing if each.helps == "in full"))
        found = [each for id_ in safeguard.clauses for each in closings(id_, safeguard, risk, self.drafted, self.findings, self.weakness)]
        mending = [each for each in found if each.how == "mend"]
        return Held(safeguard.says, helps, tuple(each.clause for each in standing), tuple(mending or found))

    def counted(self, held: tuple[Held, ...]) -> str:
        """Return “2 of 3 safeguards hold, 1 in part”."""
        words = self.library.words
        full, partly = (sum(each.helps == rank for each in held) for rank in ("in full", "in part"))
        text = words["risk.counted"].replace("{full}", str(full)).replace("{asked}", str(len(held)))
        return text + (words["risk.counted_partly"].replace("{partly}", str(partly)) if partly else "")


def strength(held: tuple[Held, ...]) -> Strength:
    """Return what the safeguards of one risk come to: answered when all hold in full, open when none helps, partly otherwise."""
    if held and all(each.helps == "in full" for each in held):
        return "answered"
    return "partly" if any(each.helps != "not" for each in held) else "open"
