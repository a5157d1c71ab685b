"""Tell where the time of a document goes: the functions of each stage are timed from outside, and what one of them spends in another counts there only."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pydyf
import samples
import weasyprint.document
import weasyprint.layout
import weasyprint.layout.inline
import weasyprint.pdf
from report import Report, Stage

from agreements import assembly
from agreements.assembly import draft
from agreements.checks import check
from agreements.intake import read_deal
from agreements.render import docx, docx_carried, docx_package, html, pdf, pdf_fonts, pdf_objects, pdf_page, pdf_structure
from clauses import library

TURNS = 5

Place = tuple[Any, str]  # a module or a class, and the name of its function

PDF: Mapping[str, Sequence[Place]] = {
    "agreement as JSON, for the attachment": ((pdf, "to_json"),),
    "agreement as HTML": ((html, "page"),),
    "characters that no font has": ((pdf_fonts, "missing"),),
    "reading the HTML": ((pdf_page, "read"),),
    "style sheets: matching, first values": ((weasyprint.document, "get_all_computed_styles"),),
    "boxes, with the rest of the styles": ((weasyprint.document, "build_formatting_structure"),),
    "breaking lines (Pango)": ((weasyprint.layout.inline, "split_first_line"),),
    "pages: blocks, tables, breaks": ((weasyprint.layout, "make_all_pages"),),
    "running heads and feet": ((weasyprint.layout, "make_margin_boxes"),),
    "bookmarks and links of each page": ((weasyprint.document, "gather_anchors"),),
    "drawing, glyph by glyph": ((weasyprint.document.Page, "paint"),),
    "cutting fonts to their letters (HarfBuzz)": ((weasyprint.pdf, "build_fonts_dictionary"),),
    "tags": ((weasyprint.pdf, "add_tags"),),
    "our own work on tags, links and claims": ((pdf_structure, "claim_accessibility"), (pdf_structure, "name_links"), (pdf_structure, "order_structure")),
    "objects as bytes, deflated": ((pdf_objects, "pack"),),
    "attaching the JSON": ((weasyprint.pdf, "write_pdf_attachment"),),
    "writing the file": ((pydyf.PDF, "write"),),
}
DOCX: Mapping[str, Sequence[Place]] = {
    "agreement as JSON, for the carried part": ((docx, "to_json"), (docx_package, "to_json")),
    "carried part and its fingerprint": ((docx_carried, "item"), (docx_package, "short_fingerprint")),
    "contents with page numbers": ((docx, "entries"), (docx, "contents")),
    "clauses": ((docx._Document, "clauses"),),  # noqa: SLF001  # the stages of one document are its methods
    "annexes": ((docx._Document, "annexes"),),  # noqa: SLF001
    "cover, parties and signatures": tuple((docx._Document, name) for name in ("cover", "parties", "execution", "record")),  # noqa: SLF001
    "packing the parts (deflate)": ((docx_package, "_store"),),
}
DRAFT: Mapping[str, Sequence[Place]] = {
    "reading the deal": (),
    "selecting clauses": ((assembly, "select"),),
    "filling wordings": ((assembly, "fill"),),
    "numbers, references, tree": ((assembly, "place"), (assembly, "citations"), (assembly, "tree")),
    "checks": (),
}


@dataclass(slots=True)
class Clock:
    """Adds up processor time by stage; a stage that runs inside another stops the clock of that one."""

    spent: dict[str, float] = field(default_factory=dict)
    inside: list[float] = field(default_factory=list)

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return *work* with its time counted for *stage*."""

        def run(*arguments: Any, **named: Any) -> Any:
            begun = time.process_time()
            self.inside.append(0.0)
            try:
                result = work(*arguments, **named)
                return list(result) if isinstance(result, Iterator) else result
            finally:
                whole = time.process_time() - begun
                self.spent[stage] = self.spent.get(stage, 0.0) + whole - self.inside.pop()
                if self.inside:
                    self.inside[-1] += whole

        return run


@contextmanager
def clocked(stages: Mapping[str, Sequence[Place]]) -> Iterator[Clock]:
    """Time the functions of *stages* inside."""
    clock = Clock()
    places = [(stage, owner, name, vars(owner)[name]) for stage, listed in stages.items() for owner, name in listed]
    for stage, owner, name, work in places:
        setattr(owner, name, clock.timed(stage, work))
    try:
        yield clock
    finally:
        for _, owner, name, work in places:
            setattr(owner, name, work)


def stages(report: Report, folder: Path) -> None:
    """Measure the stages of a PDF, of a Word file and of a draft with its checks."""
    made = [samples.agreement(30_000 + turn) for turn in range(1 + TURNS)]
    report.stages += _measured("PDF of record", PDF, pdf.render, made, report.words)
    report.stages += _measured("DOCX", DOCX, docx.render, made, report.words)
    deals = [samples.deal(40_000 + turn) for turn in range(1 + TURNS)]
    report.stages += _measured("deal to agreement, and checks", DRAFT, _drafted, deals, report.words)


def _drafted(deal: dict[str, Any], clock: Clock) -> object:
    read = clock.timed("reading the deal", read_deal)(deal, library())
    return clock.timed("checks", check)(draft(read, library()))


def _measured(document: str, known: Mapping[str, Sequence[Place]], work: Callable[..., object], subjects: Sequence[Any], words: int) -> Iterator[Stage]:
    """Yield each stage with its mean over all subjects but the first, then what is left, most costly first."""
    with clocked(known) as clock:
        for turn, subject in enumerate(subjects):
            if turn == 1:
                clock.spent.clear()
            run = clock.timed("the rest", work)
            run(subject, clock) if work is _drafted else run(subject)
    turns = len(subjects) - 1
    whole = sum(clock.spent.values())
    for stage, spent in sorted(clock.spent.items(), key=lambda each: -each[1]):
        yield Stage(document, stage, spent / turns, spent / whole, words)
