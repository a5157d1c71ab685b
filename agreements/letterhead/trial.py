"""Try a letterhead with sample agreements, easy and hard ones: whatever it loses of them is a fault."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from jinja2 import TemplateError
from lxml import etree

from agreements.agreement import Agreement, ExecutionBlock, NumberedLine, Signatory, Term, Text, plain
from agreements.errors import Fault, shortened
from agreements.letterhead.letterhead import Letterhead
from agreements.letterhead.stories import W, plain_text
from agreements.render import docx
from agreements.render.docx_text import clean

AS_TYPED = "{{7*7}} {% raw %} <b> & **x** “q” שלום \ufdd0"
_LONG = "Wissenschaftlich-technische Fördergesellschaft für digitale Zusammenarbeit der Donauanrainerregionen mit beschränkter Haftung " * 3
_MANY = 25
_MOST_FAULTS = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """An agreement to try a letterhead with, and what it is called in messages."""

    called: str
    agreement: Agreement
    draft: bool = False


def samples(agreements: Iterable[Agreement]) -> Iterator[Sample]:
    """Yield *agreements*, and of the first one the hard cases: many parties, long names, odd signs, all that may be missing, a draft."""
    plain_ones = list(agreements)
    for agreement in plain_ones:
        yield Sample(f"the sample {agreement.kind}", agreement)
    if not plain_ones:
        return
    first = plain_ones[0]
    yield Sample(f"a sample with {_MANY} parties", _with_parties(first, [f"Hub {number}" for number in range(1, _MANY + 1)]))
    yield Sample("a sample with long names", replace(_with_parties(first, [_LONG.strip(), _LONG.strip()]), title=_LONG.strip()))
    yield Sample(
        "a sample with odd signs", replace(_with_parties(first, [AS_TYPED, "Other"]), title=AS_TYPED, kind_title=AS_TYPED, subtitle=f"a\nb\t{AS_TYPED}")
    )
    bare = replace(first, subtitle="", reference="", date="", cover=(), cover_note="", recitals=(), annexes=(), execution=(), execution_intro=(), approval=None)
    yield Sample("a sample with nothing that may be missing", bare)
    yield Sample("a draft", first, draft=True)


def _with_parties(agreement: Agreement, names: list[str]) -> Agreement:
    lines = tuple(NumberedLine(f"p{number}", f"({number})", (Term(name), Text(", a hub;"))) for number, name in enumerate(names, 1))
    signatory = Signatory("", "Director", "", "", "")
    return replace(agreement, parties=lines, execution=tuple(ExecutionBlock(f"p{number}", name, "hub", (signatory,)) for number, name in enumerate(names, 1)))


def trial_faults(letterhead: Letterhead, name: str, tried: Iterable[Sample]) -> Iterator[Fault]:
    """Yield what goes wrong when *letterhead*, the file *name*, is filled with each of the samples *tried*."""
    for sample in tried:
        try:
            content = docx.render(sample.agreement, draft=sample.draft, letterhead=letterhead)
        except (TemplateError, etree.XMLSyntaxError) as error:  # what a template can cause; anything else is a fault of ours
            yield Fault(
                name, f"It cannot be filled with {sample.called}: {shortened(str(error))}.", "Make the place simpler that differs from the sample letterhead."
            )
            continue
        with zipfile.ZipFile(BytesIO(content)) as package:
            body = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(huge_tree=True))
        shown = "".join(plain_text(body).split())
        lost = [words for words in _words(sample.agreement) if "".join(clean(words).split()) not in shown]
        for words in lost[:_MOST_FAULTS]:
            yield Fault(
                name, f"With {sample.called} these words are not printed: “{shortened(words)}”.", "Let each loop print every field, or take the loop out."
            )
        names = [mark.get(f"{W}name", "") for mark in body.iter(f"{W}bookmarkStart")]
        if len(set(names)) < len(names):
            yield Fault(name, f"With {sample.called} a part of the agreement is printed twice.", "Take one of the two placeholders out.")


def _words(agreement: Agreement) -> Iterator[str]:
    """Yield what must stand in the body of every document."""
    yield from (each for each in (agreement.kind_title, agreement.title, agreement.subtitle, agreement.cover_note) if each)
    for term in agreement.cover:
        yield term.label
        yield re.sub(r"\s+", " ", plain(term.runs))
    yield from (block.name for block in agreement.execution)
    yield from (plain(line.runs) for line in (*agreement.parties, *agreement.recitals))
    yield from (annex.title for annex in agreement.annexes)
    yield from (clause.heading for clause in agreement.clauses if clause.heading)
