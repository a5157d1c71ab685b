"""Word files are valid: the Open XML SDK, by which Word itself is made, finds no fault in any kind and in nothing odd that people enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from validators import ooxml

from agreements.agreement import Agreement, NumberedLine, Record, Signatory, Text, Value
from agreements.assembly import Drafted
from agreements.render.docx import render

GREEK, CYRILLIC, ARABIC, HEBREW, EASTERN = "Ψηφιακός Κόμβος Θεσσαλίας", "Цифров хъб Пловдив", "مركز الابتكار الرقمي", "מרכז חדשנות", "数字创新中心"
SCRIPTS = (GREEK, CYRILLIC, ARABIC, HEBREW, EASTERN, f"Hub {GREEK} / {ARABIC} (Plovdiv) {CYRILLIC}")
CONTROLS = "Hub\x00\x07\x0b\x0c\x1b\x7f\x85\u2028\u2029\ufffe\uffff\u200f & <b>\"'\t\r\n]]>"


def named(agreement: Agreement, names: tuple[str, ...]) -> Agreement:
    """Return *agreement* with these names wherever a party is named, and as answers in a provision and a cell."""
    count = len(names)
    blocks = tuple(replace(block, name=names[place % count], party=f"p{place}") for place, block in enumerate(agreement.execution))
    parties = tuple(replace(line, runs=(Value(names[place % count], f"parties.p{place}"), Text(";"))) for place, line in enumerate(agreement.parties))
    cover = tuple(replace(row, runs=(Value(names[0], "deal.what"), *row.runs)) for row in agreement.cover)
    return replace(agreement, title=names[0], reference=names[-1], execution=blocks, parties=parties, cover=cover)


def test_every_kind_is_valid_as_a_draft_and_finished(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted], tmp_path: Path) -> None:
    agreement = drafted(deal(kind)).agreement
    files = {"finished": render(agreement), "draft": render(agreement, draft=True)}
    assert ooxml.faults(files, tmp_path) == {"finished": [], "draft": []}


def test_hard_cases_are_valid(agreement: Agreement, agreement_of: Callable[[int], Agreement], tmp_path: Path) -> None:
    nobody = replace(agreement.execution[0], name="", signatories=(Signatory("", "", "", "", ""),))
    unsigned = replace(agreement.execution[0], signatories=())
    lines = (NumberedLine("first", "(1)", (Text("Anna Rossi accepted CMP-08 on 2 March 2026."),)),)
    cases = {
        "25 parties": agreement_of(25),
        "60 parties": agreement_of(60),
        "scripts": named(agreement_of(7), SCRIPTS),
        "controls": named(agreement, (CONTROLS,)),
        "very long": named(agreement, ("Zentrum für digitale Innovation " * 40, "X" * 1000)),
        "nothing": replace(
            agreement, title="", subtitle="", cover=(), cover_note="", recitals=(), agreed="", clauses=(), annexes=(), execution=(), approval=None
        ),
        "nobody signs": replace(agreement, execution=(nobody, unsigned)),
        "record": replace(agreement, record=Record("Record", "What was accepted.", lines)),
        "letter": replace(agreement, brief=True),
        "other language": replace(agreement, language="el"),
    }
    files = {name: render(each, draft=name == "controls") for name, each in cases.items()}
    assert {name: found for name, found in ooxml.faults(files, tmp_path).items() if found} == {}


def test_a_fault_is_found(agreement: Agreement, tmp_path: Path) -> None:
    assert ooxml.faults({"no file of Word": render(agreement)[:-400]}, tmp_path)["no file of Word"]


def test_where_the_validator_is_missing_the_words_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ooxml, "PROGRAM", tmp_path / "nowhere")
    with pytest.raises(ooxml.ValidatorMissingError, match="make setup"):
        ooxml.faults({"any": b""}, tmp_path)
