"""The reference cases: exactly the expected selection; the checks raise exactly the errors that they must, and keep silent where they must."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreements.assembly import Drafted
from agreements.checks import check

CASES = Path(__file__).parent.parent / "cases"


def case(name: str) -> Any:
    return json.loads((CASES / f"case-{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_the_case_selects_exactly_what_is_expected(number: int, drafted: Callable[[Any], Drafted]) -> None:
    assert drafted(case(f"{number}-requested")).selection.variants == case(f"{number}-expected")["expected_selection"]


@pytest.mark.parametrize(("number", "annexes"), [(1, {"EXP"}), (2, {"EXP", "FAC", "DPA"}), (3, {"DSB", "DPA"}), (4, set()), (5, set())])
def test_the_case_has_the_annexes_that_follow_from_the_selection(number: int, annexes: set[str], drafted: Callable[[Any], Drafted]) -> None:
    assert set(drafted(case(f"{number}-requested")).annexes) & {"EXP", "FAC", "DSB", "DPA"} == annexes


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_the_case_raises_what_it_must_and_nothing_that_must_stay_silent(number: int, drafted: Callable[[Any], Drafted]) -> None:
    expected = case(f"{number}-expected")
    findings = check(drafted(case(f"{number}-requested")))

    assert set(expected["must_raise_errors"]) == {finding.code for finding in findings if finding.severity == "error"}
    assert set(expected["must_raise_warnings"]) <= {finding.code for finding in findings if finding.severity == "warning"}
    assert {finding.code for finding in findings} & set(expected["must_not_raise"]) == set()


@pytest.mark.parametrize("name", ["1-requested", "2-corrected", "3-corrected", "4-corrected", "5-corrected"])
def test_a_correct_case_has_no_error(name: str, drafted: Callable[[Any], Drafted]) -> None:
    assert [finding for finding in check(drafted(case(name))) if finding.severity == "error"] == []
