"""The wordings stay plain: no measure of any clause may get worse, no banned word comes in, no sentence is written twice."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from agreements.library import Library
from clauses import library as read
from clauses.library import ROOT, read_library
from clauses.prose import LONG, Plainness, is_passive, plainness, repeated

RATCHET = Path(__file__).parent / "prose.toml"
HEAD = "# How plain each clause is. No value may rise; `make prose` lowers them to what has been reached and adds new clauses.\n"


def best() -> dict[str, dict[str, float]]:
    return tomllib.loads(RATCHET.read_text(encoding="utf-8")) if RATCHET.exists() else {}


def worse(now: Plainness, limits: dict[str, float]) -> dict[str, tuple[float, float]]:
    return {name: (getattr(now, name), limit) for name, limit in limits.items() if getattr(now, name) > limit}


def test_no_clause_gets_less_plain(request: pytest.FixtureRequest, library: Library) -> None:
    measured, known = {id_: plainness(clause) for id_, clause in library.clauses.items()}, best()
    if request.config.getoption("--update-prose"):
        rows = [
            (id_, {name: min(getattr(now, name), known.get(id_, {}).get(name, 1e9)) for name in ("mean", "longest", "long", "passive")})
            for id_, now in measured.items()
        ]
        RATCHET.write_text(
            HEAD + "".join(f'\n["{id_}"]\n' + "".join(f"{name} = {value}\n" for name, value in row.items()) for id_, row in rows), encoding="utf-8"
        )
        known = best()

    assert measured.keys() == known.keys(), "run: make prose"
    assert {id_: found for id_, now in measured.items() if (found := worse(now, known[id_]))} == {}


def test_the_library_as_a_whole_reads_easily(library: Library) -> None:
    measured = [plainness(clause) for clause in library.clauses.values()]
    sentences = sum(each.sentences for each in measured)

    assert sum(each.mean * each.sentences for each in measured) / sentences < 17
    assert sum(each.passive * each.sentences for each in measured) / sentences < 16
    assert max(each.longest for each in measured) <= LONG


def test_no_telling_sentence_stands_in_two_clauses(library: Library) -> None:
    assert dict(repeated(library.clauses.values())) == {}


@pytest.mark.parametrize("word", ["shall", "hereinafter", "and/or", "in the\n   event that", "Appendix"])
def test_a_banned_word_is_a_fault_with_its_line_and_what_to_write_instead(word: str, tmp_path: Path) -> None:
    root = tmp_path / "clauses"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = root / "gen" / "notices" / "platform.md"
    text = path.read_text(encoding="utf-8").rstrip() + f"\n\n1. The party {word} must answer.\n"
    path.write_text(text, encoding="utf-8")

    (fault,) = [str(fault) for fault in read_library(root)[1] if "not plain English" in str(fault)]

    assert f"gen/notices/platform.md:{text.rstrip().count(chr(10)) + 1 - word.count(chr(10))}" in fault
    assert " ".join(word.split()) in fault
    assert "Write " in fault


@pytest.mark.parametrize("sentence", ["The fee is paid by the lead hub.", "It must be kept.", "The work was not fully done.", "Costs are then split."])
def test_passive_voice_is_seen(sentence: str) -> None:
    assert is_passive(sentence)


@pytest.mark.parametrize("sentence", ["The lead hub must pay.", "It is free.", "The parties have agreed.", "A party is interested in the result."])
def test_active_voice_is_not_taken_for_passive(sentence: str) -> None:
    assert not is_passive(sentence)


def test_a_sentence_in_two_wordings_of_one_clause_counts_once() -> None:
    clause = read().clauses["fin/fees"]
    every = [sentence for variant in clause.variants.values() for sentence in variant.paragraphs]

    assert plainness(clause).sentences < len(every) * 5
    assert plainness(clause).longest > 0
