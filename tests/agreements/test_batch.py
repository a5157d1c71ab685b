"""The batch: every row ends as made or refused, in order, and a bad row stops no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from agreements.cli.rows import merged, rows

Run = Callable[..., Result]
Deal = Callable[..., dict[str, Any]]


@pytest.fixture(name="batch")
def _batch(run: Run, tmp_path: Path) -> Callable[..., Result]:
    """Run a batch over the given content and write texts to ``out``."""

    def make(content: str | bytes, *options: str) -> Result:
        path = tmp_path / "deals.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run("batch", path, "--out", tmp_path / "out", "--format", "txt", "--jobs", "1", "--report", tmp_path / "report.jsonl", *options)

    return make


def report(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "report.jsonl").read_text(encoding="utf-8").splitlines()]


def test_an_array_json_lines_and_an_object_with_defaults_give_the_same_agreements(batch: Callable[..., Result], deal: Deal, tmp_path: Path) -> None:
    deals = [deal("nda", reference=f"N-{number}") for number in range(3)]
    common = {key: deals[0][key] for key in ("kind", "parties", "answers", "clauses")}
    short = [{key: value for key, value in each.items() if key not in common} for each in deals]
    contents = []
    for content in (json.dumps(deals), "\n".join(map(json.dumps, deals)), json.dumps({"defaults": common, "deals": short}, indent=1)):
        result = batch(content)
        assert result.stdout == "3 made, 0 refused\n"
        assert result.exit_code == 0
        contents.append([(tmp_path / "out" / f"N-{number}.txt").read_text(encoding="utf-8") for number in range(3)])

    assert contents[0] == contents[1] == contents[2]


def test_a_bad_row_is_reported_in_its_place_and_stops_no_other(batch: Callable[..., Result], deal: Deal, tmp_path: Path) -> None:
    lines = [
        json.dumps(deal("nda", reference="A")),
        "{",
        json.dumps({"kind": "ndaa"}),
        "7",
        json.dumps({"kind": "nda"}),
        json.dumps(deal("nda", reference="B")),
    ]

    result = batch("\n".join(lines))

    assert result.stdout == "2 made, 4 refused\n"
    assert result.exit_code == 1
    assert [row["status"] for row in report(tmp_path)] == ["made", "refused", "refused", "refused", "refused", "made"]
    assert [row["row"] for row in report(tmp_path)] == [1, 2, 3, 4, 5, 6]
    assert "deals.json:2" in report(tmp_path)[1]["reasons"][0]
    assert "Did you mean “nda”" in report(tmp_path)[2]["reasons"][0]
    assert any("STR-01" in reason for reason in report(tmp_path)[4]["reasons"])
    assert "row 3" in result.stderr


def test_a_broken_value_in_an_array_ends_it_but_keeps_what_came_before(batch: Callable[..., Result], deal: Deal, tmp_path: Path) -> None:
    result = batch("[" + json.dumps(deal("nda", reference="A")) + ',\n{"kind": }, {}]')

    assert result.stdout == "1 made, 1 refused\n"
    assert "the rows after it cannot be read" in report(tmp_path)[1]["reasons"][0]


def test_the_same_reference_twice_gives_two_files(batch: Callable[..., Result], deal: Deal, tmp_path: Path) -> None:
    batch(json.dumps([deal("nda", reference="A"), deal("nda", reference="a"), deal("nda", reference="A/")]))

    files = [row["files"][0] for row in report(tmp_path)]
    assert len(set(map(str.casefold, files))) == 3
    assert all(Path(each).is_file() for each in files)


def test_several_processes_keep_the_order_of_the_rows(batch: Callable[..., Result], deal: Deal, tmp_path: Path) -> None:
    result = batch("\n".join(json.dumps(deal("nda", reference=f"P-{number}")) for number in range(40)), "--jobs", "2")

    assert result.stdout == "40 made, 0 refused\n"
    assert [row["reference"] for row in report(tmp_path)] == [f"P-{number}" for number in range(40)]


def test_errors_refuse_a_row_unless_drafts_are_wanted(batch: Callable[..., Result]) -> None:
    content = json.dumps([{"kind": "nda", "reference": "A"}])

    assert batch(content).stdout == "0 made, 1 refused\n"
    assert batch(content, "--draft").stdout == "1 made, 0 refused\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"hello", "neither a JSON array nor JSON Lines"),
        (b'{\n"deals": 7}', "no list of deals"),
        (b'{\n"deals": [], "extra": 1}', "“extra” is not understood"),
    ],
)
def test_a_file_that_is_no_batch_is_refused_in_words(content: bytes, words: str, batch: Callable[..., Result]) -> None:
    result = batch(content)

    assert result.exit_code == 1
    assert words in result.stderr


def test_an_array_is_read_in_pieces_of_any_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deals = [{"a": "x" * size, "b": [1, {"c": "]},["}]} for size in range(40)] + [7, "text", None, []]
    path = tmp_path / "a.json"
    path.write_text("\ufeff [ " + " ,\n ".join(map(json.dumps, deals)) + "\n]\n", encoding="utf-8")
    for size in (1, 2, 3, 7, 64, 100_000):
        monkeypatch.setattr("agreements.cli.rows._CHUNK", size)
        assert [row.deal for row in rows(path)] == deals


def test_an_empty_array_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[ ]", encoding="utf-8")

    assert list(rows(tmp_path / "a.json")) == []


def test_defaults_reach_into_objects_and_give_way_to_the_row() -> None:
    assert merged({"a": {"b": 1, "c": 2}, "d": [1]}, {"a": {"c": 3}, "d": [2]}) == {"a": {"b": 1, "c": 3}, "d": [2]}
