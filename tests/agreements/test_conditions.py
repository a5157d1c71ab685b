"""Conditions: what they say is what holds, and they report which facts they read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.conditions import Atom, Both, Condition, ConditionFault, Either, Not, Read, atoms, holds, names, parse


@pytest.fixture(autouse=True)
def _read_anew() -> None:
    """Let no test rest on what another one has read."""
    parse.cache_clear()


class World:
    """Facts in a dictionary and one clause in one variant."""

    def __init__(self, **facts: object) -> None:
        self.facts = facts

    def value(self, name: str) -> object:
        return self.facts[name]

    def includes(self, clause: str, variant: str) -> bool:
        return clause == "liab/cap" and variant in ("", "tiered")

    def inherits(self, clause: str) -> bool:
        return clause == "disp/forum"


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        ("ai", True, False),
        ("ai = none", "none", "high"),
        ("ai = none", None, "high"),
        ("ai != none", "high", "none"),
        ("ai in {minimal, high}", "high", "none"),
        ("ai not in {minimal, high}", "none", "high"),
        ("ai >= 3", 3, 2),
        ("ai > 3", 4, 3),
        ("ai <= 3", 3, 4),
        ("ai < 3", 2, 3),
        ("ai < 3", 2, "2"),
        ("ai < 3", 2, None),
        ("ai = false", False, True),
        ("ai is empty", "", "x"),
        ("ai is empty", (), ("x",)),
        ("ai is empty", "none", "some"),
        ("ai is not empty", ["x"], []),
        ("ai contains intent", ("intent",), ("other",)),
        ("ai contains intent", ("intent",), None),
        ("not ai", False, True),
        ("not (ai or false_one)", False, True),
    ],
)
def test_a_condition_holds_for_the_one_and_not_for_the_other(text: str, true: object, false: object) -> None:
    assert holds(parse(text), World(ai=true, false_one=False))
    assert not holds(parse(text), World(ai=false, false_one=False))


@pytest.mark.parametrize(
    ("text", "expected"), [("includes liab/cap", True), ("includes liab/cap:tiered", True), ("includes liab/cap:fixed", False), ("includes fin/fees", False)]
)
def test_includes_asks_for_a_clause_and_its_variant(text: str, expected: bool) -> None:
    assert holds(parse(text), World()) is expected


@pytest.mark.parametrize(("text", "expected"), [("inherits disp/forum", True), ("inherits liab/cap", False)])
def test_inherits_asks_whether_a_clause_comes_from_the_parent(text: str, expected: bool) -> None:
    assert parse(text) == Atom(text.partition(" ")[2], "inherits")
    assert holds(parse(text), World()) is expected


def test_and_binds_more_than_or() -> None:
    assert parse("a or b and c") == Either((Atom("a", "true"), Both((Atom("b", "true"), Atom("c", "true")))))


def test_a_true_condition_reports_the_facts_that_made_it_true() -> None:
    trace: list[Read] = []

    holds(parse("(a = x or b = y) and c > 1"), World(a="z", b="y", c=2), trace)

    assert trace == [Read("b", "y"), Read("c", 2)]


def test_a_denied_condition_reports_what_it_read_too() -> None:
    trace: list[Read] = []

    holds(parse("not (a = x) and b is not empty"), World(a="z", b="y"), trace)

    assert trace == [Read("a", "z"), Read("b", "y")]


def test_true_and_false_are_no_texts() -> None:
    assert not holds(parse("a = true"), World(a="true"))
    assert not holds(parse("a = 1"), World(a=True))
    assert not holds(parse("a in {x, true}"), World(a="true"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a = 1.5", Atom("a", "=", (1.5,))),
        ("a = -2", Atom("a", "=", (-2.0,))),
        ("a != x", Atom("a", "!=", ("x",))),
        ("a = liab/cap", Atom("a", "=", ("liab/cap",))),
        ("a in {x, 2, true, false}", Atom("a", "in", ("x", 2.0, True, False))),
        ("a not in {x}", Not(Atom("a", "in", ("x",)))),
        ("a is not empty", Not(Atom("a", "empty"))),
        ("a contains x", Atom("a", "contains", ("x",))),
        ("any_party(public_body)", Atom("any_party(public_body)", "true")),
        ("includes liab/cap:tiered", Atom("liab/cap:tiered", "includes")),
    ],
)
def test_each_question_is_read_as_it_is_written(text: str, read: Condition) -> None:
    assert parse(text) == read


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a ? b", "“? b” is not understood"),
        ("a in b", "“b” stands where { should"),
        ("a in {x y}", "“y” stands where } should"),
        ("(a", "“the end” stands where ) should"),
        ("a b", "“b” stands where end should"),
        ("and", "“and” stands where a name should"),
        ("a = ,", "“,” stands where word or number or clause should"),
        ("includes x", "“x” stands where clause should"),
        ("a is b", "“is” stands where end should"),
    ],
)
def test_what_is_no_condition_says_where_it_stops_being_one(text: str, says: str) -> None:
    with pytest.raises(ConditionFault) as refused:
        parse(text)

    assert str(refused.value) == says


@pytest.mark.parametrize("text", ["", "a =", "a = = b", "(a", "a)", "a in b", "a in {b", "and", "a or", "not", "a ? b", "a is", "a is not", "includes", "a b"])
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(ConditionFault):
        parse(text)


def conditions() -> st.SearchStrategy[Condition]:
    atom = st.sampled_from("abc").map(lambda name: Atom(name, "true"))
    return st.recursive(
        atom, lambda inner: st.one_of(inner.map(Not), st.lists(inner, min_size=2, max_size=3).map(tuple).map(Both), st.lists(inner, min_size=2, max_size=3).map(tuple).map(Either))
    )  # fmt: skip


def written(condition: Condition) -> str:
    match condition:
        case Atom(name):
            return name
        case Not(inner):
            return f"not ({written(inner)})"
        case Both(parts):
            return "(" + " and ".join(f"({written(part)})" for part in parts) + ")"
        case Either(parts):
            return "(" + " or ".join(f"({written(part)})" for part in parts) + ")"


def plainly(condition: Condition, facts: dict[str, bool]) -> bool:
    match condition:
        case Atom(name):
            return facts[name]
        case Not(inner):
            return not plainly(inner, facts)
        case Both(parts):
            return all(plainly(part, facts) for part in parts)
        case Either(parts):
            return any(plainly(part, facts) for part in parts)


def test_the_names_and_questions_of_a_condition_are_all_listed() -> None:
    condition = parse("not (a = x) and (b or includes liab/cap:tiered) and a > 1")

    assert list(names(condition)) == ["a", "b", "liab/cap:tiered", "a"]
    assert list(atoms(condition)) == [Atom("a", "=", ("x",)), Atom("b", "true"), Atom("liab/cap:tiered", "includes"), Atom("a", ">", (1.0,))]


@given(conditions(), st.fixed_dictionaries(dict.fromkeys("abc", st.booleans())))
def test_reading_and_evaluating_agree_with_plain_logic(condition: Condition, facts: dict[str, bool]) -> None:
    assert holds(parse(written(condition)), World(**facts)) is plainly(condition, facts)
