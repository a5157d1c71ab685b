"""Draw the pictures that the README shows, from PDF and from Word, and the page that holds them: ``make pictures``."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from PIL import Image, ImageOps

from agreements.agreement import Agreement, Provision, descend, from_json, plain
from clauses.library import example

HERE = Path(__file__).parent
FOLDER = HERE / "pictures"
KIND = "joint-service-delivery"
CLAUSE = "liab/cap"
CHANGES: Mapping[str, Mapping[str, object]] = {
    "fin/payment-terms": {"payment_days": 20},
    "liab/cap": {"cap_percent": 150},
    "term/termination": {"cure_days": 21},
    "conf/confidentiality": {"confidentiality_months": 36},
}
RESOLUTION, COLOURS, LARGEST = 84, 48, 150_000
EDGE = (201, 196, 182)


@dataclass(frozen=True, slots=True)
class View:
    """A page that is shown: which one it is by the words on it, and what a picture of it tells those who cannot see it."""

    name: str
    title: str
    alt: str
    words: Callable[[Agreement], tuple[str, ...]]
    last: bool = False


def _clause(agreement: Agreement) -> tuple[str, ...]:
    clause = next(each for each in agreement.clauses if each.id == CLAUSE)
    return (f"{clause.label} {clause.heading}", _opening(clause))


def _opening(clause: Provision) -> str:
    """Return the first words of *clause* below its heading, which the contents do not have."""
    return " ".join(next(plain(each.runs) for each in descend(clause) if each.runs).split()[:6])


def _annex(agreement: Agreement) -> tuple[str, ...]:
    """Return what stands above and in the largest table of an annex that is no form."""
    found = [
        (len(table.rows) * len(table.head), annex.label, annex.title, *table.head)
        for annex in agreement.annexes
        for top in annex.provisions
        for each in descend(top)
        if (table := each.table) and not table.form
    ]
    return max(found)[1:]


VIEWS = (
    View(
        "cover",
        "The cover",
        "Cover page: kind and title of the agreement, its parties, and its key terms as a table with the clauses they come from.",
        lambda _: (),
    ),
    View(
        "contents",
        "The contents",
        "Contents: every clause with its number, heading and page.",
        lambda made: (made.words.contents, *(each.heading for each in made.clauses[:3])),
    ),
    View("clause", "A page of clauses", "A page of clauses: numbers hang to the left of the text, headings stand out, references name the clause.", _clause),
    View("annex", "A table in an annex", "A table in an annex: a heading row, hairlines between the rows, no boxes.", _annex),
    View(
        "execution",
        "Where the parties sign",
        "Where the parties sign: two parties side by side, each with a line for the signature, name, position, authority, date and place.",
        lambda made: (made.words.signatures, " ".join(plain(made.execution_intro).split()[:6])),
        last=True,
    ),
)
REDLINE_ALT = "A redline as PDF: words taken out are struck through, new words are underlined, clause by clause."
TRACKED_ALT = "A redline as Word file: the key terms on the cover with tracked changes, which the reader can accept or reject one by one."


def main() -> int:
    """Draw every picture and write the page; say what is missing on this machine."""
    missing = [program for program in ("pdftoppm", "pdftotext", "soffice") if not shutil.which(program)]
    if missing:
        print(f"pictures: {', '.join(missing)} is missing. Run: make setup", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="pactwright-pictures-") as name:
        folder = Path(name)
        agreement, files = documents(folder)
        sections = list(drawn(agreement, files, folder))
    (HERE / "pictures.md").write_text(page(sections), encoding="utf-8")
    for path in sorted(FOLDER.glob("*.png")):
        print(path.relative_to(HERE.parent))
    return 0


def documents(folder: Path) -> tuple[Agreement, dict[str, Path]]:
    """Make the example agreement, and its redline beside the same deal with a few terms changed, as PDF and from Word; return the agreement and the files."""
    older, newer = folder / "older.json", folder / "newer.json"
    older.write_text(json.dumps(example(KIND)), encoding="utf-8")
    newer.write_text(json.dumps(changed(cast("dict[str, Any]", example(KIND)))), encoding="utf-8")
    made = folder / "made"
    _pactwright("generate", older, "--out", made, "--format", "docx,pdf,json")
    _pactwright("compare", older, newer, "--out", folder / "redline", "--format", "docx,pdf")
    reference = next(made.glob("*.json")).stem
    files = {"pdf": made / f"{reference}.pdf", "word": _from_word(made / f"{reference}.docx", folder)}
    redlines = folder / "redline"
    files |= {"redline-pdf": next(redlines.glob("*.pdf")), "redline-word": _from_word(next(redlines.glob("*.docx")), folder)}
    return from_json((made / f"{reference}.json").read_bytes()), files


def changed(deal: dict[str, Any]) -> dict[str, Any]:
    """Return *deal* with the terms of ``CHANGES``."""
    newer = copy.deepcopy(deal)
    for clause, parameters in CHANGES.items():
        newer["clauses"].setdefault(clause, {}).update(parameters)
    return newer


def drawn(agreement: Agreement, files: Mapping[str, Path], folder: Path) -> Iterator[tuple[str, str, str]]:
    """Draw each view from each file; yield title, alternative text and name of the picture."""
    for view in VIEWS:
        for source, said in (("pdf", "PDF"), ("word", "Word")):
            pages = [_squeezed(text) for text in texts(files[source])]
            wanted = [_squeezed(words) for words in view.words(agreement)]
            found = [number for number, text in enumerate(pages, start=1) if all(words in text for words in wanted)]
            if not found:
                raise SystemExit(f"pictures: no page of {files[source].name} ({said}) shows {view.title.lower()}")
            draw(files[source], found[-1 if view.last else 0], FOLDER / f"{view.name}-{source}.png", folder)
            yield f"{view.title}, {said}", f"{view.alt} Made as {said}.", f"{view.name}-{source}.png"
    for source, said, alt in (("pdf", "PDF", REDLINE_ALT), ("word", "Word, with tracked changes", TRACKED_ALT)):
        pages = texts(files[f"redline-{source}"])
        number = next(number for number, text in enumerate(pages, start=1) if _squeezed("and fifty") in _squeezed(text))
        draw(files[f"redline-{source}"], number, FOLDER / f"redline-{source}.png", folder)
        yield f"A redline, {said}", alt, f"redline-{source}.png"


def texts(pdf: Path) -> list[str]:
    """Return the words of each page."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)  # noqa: S603, S607  # comes with make setup
    return done.stdout.decode().split("\f")[:-1]


