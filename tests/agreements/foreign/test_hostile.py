"""Damaged, locked, dangerous and foreign files are refused in words that say what is wrong, within a small memory, and never with a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import hostile_files
import hostile_pdfs
import pytest

from agreements.agreement import to_json
from agreements.assembly import draft
from agreements.foreign.carried import carried_agreement, read_agreement
from agreements.foreign.refusal import FileRefused
from agreements.intake import read_deal
from agreements.render import docx, pdf
from clauses import library
from clauses.library import example

FILES = hostile_files.WORD | hostile_pdfs.PDF
MEMORY = 200_000_000
READ = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[1]), int(sys.argv[1])))
from agreements.errors import AgreementError
from agreements.foreign.carried import carried_agreement
said = {}
for path in sorted(Path(sys.argv[2]).iterdir()):
    try:
        said[path.name] = "nothing is carried" if carried_agreement(path.read_bytes(), "this file") is None else "an agreement was found"
    except AgreementError as error:
        said[path.name] = str(error)
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of each file by a process that may use 200 MB."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (build, _) in FILES.items():
        (folder / name).write_bytes(build())
    done = subprocess.run([sys.executable, "-c", READ, str(MEMORY), str(folder)], capture_output=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_in_clear_words(name: str, answers: dict[str, str]) -> None:
    wanted = FILES[name][1].replace("it carries no agreement", "nothing is carried").replace("carries no agreement", "nothing is carried").split("|")

    assert any(words in answers[name] for words in [*wanted, *(["nothing is carried"] if "no agreement" in wanted else [])]), answers[name]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    agreement = draft(read_deal(example("framework-accession"), library()), library()).agreement
    return docx.render(agreement), pdf.render(agreement)


@pytest.mark.parametrize("seed", range(60))
def test_a_word_file_with_flipped_bits_or_cut_short_is_refused_or_read(seed: int, good: tuple[bytes, bytes]) -> None:
    content = spoiled(good[0], Random(seed))  # noqa: S311

    assert answer(content, "spoiled.docx").startswith(("spoiled.docx", "read"))


@pytest.mark.parametrize("seed", range(8))
def test_a_pdf_with_flipped_bits_or_cut_short_is_refused_or_read(seed: int, good: tuple[bytes, bytes]) -> None:
    content = spoiled(good[1], Random(seed))  # noqa: S311

    assert answer(content, "spoiled.pdf").startswith(("spoiled.pdf", "read"))


def answer(content: bytes, name: str) -> str:
    """Return the refusal, or that the file was read; any other exception is a mistake of ours."""
    try:
        carried_agreement(content, name)
    except FileRefused as refusal:
        return str(refusal)
    return "read"


def spoiled(content: bytes, random: Random) -> bytes:
    """Cut the end off, or flip some bits of the middle or of the directory at the end."""
    made = bytearray(content)
    if random.random() < 0.3:
        return bytes(made[: random.randrange(8, len(made))])
    first = random.choice((8, len(made) - 1500))
    for _ in range(random.choice((1, 3, 40))):
        made[random.randrange(first, len(made))] ^= 1 << random.randrange(8)
    return bytes(made)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("schema", "99", "written in form 99"),
        ("date", "yesterday", "is no date"),
        ("clauses", [{"id": "a", "level": 9, "label": "1.", "source": ""}], "stands on level 9"),
        ("clauses", [{"id": "a", "level": 1, "label": "1.", "source": ""}] * 2, "have the same id"),
        ("clauses", [{"id": "a", "level": 1, "label": "x" * 99, "source": ""}], "no number but a text"),
        ("title", 7, "not the JSON of an agreement"),
    ],
)
def test_an_agreement_that_nothing_can_print_is_refused(key: str, value: object, words: str) -> None:
    agreement = json.loads(to_json(draft(read_deal(example("nda"), library()), library()).agreement))

    with pytest.raises(FileRefused, match=words):
        read_agreement(json.dumps(agreement | {key: value}).encode(), "a.json")


def test_provisions_nested_without_end_are_refused() -> None:
    agreement = json.loads(to_json(draft(read_deal(example("nda"), library()), library()).agreement))
    inner = {"id": "x0", "level": 4, "label": "(i)", "source": ""}
    for number in range(1, 40):
        inner = {"id": f"x{number}", "level": 4, "label": "(i)", "source": "", "children": [inner]}

    with pytest.raises(FileRefused, match="nested too deep"):
        read_agreement(json.dumps(agreement | {"clauses": [inner]}).encode(), "a.json")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", "from agreements.cli import main; main()", "verify", str(tmp_path)], capture_output=True, check=False)

    assert (done.returncode, b"is a directory" in done.stderr) == (2, True)
