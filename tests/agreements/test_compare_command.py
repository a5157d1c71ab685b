"""``pactwright compare``: any two of Word file, PDF, JSON and deal, as text, pages, Word and data; bad files are refused in one line."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest
from click.testing import Result

from agreements.agreement import to_json
from agreements.assembly import draft
from agreements.comparing.comparison import json_schema
from agreements.comparing.standard import by_hand, standard
from agreements.intake import read_deal
from agreements.library import Library
from agreements.render import docx as word
from agreements.render import pdf
from clauses.library import example
from tests.tracked_reading import W, document
from tests.validators import verapdf

Run = Callable[..., Result]
Deal = Callable[..., Any]
SORTS = ("deal", "json", "docx", "pdf")


@pytest.fixture(name="files", scope="module")
def _files(tmp_path_factory: pytest.TempPathFactory, library: Library) -> dict[tuple[str, str], Path]:
    """Two agreements of which the newer gives more days to return things, each as every sort of file."""
    folder = tmp_path_factory.mktemp("compared")
    made = {}
    for side, days in (("older", 30), ("newer", 45)):
        deal: Any = json.loads(json.dumps(example("nda")))
        deal["clauses"].setdefault("conf/confidentiality", {})["return_destroy_days"] = days
        agreement = draft(read_deal(deal, library), library, tolerant=True).agreement
        contents = (json.dumps(deal).encode(), to_json(agreement), word.render(agreement), pdf.render(agreement))
        for sort, content in zip(SORTS, contents, strict=True):
            made[side, sort] = folder / f"{side}.{'deal.json' if sort == 'deal' else sort}"
            made[side, sort].write_bytes(content)
    return made


def letter(folder: Path, name: str, *paragraphs: str) -> Path:
    """Write a Word file that Pactwright did not make; a heading begins with #."""
    made = docx.Document()
    for each in paragraphs:
        made.add_heading(each[1:]) if each.startswith("#") else made.add_paragraph(each)
    path = folder / name
    made.save(str(path))
    return path