def draw(pdf: Path, number: int, target: Path, folder: Path) -> None:
    """Write page *number* of *pdf* as a picture with a thin edge and few colours, small enough for a README."""
    beside = folder / "page"
    command = ["pdftoppm", "-png", "-r", str(RESOLUTION), "-f", str(number), "-l", str(number), "-singlefile", str(pdf), str(beside)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    with Image.open(beside.with_suffix(".png")) as read:
        small = ImageOps.expand(read.convert("RGB"), 1, EDGE).quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(target, optimize=True)
    if target.stat().st_size > LARGEST:
        raise SystemExit(f"pictures: {target.name} is larger than {LARGEST // 1000} kB")


def page(sections: list[tuple[str, str, str]]) -> str:
    """Return the page that shows all pictures, two side by side: PDF, and Word as LibreOffice shows it."""
    lines = [
        "# How agreements look",
        "",
        "Made by `make pictures` from the example deal of the joint service delivery agreement. Word files are shown by LibreOffice.",
        "",
    ]
    for left, right in zip(sections[::2], sections[1::2], strict=True):
        lines += ["| " + " | ".join(title for title, _, _ in (left, right)) + " |", "| --- | --- |"]
        lines += ["| " + " | ".join(f"![{alt}](pictures/{name})" for _, alt, name in (left, right)) + " |", ""]
    return "\n".join(lines)


def _pactwright(*words: str | Path) -> None:
    done = subprocess.run([Path(sys.executable).with_name("pactwright"), *words], capture_output=True, text=True, check=False)  # noqa: S603  # our own command
    if done.returncode:
        raise SystemExit(f"pictures: pactwright {' '.join(map(str, words))} failed:\n{done.stderr[-2000:]}")


def _from_word(document: Path, folder: Path) -> Path:
    target = folder / f"word-{document.parent.name}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(target), str(document)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return target / f"{document.stem}.pdf"


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


if __name__ == "__main__":
    sys.exit(main())
