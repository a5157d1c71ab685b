"""Every format prints the same words in the same order: each is read back and laid beside the tree."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from agreements.agreement import Agreement, ExecutionBlock, Provision, Table, plain
from agreements.assembly import Drafted
from agreements.render import docx, html, pdf, text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Fragments = Iterator[str]


def fragments(agreement: Agreement, *, grid: bool, headings_in_capitals: bool = False) -> Fragments:
    """Yield the words of the tree in the order of the printed page.

    A *grid* prints the headings of a table once, lists repeat them in each row; it also says below each annex head what the annex belongs to.
    """
    upper = str.upper if headings_in_capitals else str
    words = agreement.words
    yield from (agreement.kind_title, agreement.title, agreement.subtitle)
    for row in agreement.cover:
        yield from (row.label, plain(row.runs))
    yield agreement.cover_note
    if not agreement.brief:
        yield upper(words.contents)
        yield from (clause.heading for clause in agreement.clauses)
        yield from (part for annex in agreement.annexes for part in (annex.label, annex.title))
    yield upper(words.parties)
    yield from (plain(line.runs) for line in agreement.parties)
    if agreement.recitals:
        yield upper(words.background)
        yield from (plain(line.runs) for line in agreement.recitals)
    yield from (upper(words.terms), agreement.agreed)
    for clause in agreement.clauses:
        yield from _provision(clause, grid)
    yield from (upper(words.signatures), plain(agreement.execution_intro))
    yield from _blocks(agreement.execution)
    if agreement.approval:
        yield from (upper(agreement.approval.heading), plain(agreement.approval.runs))
        yield from _blocks(agreement.approval.blocks)
    for annex in agreement.annexes:
        yield from (upper(annex.label), upper(annex.title))
        if grid:
            yield f"{agreement.kind_title} · {agreement.reference}"
        for provision in annex.provisions:
            yield from _provision(provision, grid)


def _provision(provision: Provision, grid: bool) -> Fragments:
    yield from (provision.heading, plain(provision.runs))
    if provision.table:
        yield from _table(provision.table, grid)
    for child in provision.children:
        yield from _provision(child, grid)


def _table(table: Table, grid: bool) -> Fragments:
    if grid or table.form:
        yield from table.head
        yield from (plain(cell) for row in table.rows for cell in row)
    else:
        yield from (word for row in table.rows for heading, cell in zip(table.head, row, strict=True) if cell for word in (heading, plain(cell)))


def _blocks(blocks: tuple[ExecutionBlock, ...]) -> Fragments:
    for block in blocks:
        yield block.name
        for signatory in block.signatories:
            yield from (signatory.name, signatory.position, signatory.authority)


def read_text(content: bytes) -> str:
    return content.decode()


def read_html(content: bytes) -> str:
    body = etree.HTML(content.decode()).find("body")
    for hidden in body.iter("style"):
        hidden.text = ""
    running = body.find("div[@class='running']")
    body.remove(running)
    return "".join(body.itertext())


def read_docx(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    return "".join(node.text or "" for node in document.iter(f"{W}t"))


def read_pdf(content: bytes, folder: Path) -> str:
    (folder / "a.pdf").write_bytes(content)
    command = ["pdftotext", "-raw", "-x", "0", "-y", "70", "-W", "596", "-H", "704", str(folder / "a.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def squeezed(words: str) -> str:
    return re.sub(r"[\s\u00a0\u00ad\u200e\u200f]+", "", words)


def repeated(agreement: Agreement) -> set[str]:
    """Return the headings of tables, which a page repeats when a table goes on."""
    return {squeezed("".join(provision.table.head)) for provision in agreement.provisions() if provision.table and provision.table.head}


def lay_beside(printed: str, expected: Fragments, allowed: AbstractSet[str] = frozenset()) -> None:
    """Find each fragment after the one before; between them only numbers, marks, labels and what is *allowed* may stand."""
    stream, at = squeezed(printed), 0
    for fragment in expected:
        wanted = squeezed(fragment)
        if not wanted:
            continue
        found = stream.find(wanted, at)
        assert found >= 0, f"missing after “…{stream[max(0, at - 60) : at]}”: {fragment}"
        gap = re.sub(r"Name|Position|Authoritytosign|Date|Place|Signature|DRAFT", "", stream[at:found])
        for heading in sorted(allowed, key=len, reverse=True):
            gap = gap.replace(heading, "")
        assert re.fullmatch(r"[\W\d_]*(?:\(?[a-zA-Z]{1,5}\)|\W|\d|_)*", gap), f"extra words “{gap[:200]}” before: {fragment}"
        at = found + len(wanted)


@pytest.fixture(name="agreement")
def _agreement(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> Agreement:
    return drafted(deal(kind)).agreement


def test_the_text_says_what_the_tree_says(agreement: Agreement) -> None:
    lay_beside(read_text(text.render(agreement)), fragments(agreement, grid=False, headings_in_capitals=True))


def test_the_html_says_what_the_tree_says(agreement: Agreement) -> None:
    lay_beside(read_html(html.render(agreement)), fragments(agreement, grid=True))


def test_the_word_file_says_what_the_tree_says(agreement: Agreement) -> None:
    lay_beside(read_docx(docx.render(agreement)), fragments(agreement, grid=True))


def test_the_pdf_says_what_the_tree_says(agreement: Agreement, tmp_path: Path) -> None:
    lay_beside(read_pdf(pdf.render(agreement), tmp_path), fragments(agreement, grid=True), repeated(agreement))
