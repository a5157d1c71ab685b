"""The commands read-back and verify end with the right words and the right exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from word_edits import WordFile, replace_silently

from agreements.agreement import fingerprint, to_json
from agreements.assembly import draft
from agreements.checks import check
from agreements.cli import main
from agreements.intake import read_deal
from agreements.render import docx
from clauses import library
from clauses.library import example

DEAL = example("joint-service-delivery")
AGREEMENT = draft(read_deal(DEAL, library()), library()).agreement
GOOD = docx.render(AGREEMENT)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.docx"
    path.write_bytes(GOOD)
    return path


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The agreement in which somebody has made the payer wait 90 days, without a trace."""
    file = WordFile(GOOD)
    paragraph = file.find("The payer must pay within")
    replace_silently(file, paragraph, "thirty\u00a0(30)\u00a0days", "ninety (90) days")
    path = tmp_path / "edited.docx"
    path.write_bytes(file.saved())
    return path


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    path = tmp_path / "deal.json"
    path.write_text(json.dumps(DEAL), encoding="utf-8")
    return path


def test_an_unedited_file_has_nothing_to_tell(good: Path) -> None:
    result = run("read-back", good)

    assert (result.exit_code, "Nothing was changed." in result.output) == (0, True)


def test_a_silent_change_comes_with_a_warning_and_exit_0(edited: Path) -> None:
    result = run("read-back", edited)

    assert result.exit_code == 0
    assert "Changed without a trace" in result.stdout
    assert "fin/payment-terms.payment_days: thirty (30) days → ninety (90) days" in result.stdout
    assert "1 silent change, 0 tracked changes" in result.stderr


def test_the_checks_of_the_deal_see_the_value_that_was_typed(edited: Path, deal: Path) -> None:
    found = json.loads(run("read-back", edited, "--deal", deal, "--json").stdout)

    assert {"FIN-01", "FIN-03"} <= {finding["code"] for finding in found["findings"]}
    assert found["warnings"] == []
    assert [change["what"] for change in found["changes"]] == ["parameter"]


def test_another_deal_is_told(edited: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(json.dumps(DEAL | {"reference": "LH-1"}), encoding="utf-8")

    assert "does not make the agreement" in run("read-back", edited, "--deal", other).stderr


@pytest.mark.parametrize("ending", ["docx", "json"])
def test_a_base_takes_the_place_of_what_the_file_carries(edited: Path, good: Path, tmp_path: Path, ending: str) -> None:
    base = good if ending == "docx" else tmp_path / "base.json"
    if ending == "json":
        base.write_bytes(to_json(AGREEMENT))
    stripped = without_agreement(edited)

    refused, read = run("read-back", stripped), run("read-back", stripped, "--base", base)

    assert (refused.exit_code, "--base" in refused.stderr) == (1, True)
    assert (read.exit_code, "ninety (90) days" in read.stdout) == (0, True)


def without_agreement(path: Path) -> Path:
    file = WordFile(path.read_bytes())
    file.parts["customXml/item1.xml"] = b"<nothing/>"
    path.write_bytes(file.saved())
    return path


def test_a_changed_agreement_inside_is_told_loudly(good: Path) -> None:
    file = WordFile(good.read_bytes())
    file.parts["customXml/item1.xml"] = file.parts["customXml/item1.xml"].replace(b"24,000", b"94,000")
    good.write_bytes(file.saved())

    result = run("read-back", good)

    assert "THE AGREEMENT INSIDE THE FILE WAS CHANGED" in result.stderr
    assert "24,000" in result.stdout


def test_verify_tells_the_deal_and_the_fingerprint_apart(good: Path, deal: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(json.dumps(DEAL | {"reference": "LH-1"}), encoding="utf-8")
    noted = fingerprint(AGREEMENT)

    assert [run("verify", good, *more).exit_code for more in ((), ("--deal", deal), ("--fingerprint", noted[:12]))] == [0, 0, 0]
    assert [run("verify", good, *more).exit_code for more in (("--deal", other), ("--fingerprint", "0" * 12))] == [1, 1]
    assert run("verify", good, "--fingerprint", "xyz").exit_code == 2
    assert "only --deal, or --fingerprint" in run("verify", good).stderr


def test_verify_in_json_says_what_differs(edited: Path) -> None:
    result = run("verify", edited, "--json")
    found = json.loads(result.stdout)

    assert (result.exit_code, found["holds"], found["status"], found["form"]) == (1, False, "changed", "Word")
    assert found["differences"][0]["clause"] == "fin/payment-terms"
    assert "value changed without a trace" in found["differences"][0]["what"]


def test_a_text_that_differs_from_the_library_is_a_finding(edited: Path) -> None:
    file = WordFile(edited.read_bytes())
    replace_silently(file, file.find("The payer must pay within"), "must", "may")
    edited.write_bytes(file.saved())

    found = json.loads(run("read-back", edited, "--json").stdout)["findings"]

    assert [(finding["code"], finding["severity"], finding["clause"]) for finding in found] == [("LIB-05", "warning", "fin/payment-terms")]


def test_a_draft_that_nobody_edited_has_no_such_finding() -> None:
    assert "LIB-05" not in {finding.code for finding in check(draft(read_deal(DEAL, library()), library()))}
