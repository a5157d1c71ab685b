"""Measure Pactwright against its budgets and against other engines, all in one run: ``make bench``."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import engines
import samples
from exchange import exchange
from measure import Run, command, interleave, isolated, median, p95, ratio, resident
from report import Report, Rival, Row
from stages import stages

from agreements.agreement import Agreement, to_json
from agreements.assembly import draft
from agreements.checks import check
from agreements.errors import AgreementError
from agreements.intake import read_deal
from agreements.render import docx, html, pdf
from clauses import library

OUT = Path("out/bench.json")
SHORT_TURNS, PDF_TURNS = 20, 3
TIMES = (1, 2, 4, 8)
GROWTH = (("html", samples.KIND, 5), ("docx", samples.KIND, 5), ("pdf", "matchmaking-referral", 2))
DOCUMENTS, PDFS = 500, 100
DEALS = 400
MANY = 10_000
FILES = 3
SHORTEST = ("framework-accession", "nda", "data-processing")


@dataclass(frozen=True, slots=True)
class Subject:
    """What one turn works on: a deal that was never drafted before, an agreement, and its Word files for LibreOffice."""

    deal: dict[str, Any]
    agreement: Agreement
    files: tuple[Path, ...] = ()


def main() -> int:
    """Measure everything, print the table and write the JSON."""
    begun = time.perf_counter()
    try:
        library()
    except AgreementError as error:
        print(f"bench: the clause library has faults.\n{error}", file=sys.stderr)
        return 1
    report = Report(f"The example deal of {samples.KIND}", samples.words(samples.agreement(0)))
    with TemporaryDirectory(prefix="pactwright-bench-") as folder:
        for title, measure in MEASUREMENTS.items():
            print(f"bench: {title} …", end=" ", file=sys.stderr, flush=True)
            started = time.perf_counter()
            measure(report, Path(folder))
            print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)
    report.write(OUT)
    print("\n".join(report.table()))
    print(f"\n{OUT}, made in {time.perf_counter() - begun:.0f} s")
    return 0


def drafted(deal: dict[str, Any]) -> object:
    """Do what stands between a deal and its documents: read, draft, check."""
    return check(draft(read_deal(deal, library()), library()))


def short(report: Report, folder: Path) -> None:
    """Measure what takes milliseconds."""
    works = {
        "draft": lambda subject: drafted(subject.deal),
        "html": lambda subject: html.render(subject.agreement),
        "docx": lambda subject: docx.render(subject.agreement),
        "python-docx": lambda subject: engines.python_docx(subject.agreement),
        "docxtpl": lambda subject: engines.docxtpl(subject.agreement),
    }
    times = interleave(works, lambda turn: Subject(samples.deal(50_000 + turn), samples.agreement(turn)), SHORT_TURNS, warm=2)
    report.rows += [
        Row("deal to agreement with reasons, and all checks", median(times["draft"]), "ms", 0.015, report.words),
        Row("preview as HTML, 19 of 20 turns", p95(times["html"]), "ms", 0.050, report.words),
        Row("DOCX", median(times["docx"]), "ms", 0.010, report.words),
    ]
    made = samples.agreement(0)
    for name, title, write in (
        ("python-docx", "python-docx, paragraph by paragraph", engines.python_docx),
        ("docxtpl", "docxtpl, template with loops", engines.docxtpl),
    ):
        report.rivals.append(_rival((title, "DOCX"), times[name], times["docx"], (write(made), docx.render(made))))


def _rival(named: tuple[str, str], theirs: Sequence[float], ours: Sequence[float], made: tuple[bytes, bytes]) -> Rival:
    return Rival(*named, median(theirs), median(ours), ratio(theirs, ours), engines.words_of(made[0]), engines.words_of(made[1]))


def paper(report: Report, folder: Path) -> None:
    """Measure the PDF; LibreOffice converts one file and then several, and the difference is what a file costs once it is warm."""
    works: dict[str, Callable[[Subject], object]] = {"pdf": lambda subject: pdf.render(subject.agreement)}
    office = engines.LibreOffice(folder)
    if engines.has_typst():
        works["typst"] = lambda subject: engines.typst(subject.agreement)
    if office.program:
        works["one"] = lambda subject: office.convert(subject.files[:1])
        works["several"] = lambda subject: office.convert(subject.files)
    times = interleave(works, lambda turn: _paper_subject(turn, folder), PDF_TURNS)
    report.rows.append(Row("PDF of record", median(times["pdf"]), "s", 0.8, report.words))
    made, ours = samples.agreement(0), pdf.render(samples.agreement(0))
    if office.program:
        warm = [(several - one) / FILES for several, one in zip(times["several"], times["one"], strict=True)]
        report.rivals.append(_rival(("LibreOffice, warm, from our DOCX", "PDF"), warm, times["pdf"], (office.convert_one(docx.render(made)), ours)))
    else:
        report.rivals.append(Rival("LibreOffice", "PDF", note=engines.LIBREOFFICE_MISSING))
    if "typst" in times:
        report.rivals.append(_rival(("Typst", "PDF"), times["typst"], times["pdf"], (engines.typst(made), ours)))
    else:
        report.rivals.append(Rival("Typst", "PDF", note=engines.TYPST_MISSING))


def _paper_subject(turn: int, folder: Path) -> Subject:
    made = samples.agreement(1_000 + turn)
    files = tuple(folder / f"{turn}-{number}.docx" for number in range(1 + FILES))
    for number, path in enumerate(files):
        path.write_bytes(docx.render(samples.agreement(10_000 + turn * len(files) + number)))
    return Subject({}, made, files)


def batch(report: Report, folder: Path) -> None:
    """Measure how many deals of all kinds a batch makes, and what that means for ten thousand."""
    kinds = list(library().kinds)
    mean = round(statistics.mean(samples.words(samples.agreement(0, kind)) for kind in kinds))
    lines = [json.dumps(samples.deal(row, kinds[row % len(kinds)])) + "\n" for row in range(DEALS)]
    rates = {}
    for jobs in (1, 2):
        start, whole = _batch(lines[:jobs], folder, jobs), _batch(lines, folder, jobs)
        rates[jobs] = (DEALS - jobs) / (whole.clock - start.clock)
        each = (whole.cpu - start.cpu) / (DEALS - jobs)
        work = f"{MANY:,} deals to DOCX and JSON, {jobs} process{'es' if jobs > 1 else ''}, by the clock"
        note = f"from {DEALS} of all kinds, {mean:,} words and {each * 1000:.0f} ms of processor time each; {rates[jobs]:.0f} a second"
        report.rows.append(Row(work, start.clock + (MANY - jobs) / rates[jobs], "min", 180 if jobs == 2 else None, mean, note))
    report.rows.append(Row("    deals a second with 2 processes, of twice those with 1", rates[2] / rates[1] / 2, "%"))


def _batch(lines: Sequence[str], folder: Path, jobs: int) -> Run:
    deals = folder / "deals.jsonl"
    deals.write_text("".join(lines), encoding="utf-8")
    program = Path(sys.executable).with_name("pactwright")
    return command([program, "batch", deals, "--out", folder / "batch", "--format", "docx,json", "--jobs", str(jobs)])


def growth(report: Report, folder: Path) -> None:
    """Measure the cost per word of agreements with their clauses once, twice, four and eight times."""
    for format_, kind, turns in GROWTH:
        works = {str(times): partial(_render, engines.OURS[format_], times) for times in TIMES}
        spans = interleave(works, partial(_lengths, kind), turns, warm=0)
        lengths = {times: samples.words(made) for times, made in _lengths(kind, 0).items()}
        per_word = {times: median(spans[str(times)]) / lengths[times] for times in TIMES}
        steps = ", ".join(f"{per_word[times] / per_word[1]:.2f} at {lengths[times]:,} words" for times in TIMES[1:])
        report.rows.append(Row(f"cost of a word with 8 times the clauses, {format_.upper()}", per_word[8] / per_word[1], "×", 1.3, note=steps))


def _render(write: Callable[[Agreement], bytes], times: int, made: Mapping[int, Agreement]) -> bytes:
    return write(made[times])


def _lengths(kind: str, turn: int) -> dict[int, Agreement]:
    made = samples.agreement(20_000 + turn, kind)
    return {times: samples.repeated(made, times) for times in TIMES}


def memory(report: Report, folder: Path) -> None:
    """Measure whether memory stays flat."""
    for count, written, work in ((DOCUMENTS, "DOCX and JSON", resident_sizes), (PDFS, "PDF", resident_with_pdfs)):
        sizes = isolated(work, count)
        tenth = count // 10
        early, late = statistics.mean(sizes[tenth : 2 * tenth]), statistics.mean(sizes[-tenth:])
        title = f"memory, last tenth of {count} documents to the second, {written}"
        report.rows.append(Row(title, late / early, "×", 1.1, note=f"{early:.0f} MB, then {late:.0f} MB"))


def resident_sizes(documents: int) -> list[float]:
    """Return the memory in MB after each of so many deals of all kinds became DOCX and JSON."""
    return list(_sizes(documents, lambda made: (docx.render(made), to_json(made))))


def resident_with_pdfs(documents: int) -> list[float]:
    """Return the memory in MB after each of so many deals of the three shortest kinds became PDF; the length does not matter for what is kept."""
    return list(_sizes(documents, pdf.render, SHORTEST))


def _sizes(documents: int, write: Callable[[Agreement], object], kinds: Sequence[str] = ()) -> Iterator[float]:
    chosen = list(kinds or library().kinds)
    for turn in range(documents):
        done = draft(read_deal(samples.deal(turn, chosen[turn % len(chosen)]), library()), library())
        check(done)
        write(done.agreement)
        yield resident()


def cold(report: Report, folder: Path) -> None:
    """Measure a process that starts, reads the library and ends."""
    load = [sys.executable, "-c", "from clauses import library; library()"]
    report.rows.append(Row("library, read and checked in a cold process", median([command(load).cpu for _ in range(3)]), "s"))


MEASUREMENTS: Mapping[str, Callable[[Report, Path], None]] = {
    "deal to agreement, HTML, Word": short,
    "PDF": paper,
    "exports, comparison, reading back, letterhead": exchange,
    "where the time goes": stages,
    "a batch": batch,
    "growth with the words": growth,
    "memory over many documents": memory,
    "a cold start": cold,
}

if __name__ == "__main__":
    sys.exit(main())
