"""Seams: one full stop where one belongs, semicolons and “and” right whichever points are printed."""

from __future__ import annotations

from itertools import combinations

import pytest

from agreements.agreement import Text, Value
from agreements.seams import Draft, punctuated, seamless

FREE = frozenset({"c.typed"})


def said(*parts: Text | Value) -> str:
    return "".join(part.text for part in seamless(parts, FREE))


@pytest.mark.parametrize(
    ("typed", "after", "expected"),
    [
        ("We test", "", "We test."),
        ("We test.", "", "We test."),
        ("We test?", "", "We test?"),
        ("We test", ".", "We test."),
        ("We test.", ".", "We test."),
        ("We test", " It ends.", "We test. It ends."),
        ("We test.", " It ends.", "We test. It ends."),
        ("the test", " and more.", "the test and more."),
        ("Galeb d.o.o.", ", Croatia", "Galeb d.o.o., Croatia"),
    ],
)
def test_a_typed_text_ends_once(typed: str, after: str, expected: str) -> None:
    parts = [Value(typed, "c.typed")] + ([Text(after)] if after else [])

    assert said(*parts) == expected


def test_a_name_that_ends_with_a_stop_gives_no_second_one() -> None:
    assert said(Text("means "), Value("Galeb d.o.o.", "deal.client"), Text(".")) == "means Galeb d.o.o."


def test_every_choice_of_points_is_punctuated_as_a_list() -> None:
    points = [Text("one;"), Text("two;"), Text("three; and"), Text("four.")]
    for size in range(1, 5):
        for chosen in combinations(points, size):
            drafts = punctuated(tuple(Draft(str(n), (part,)) for n, part in enumerate(chosen)), word="and")
            texts = [draft.parts[-1].text for draft in drafts]  # type: ignore[union-attr]  # texts only
            assert texts[-1].endswith(".")
            assert size < 2 or texts[-2].endswith("; and")
            assert all(text.endswith(";") for text in texts[:-2])


def test_full_sentences_stay_as_they_are() -> None:
    drafts = (Draft("1", (Text("One."),)), Draft("2", (Text("Two."),)))

    assert punctuated(drafts) == drafts


def test_the_last_point_of_an_inner_list_ends_as_the_outer_one_would() -> None:
    inner = (Draft("1", (Text("x;"),)), Draft("2", (Text("y."),)))
    outer = (Draft("1", (Text("first:"),), inner), Draft("2", (Text("second;"),)), Draft("3", (Text("third."),)))

    made = punctuated(outer, word="or")

    assert [child.parts[-1].text for child in made[0].children] == ["x;", "y;"]  # type: ignore[union-attr]  # texts only
    assert made[1].parts[-1] == Text("second; or")
