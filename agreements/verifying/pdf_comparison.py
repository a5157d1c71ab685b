"""Set the pages of two PDFs of one agreement side by side: which are drawn the same, which words differ and in which clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from agreements.agreement import Agreement, fingerprint
from agreements.comparing.parts import parts, words
from agreements.comparing.wordwise import segments
from agreements.foreign.pdf_file import PdfPage, PdfPages, pdf_pages
from agreements.reading.places import FIELDS
from agreements.reading.word_text import plainly
from agreements.render.imprint import imprint

_HARMLESS = frozenset({"title, author and dates", "the metadata", "the numbers of its pages"})  # programs rewrite these when they save
_SIGNING = frozenset({"form fields", "what a screen reader is told"})  # a signature has a field, and a screen reader is told of it
_CONTEXT = 6  # words
_LEAST = 3
_SENTENCE = re.compile(r"(?<=[.;:])\s+")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_DOING = ("what happens", "form fields", "layers", "named places")
_ANOTHER = (
    "no page is drawn as this version of Pactwright draws it; another version made it, or another program printed it anew. "
    "The words were compared; whether something covers one of them, only a look can tell"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a file differs and how; *clause* is the id of the part where that is known. One that does not *matter* is told and no more."""

    where: str
    what: str
    clause: str = ""
    matters: bool = True


def page_differences(agreement: Agreement, made: bytes, found: bytes, name: str, *, signed: bool = False) -> tuple[Difference, ...]:
    """Return what differs between *made*, the PDF as generated, and *found*; a *signed* one may have fields and notes laid over its pages.

    Raises :class:`~agreements.foreign.refusal.FileRefused` when the pages of *found* cannot be read within the limits.
    """
    there = pdf_pages(found, name, words=True)
    here = pdf_pages(made, name, words=True)
    if {page.digest for page in here.pages} & {page.digest for page in there.pages}:
        return (*_pages(agreement, here.pages, there.pages), *_parts(here, there, signed=signed))
    return (*_text(agreement, here.pages, there.pages), *_other_layout(here, there, signed=signed))


def _other_layout(made: PdfPages, found: PdfPages, *, signed: bool) -> Iterator[Difference]:
    """Yield what can be told beside the words of a file whose every page is drawn in another way."""
    yield Difference("the pages", _ANOTHER, matters=False)
    for page, count in ((number, page.notes) for number, page in enumerate(found.pages, 1)):
        if count and not any(each.notes for each in made.pages):
            yield Difference(f"page {page}", "notes or fields were laid over it")
    for each in _parts(made, found, signed=signed):
        yield replace(each, matters=each.matters and each.what.startswith(_DOING))


def _text(agreement: Agreement, made: Sequence[PdfPage], found: Sequence[PdfPage]) -> Iterator[Difference]:
    """Yield what differs in the words of all pages together, wherever these break; heads, feet and the page numbers of the contents are left out."""
    older, newer = ([one for page in pages for one in _sentences(agreement, page.text)] for pages in (made, found))
    matcher = SequenceMatcher(None, older, newer, autojunk=False)
    listed = _contents(agreement, older)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            was, now = " ".join(older[a:b]), " ".join(newer[c:d])
            if not (a < listed and _NUMBER.sub("", was) == _NUMBER.sub("", now)):
                yield from _words(agreement, was, now, "")


def _contents(agreement: Agreement, sentences: Sequence[str]) -> int:
    """Return where the list of contents ends, 0 where there is none."""
    if agreement.brief:
        return 0
    return next((number for number, words_ in enumerate(sentences) if number and f"{agreement.words.parties} (1)" in words_), 0) + 1


def _sentences(agreement: Agreement, text: str) -> list[str]:
    return [one for one in _SENTENCE.split(_inside_margins(agreement, text)) if one]


def _inside_margins(agreement: Agreement, text: str) -> str:
    """Return the words of a page without its head and foot, which are drawn last; after the label of a line to sign on a colon makes no difference."""
    inner = plainly(text)
    for name in FIELDS:
        inner = inner.replace(f"{getattr(agreement.words, name)}:", getattr(agreement.words, name))
    around = [agreement.kind_title, agreement.reference, agreement.words.draft, imprint(agreement.reference, fingerprint(agreement))]
    page = re.escape(agreement.words.page).replace(r"\{page\}", r"\d+").replace(r"\{pages\}", r"\d+")
    ends = re.compile(f"(?:{'|'.join([page, *(re.escape(plainly(each)) for each in around if each)])})\\s*$")
    while found := ends.search(inner):
        inner = inner[: found.start()].rstrip()
    return inner


