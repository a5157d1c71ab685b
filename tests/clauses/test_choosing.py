"""A faulty choosing.toml names file, line and remedy; every fault is shown at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agreements.library import Library
from clauses.choosing import read_choosing
from clauses.library import ROOT


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    root = tmp_path / "clauses"
    (root / "language").mkdir(parents=True)
    shutil.copy(ROOT / "choosing.toml", root)
    shutil.copy(ROOT / "language" / "plain.toml", root / "language")
    return root


def test_the_file_has_no_fault(library: Library, folder: Path) -> None:
    made, faults = read_choosing(library, folder)

    assert [str(fault) for fault in faults] == []
    assert made is not None


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ('when    = "aim = deliver"', 'when    = "aim = delivr"', "“aim” cannot be “delivr”. Did you mean “deliver”?"),
        ('when    = "aim = deliver"', 'when    = "goal = deliver"', "“goal” cannot be asked like this."),
        ('when    = "aim = deliver"', 'when    = "aim ="', "cannot be read"),
        ('when    = "aim = deliver"', 'when    = "aim is empty"', "“aim” cannot be asked like this."),
        ('kind    = "nda"', 'kind    = "ndb"', "there is no kind in `order` “ndb”. Did you mean “nda”?"),
        ('assume  = "unsure"', 'assume  = "unshure"', "“aim” assumes “unshure”, which is no answer."),
        ("experts_exchanged = true", "experts_swapped = true", "“experts” gives “experts_swapped”: there is no such question."),
        ('clauses     = ["fin/public-funding"]', 'clauses     = ["fin/public-money"]', "there is no clause “fin/public-money”."),
        ("[question.experts.gives.yes]", "[question.experts.gives.maybe]", "“experts” gives something for “maybe”, which is no answer."),
        ('place   = "annex"', 'place   = "appendix"', "“place” cannot be “appendix”."),
        ('title       = "An annex', 'heading     = "An annex', "“heading” is not known here."),
    ],
)
def test_a_fault_is_named_with_its_remedy(old: str, new: str, wanted: str, library: Library, folder: Path) -> None:
    path = folder / "choosing.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    made, faults = read_choosing(library, folder)

    assert made is None
    assert any(wanted in str(fault) for fault in faults), [str(fault) for fault in faults]
    assert all(str(fault).startswith("clauses/choosing.toml:") for fault in faults)


def test_all_faults_come_at_once(library: Library, folder: Path) -> None:
    path = folder / "choosing.toml"
    text = path.read_text(encoding="utf-8").replace('"aim = deliver"', '"aim = fly"').replace('"aim = build"', '"aim = dig"')
    path.write_text(text, encoding="utf-8")

    _, faults = read_choosing(library, folder)

    assert {fault.what for fault in faults} >= {"“aim” cannot be “fly”.", "“aim” cannot be “dig”."}


def test_a_file_that_is_missing_or_no_toml_is_a_fault(library: Library, folder: Path) -> None:
    path = folder / "choosing.toml"
    path.write_text("order = [", encoding="utf-8")
    assert read_choosing(library, folder)[1]

    path.unlink()
    assert read_choosing(library, folder)[1]
