"""key_terms.toml leads to things that agreements print, and every slip in it is a fault with its line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from agreements.library import Clause, Library, Paragraph, Slot
from clauses.library import ROOT, read_library

FILE = "key_terms.toml"


def printed(clause: Clause, library: Library) -> set[str]:
    """Return the parameters that some wording of *clause* or some annex page prints."""
    wordings = [*clause.variants.values(), *(each for texts in clause.texts.values() for each in texts.values())]
    pages = [*(each.paragraphs for each in wordings), *(page.paragraphs for page in library.annexes.values() if page.clause == clause.id)]
    return {name for paragraphs in pages for paragraph in paragraphs for name in slots(paragraph)}


def slots(paragraph: Paragraph) -> Iterator[str]:
    yield from (piece.name for piece in paragraph.pieces if isinstance(piece, Slot))
    if paragraph.block:
        yield paragraph.block.name
    for child in paragraph.children:
        yield from slots(child)


def test_each_key_term_is_printed_by_some_wording(library: Library) -> None:
    places = [place.partition(".") for group in library.key_terms for place in group.places.values() if not place.startswith("deal.")]

    assert [(clause, name) for clause, _, name in places if name and name not in printed(library.clauses[clause], library)] == []


def test_no_place_has_two_names(library: Library) -> None:
    places = [place for group in library.key_terms for place in group.places.values()]

    assert len(places) == len(set(places))


SLIPS = {
    'law = "disp/governing-law.law"': ('law = "disp/governing-law.lawx"', "“law” leads to the parameter “lawx” of “disp/governing-law”, which does not exist."),
    '"disp/escalation"': ('"disp/escalations"', "“escalation” leads to the clause “disp/escalations”, which does not exist."),
    '= "deal.total_value"': ('= "deal.total"', "“total_value” leads to the fact “total”, which does not exist."),
    "court_city ": ("court-city", "“court-city” cannot be the name of a key term."),
    '"disp/forum.court_country"': ("7", "“law_and_forum” must be a group with a title and texts."),
    'title = "Secrecy"': ("", "“confidentiality” must be a group with a title and texts."),
}


@pytest.fixture(name="copied")
def _copied(tmp_path: Path) -> Path:
    shutil.copytree(ROOT, tmp_path / "clauses", ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return tmp_path / "clauses"


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_a_fault_with_its_line(slip: str, copied: Path) -> None:
    written, message = SLIPS[slip]
    content = "\n".join(" ".join(line.split()) if "=" in line else line for line in (copied / FILE).read_text(encoding="utf-8").splitlines())
    assert slip in content
    (copied / FILE).write_text(content.replace(slip, written, 1), encoding="utf-8")

    faults = [fault for fault in read_library(copied)[1] if FILE in fault.where]

    assert [fault.what for fault in faults] == [message]
    assert faults[0].where.partition(":")[2].isdigit()
    assert faults[0].mend


def test_a_library_without_the_file_says_so(copied: Path) -> None:
    (copied / FILE).unlink()

    assert [str(fault) for fault in read_library(copied)[1] if FILE in fault.where] == ["clauses/key_terms.toml: the file is missing. Write it."]
