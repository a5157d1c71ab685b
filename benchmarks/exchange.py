"""Measure what is done with a finished agreement besides printing it: exports, comparison, reading back, verification, a hub's own letterhead."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import samples
from measure import interleave, median
from report import Report, Row

from agreements.agreement import Agreement, Provision, Runs, Value
from agreements.comparing.comparison import compare
from agreements.foreign.word_package import open_word
from agreements.letterhead.letterhead import Letterhead
from agreements.letterhead.reading import letterhead, read
from agreements.letterhead.sample import sample
from agreements.reading.reading import read_back
from agreements.render import akn, docx, pdf
from agreements.render.docx_tracked import tracked
from agreements.summary import key_terms
from agreements.verifying.verification import verify
from clauses import library

TURNS, PDF_TURNS = 9, 2


@dataclass(frozen=True, slots=True)
class Exchanged:
    """An agreement, the same with other values, both as Word files, and the first edited by hand in another program."""

    agreement: Agreement
    newer: Agreement
    older_word: bytes
    newer_word: bytes
    edited: bytes


def exchange(report: Report, folder: Path) -> None:
    """Measure each of them in interleaved turns; verifying a PDF makes it anew, so it has fewer turns."""
    works: Mapping[str, Callable[[Exchanged], object]] = {
        "Akoma Ntoso": lambda made: akn.render(made.agreement),
        "key terms": lambda made: key_terms(made.agreement, library()),
        "comparing two agreements, word by word": lambda made: compare(made.agreement, made.newer),
        "redline as Word with tracked changes, from two Word files": _redline,
        "opening an edited Word file and reading it back": lambda made: read_back(open_word(made.edited, "edited.docx"), made.agreement),
        "verifying a Word file": lambda made: _verified(made.older_word, "agreement.docx"),
        "DOCX on a letterhead": lambda made: docx.render(made.agreement, letterhead=_letterhead()),
    }
    times = interleave(works, _exchanged, TURNS, warm=2)
    report.rows += [Row(work, median(spent), "ms", None, report.words) for work, spent in times.items()]
    checked = interleave({"letterhead": lambda content: read(content, "letterhead.docx")}, lambda _: sample(), TURNS)
    report.rows.append(Row("checking a letterhead on arrival", median(checked["letterhead"]), "ms"))
    proof = interleave({"pdf": lambda content: _verified(content, "agreement.pdf")}, lambda turn: pdf.render(samples.agreement(70_000 + turn)), PDF_TURNS)
    report.rows.append(Row("verifying a PDF, which is made anew for it", median(proof["pdf"]), "s", None, report.words))


def _exchanged(turn: int) -> Exchanged:
    made = samples.agreement(60_000 + turn)
    newer = replace(made, clauses=tuple(_other(clause) for clause in made.clauses))
    older_word, newer_word = docx.render(made), docx.render(newer)
    return Exchanged(made, newer, older_word, newer_word, _edited(older_word))


def _other(provision: Provision) -> Provision:
    """Return *provision* with every number of days raised by one, as a negotiation would do it."""
    return replace(provision, runs=_raised(provision.runs), children=tuple(_other(child) for child in provision.children))


def _raised(runs: Runs) -> Runs:
    return tuple(replace(run, text=run.text.replace("thirty (30)", "forty-five (45)")) if isinstance(run, Value) else run for run in runs)


def _edited(word: bytes) -> bytes:
    """Return a Word file in which somebody wrote “forty-five” for “thirty” without tracking it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(b"thirty (30)", b"forty-five (45)") if name == "word/document.xml" else content)
    return made.getvalue()


def _redline(made: Exchanged) -> bytes:
    return tracked(open_word(made.older_word, "older.docx"), open_word(made.newer_word, "newer.docx"), made.agreement)


def _verified(content: bytes, name: str) -> object:
    return verify(content, name, lambda made, as_draft: docx.render(made, draft=as_draft), lambda made, as_draft: pdf.render(made, draft=as_draft))


@cache
def _letterhead() -> Letterhead:
    return letterhead(sample(), "letterhead.docx")