def _pages(agreement: Agreement, made: Sequence[PdfPage], found: Sequence[PdfPage]) -> Iterator[Difference]:
    if len(made) != len(found):
        yield Difference("the pages", f"there are {len(found)} instead of {len(made)}")
    where = {page.digest: number for number, page in enumerate(made, 1)}
    matcher = SequenceMatcher(None, [plainly(page.text) for page in made], [plainly(page.text) for page in found], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield from _drawn(made[a:b], found[c:d], c)
            continue
        for step in range(max(b - a, d - c)):
            older, newer = (made[a + step] if a + step < b else None), (found[c + step] if c + step < d else None)
            if newer is not None and newer.digest in where:
                yield Difference(f"page {c + step + 1}", f"this is page {where[newer.digest]} of what was generated")
            elif older is None and newer is not None:
                yield Difference(f"page {c + step + 1}", f"this page was not generated: {_quoted(newer.text)}")
            elif newer is None:
                yield Difference(f"page {a + step + 1} as generated", "this page is missing")
            elif older is not None:
                yield from _words(agreement, older.text, newer.text, f"page {c + step + 1}")


def _drawn(made: Sequence[PdfPage], found: Sequence[PdfPage], first: int) -> Iterator[Difference]:
    """Yield pages that say the same and are drawn differently: something may cover a word, or letters may look like others."""
    for number, (older, newer) in enumerate(zip(made, found, strict=True), first + 1):
        if newer.stamps > older.stamps:
            yield Difference(f"page {number}", "a signature field lies on it", matters=False)
        if older.digest == newer.digest:
            continue
        what = "notes or fields were laid over it" if newer.notes != older.notes else "it has the same words, but is drawn differently: look at it"
        yield Difference(f"page {number}", what)


def _words(agreement: Agreement, older: str, newer: str, page: str) -> Iterator[Difference]:
    """Yield what was put in and taken out, each with the clause in which it stands."""
    made = segments(words(plainly(older)), words(plainly(newer)))
    for place, segment in enumerate(made):
        if segment.what == "same":
            continue
        before = " ".join(made[place - 1].text.split()[-_CONTEXT:]) if place else ""
        after = " ".join(made[place + 1].text.split()[:_CONTEXT]) if place + 1 < len(made) else ""
        mark = "[+{}+]" if segment.what == "added" else "[-{}-]"
        clause, heading = _clause(agreement, [before, after])
        where = ", ".join(part for part in (page, heading) if part)
        yield Difference(where or "the text", f"{before} {mark.format(segment.text.strip())} {after}".strip(), clause)


def _clause(agreement: Agreement, around: Sequence[str]) -> tuple[str, str]:
    """Return the part that has the words around a difference, the longest stretch of them that only one part has."""
    said = [
        (part.id, " ".join(each for each in (part.number, part.title) if each), plainly(" ".join(line.text for line in part.lines)))
        for part in parts(agreement)
    ]
    for context in around:
        tokens = context.split()
        for size in range(len(tokens), _LEAST - 1, -1):
            for start in range(len(tokens) - size + 1):
                stretch = " ".join(tokens[start : start + size])
                homes = [(id_, title) for id_, title, text in said if stretch in text]
                if len(homes) == 1:
                    return homes[0]
    return "", ""


def _parts(made: PdfPages, found: PdfPages, *, signed: bool) -> Iterator[Difference]:
    for name in sorted({*made.parts, *found.parts}):
        if made.parts.get(name) == found.parts.get(name) or (signed and name in _SIGNING):
            continue
        how = "was not generated" if name not in made.parts else "is missing" if name not in found.parts else "differs"
        yield Difference("beside the pages", f"{name}: {how}", matters=name not in _HARMLESS)


def _quoted(text: str) -> str:
    shown = plainly(text)
    return f"“{shown[:200]}{'…' if len(shown) > 200 else ''}”"
