"""The commands that look after the library: a change is shown in every agreement it touches, an earlier text is kept, a release is sealed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from agreements.cli import versions
from clauses.library import ROOT, read_library

Run = Callable[..., Result]
CLAUSE = "gen/notices"


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A Lawyer", "-c", "user.email=lawyer@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(name="shelf")
def _shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the library in a repository of its own, on which the commands work."""
    root = tmp_path / "clauses"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Begin the library")
    monkeypatch.setattr(versions, "ROOT", root)
    return root


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add_sentence(root: Path) -> None:
    path = root / CLAUSE / "email-and-registered.md"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n\n1. Each party must read its post.\n", encoding="utf-8")


def test_no_change_touches_no_agreement(shelf: Path, run: Run) -> None:
    result = run("library", "diff", "HEAD")

    assert result.exit_code == 0
    assert "0 of " in result.stderr
    assert result.stdout == ""


def test_a_change_is_shown_in_every_agreement_that_it_touches(shelf: Path, run: Run, tmp_path: Path) -> None:
    add_sentence(shelf)

    result = run("library", "diff", "HEAD", "--html", tmp_path / "changes.html")

    assert result.exit_code == 0
    assert "=== Non-disclosure agreement (nda)" in result.stdout
    assert "[+Each party must read its post.+]" in result.stdout
    assert "<ins>Each party must read its post.</ins>" in (tmp_path / "changes.html").read_text(encoding="utf-8")


def test_a_new_kind_changes_no_agreement(shelf: Path, run: Run) -> None:
    git(shelf.parent, "rm", "--quiet", "clauses/kinds/nda.toml")
    git(shelf.parent, "commit", "--quiet", "-m", "Leave out a kind")
    git(shelf.parent, "checkout", "--quiet", "HEAD~1", "--", "clauses/kinds/nda.toml")

    result = run("library", "diff", "HEAD")

    assert result.exit_code == 0
    assert "(nda)" not in result.stdout


@pytest.mark.parametrize("revision", ["no-such-branch", "--help-me", "$(reboot)"])
def test_a_revision_that_does_not_exist_is_refused_in_words(revision: str, shelf: Path, run: Run) -> None:
    result = run("library", "diff", "--", revision)

    assert result.exit_code == 1
    assert "there is no such revision" in result.stderr


def test_outside_a_repository_the_command_says_so(shelf: Path, run: Run) -> None:
    shutil.rmtree(shelf.parent / ".git")

    result = run("library", "diff", "HEAD")

    assert result.exit_code == 1
    assert "repository" in result.stderr


def test_a_sealed_release_guards_its_text_and_keep_saves_it(shelf: Path, run: Run) -> None:
    assert run("library", "seal").exit_code == 0
    version = read_library(shelf)[0].clauses[CLAUSE].version
    add_sentence(shelf)
    assert any("has changed since it was released" in str(fault) for fault in read_library(shelf)[1])

    kept = run("library", "keep", CLAUSE)
    rewrite(shelf / CLAUSE / "clause.toml", f'"{version}"', '"9.0.0"')
    rewrite(shelf / CLAUSE / "clause.toml", "[applies]", '[changes]\n"9.0.0" = "Parties read their post."\n\n[applies]')

    assert kept.exit_code == 0
    assert [str(fault) for fault in read_library(shelf)[1]] == []
    assert run("library", "seal").exit_code == 0
    assert '"9.0.0" = ' in (shelf / "versions.toml").read_text(encoding="utf-8")


def test_seal_keeps_every_digest_that_was_released(shelf: Path, run: Run) -> None:
    run("library", "seal")
    before = (shelf / "versions.toml").read_text(encoding="utf-8")

    run("library", "seal")

    assert (shelf / "versions.toml").read_text(encoding="utf-8") == before


def test_keep_refuses_a_text_that_was_not_released(shelf: Path, run: Run) -> None:
    run("library", "seal")
    add_sentence(shelf)
    git(shelf.parent, "commit", "--quiet", "-am", "Change a released text")

    result = run("library", "keep", CLAUSE)

    assert result.exit_code == 1
    assert "not that of the released version" in result.stderr


def test_keep_refuses_a_clause_that_does_not_exist(shelf: Path, run: Run) -> None:
    result = run("library", "keep", "gen/nothing")

    assert result.exit_code == 1
    assert "there is no such clause" in result.stderr


def test_seal_refuses_a_faulty_library(shelf: Path, run: Run) -> None:
    rewrite(shelf / CLAUSE / "clause.toml", "title ", "titel ")

    result = run("library", "seal")

    assert result.exit_code == 1
    assert "titel" in result.stderr
