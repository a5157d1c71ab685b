"""Open a PDF that comes from elsewhere: its attachments and what it would do, or a refusal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from agreements.foreign.apart import Stopped, run_apart
from agreements.foreign.file_kind import is_pdf, require
from agreements.foreign.refusal import refuse

MOST_MEMORY, MOST_TIME = 110, 1.0  # megabytes, and seconds of the processor
_MORE_MEMORY, _MORE_TIME = 250, 20.0  # for a file that has been opened: it is read page by page
_MOST_OBJECTS = 60_000  # an agreement of 35 pages has 4,000
_PAGES = Path(__file__).with_name("pdf_pages.py")
_SURVEY = Path(__file__).with_name("pdf_survey.py")
_REFUSED = {
    "locked": ("it is locked with a password or restricted.", "Ask its sender for a file without a password."),
    "damaged": ("the file is damaged or was not sent whole.", "Ask its sender for it again."),
    "large": ("it unpacks to more than an agreement can hold.", "Do not use this file; ask its sender for another."),
    "long": ("it has more pages than an agreement can have.", "Give the agreement alone."),
}


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What is on a page: a digest of all that is drawn, the number of notes and links laid over it, that of visible signatures, its words if asked for."""

    digest: str
    notes: int
    stamps: int
    text: str


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages of a PDF, and digests of what else is in the file, by what it is."""

    pages: tuple[PdfPage, ...]
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PdfFile:
    """What is known of a PDF. *attachments* holds the content of ours alone, *attached* the names of all, *actions* what the file would do besides showing itself."""

    name: str
    content: bytes
    pages: int
    attachments: Mapping[str, bytes]
    attached: tuple[str, ...]
    actions: tuple[str, ...]
    signatures: int


def open_pdf(content: bytes, name: str) -> PdfFile:
    """Return the PDF whose bytes are *content*; *name* stands in refusals.

    It is read in a process of its own, which takes a fifth of a second. Raises :class:`~agreements.foreign.refusal.FileRefused` for what is no PDF,
    damaged, locked, or needs more memory or time than an agreement does.
    """
    require(content, name, "a PDF", fits=is_pdf(content))
    if content.count(b" obj") > _MOST_OBJECTS:
        refuse(name, *_REFUSED["large"])
    try:
        found = json.loads(run_apart(_SURVEY, content, megabytes=MOST_MEMORY, seconds=MOST_TIME))
    except Stopped:
        refuse(name, *_REFUSED["large"])
    if "refused" in found:
        refuse(name, *_REFUSED[found["refused"]])
    ours = {name: text.encode() for name, text in found["ours"].items()}
    return PdfFile(name, content, found["pages"], ours, tuple(found["attached"]), tuple(found["actions"]), found["signatures"])


def pdf_pages(content: bytes, name: str, *, words: bool) -> PdfPages:
    """Return what is on the pages of a PDF that :func:`open_pdf` has opened; with *words* what they say, too.

    Raises :class:`~agreements.foreign.refusal.FileRefused` for pages that need more memory or time than those of an agreement do.
    """
    try:
        found = json.loads(run_apart(_PAGES, content, "words" if words else "digests", megabytes=_MORE_MEMORY, seconds=_MORE_TIME))
    except Stopped:
        refuse(name, *_REFUSED["large"])
    return PdfPages(tuple(PdfPage(**page) for page in found["pages"]), found["parts"])
