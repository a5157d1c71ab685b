"""Find, for a condition of the library, a deal in which it holds: each question that it asks gets an answer from a small set of values."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from combinations import CASTS, a_party, chosen, parties

from agreements.conditions import Atom, Both, Condition, Either, Not, holds
from agreements.facts import ClauseFacts, DealFacts
from agreements.intake import read_deal
from agreements.library import Clause, IntakeField, Kind, Paragraph, Parameter
from agreements.parameters import Settings, parameter_facts
from agreements.selection import select
from agreements.values import normal
from clauses import library

Asked = tuple[Atom, bool]  # a question and whether it is to be true
_TRIES = 60


@dataclass(frozen=True)
class Stand:
    """A wording in a kind: the place in which a paragraph is to be printed."""

    kind: Kind
    clause: Clause
    variant: str

    @property
    def raw(self) -> dict[str, Any]:
        """The example deal of the kind with this wording chosen by hand."""
        return chosen(self.kind.id, self.clause.id, self.variant)

    def facts(self, raw: dict[str, Any]) -> ClauseFacts | None:
        """Return what conditions of the clause read in the deal *raw*; None when it does not hold this wording."""
        deal = read_deal(raw, library())
        selection = select(deal, self.kind, library())
        if selection.variants.get(self.clause.id) != self.variant:
            return None
        settings = Settings(deal, self.kind, library()).of(self.clause)
        return ClauseFacts(DealFacts(deal, self.kind, library(), selection.variants, selection.inherited), parameter_facts(settings))


def ways(condition: Condition, *, true: bool = True) -> Iterator[tuple[Asked, ...]]:
    """Yield the sets of answers to single questions that make *condition* true, or false."""
    match condition:
        case Atom():
            yield ((condition, true),)
        case Not(inner):
            yield from ways(inner, true=not true)
        case Both(parts) | Either(parts):
            if isinstance(condition, Both) is true:
                for each in product(*(tuple(ways(part, true=true)) for part in parts)):
                    yield tuple(literal for one in each for literal in one)
            else:
                for part in parts:
                    yield from ways(part, true=true)


# Values that may answer a question ---------------------------------------------------------------------------------------


def _sample(type_: str, choices: Mapping[str, str], ids: list[str], size: int) -> Any:
    listed = {"texts": ["first thing", "second thing"], "parties": ids, "countries": ["IT", "FI"], "territories": ["IT", "FI"], "clauses": ["disp/forum"]}
    single = {"date": "2026-06-01", "boolean": True, "party": ids[0], "country": "IT", "language": "fr", "currency": "SEK", "text": "x" * max(size, 12)}
    if type_ in listed:
        return listed[type_]
    if type_ in ("enum", "enums"):
        return [*choices] if type_ == "enums" else next(iter(choices))
    if type_ == "shares":
        return {id_: 100 / len(ids) for id_ in ids}
    return single.get(type_, 1)


def values(parameter: Parameter | IntakeField, asked: list[Asked], ids: list[str]) -> Iterator[Any]:
    """Yield values of *parameter* among which one answers any question that can be answered, as a deal writes them."""
    operands = [operand for atom, _ in asked for operand in atom.operand]
    numbers = [operand for operand in operands if isinstance(operand, float)]
    if parameter.type == "boolean":
        yield from (True, False)
    elif parameter.type == "enum":
        yield from parameter.choices
    elif parameter.type == "enums":
        kept = {operand for atom, wanted in asked if wanted for operand in atom.operand}
        yield [each for each in parameter.choices if each in kept]
        yield [each for each in parameter.choices if each not in operands]
    elif parameter.type == "records" and isinstance(parameter, Parameter):
        yield [{field.name: _sample(field.type, field.choices, ids, 12) for field in parameter.fields}]
    elif parameter.type == "text":
        yield from (each for each in operands if isinstance(each, str))
        yield from ("x" * int(max(12, number + step)) for number in (*numbers, 12.0) for step in (-1, 0, 1, 40))
    elif numbers or parameter.type in ("integer", "number", "days", "months", "eur", "percent"):
        limits = (getattr(parameter, "minimum", None), getattr(parameter, "maximum", None))
        near = {number + step for number in numbers for step in (-1, 0, 1)} | {1.0, limits[0] or 0}
        within = [each for each in sorted(near) if (limits[0] is None or each >= limits[0]) and (limits[1] is None or each <= limits[1])]
        yield from (int(each) for each in within)
    else:
        yield from (each for each in operands if isinstance(each, str))
        yield _sample(parameter.type, parameter.choices, ids, 12)
    yield None


@dataclass(frozen=True)
class _One:
    """Facts of which one is known."""

    name: str
    fact: object

    def value(self, name: str) -> object:
        return len(str(self.fact or "")) if name.startswith("length(") else self.fact

    def includes(self, *_: str) -> bool:
        return False

    inherits = includes


def _fits(parameter: Parameter | IntakeField, value: Any, literals: list[Asked]) -> bool:
    made = normal(parameter, value, {}, ()) if isinstance(parameter, Parameter) else tuple(value) if isinstance(value, list) else value
    return all(holds(atom, _One(atom.name, made)) is wanted for atom, wanted in literals)


# The deal around the clause ----------------------------------------------------------------------------------------------

_CLIENTS: tuple[dict[str, Any] | None, ...] = (
    None,
    {"name": "Officine Brenta Srl", "country": "IT", "kind": "SME", "economic_activity": True},
    {"name": "City of Padova", "country": "IT", "kind": "public body", "economic_activity": False, "contracting_authority": True},
)
_FLAGS = ("public_body", "contracting_authority", "research_org", "sme", "economic_activity")
_ALL = {"all flags": [("IT", _FLAGS), ("FI", _FLAGS)], "one flag": [("IT", ()), ("FI", _FLAGS)]}


@cache
def worlds(kind: str, code: str) -> tuple[dict[str, Any], ...]:
    """Return different casts, clients and parents for a deal of *kind*."""
    made = []
    for cast, client, framework, led in product({**CASTS, **_ALL}.values(), _CLIENTS, (None, "NET-FW-2026@1.0"), (True, False)):
        people = parties(code, list(cast))
        if not led:
            people = [{**party, "role": "partner" if party["role"] == "lead" else party["role"]} for party in people]
        elif code == "ACC":
            people[-1]["role"] = "lead"
        made.append({"parties": people, "client": client, "framework": framework})
    if "client" in library().kinds[kind].roles:
        made += [{**world, "parties": [*world["parties"], a_party("client", "client", "IT", ())]} for world in made if code != "CSL"]
    return tuple(made)


@cache
def _facts(kind: str, number: int) -> DealFacts:
    recipe = library().kinds[kind]
    return DealFacts(read_deal({"kind": kind, "date": "2026-03-02", **worlds(kind, recipe.code)[number]}, library()), recipe, library())


def _world(stand: Stand, literals: list[Asked]) -> dict[str, Any] | None:
    """Return a world in which *literals* about the deal hold."""
    for number, world in enumerate(worlds(stand.kind.id, stand.kind.code)):
        if all(holds(atom, _facts(stand.kind.id, number)) is wanted for atom, wanted in literals):
            return world
    return None


# The search --------------------------------------------------------------------------------------------------------------


def deal_for(stand: Stand, literals: tuple[Asked, ...]) -> dict[str, Any] | None:
    """Return a deal in which *literals* hold, as far as one can be written; None when two of them contradict each other."""
    raw = copy.deepcopy(stand.raw)
    grouped: dict[str, list[Asked]] = {}
    for atom, wanted in literals:
        plain = atom.name.removeprefix("length(").removesuffix(")") if atom.name.startswith("length(") else atom.name
        grouped.setdefault("" if atom.operator in ("includes", "inherits") else plain, []).append((atom, wanted))
    presence = grouped.pop("", [])
    about = {name: each for name, each in grouped.items() if name not in stand.clause.parameters and name not in library().intake}
    if about:
        world = _world(stand, [literal for each in about.values() for literal in each])
        if world is None:
            return None
        raw.update(copy.deepcopy(world))
    ids = [party["id"] for party in raw["parties"]]
    for name, each in grouped.items():
        if name not in about and not _answer(stand, raw, name, each, ids):
            return None
    asked = {atom.name.partition(":")[0] for atom, _ in presence}
    return raw if all(_present(stand, raw, id_, [each for each in presence if each[0].name.partition(":")[0] == id_]) for id_ in asked) else None


def _answer(stand: Stand, raw: dict[str, Any], name: str, literals: list[Asked], ids: list[str]) -> bool:
    """Write an answer or a parameter for which *literals* hold into *raw*."""
    parameter = stand.clause.parameters.get(name) or library().intake[name]
    for value in values(parameter, literals, ids):
        if _fits(parameter, value, literals):
            place = raw["clauses"][stand.clause.id] if name in stand.clause.parameters else raw["answers"]
            place[name] = value
            if value is None and name not in stand.clause.parameters:
                place.pop(name)
            return True
    return False


def _present(stand: Stand, raw: dict[str, Any], id_: str, literals: list[Asked]) -> bool:
    """Put the clause *id_* into *raw* or leave it out, as *literals* ask for; tell whether that can be."""
    clause, letter = library().clauses[id_], library().clauses[id_].applies[stand.kind.code]
    named = {wanted: {atom.name.partition(":")[2] for atom, each in literals if each is wanted and atom.operator == "includes"} for wanted in (True, False)}
    above = [wanted for atom, wanted in literals if atom.operator == "inherits"]
    if id_ == stand.clause.id:
        return named[True] <= {"", stand.variant} and not named[False] & {"", stand.variant}
    given = raw["clauses"].pop(id_, None)
    if True in above:
        return letter == "i"
    if not named[True] and (letter not in "mi" or "" in named[False]):
        raw["clauses"][id_] = False
        return letter not in "mi"
    if letter == "i" and named[True] == {""} and False not in above:
        return True
    free = [variant for variant in (*sorted(named[True] - {""}), *clause.variants) if variant not in named[False]]
    raw["clauses"][id_] = {**(given if isinstance(given, dict) else {}), "variant": free[0]}
    return letter != "x" and "" not in named[False]


def printable(stands: Iterable[Stand], above: tuple[Condition, ...], own: Condition, *, true: bool) -> bool:
    """Tell whether some deal prints what stands under *above* and makes *own* true, or false."""
    wanted = Both((*above, own if true else Not(own)))
    for stand in stands:
        for count, literals in enumerate(ways(wanted)):
            raw = deal_for(stand, literals)
            facts = stand.facts(raw) if raw else None
            if facts is not None and holds(wanted, facts):
                return True
            if count > _TRIES:
                break
    return False


def conditional(paragraphs: Iterable[Paragraph], above: tuple[Condition, ...] = ()) -> Iterator[tuple[str, tuple[Condition, ...], Condition]]:
    """Yield label, the conditions above and the condition of every paragraph that has one."""
    for each in paragraphs:
        if each.when is not None:
            yield each.label, above, each.when
        yield from conditional(each.children, above if each.when is None else (*above, each.when))
