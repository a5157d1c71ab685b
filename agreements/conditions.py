"""Read and evaluate conditions such as ``restriction != none and count(hubs) >= 3``, and report which facts they read."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

Fact = object
Scalar = str | float | bool


class Facts(Protocol):
    """What a condition may ask."""

    def value(self, name: str) -> Fact:
        """Return the fact *name*; raise ``KeyError`` when there is no such fact."""

    def includes(self, clause: str, variant: str) -> bool:
        """Tell whether *clause* is in force, in *variant* unless that is empty: printed here, or taken from the parent agreement."""

    def inherits(self, clause: str) -> bool:
        """Tell whether *clause* is taken from the parent agreement and not printed here."""


@dataclass(frozen=True, slots=True)
class Read:
    """One fact that a condition read, with its value at that time."""

    name: str
    value: Fact


@dataclass(frozen=True, slots=True)
class Atom:
    """One question to one fact."""

    name: str
    operator: str
    operand: tuple[Scalar, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """True when the inner condition is false."""

    inner: Condition


@dataclass(frozen=True, slots=True)
class Both:
    """True when all parts are."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """True when one part is."""

    parts: tuple[Condition, ...]


Condition = Atom | Not | Both | Either


class ConditionFault(ValueError):
    """The text is no condition; the message says where it stops being one."""


_TOKEN = re.compile(
    r"\s*(?:(?P<op><=|>=|!=|=|<|>)|(?P<mark>[(){},])|(?P<clause>[a-z]+/[a-z0-9-]+(?::[a-z0-9-]+)?)"
    r"|(?P<call>[a-z_]+\([a-z_]+\))|(?P<number>-?\d+(?:\.\d+)?(?![\w-]))|(?P<word>[A-Za-z_0-9][\w.-]*))"
)


_RESERVED = frozenset({"and", "or", "not", "in", "is", "empty", "contains", "includes", "inherits"})


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ConditionFault(f"“{text[position:].strip()}” is not understood")
        yield str(match.lastgroup), match.group(str(match.lastgroup))
        position = match.end()


class _Reader:
    """A recursive-descent reader: or, and, not, question."""

    def __init__(self, text: str) -> None:
        self.tokens = [*_tokens(text), ("end", "the end")]
        self.at = 0

    def next(self, *expected: str) -> str:
        kind, word = self.tokens[self.at]
        if expected and word not in expected and kind not in expected:
            raise ConditionFault(f"“{word}” stands where {' or '.join(expected)} should")
        self.at += 1
        return word

    def sees(self, *words: str) -> bool:
        if self.tokens[self.at][1] != words[0]:
            return False
        return len(words) == 1 or [word for _, word in self.tokens[self.at : self.at + len(words)]] == list(words)

    def skip(self, *words: str) -> bool:
        if found := self.sees(*words):
            self.at += len(words)
        return found

    def either(self) -> Condition:
        parts = [self.both()]
        while self.skip("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def both(self) -> Condition:
        parts = [self.single()]
        while self.skip("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def single(self) -> Condition:
        if self.skip("not"):
            return Not(self.single())
        if self.skip("("):
            inner = self.either()
            self.next(")")
            return inner
        if self.skip("includes"):
            return Atom(self.next("clause"), "includes")
        if self.skip("inherits"):
            return Atom(self.next("clause"), "inherits")
        name = self.next("word", "call")
        if name in _RESERVED:
            raise ConditionFault(f"“{name}” stands where a name should")
        return self.question(name)

    def question(self, name: str) -> Condition:
        if self.skip("is", "not", "empty"):
            return Not(Atom(name, "empty"))
        if self.skip("is", "empty"):
            return Atom(name, "empty")
        if self.skip("not", "in"):
            return Not(Atom(name, "in", self.values()))
        if self.skip("in"):
            return Atom(name, "in", self.values())
        if self.skip("contains"):
            return Atom(name, "contains", (self.scalar(),))
        if self.tokens[self.at][0] == "op":
            sign = self.next()
            return Atom(name, sign, (self.scalar(),))
        return Atom(name, "true")

    def values(self) -> tuple[Scalar, ...]:
        self.next("{")
        found = [self.scalar()]
        while self.skip(","):
            found.append(self.scalar())
        self.next("}")
        return tuple(found)

    def scalar(self) -> Scalar:
        kind = self.tokens[self.at][0]
        word = self.next("word", "number", "clause")
        if kind == "number":
            return float(word)
        return {"true": True, "false": False}.get(word, word)


@cache
def parse(text: str) -> Condition:
    """Return the condition that *text* writes; raise :class:`ConditionFault` with what is wrong.

    >>> parse("count(hubs) >= 3")
    Atom(name='count(hubs)', operator='>=', operand=(3.0,))
    """
    reader = _Reader(text)
    condition = reader.either()
    reader.next("end")
    return condition


def names(condition: Condition) -> Iterator[str]:
    """Yield the names of all facts and clauses that *condition* may ask for."""
    match condition:
        case Atom(name):
            yield name
        case Not(inner):
            yield from names(inner)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from names(part)


def atoms(condition: Condition) -> Iterator[Atom]:
    """Yield every question of *condition*."""
    match condition:
        case Atom():
            yield condition
        case Not(inner):
            yield from atoms(inner)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from atoms(part)


def is_empty(value: Fact) -> bool:
    """Tell whether nothing was answered: no value, an empty text or list, or the word none."""
    return value is None or value in ("", (), [], {}, "none")


def lists(listed: Iterable[Fact], name: Scalar) -> bool:
    """Tell whether *listed* names *name*: itself or, if it is a clause, its whole category.

    >>> lists(("liab/*", "disp/forum"), "liab/cap")
    True
    """
    category, slash, _ = str(name).partition("/")
    return any(each == name or (bool(slash) and each == f"{category}/*") for each in listed)


def _number(value: Fact) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _stands(value: Fact, sign: str, scalar: Scalar) -> bool:
    left, right = _number(value), _number(scalar)
    return left is not None and right is not None and _ORDER[sign](left, right)


def _same(value: Fact, scalar: Scalar) -> bool:
    if value is None:
        return scalar == "none"
    if isinstance(value, bool) or isinstance(scalar, bool):
        return value is scalar
    return value == scalar


_QUESTIONS: dict[str, Callable[[Fact, tuple[Scalar, ...]], bool]] = {
    "true": lambda value, _: value is True,
    "empty": lambda value, _: is_empty(value),
    "=": lambda value, operand: _same(value, operand[0]),
    "!=": lambda value, operand: not _same(value, operand[0]),
    "in": lambda value, operand: any(_same(value, scalar) for scalar in operand),
    "contains": lambda value, operand: isinstance(value, tuple | list) and lists(value, operand[0]),
}
_ORDER: dict[str, Callable[[float, float], bool]] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def holds(condition: Condition, facts: Facts, trace: list[Read] | None = None) -> bool:
    """Tell whether *condition* is true of *facts*; append what was read to *trace*, in the order of reading.

    A comparison with a fact that is empty or no number is false. ``and`` and ``or`` stop as soon as the result is certain.
    """
    match condition:
        case Atom(name, "includes"):
            clause, _, variant = name.partition(":")
            return facts.includes(clause, variant)
        case Atom(name, "inherits"):
            return facts.inherits(name)
        case Atom(name, sign, operand):
            value = facts.value(name)
            if trace is not None:
                trace.append(Read(name, value))
            return _stands(value, sign, operand[0]) if sign in _ORDER else _QUESTIONS[sign](value, operand)
        case Not(inner):
            return not holds(inner, facts, trace)
        case Both(parts):
            return all(holds(part, facts, trace) for part in parts)
        case Either(parts):
            return _either(parts, facts, trace)


def _either(parts: tuple[Condition, ...], facts: Facts, trace: list[Read] | None) -> bool:
    """Report only what the true part read, so that a reason names what decided."""
    for part in parts:
        attempt: list[Read] = []
        if holds(part, facts, attempt):
            if trace is not None:
                trace.extend(attempt)
            return True
    return False
