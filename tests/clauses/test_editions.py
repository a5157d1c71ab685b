"""A released text stays: a change needs a new version, and an old agreement is still drawn as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from agreements.agreement import plain, to_json
from agreements.assembly import draft
from agreements.checks import check
from agreements.editions import newest, pinned, versions
from agreements.intake import read_deal
from agreements.library import Library
from clauses import editions
from clauses.library import ROOT, read_library

CLAUSE = "gen/notices"
WORDING = f"{CLAUSE}/email-and-registered.md"
ANNEX, OWNER = "kpi-sheet", "perf/kpi"
ADDED = "Each party must read its post."


class Shelf:
    """A copy of the library that a test may edit."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old}"
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def read(self) -> Library:
        return read_library(self.root)[0]

    def faults(self) -> list[str]:
        return [str(fault) for fault in read_library(self.root)[1]]

    def now(self, library: Library) -> dict[str, Any]:
        return {id_: editions.current(clause, library.annexes, library.terms) for id_, clause in library.clauses.items()}

    def seal(self) -> None:
        library = self.read()
        text = editions.lock_text(library.editions, self.now(library), {})
        (self.root / editions.LOCK).write_text(text, encoding="utf-8")

    def keep(self, clause: str) -> None:
        library = self.read()
        for name, content in editions.files(self.root, clause, self.now(library)[clause]).items():
            path = self.root / clause / editions.FOLDER / library.clauses[clause].version / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def change_words(self) -> None:
        body = (self.root / WORDING).read_text(encoding="utf-8").split("+++")[2]
        self.edit(WORDING, body, body.rstrip() + f"\n\n1. {ADDED}\n")

    def revise(self, clause: str, note: str = "More people are told.") -> None:
        self.keep(clause)
        version = self.read().clauses[clause].version
        self.edit(f"{clause}/clause.toml", f'version  = "{version}"', 'version  = "9.0.0"')
        self.edit(f"{clause}/clause.toml", "[applies]", f'[changes]\n"9.0.0" = "{note}"\n\n[applies]')


@pytest.fixture(name="shelf")
def _shelf(tmp_path: Path) -> Shelf:
    shutil.copytree(ROOT, tmp_path / "clauses", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shelf = Shelf(tmp_path / "clauses")
    shelf.seal()
    return shelf


def test_a_released_text_that_changes_is_a_fault_that_says_what_to_do(shelf: Shelf) -> None:
    shelf.change_words()

    (fault,) = shelf.faults()

    assert f"{CLAUSE}/clause.toml" in fault
    assert "has changed since it was released" in fault
    assert f"pactwright library keep {CLAUSE}" in fault


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (f"{CLAUSE}/clause.toml", 'guidance = """', 'guidance = """More help. '),
        (f"{CLAUSE}/clause.toml", "ask ", 'note    = "Ask." \nask '),
        (WORDING, 'for_lead    = "', 'for_lead    = "Good. '),
    ],
)
def test_explanations_may_be_bettered_at_any_time(path: str, old: str, new: str, shelf: Shelf) -> None:
    if old == "ask " and "note " in (shelf.root / path).read_text(encoding="utf-8").partition("ask ")[2].partition("[")[0]:
        old, new = 'note    = "', 'note    = "Really. '
    shelf.edit(path, old, new)

    assert shelf.faults() == []


@pytest.mark.parametrize(
    ("clause", "path", "old", "new"),
    [
        (CLAUSE, f"{CLAUSE}/clause.toml", "default = 2", "default = 3"),
        (OWNER, f"annexes/{ANNEX}.md", "\n1. ", "\n1. Well, "),
        ("fin/fees", "terms.toml", "an amount that one party must pay", "money that one party must pay"),
    ],
)
def test_rules_annex_pages_and_meanings_belong_to_the_version_of_their_clause(clause: str, path: str, old: str, new: str, shelf: Shelf) -> None:
    shelf.edit(path, old, new)

    assert [fault for fault in shelf.faults() if f"{clause}/clause.toml" in fault and "has changed" in fault]


def test_a_new_version_needs_the_old_text_and_a_note(shelf: Shelf) -> None:
    shelf.edit(f"{CLAUSE}/clause.toml", 'version  = "1.0.0"', 'version  = "1.1.0"')

    faults = " ".join(shelf.faults())

    assert "version 1.0.0 was released, and its text is not kept" in faults
    assert "version 1.1.0 does not say what changes" in faults


def test_a_revised_clause_is_coherent(shelf: Shelf) -> None:
    shelf.revise(CLAUSE)
    shelf.change_words()

    assert shelf.faults() == []
    assert newest(shelf.read(), CLAUSE) == "9.0.0"


def test_an_old_agreement_still_draws_its_old_text(shelf: Shelf, deal: Callable[..., Any]) -> None:
    before = shelf.read()
    was = draft(read_deal(deal("nda"), before), before).agreement
    shelf.revise(CLAUSE)
    shelf.change_words()
    after = shelf.read()
    again = read_deal(deal("nda"), after)

    new = draft(again, after).agreement
    old = draft(pinned(again, versions(was)), after).agreement

    assert [plain(each.runs) for each in old.provisions()] == [plain(each.runs) for each in was.provisions()]
    assert ADDED in " ".join(plain(each.runs) for each in new.provisions())
    assert (versions(old)[CLAUSE], versions(new)[CLAUSE]) == (before.clauses[CLAUSE].version, "9.0.0")


def test_a_pinned_version_keeps_its_annex_page_and_its_terms(shelf: Shelf, deal: Callable[..., Any]) -> None:
    version = shelf.read().clauses[OWNER].version
    shelf.revise(OWNER)
    shelf.edit(f"annexes/{ANNEX}.md", "\n1. ", "\n1. Well, ")
    library = shelf.read()
    raw = deal()
    raw["clauses"][OWNER]["version"] = version

    assert "Well, " not in to_json(draft(read_deal(raw, library), library).agreement).decode()
    assert "Well, " in to_json(draft(read_deal(deal(), library), library).agreement).decode()


def test_the_finding_on_an_old_version_says_what_changed_since(shelf: Shelf, deal: Callable[..., Any]) -> None:
    version = shelf.read().clauses[CLAUSE].version
    shelf.revise(CLAUSE, "Notices go to two people.")
    library = shelf.read()
    raw = deal("nda")
    raw["clauses"].setdefault(CLAUSE, {})["version"] = version

    (finding,) = [finding for finding in check(draft(read_deal(raw, library), library)) if finding.code == "STR-19"]

    assert (finding.found, finding.allowed) == (version, "9.0.0")
    assert "Notices go to two people." in finding.message
    assert "old text" in finding.message


def test_generate_draws_the_versions_of_an_earlier_agreement(run: Callable[..., Result], deal: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    path.write_text(json.dumps(deal("nda")), encoding="utf-8")
    assert run("generate", path, "--out", tmp_path, "--format", "json").exit_code == 0
    (made,) = [each for each in tmp_path.glob("*.json") if each != path]

    again = run("generate", path, "--out", tmp_path / "again", "--format", "json", "--versions-of", made)
    wrong = run("generate", path, "--out", tmp_path / "wrong", "--versions-of", path)

    assert again.exit_code == 0
    assert (tmp_path / "again" / made.name).read_bytes() == made.read_bytes()
    assert wrong.exit_code == 1
    assert "not the JSON of an agreement" in wrong.output
