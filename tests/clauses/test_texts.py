"""A kind may have its own text for a clause: it is printed there, whatever the wording, and nowhere else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agreements.agreement import descend, plain
from agreements.assembly import Drafted
from agreements.library import Library
from clauses import library as read
from clauses.library import ROOT, read_library

TEXTS = [(clause, code) for clause in read().clauses.values() for code in clause.texts]
CLAUSE = "fin/payment-terms"
LETTER = f"{CLAUSE}/CSL.md"


def words(drafted: Drafted, clause: str) -> str:
    return " ".join(plain(each.runs) for found in drafted.agreement.clauses if found.id == clause for each in descend(found))


@pytest.mark.parametrize("variant", ["net-days", "guaranteed-by-lead", "pay-when-paid-longstop", "advance-and-milestones"])
def test_every_wording_prints_the_text_of_its_kind(variant: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    letter = deal("client-service-letter")
    letter["clauses"][CLAUSE] = {"variant": variant}

    assert "The Client must pay within" in words(drafted(letter), CLAUSE)


@pytest.mark.parametrize("clause", sorted({clause.id for clause, _ in TEXTS}))
def test_a_text_for_one_kind_changes_no_other(clause: str, kind: str, library: Library) -> None:
    found = library.clauses[clause]
    code = library.kinds[kind].code
    bare = replace(found, texts={own: text for own, text in found.texts.items() if own == code})

    assert {id_: found.wording(id_, code) for id_ in found.variants} == {id_: bare.wording(id_, code) for id_ in found.variants}


@pytest.mark.parametrize(("clause", "code"), TEXTS, ids=lambda each: getattr(each, "id", each))
def test_a_text_keeps_what_helps_to_choose(clause: Any, code: str) -> None:
    for id_, text in clause.texts[code].items():
        assert (text.id, text.label, text.for_lead) == (id_, clause.variants[id_].label, clause.variants[id_].for_lead)


def test_a_clause_with_a_text_of_its_own_stands_in_the_body(deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    letter = deal("client-service-letter")
    facility = {"name": "Vision lab", "location": "Bree", "owner": "lead", "funding_basis": "own"}
    letter["clauses"] |= {"facility/access": {"variant": "open-tariff", "facilities": [facility]}}

    made = drafted(letter)

    assert "FAC" not in made.annexes
    assert "The Client may use these facilities" in words(made, "facility/access")


Break = Callable[..., str]


@pytest.fixture(name="broken")
def _broken(tmp_path: Path) -> Break:
    """Copy the library, replace a text in one of its files, and return all faults in words."""
    root = tmp_path / "clauses"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))

    def change(path: str, old: str, new: str) -> str:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")
        return "\n".join(str(fault) for fault in read_library(root)[1])

    return change


@pytest.mark.parametrize(
    ("path", "old", "new", "fault"),
    [
        (LETTER, "uses      =", "label     = 'x'\nuses      =", "“label” is not known here"),
        (LETTER, "key_terms = { advance-and-milestones", "key_terms = { advances", "“advances” in `key_terms` does not exist"),
        (LETTER, "{{ payment_days }}", "{{ payment_dayz }}", "“{{ payment_dayz }}” is no parameter of this clause"),
        (LETTER, '"Fee"]', '"Fee", "Results"]', "“Results” is listed in `uses` but not used"),
        (f"{CLAUSE}/examples.toml", "client-service-letter", "joint-service-delivery", "the text for CSL has no example"),
        (f"{CLAUSE}/clause.toml", 'CSL = "m"', 'CSL = "x"', "the clause is never printed in CSL"),
        ("term/termination/CSL.md", "{#cure} ", "", "the text for CSL of “term/termination” has no paragraph labelled “cure”"),
    ],
)
def test_a_fault_in_a_text_is_named(path: str, old: str, new: str, fault: str, broken: Break) -> None:
    assert fault in broken(path, old, new)
