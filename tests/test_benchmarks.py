"""The benchmark measures what it says: every stage is still a function of the code, and what one spends in another counts there only."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from agreements.render import docx, pdf

FOLDER = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(name="stages")
def _stages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("stages")


@pytest.mark.parametrize("document", ["PDF", "DOCX", "DRAFT"])
def test_each_stage_is_a_function_of_the_code(stages: ModuleType, document: str) -> None:
    places = [(owner, name) for listed in getattr(stages, document).values() for owner, name in listed]

    assert [name for owner, name in places if not callable(vars(owner).get(name))] == []


def test_time_spent_in_another_stage_counts_there_only(stages: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([0.0, 1.0, 4.0, 10.0])
    monkeypatch.setattr(stages.time, "process_time", lambda: next(ticks))
    clock = stages.Clock()
    inner = clock.timed("inner", lambda: None)

    clock.timed("outer", inner)()

    assert clock.spent == {"inner": 3.0, "outer": 7.0}


@pytest.mark.parametrize("document", ["PDF", "DOCX"])
def test_a_document_made_under_the_clock_is_the_same_and_uses_every_stage(stages: ModuleType, agreement: Any, document: str) -> None:
    render = {"PDF": pdf.render, "DOCX": docx.render}[document]
    before = render(agreement)
    with stages.clocked(getattr(stages, document)) as clock:
        during = render(agreement)

    assert during == before
    assert set(clock.spent) == {stage for stage, places in getattr(stages, document).items() if places}
    assert render(agreement) == before


@pytest.fixture(name="agreement")
def _agreement(deal: Any, drafted: Any) -> Any:
    return drafted(deal("expert-exchange")).agreement
