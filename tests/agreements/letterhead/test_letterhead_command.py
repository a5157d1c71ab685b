"""The commands for letterheads as a hub meets them: what is printed, what is written, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from letterheads import card, paragraph, word

from agreements.agreement import Agreement
from agreements.cli import main
from agreements.letterhead.placeholders import LISTS, PLACEHOLDERS
from agreements.letterhead.sample import sample
from agreements.render import docx, pdf


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def deal(tmp_path: Path) -> str:
    """The example deal of a non-disclosure agreement, in a file."""
    path = tmp_path / "nda.json"
    path.write_text(run("example", "nda").stdout, encoding="utf-8")
    return str(path)


def saved(tmp_path: Path, content: bytes, name: str = "own.docx") -> str:
    (tmp_path / name).write_bytes(content)
    return str(tmp_path / name)


def test_the_sample_is_written_and_passes_its_own_check(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "mine.docx"
    written = run("letterhead", "sample", "--out", str(path))
    checked = run("letterhead", "check", str(path))

    assert (written.exit_code, written.stdout) == (0, f"{path}\n")
    assert path.read_bytes() == sample()
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert "This letterhead can be used." in checked.stderr


def test_each_fault_is_a_line_and_ends_with_one(tmp_path: Path) -> None:
    checked = run("letterhead", "check", saved(tmp_path, word(paragraph("{{ titel }}") + paragraph("{{ 7*7 }}"))))

    assert checked.exit_code == 1
    assert [line.partition(" “")[0] for line in checked.stdout.splitlines()] == ["fault: body, paragraph 1", "fault: body, paragraph 2"]
    assert checked.stderr == "2 faults, 0 remarks\n"


def test_machines_get_the_same_as_json(tmp_path: Path) -> None:
    checked = run("letterhead", "check", saved(tmp_path, word(card(colour="FFE600") + paragraph("{{ titel }}"))), "--json")
    told = json.loads(checked.stdout)

    assert checked.exit_code == 1
    assert told["faults"][0].keys() == {"where", "what", "mend"}
    assert told["faults"][0]["what"] == "There is no placeholder “titel”."


def test_a_remark_alone_is_no_fault(tmp_path: Path) -> None:
    checked = run("letterhead", "check", saved(tmp_path, word()))
    assert (checked.exit_code, checked.stdout.count("remark: ")) == (0, 1)


def test_placeholders_are_listed_for_people_and_machines() -> None:
    listed = run("letterhead", "placeholders").stdout
    told = json.loads(run("letterhead", "placeholders", "--json").stdout)

    assert [one.name for one in PLACEHOLDERS if f"{{{{ {one.name} }}}}" not in listed] == []
    assert [one["name"] for one in told["placeholders"]] == [one.name for one in PLACEHOLDERS]
    assert [one["fields"] for one in told["lists"]] == [dict(one.fields) for one in LISTS]


def test_generate_prints_on_it(deal: str, tmp_path: Path) -> None:
    own = saved(tmp_path, sample())
    plain = run("generate", deal, "--format", "docx,html,txt", "--out", str(tmp_path / "plain"))
    made = run("generate", deal, "--format", "docx,html,txt", "--letterhead", own, "--out", str(tmp_path / "made"))
    differ = {path.suffix: path.read_bytes() != (tmp_path / "plain" / path.name).read_bytes() for path in (tmp_path / "made").iterdir()}

    assert (plain.exit_code, made.exit_code) == (0, 0)
    assert differ == {".docx": True, ".html": True, ".txt": False}


def test_batch_prints_on_it(deal: str, tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text(f"[{Path(deal).read_text(encoding='utf-8')}]", encoding="utf-8")
    own = saved(tmp_path, sample())
    run("generate", deal, "--format", "docx", "--letterhead", own, "--out", str(tmp_path / "one"))
    made = run("batch", str(rows), "--format", "docx", "--letterhead", own, "--out", str(tmp_path / "many"), "--jobs", "1")

    assert made.exit_code == 0
    assert [path.read_bytes() for path in (tmp_path / "many").iterdir()] == [path.read_bytes() for path in (tmp_path / "one").iterdir()]


@pytest.mark.parametrize("command", ["generate", "batch"])
def test_nothing_is_made_on_a_faulty_letterhead(command: str, deal: str, tmp_path: Path) -> None:
    own = saved(tmp_path, word(paragraph("{{ titel }}") + paragraph("{{ pagge }}")))
    made = run(command, deal, "--letterhead", own, "--out", str(tmp_path / "out"))

    assert made.exit_code == 1
    assert ("titel" in made.stderr, "pagge" in made.stderr) == (True, True)
    assert not (tmp_path / "out").exists()


def test_without_a_letterhead_nothing_changes(delivery: Agreement) -> None:
    assert docx.render(delivery, letterhead=None) == docx.render(delivery)
    assert pdf.render(delivery, letterhead=None) == pdf.render(delivery)
