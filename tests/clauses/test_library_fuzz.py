"""Whatever happens to a file of the library, reading it ends with faults that name a file of the library, never with an error of ours."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from agreements.errors import Fault
from clauses.choosing import read_choosing
from clauses.library import ROOT, read_library

FILES = (
    "anchors.toml", "annexes/own.toml", "checks/signature.toml", "choosing.toml", "core/cover-page/ACC.md", "core/cover-page/clause.toml", "fin/fees/CSL.md",
    "fin/fees/examples.toml", "gen/notices/clause.toml", "groups.toml", "intake.toml", "kinds/nda.toml", "language/asked.toml", "language/en.toml",
    "language/plain.toml", "limits.toml", "overlays.toml", "risks.toml", "scenarios/matchmaking.toml", "sources.toml", "terms.toml", "territories.toml",
    "versions.toml",
)  # fmt: skip
TABLES = tuple(name for name in FILES if name.endswith(".toml"))
TOKENS = (
    "",
    "x",
    "=",
    '"',
    "[",
    "]",
    "{",
    "}",
    "true",
    "-1",
    "1.5",
    "[]",
    "{}",
    "\x00",
    "'''",
    "+++",
    "{{ x }}",
    "**",
    "kind = ZZZ",
    "2026-13-01",
    "nan",
    "inf",
)


def library_at(root: Path) -> tuple[Fault, ...]:
    library, faults = read_library(root)
    return faults + read_choosing(library, root)[1]


@pytest.fixture(name="root", scope="module")
def _root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy one file of each sort: read quickly, and full of references that lead nowhere."""
    root = tmp_path_factory.mktemp("small") / "clauses"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for path in root.rglob("*"):
        if path.is_file() and path.relative_to(root).as_posix() not in FILES:
            path.unlink()
    return root


def restore(root: Path, kept: dict[str, bytes]) -> None:
    for name, content in kept.items():
        (root / name).write_bytes(content)


def lines_gone(lines: list[str], first: int, _second: int, _token: str) -> list[str]:
    return lines[:first] + lines[first + 1 :]


def lines_swapped(lines: list[str], first: int, second: int, _token: str) -> list[str]:
    lines[first], lines[second] = lines[second], lines[first]
    return lines


def line_twice(lines: list[str], first: int, second: int, _token: str) -> list[str]:
    return [*lines[:second], lines[first], *lines[second:]]


def word_changed(lines: list[str], first: int, second: int, token: str) -> list[str]:
    words = [word.span() for word in re.finditer(r"[\w./-]+|[^\w\s]", lines[first])] or [(0, 0)]
    start, end = words[second % len(words)]
    lines[first] = lines[first][:start] + token + lines[first][end:]
    return lines


def value_changed(lines: list[str], first: int, _second: int, token: str) -> list[str]:
    lines[first] = f"{lines[first].partition('=')[0]}= {token}"
    return lines


def cut_off(lines: list[str], first: int, second: int, _token: str) -> list[str]:
    return [*lines[:first], lines[first][: second % (len(lines[first]) + 1)]]


BREAKS: tuple[Callable[[list[str], int, int, str], list[str]], ...] = (lines_gone, lines_swapped, line_twice, word_changed, value_changed, cut_off)


@settings(max_examples=24, phases=[Phase.generate], deadline=None, derandomize=True, database=None)
@given(name=st.sampled_from(FILES), broken=st.sampled_from(BREAKS), first=st.integers(0, 999), second=st.integers(0, 999), token=st.sampled_from(TOKENS))
def test_a_broken_file_is_read_to_the_end(root: Path, name: str, broken: Callable[..., list[str]], first: int, second: int, token: str) -> None:
    path = root / name
    before = path.read_bytes()
    lines = before.decode().split("\n")
    try:
        path.write_text("\n".join(broken(lines, first % len(lines), second % len(lines), token)), encoding="utf-8")
        faults = library_at(root)
    finally:
        path.write_bytes(before)

    for fault in faults:
        place = root.parent / fault.where.partition(":")[0]
        assert place.is_relative_to(root)
        assert place.exists() or "missing" in fault.what
        assert fault.mend


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "not UTF-8": (lambda content: content + b"\n# \xff\n", "is not UTF-8"),
    "a control character": (lambda content: content + b"\nx = \x00\n", "this is not TOML"),
    "a table twice": (lambda content: content + b"\n[twice]\nx = 1\n[twice]\n", "stands twice here"),
    "nested too deep": (lambda content: b"x = " + b"[" * 5000 + b"\n" + content, "this is not TOML"),
    "a number without end": (lambda content: b"x = " + b"9" * 5000 + b"\n" + content, "this is not TOML"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_every_spoilt_file_is_a_fault_of_its_own(damage: str, root: Path) -> None:
    spoil, says = DAMAGE[damage]
    kept = {name: (root / name).read_bytes() for name in TABLES}
    try:
        for name, content in kept.items():
            (root / name).write_bytes(spoil(content))
        faults = library_at(root)
    finally:
        restore(root, kept)

    for name in TABLES:
        assert [each for each in faults if each.where.startswith(f"clauses/{name}:") and says in each.what], name


@pytest.mark.parametrize("name", TABLES)
def test_a_file_that_says_something_else_is_one_fault_among_others(name: str, root: Path) -> None:
    kept = {name: (root / name).read_bytes()}
    try:
        (root / name).write_bytes(b'x = 1\ny = "a"\nz = []\n[w]\nv = 1\n')
        faults = library_at(root)
    finally:
        restore(root, kept)

    assert [each for each in faults if each.where.startswith(f"clauses/{name}")]


def test_every_missing_file_is_missed(root: Path) -> None:
    kept = {name: (root / name).read_bytes() for name in TABLES}
    try:
        for name in TABLES:
            (root / name).unlink()
        faults = library_at(root)
    finally:
        restore(root, kept)

    missed = {each.where.removeprefix("clauses/") for each in faults if each.what == "the file is missing."}
    assert missed >= {name for name in TABLES if "/" not in name or name.startswith("language/")}


def test_a_library_without_a_word_is_read_to_the_end(root: Path) -> None:
    kept = {name: (root / name).read_bytes() for name in TABLES}
    try:
        for name in TABLES:
            (root / name).write_bytes(b"")
        faults = library_at(root)
    finally:
        restore(root, kept)

    assert "clauses/anchors.toml" in {each.where.partition(":")[0] for each in faults}


@pytest.mark.parametrize("start", ["+++ x\n", "---\n", "\n+++\n", "++++\n", ""])
def test_wrong_marker_lines_leave_a_wording_without_head_and_say_nothing_else(start: str, root: Path) -> None:
    path = root / "fin/fees/CSL.md"
    before = path.read_bytes()
    try:
        path.write_bytes(start.encode() + before.partition(b"\n")[2])
        here = [str(fault) for fault in library_at(root) if fault.where.startswith("clauses/fin/fees/CSL.md")]
    finally:
        path.write_bytes(before)

    assert [fault for fault in here if "the file has no head" in fault]
    assert len(here) == 1


@pytest.mark.parametrize(
    "change", [lambda content: b"\xef\xbb\xbf" + content, lambda content: content.replace(b"\n", b"\r\n")], ids=["a mark first", "two-byte line ends"]
)
def test_what_an_editor_adds_unseen_is_no_fault(change: Callable[[bytes], bytes], root: Path) -> None:
    expected = library_at(root)
    kept = {name: (root / name).read_bytes() for name in FILES}
    try:
        for name, content in kept.items():
            (root / name).write_bytes(change(content))
        faults = library_at(root)
    finally:
        restore(root, kept)

    assert faults == expected
