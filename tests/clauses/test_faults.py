"""A broken library says where, what and how to mend it, all faults at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clauses.library import ROOT, read_library

CLAUSE = "comp/non-compete/clause.toml"
WORDING = "comp/non-compete/during-project.md"
Break = Callable[..., list[str]]


@pytest.fixture(name="broken")
def _broken(tmp_path: Path) -> Break:
    """Copy the library, replace a text in one of its files, and return the faults in words."""
    root = tmp_path / "clauses"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))

    def change(*changes: tuple[str, str, str]) -> list[str]:
        for path, old, new in changes:
            text = (root / path).read_text(encoding="utf-8")
            assert old in text, f"{path} does not hold {old}"
            (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        return [str(fault) for fault in read_library(root)[1]]

    return change


def line_of(path: str, text: str) -> int:
    return next(number for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), start=1) if text in line)


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (CLAUSE, "title ", "titel ", ["“titel” is not known here", "Did you mean “title”"]),
        (CLAUSE, "title ", "titel ", ["“title” is missing"]),
        (CLAUSE, 'JSD = "o"', 'JSD = "q"', ["cannot be “q”", "'m'"]),
        (CLAUSE, "[selection]", "[selection", ["this is not TOML"]),
        (CLAUSE, "restriction != none", "restriction != = none", ["cannot be read"]),
        (CLAUSE, "restriction != none", "restricton != none", ["no answer or parameter is called “restricton”", "Did you mean “restriction”"]),
        (CLAUSE, "restriction = post_term", "restriction = pst_term", ["“restriction” cannot be “pst_term”", "post_term"]),
        (CLAUSE, '"R02"', '"R99"', ["“R99” in `risks` does not exist"]),
        (CLAUSE, 'variant = "none" }', 'variant = "never" }', ["the variant “never” has no wording", "never.md"]),
        (WORDING, "{{ territory }}", "{{ teritory }}", ["“{{ teritory }}” is no parameter of this clause", "Did you mean “territory”"]),
        (WORDING, "{{ territory }}", "{{ territory }", ["a brace or bold mark is not closed"]),
        (WORDING, "{{ territory }}", "{{ 7 * 7 }}", ["is not understood"]),
        (WORDING, 'ref("disp/forum")', 'ref("disp/forums")', ["there is no clause “disp/forums”", "Did you mean “disp/forum”"]),
        (WORDING, "+++\nlabel", "label", ["the file has no head"]),
        ("comp/non-circumvention/fee-only.md", '"kind in {JSD', '"kin in {JSD', ["no answer or parameter is called “kin”", "fee-only.md:8"]),
        (WORDING, "**Territory**", "Territory", ["“Territory” is listed in `introduces` but not set in bold"]),
        ("terms.toml", 'introduced_by = "fin/fees"', 'introduced_by = "fin/fee"', ["names the clause “fin/fee”"]),
        ("kinds/nda.toml", '"conf/confidentiality", ', "", ["“conf/confidentiality” is not listed, but applies here as “m”"]),
        ("checks/money.toml", "severity", "severty", ["“severty” is not known here"]),
        ("checks/liability.toml", "carve_outs contains intent", "carve_out contains intent", ["no answer or parameter is called “carve_out”", "carve_outs"]),
        ("checks/money.toml", 'limit     = "$de_minimis_eur"\n', "", ["FIN-15 has no limit to compare with"]),
        ("checks/money.toml", '"$de_minimis_eur"', '"$de_minimi_eur"', ["FIN-15 names the limit “$de_minimi_eur”, which does not exist", "de_minimis_eur"]),
        ("checks/competition.toml", "[[CMP-05.also]]", "[[CMP-05.allso]]", ["“allso” is not known here", "also"]),
        ("limits.toml", '"S38"', '"S99"', ["“product_liability_last_day” rests on no source of sources.toml"]),
        ("overlays.toml", 'mark      = "v*"\nsource    = "S17"', 'mark      = "v"\nsource    = "S17"', ["“NL-floor” is marked v, but its source is not"]),
        ("overlays.toml", 'topic     = "interest"', 'topic     = "intrest"', ["“topic” cannot be “intrest”", "interest"]),
        ("checks/structure.toml", '"too_few"', '"too_fw"', ["STR-01 names the test “too_fw”", "Did you mean “too_few”"]),
        ("checks/competition.toml", '"duration_months"', '"duration"', ["CMP-01 names the parameter “duration”"]),
        ("checks/competition.toml", '"comp/non-compete"', '"comp/non-competes"', ["“comp/non-competes” in `clauses` does not exist"]),
        ("comp/non-compete/examples.toml", 'variant    = "during-project"', 'variant    = "gone"', ["an example names the variant “gone”"]),
    ],
)
def test_a_fault_names_the_file_and_the_remedy(path: str, old: str, new: str, words: list[str], broken: Break) -> None:
    faults = broken((path, old, new))

    for word in words:
        assert [fault for fault in faults if fault.startswith(f"clauses/{path}") and word in fault], faults


def test_a_national_rule_that_no_check_asks_for_is_a_fault(broken: Break) -> None:
    faults = broken(("checks/liability.toml", 'overlay   = "core-duty"\n', ""))

    assert "no check asks for the topic “core-duty” of “DE-core-duty”" in "\n".join(faults)


def test_a_fault_names_the_line(broken: Break) -> None:
    faults = broken((WORDING, "{{ territory }}", "{{ teritory }}"))

    assert any(fault.startswith(f"clauses/{WORDING}:{line_of(WORDING, '{{ territory }}')}: ") for fault in faults)


def test_all_faults_are_shown_together(broken: Break) -> None:
    faults = broken(
        (CLAUSE, '"R02"', '"R99"'),
        (WORDING, "{{ territory }}", "{{ teritory }}"),
        ("terms.toml", '"fin/fees"', '"fin/fee"'),
        ("kinds/nda.toml", '"disp/forum"', '"disp/forums"'),
    )

    assert {fault.split(":")[0] for fault in faults} >= {f"clauses/{CLAUSE}", f"clauses/{WORDING}", "clauses/terms.toml", "clauses/kinds/nda.toml"}


def test_a_missing_example_and_a_missing_file_are_faults(broken: Break, tmp_path: Path) -> None:
    (tmp_path / "clauses" / "comp" / "non-compete" / "examples.toml").unlink()
    (tmp_path / "clauses" / "gen" / "general" / "clause.toml").unlink()

    faults = broken()

    assert any("has no examples.toml" in fault for fault in faults)
    assert any("gen/general/clause.toml: the file is missing" in fault for fault in faults)


def test_text_outside_the_list_too_deep_a_list_and_a_double_label_are_faults(broken: Break, tmp_path: Path) -> None:
    body = "loose text\n\n1. a:\n   1. b:\n      1. c:\n         1. d.\n\n1. {#x} one.\n\n1. {#x} two.\n"
    path = tmp_path / "clauses" / WORDING
    head = path.read_text(encoding="utf-8").split("+++")[1]
    path.write_text(f"+++{head}+++\n{body}", encoding="utf-8")

    faults = " ".join(broken())

    assert "text stands outside the numbered list" in faults
    assert "nested too deep" in faults
    assert "the label “x” is used twice" in faults


def test_a_file_that_is_not_utf8_is_a_fault(broken: Break, tmp_path: Path) -> None:
    (tmp_path / "clauses" / WORDING).write_bytes(b"+++\nlabel = '\xff'\n+++\n1. x.\n")

    assert any("is not UTF-8" in fault for fault in broken())
