"""What holds for every agreement: the same bytes again, a finding for what is missing or out of range, the same ids in any language."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from combinations import chosen
from pseudo import english, pseudo
from second_reading import CODES

from agreements.agreement import Blank, Reference, Run, Text, Value
from agreements.assembly import Drafted, draft
from agreements.checks import check
from agreements.checks.structure import runs
from agreements.intake import read_deal
from agreements.library import Library, Parameter
from agreements.render.formats import FORMATS
from clauses import library
from clauses.library import example

KINDS = tuple(CODES)
NUMBERS = {"months", "years", "hours", "days", "business_days", "percent", "points", "integer", "eur"}
_WRITE = """
import hashlib, sys
from agreements.assembly import draft
from agreements.checks import check
from agreements.intake import read_deal
from agreements.render.formats import FORMATS
from clauses import library
from clauses.library import example
for kind in library().kinds:
    drafted = draft(read_deal(example(kind), library()), library())
    for name, render in FORMATS.items():
        if name != "pdf" or kind == "nda":
            print(kind, name, hashlib.sha256(render(drafted.agreement, library())).hexdigest())
    print(kind, check(drafted))
"""


def written(raw: Any, known: Library) -> Drafted:
    return draft(read_deal(raw, known), known, tolerant=True)


# The same deal, the same bytes -------------------------------------------------------------------------------------------


def test_two_processes_write_the_same_bytes() -> None:
    """Sets and hashes come in another order in each process; nothing may hang on it."""
    started = [
        subprocess.Popen([sys.executable, "-c", _WRITE], env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for seed in ("1", "2")
    ]
    first, second = (process.communicate(timeout=120) for process in started)

    assert [process.returncode for process in started] == [0, 0], first[1].decode()
    assert first[0].decode().splitlines() == second[0].decode().splitlines()
    assert len(first[0].splitlines()) == len(KINDS) * len(FORMATS) + 1  # of each kind every format but PDF, and its findings; one PDF


# What is missing or out of range -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_mandatory_clause_that_is_left_out_is_missed_and_no_other_one(kind: str) -> None:
    known, raw = library(), example(kind)
    assert isinstance(raw, dict)
    mandatory = [id_ for id_ in known.kinds[kind].clauses if known.clauses[id_].applies[CODES[kind]] == "m"]
    drafts = {id_: written(raw | {"clauses": {**raw["clauses"], id_: False}}, known) for id_ in mandatory}

    assert mandatory
    assert {id_: [each.clause for each in check(made) if each.code == "STR-06"] for id_, made in drafts.items()} == {id_: [id_] for id_ in mandatory}


def numbers(known: Library) -> Iterator[tuple[str, Parameter, float]]:
    """Yield each numeric parameter with a value just below its range, and with one just above."""
    for clause in known.clauses.values():
        for parameter in clause.parameters.values():
            if parameter.type in NUMBERS:
                yield from ((clause.id, parameter, limit + step) for limit, step in ((parameter.minimum, -1), (parameter.maximum, 1)) if limit is not None)


def test_a_number_below_or_above_its_range_is_found() -> None:
    """It is STR-11 that finds it, or a check that says more about this very parameter."""
    known = library()
    silent = []
    for clause, parameter, value in numbers(known):
        kind = next(kind for kind in known.kinds.values() if clause in kind.clauses)
        raw = chosen(kind.id, clause, next(iter(known.clauses[clause].variants)))
        raw["clauses"][clause][parameter.name] = value
        if not any((each.clause, each.parameter) == (clause, parameter.name) for each in check(written(raw, known))):
            silent.append((clause, parameter.name, value))

    assert silent == []


def test_every_number_has_a_lower_limit() -> None:
    every = [(clause.id, parameter) for clause in library().clauses.values() for parameter in clause.parameters.values()]

    assert [(id_, parameter.name) for id_, parameter in every if parameter.type in NUMBERS and parameter.minimum is None] == []


# Another language --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", name="foreign")
def _foreign() -> Library:
    return pseudo(library())


def skeleton(drafted: Drafted) -> list[Any]:
    """Return what no language changes: ids, numbers, references, places of values, reasons and findings."""
    agreement = drafted.agreement
    provisions = [(english(each.id), each.level, each.label, each.source, [_bone(run) for run in each.runs]) for each in agreement.provisions()]
    cover = [[_bone(run) for run in each.runs] for each in agreement.cover]
    reasons = [(each.clause, each.variant, each.number, each.risks, each.annex) for each in agreement.reasons]
    return [provisions, cover, reasons, [annex.id for annex in agreement.annexes], [(each.code, each.clause, each.parameter) for each in check(drafted)]]


def _bone(run: Run) -> object:
    match run:
        case Reference(text, target):
            return target, re.findall(r"\d+|\([a-z]+\)", text)
        case Value(text, parameter) | Blank(text, parameter):
            return type(run), parameter, re.findall(r"\d+", text)
    return type(run), re.findall(r"\W+", run.text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_library_in_another_language_keeps_ids_numbers_and_references(kind: str, foreign: Library) -> None:
    ours, theirs = written(example(kind), library()), written(example(kind), foreign)

    assert skeleton(theirs) == skeleton(ours)


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_an_agreement_comes_from_the_library_or_the_deal(kind: str, foreign: Library) -> None:
    agreement = written(example(kind), foreign).agreement
    printed = [*runs(agreement), *agreement.execution_intro, *(agreement.approval.runs if agreement.approval else ())]
    named = [
        agreement.agreed,
        agreement.cover_note,
        agreement.kind_title,
        *(each.label for each in agreement.cover),
        *(each.label for each in agreement.annexes),
    ]
    named += [heading for each in agreement.provisions() for heading in (each.heading, *(each.table.head if each.table else ()))]
    texts = [run.text for run in printed if isinstance(run, Text | Blank)] + [
        text.replace(foreign.version, "").replace(agreement.reference, "") for text in named
    ]

    assert [text for text in texts if re.search("[A-Za-z]", text)] == []