def retyped(content: bytes, was: str, now: str) -> bytes:
    """Return a Word file in which somebody typed something else without tracking."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(was.encode(), now.encode()) if name == "word/document.xml" else part)
    return made.getvalue()


@pytest.mark.parametrize("newer", SORTS)
@pytest.mark.parametrize("older", SORTS)
def test_every_sort_of_file_is_compared_with_every_other(older: str, newer: str, files: dict[tuple[str, str], Path], run: Run) -> None:
    changed = run("compare", files["older", older], files["newer", newer])
    same = run("compare", files["older", older], files["older", newer])

    assert changed.exit_code == same.exit_code == 0
    assert "[-thirty (30)-][+forty-five (45)+] days" in changed.stdout.replace("\xa0", " ")
    assert "No difference: the two say the same." in same.stdout


def test_each_format_is_written_and_its_path_printed(files: dict[tuple[str, str], Path], run: Run, tmp_path: Path) -> None:
    options = ("--out", tmp_path, "--format", "txt,html,pdf,docx,json", "--author", "Anna Rossi", "--date", "2026-03-10")

    result = run("compare", files["older", "json"], files["newer", "json"], *options)

    paths = [Path(line) for line in result.stdout.splitlines()]
    assert [path.name for path in paths] == [f"redline-older-to-newer.{each}" for each in ("txt", "html", "pdf", "docx", "json")]
    text, page, paper, redline, data = (path.read_bytes() for path in paths)
    assert b"Compared by Anna Rossi on 2026-03-10." in text
    assert b"by Anna Rossi on 2026-03-10." in page
    assert verapdf.breaches(paper, verapdf.ACCESSIBLE) == []
    assert {each.get(f"{W}author") for each in document(redline).iter(f"{W}ins")} == {"Anna Rossi"}
    assert {each.get(f"{W}date") for each in document(redline).iter(f"{W}ins")} == {"2026-03-10T00:00:00Z"}
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(data))


def test_the_same_files_give_the_same_bytes(files: dict[tuple[str, str], Path], run: Run, tmp_path: Path) -> None:
    written = []
    for folder in ("one", "two"):
        run("compare", files["older", "docx"], files["newer", "pdf"], "--out", tmp_path / folder, "--format", "html,pdf,docx,json")
        written.append({path.name: path.read_bytes() for path in sorted((tmp_path / folder).iterdir())})

    assert written[0] == written[1]


def test_machines_get_the_comparison_as_json(files: dict[tuple[str, str], Path], run: Run) -> None:
    found = json.loads(run("compare", files["older", "deal"], files["newer", "docx"], "--json").stdout)

    assert [part["id"] for part in found["parts"]] == ["conf/confidentiality"]
    assert found["older"]["reference"] == found["newer"]["reference"] == "LH-2026-019"


def test_tracked_changes_bear_the_name_of_the_program_and_the_date_of_the_agreement(files: dict[tuple[str, str], Path], run: Run, tmp_path: Path) -> None:
    run("compare", files["older", "json"], files["newer", "json"], "--out", tmp_path, "--format", "docx")

    made = document((tmp_path / "redline-older-to-newer.docx").read_bytes()).find(f".//{W}ins")
    assert made is not None
    assert (made.get(f"{W}author"), made.get(f"{W}date")) == ("Pactwright", "2026-03-02T00:00:00Z")


def test_a_word_file_counts_as_it_says_now(files: dict[tuple[str, str], Path], run: Run, tmp_path: Path) -> None:
    edited = tmp_path / "edited.docx"
    edited.write_bytes(retyped(files["older", "docx"].read_bytes(), "Days are calendar days", "Days are working days"))

    result = run("compare", files["older", "pdf"], edited, "--out", tmp_path, "--format", "txt,docx")
    text = (tmp_path / "redline-older-to-edited.txt").read_text(encoding="utf-8")
    redline = document((tmp_path / "redline-older-to-edited.docx").read_bytes())

    assert result.exit_code == 0
    assert "Days are [-calendar-][+working+] days" in text
    assert "edited.docx was edited after it was generated: 1 change, not tracked." in text
    assert [each.text for each in redline.iter(f"{W}delText")] == ["calendar"]


def test_a_redline_is_compared_as_if_its_changes_were_accepted(files: dict[tuple[str, str], Path], run: Run, tmp_path: Path) -> None:
    run("compare", files["older", "json"], files["newer", "json"], "--out", tmp_path, "--format", "docx")

    result = run("compare", files["newer", "json"], tmp_path / "redline-older-to-newer.docx")

    assert "No difference: the two say the same." in result.stdout


def test_two_word_files_from_elsewhere_are_compared_under_their_headings(run: Run, tmp_path: Path) -> None:
    older = letter(tmp_path, "a.docx", "Contract", "#1. Work", "A advises B.", "#2. Pay", "B pays EUR 5,000 within thirty days.", "#3. Term", "One year.")
    newer = letter(tmp_path, "b.docx", "Contract", "#1. Work", "A advises B.", "#2. Term", "One year.", "#3. Pay", "B pays EUR 6,000 within thirty days.")

    result = run("compare", older, newer, "--out", tmp_path, "--format", "txt,docx")
    text = (tmp_path / "redline-a-to-b.txt").read_text(encoding="utf-8")

    assert result.exit_code == 0
    assert "2 clauses or other parts differ: 1 changed, 1 moved." in text
    assert "B pays EUR [-5,000-][+6,000+] within thirty days." in text
    assert document((tmp_path / "redline-a-to-b.docx").read_bytes()).find(f".//{W}moveTo") is not None


def test_the_standard_tells_what_was_chosen_by_hand_and_what_it_does_to_the_text(deal: Deal, run: Run, tmp_path: Path) -> None:
    changed = deal()
    changed["clauses"] |= {"disp/escalation": {"variant": "two-step"}, "comp/non-compete": True, "ip/publication": False}
    path = tmp_path / "deal.json"
    path.write_text(json.dumps(changed), encoding="utf-8")

    told = run("compare", "--standard", path).stdout

    assert "Settling disputes, the wording: Project leads, then directors (two-step) (library default: Project leads, directors, then mediation" in told
    assert "the clause: in the agreement (library default: not in the agreement)" in told
    assert "After that each party concerned may ask for mediation" in told
    assert {row["what"] for row in json.loads(run("compare", "--standard", path, "--json").stdout)["by_hand"]} == {"variant", "parameter", "put in", "left out"}


def test_what_only_people_can_say_is_no_choice_against_the_library(kind: str, deal: Deal, library: Library) -> None:
    read = read_deal(deal(kind), library)
    default = standard(read, library)

    for choice in by_hand(draft(read, library, tolerant=True), default):
        assert choice.chosen != choice.default
        assert choice.what != "parameter" or not default.settings.get(choice.clause, choice.parameter).is_empty
    assert by_hand(default, standard(default.deal, library)) == ()


def test_an_agreement_is_compared_with_the_default_of_its_deal(files: dict[tuple[str, str], Path], run: Run) -> None:
    named = run("compare", "--standard", files["newer", "docx"], "--deal", files["newer", "deal"])
    unnamed = run("compare", "--standard", files["newer", "docx"])

    assert "Confidentiality" in named.stdout
    assert unnamed.exit_code == 1
    assert "Name the deal with --deal." in unnamed.stderr


def test_an_agreement_of_another_kind_than_the_deal_is_refused(files: dict[tuple[str, str], Path], deal: Deal, run: Run, tmp_path: Path) -> None:
    (tmp_path / "deal.json").write_text(json.dumps(deal()), encoding="utf-8")

    result = run("compare", "--standard", files["newer", "pdf"], "--deal", tmp_path / "deal.json")

    assert result.exit_code == 1
    assert "the agreement is of the kind nda, the deal of the kind joint-service-delivery" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.docx", b"", "the file is empty"),
        ("words.txt", b"This is no agreement.", "this is not a Word file"),
        ("damaged.docx", b"PK\x03\x04 and then nothing", "damaged.docx"),
        ("damaged.pdf", b"%PDF-1.7 and then nothing", "damaged.pdf"),
        ("list.json", b"[1, 2]", "list.json"),
        ("half.json", b'{"kind": "nda"', "half.json"),
        ("agreement.json", b'{"cover": [], "kind_title": "", "execution": []}', "this is not the JSON of an agreement"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    ],
)
def test_what_is_no_agreement_is_refused_in_one_line(
    name: str, content: bytes, said: str, files: dict[tuple[str, str], Path], run: Run, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)

    result = run("compare", files["older", "json"], tmp_path / name, "--out", tmp_path / "out")

    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        [], ["A"], ["A", "A", "--format", "pdf"], ["A", "A", "--out", "x", "--format", "doc"], ["A", "A", "--date", "tomorrow"],
        ["A", "A", "--deal", "A"], ["--standard", "A", "A"], ["A", "A", "--author", "x" * 200], ["-", "-"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_told(wrong: list[str], files: dict[tuple[str, str], Path], run: Run) -> None:
    assert run("compare", *(files["older", "json"] if each == "A" else each for each in wrong)).exit_code == 2
