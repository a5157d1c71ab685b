"""The command: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result
from second_reading import CODES

from agreements.agreement import from_json, to_json
from agreements.cli.command import COMMANDS
from clauses import library as read_library

Run = Callable[..., Result]
Deal = Callable[..., dict[str, Any]]


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Callable[[Any], Path]:
    def write(raw: Any, name: str = "deal.json") -> Path:
        path = tmp_path / name
        path.write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
        return path

    return write


def test_kinds_lists_every_kind_for_people_and_for_machines(run: Run) -> None:
    assert "joint-service-delivery" in run("kinds").stdout
    assert {row["id"]: row["code"] for row in json.loads(run("kinds", "--json").stdout)} == CODES


def test_clauses_of_a_kind_come_in_its_order_with_their_letter(run: Run, kind: str) -> None:
    rows = json.loads(run("clauses", "--kind", kind, "--json").stdout)

    assert [row["id"] for row in rows] == list(read_library().kinds[kind].clauses)
    assert rows[-1]["id"] == "gen/signature"
    assert {row["applies"] for row in rows} <= {"m", "d", "o"}


def test_checks_lists_code_severity_message_fix_and_source(run: Run) -> None:
    rows = json.loads(run("checks", "--json").stdout)

    assert {"STR-01", "DEF-01", "FIN-06", "FIN-07", "LIA-01", "LIA-04", "CMP-01", "CMP-03", "SIG-01", "SIG-09"} <= {row["code"] for row in rows}
    assert all(row["message"] and row["fix"] and row["source"] and row["severity"] in ("error", "warning") for row in rows)


def test_an_example_is_a_complete_deal_that_its_schema_allows(run: Run, kind: str, file: Callable[[Any], Path]) -> None:
    example = json.loads(run("example", kind).stdout)
    schema = json.loads(run("schema", kind).stdout)

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(example)
    assert run("check", file(example)).exit_code == 0


def test_the_schema_refuses_what_the_command_refuses(run: Run, deal: Deal, kind: str) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(run("schema", kind).stdout))

    for change in ({"answers": {"no_such": 1}}, {"clauses": {"no/such": True}}, {"kind": "other"}, {"surprise": 1}, {"answers": {"ai": "maybe"}}):
        assert not validator.is_valid(deal(kind) | change)


def test_explain_gives_clause_variant_title_reasons_risks_and_number_in_order(run: Run, deal: Deal, file: Callable[[Any], Path], kind: str) -> None:
    rows = json.loads(run("explain", file(deal(kind)), "--json").stdout)

    body = [row for row in rows if "annex" not in row]
    assert all(set(row) == {"clause", "variant", "title", "because", "risks", "number"} for row in body)
    assert [row["number"] for row in body] == [str(number) for number in range(1, len(body) + 1)]
    assert all(row["because"] for row in rows)
    assert all(row["annex"] in {"EXP", "FAC", "DSB", "DPA"} for row in rows if "annex" in row)


def test_explain_names_the_answer_that_chose_a_wording(run: Run, deal: Deal, file: Callable[[Any], Path]) -> None:
    raw = deal()
    raw["answers"]["deliverable_type"] = "software"

    rows = json.loads(run("explain", file(raw), "--json").stdout)

    because = next(row["because"] for row in rows if row["clause"] == "perf/acceptance")
    assert "the main deliverable: software" in " ".join(because)


def test_check_prints_findings_with_all_fields_and_fails_on_an_error(run: Run, deal: Deal, file: Callable[[Any], Path]) -> None:
    result = run("check", file(deal(parties=[])), "--json")

    findings = json.loads(result.stdout)
    assert result.exit_code == 1
    assert set(findings[0]) == {"code", "severity", "clause", "parameter", "found", "allowed", "message", "fix", "source"}
    assert "STR-01" in {finding["code"] for finding in findings}


def test_explain_and_check_answer_for_a_deal_that_says_nothing_but_its_kind(run: Run, file: Callable[[Any], Path], kind: str) -> None:
    path = file({"kind": kind})

    assert run("explain", path).exit_code == 0
    assert run("check", path).exit_code == 1


def test_generate_writes_each_format_under_the_reference_and_prints_the_paths(
    run: Run, deal: Deal, file: Callable[[Any], Path], tmp_path: Path, kind: str
) -> None:
    raw = deal(kind)
    result = run("generate", file(raw), "--out", tmp_path / "out", "--format", "docx,pdf,html,txt,json")

    paths = [Path(line) for line in result.stdout.split()]
    assert result.exit_code == 0
    assert [path.name for path in paths] == [f"{raw['reference']}.{suffix}" for suffix in ("docx", "pdf", "html", "txt", "json")]
    assert all(path.stat().st_size > 1000 for path in paths)
    assert [path.read_bytes()[:2] for path in paths[:2]] == [b"PK", b"%P"]


def test_the_json_of_an_agreement_reads_back_and_keeps_its_schema(run: Run, deal: Deal, file: Callable[[Any], Path], tmp_path: Path, kind: str) -> None:
    run("generate", file(deal(kind, reference="X")), "--out", tmp_path, "--format", "json")
    content = (tmp_path / "X.json").read_bytes()

    jsonschema.Draft202012Validator(json.loads(run("schema", "agreement").stdout)).validate(json.loads(content))
    assert to_json(from_json(content)) == content


def test_generate_refuses_a_deal_with_errors_and_writes_nothing(run: Run, deal: Deal, file: Callable[[Any], Path], tmp_path: Path) -> None:
    raw = deal()
    raw["parties"][0]["signatories"] = []

    result = run("generate", file(raw), "--out", tmp_path / "out", "--format", "txt")

    assert result.exit_code == 1
    assert "SIG-01" in result.stderr
    assert "--draft" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_draft_is_made_in_spite_of_errors_and_says_so(run: Run, deal: Deal, file: Callable[[Any], Path], tmp_path: Path) -> None:
    raw = deal(reference="D")
    raw["parties"][0]["signatories"] = []

    assert run("generate", file(raw), "--out", tmp_path, "--format", "txt", "--draft").exit_code == 0
    assert (tmp_path / "D.txt").read_text(encoding="utf-8").startswith("DRAFT\n")


def test_a_deal_may_come_from_standard_input(run: Run, deal: Deal) -> None:
    assert run("check", "-", stdin=json.dumps(deal())).exit_code == 0


def test_the_same_deal_gives_the_same_bytes(run: Run, deal: Deal, file: Callable[[Any], Path], tmp_path: Path) -> None:
    path = file(deal(reference="S"))
    for folder in ("a", "b"):
        run("generate", path, "--out", tmp_path / folder, "--format", "docx,html,txt,json,pdf")

    for suffix in ("docx", "html", "txt", "json", "pdf"):
        assert (tmp_path / "a" / f"S.{suffix}").read_bytes() == (tmp_path / "b" / f"S.{suffix}").read_bytes(), suffix


@pytest.mark.parametrize("arguments", [["check"], ["check", "no-such-file.json"], ["generate", "x.json", "--format", "doc"], ["nonsense"], ["batch"]])
def test_wrong_use_ends_with_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_every_command_of_every_module_can_be_called() -> None:
    modules = {module: import_module(f"agreements.cli.{module}") for module in set(COMMANDS.values())}

    assert {command.name: module for module, found in modules.items() for command in found.COMMANDS} == COMMANDS
    assert {path.stem for path in Path(modules["drafting"].__file__ or "").parent.glob("*.py") if "\nCOMMANDS = " in path.read_text()} == set(modules)
