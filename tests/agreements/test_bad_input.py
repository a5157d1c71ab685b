"""Bad input of every kind: a clear refusal or the answer as typed; never a traceback, never markup, never half a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from agreements.agreement import plain
from agreements.assembly import Drafted
from agreements.errors import DealRefused
from agreements.intake import read_deal
from agreements.library import Library
from agreements.render import docx, html, pdf, text

HOSTILE = "Smith & Sons <Ltd> {{7*7}} **x** [a](b) %}"
Deal = Callable[..., dict[str, Any]]


def refusal(raw: object, library: Library) -> str:
    with pytest.raises(DealRefused) as caught:
        read_deal(raw, library)
    return str(caught.value)


def everywhere(value: Any, word: str) -> Any:
    """Put *word* in the place of every free text of a deal."""
    if isinstance(value, dict):
        fixed = {"kind", "id", "role", "country", "nuts", "date", "start", "end", "variant", "signing_mode", "language", "answers", "email"}
        return {key: each if key in fixed else everywhere(each, word) for key, each in value.items()}
    if isinstance(value, list):
        return [everywhere(each, word) for each in value]
    return word if isinstance(value, str) and " " in value else value


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "joint-service-delivry"}, ["no kind “joint-service-delivry”", "Did you mean “joint-service-delivery”", "nda"]),
        ({"knd": "nda"}, ["knd: this key is not known", "Did you mean “kind”"]),
        ({"answers": {"fee_modell": "fixed"}}, ["answers.fee_modell", "Did you mean “fee_model”"]),
        ({"answers": {"fee_model": "hourly"}}, ["answers.fee_model", "“hourly”", "fixed, free_or_voucher, none, time"]),
        ({"answers": {"kpis": "yes"}}, ["answers.kpis", "Give true or false"]),
        ({"answers": {"total_value_eur": "a lot"}}, ["answers.total_value_eur", "Give a number"]),
        ({"clauses": {"comp/non-compet": True}}, ["clauses.comp/non-compet", "Did you mean “comp/non-compete”"]),
        ({"clauses": {"comp/non-compete": {"duration": 5}}}, ["clauses.comp/non-compete.duration", "no such parameter", "duration_months"]),
        ({"clauses": {"comp/non-compete": {"variant": "forever"}}}, ["no variant “forever”", "during-project"]),
        ({"clauses": {"comp/non-compete": {"duration_months": "five"}}}, ["duration_months", "Give a number"]),
        ({"clauses": {"comp/non-compete": 5}}, ["clauses.comp/non-compete", "Give true, false, or an object"]),
        ({"clauses": {"perf/scope-of-work": {"tasks": [{"nme": "x"}]}}}, ["tasks", "entry 1 has the unknown field “nme”"]),
        ({"date": "2 March"}, ["date: “2 March” is no date", "2026-03-02"]),
        ({"language": "xx"}, ["no library in “xx”", "en"]),
        ({"parties": "many"}, ["parties: this must be a list"]),
        ({"parties": [{"id": "a", "rolle": "lead"}]}, ["parties[1].rolle", "Did you mean “role”"]),
        ({"parties": [{"id": "a"}, {"id": "a"}]}, ["the id “a” is used twice"]),
        ({"parties": [{"id": "a", "role": "boss"}]}, ["“boss” is no role"]),
        ({"parties": [{"id": "a b"}]}, ["“a b” is no id"]),
        ({"parties": [{"id": f"p{n}"} for n in range(61)]}, ["61 parties", "at most 60"]),
        ({"reference": "x" * 5000}, ["5,000 characters"]),
        ({"reference": "a\x00b"}, ["control characters"]),
        ({"reference": "a\u202eb"}, ["control characters"]),
    ],
    ids=lambda each: json.dumps(each)[:60] if isinstance(each, dict) else None,
)
def test_what_has_no_meaning_is_refused_with_the_place_and_the_nearest(change: dict[str, Any], words: list[str], deal: Deal, library: Library) -> None:
    message = refusal(deal() | change, library)

    for word in words:
        assert word in message


def test_all_faults_are_refused_at_once(deal: Deal, library: Library) -> None:
    message = refusal(deal() | {"kind": "x", "answers": {"a": 1, "kpis": 3}, "clauses": {"b": True}, "surprise": 1}, library)

    assert len(message.splitlines()) == 5


@pytest.mark.parametrize("raw", [None, 7, "deal", [], [{}], True])
def test_what_is_no_object_is_no_deal(raw: object, library: Library) -> None:
    assert "A deal is a JSON object" in refusal(raw, library)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"  \n ", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b'{"kind": "nda"', ":1:15: this is not JSON"),
        (b'{"kind": "\xff"}', "byte 11 is not UTF-8"),
        (b'{"kind": NaN}', "NaN is no number"),
        (b'{"kind": "nda", "kind": "nda"}', "the key “kind” stands twice"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"kind": "nda", "answers": {"total_value_eur": ' + b"9" * 5000 + b"}}", ""),
        (b'"' + b"x" * 6_000_000 + b'"', "larger than 5 MB"),
    ],
    ids=["empty", "blank", "mark only", "cut off", "no UTF-8", "NaN", "twice", "deep", "long number", "large"],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(content: bytes, words: str, run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    path.write_bytes(content)

    for command in ("check", "explain", "generate"):
        result = run(command, path)
        assert result.exit_code == 1
        assert words in result.stderr
        assert "Traceback" not in result.stderr


def test_a_hundred_megabytes_are_refused_without_being_read(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)

    assert "larger than 5 MB" in run("check", path).stderr


def test_hostile_text_comes_out_as_typed_in_every_format(kind: str, deal: Deal, drafted: Callable[[Any], Drafted]) -> None:
    raw = everywhere(deal(kind), HOSTILE)
    agreement = drafted(raw).agreement

    flat = " ".join(text.render(agreement).decode().split())
    page = html.render(agreement).decode()
    assert flat.count(HOSTILE) > 10
    assert "49" not in plain(agreement.parties[0].runs)
    assert "Smith &amp; Sons &lt;Ltd&gt; {{7*7}} **x** [a](b) %}" in page
    assert "<Ltd>" not in page
    assert docx.render(agreement)[:2] == b"PK"


@pytest.mark.parametrize(
    "name",
    ["Κέντρο Καινοτομίας Αθήνα", "Център за иновации", "Ċentru Għall-Innovazzjoni ħż", "مركز الابتكار", "מרכז חדשנות", "Ł" * 500, "𝔘𝔫𝔦 😀"],
    ids=lambda name: name[:12],
)
def test_letters_of_every_script_come_out_as_typed(name: str, deal: Deal, drafted: Callable[[Any], Drafted]) -> None:
    raw = deal("nda")
    raw["parties"][0]["legal_name"] = name
    agreement = drafted(raw).agreement

    assert name in html.render(agreement).decode()
    assert "".join(name.split()) in "".join(text.render(agreement).decode().split())
    assert docx.render(agreement)[:2] == b"PK"
    assert pdf.render(agreement)[:4] == b"%PDF"


def test_sixty_parties_sign_one_agreement(deal: Deal, drafted: Callable[[Any], Drafted]) -> None:
    raw = deal("new-service-development")
    first = raw["parties"][0]
    raw["parties"] = [{**first, "id": f"hub{n}", "role": "partner" if n else "lead", "legal_name": f"Hub {n}", "registration_id": f"R{n}"} for n in range(60)]

    agreement = drafted(raw).agreement

    assert len(agreement.execution) == 60
    assert docx.render(agreement)[:2] == b"PK"
    assert text.render(agreement).decode().count("Hub 59") >= 2


def test_a_missing_answer_is_a_finding_and_an_open_point_not_a_refusal(kind: str, run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    path.write_text(json.dumps({"kind": kind, "reference": "X"}), encoding="utf-8")

    assert run("generate", path, "--draft", "--out", tmp_path, "--format", "txt,docx,html,json").exit_code == 0
    assert "[to be agreed:" in (tmp_path / "X.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("reference", ["../../etc/passwd", "a/b\\c", "CON", "", ".hidden", "  ", "x" * 300, "ü" * 200, "a\nb"])
def test_no_reference_escapes_the_folder(reference: str, deal: Deal, run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    path.write_text(json.dumps(deal("nda", reference=reference)), encoding="utf-8")

    result = run("generate", path, "--out", tmp_path / "out", "--format", "txt")

    made = Path(result.stdout.strip())
    assert result.exit_code == 0
    assert made.parent == tmp_path / "out"
    assert made.is_file()
    assert len(made.name) < 200


def test_a_folder_that_cannot_be_written_is_said_in_words(deal: Deal, run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    path.write_text(json.dumps(deal("nda")), encoding="utf-8")
    (tmp_path / "taken").write_text("a file", encoding="utf-8")

    result = run("generate", path, "--out", tmp_path / "taken" / "out", "--format", "txt")

    assert result.exit_code == 1
    assert "Choose another place" in result.stderr


def test_an_explicit_null_is_an_answer_that_was_not_given(deal: Deal, library: Library) -> None:
    raw = deal("nda") | {"client": None, "framework": None, "language": None}
    raw["parties"][0] |= {"vat_id": None, "public_body": None}

    read = read_deal(raw, library)

    assert read.parties[0].vat_id == ""
    assert read.parties[0].public_body is False
    assert read.client is None
    assert read.language == "en"


@pytest.mark.parametrize(("field", "value"), [("public_body", "yes"), ("public_body", 1), ("legal_name", 7), ("signatories", {}), ("signatories", [7])])
def test_no_type_is_guessed(field: str, value: object, deal: Deal, library: Library) -> None:
    raw = deal("nda")
    raw["parties"][0][field] = value

    assert f"parties[1].{field}" in refusal(raw, library)
