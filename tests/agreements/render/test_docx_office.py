"""Word files hold what they promise in another program too: LibreOffice opens, prints and saves every kind, and what it saved opens again."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import pypdf
import pytest
from docx_reading import W, Word
from lxml import etree
from validators import office

from agreements.agreement import Agreement, fingerprint, from_json, plain
from agreements.assembly import draft
from agreements.intake import read_deal
from agreements.render.docx import render
from agreements.render.docx_carried import NAMESPACE
from clauses import library
from clauses.library import ROOT, example

KINDS = tuple(sorted(path.stem for path in (ROOT / "kinds").glob("*.toml")))


class Round:
    """All kinds: as they were written, as LibreOffice printed and saved them, and what it printed of that."""

    def __init__(self, folder: Path) -> None:
        self.agreements = {kind: draft(read_deal(example(kind), library()), library(), tolerant=True).agreement for kind in KINDS}
        self.written = {kind: render(agreement) for kind, agreement in self.agreements.items()}
        (folder / "written").mkdir()
        files = [folder / "written" / f"{kind}.docx" for kind in KINDS]
        for path in files:
            path.write_bytes(self.written[path.stem])
        self.printed = office.convert(files, "pdf", folder / "printed")
        self.saved = office.convert(files, office.WORD, folder / "saved")
        self.again = office.convert([self.saved / path.name for path in files], "pdf", folder / "again")

    def kinds(self) -> Iterator[tuple[str, Agreement, Word, Word]]:
        """Yield each kind with its agreement, its Word file as written and as saved."""
        for kind, agreement in self.agreements.items():
            yield kind, agreement, Word(self.written[kind]), Word((self.saved / f"{kind}.docx").read_bytes())


@pytest.fixture(scope="module", name="around")
def _around(tmp_path_factory: pytest.TempPathFactory) -> Round:
    return Round(tmp_path_factory.mktemp("office"))


def words_of(path: Path) -> str:
    """Return the words of a PDF, without head and foot, as one line."""
    command = ["pdftotext", "-raw", "-x", "0", "-y", "70", "-W", "596", "-H", "704", str(path), "-"]
    return " ".join(subprocess.run(command, check=True, capture_output=True).stdout.decode().split())


def references(word: Word) -> Counter[str]:
    return Counter(field.split()[1] for field in word.fields() if field.startswith("REF "))


def answers(word: Word, name: str) -> list[tuple[str, str]]:
    controls = [(node.find(f"{W}sdtPr/{W}{name}"), word.shown(node)) for node in word.root.iter(f"{W}sdt")]
    return [(found.get(f"{W}val", ""), words) for found, words in controls if found is not None]


def test_bookmarks_references_answers_and_contents_survive(around: Round) -> None:
    for kind, _, written, saved in around.kinds():
        assert set(written.bookmarks()) <= set(saved.bookmarks()), kind
        assert references(saved) == references(written), kind
        assert answers(saved, "alias") == answers(written, "alias"), kind
        assert saved.styled("TOC 1") == written.styled("toc 1"), kind


def test_the_agreement_inside_and_the_properties_survive(around: Round) -> None:
    for kind, agreement, written, saved in around.kinds():
        roots = [etree.fromstring(saved.archive.read(name)) for name in saved.archive.namelist() if re.fullmatch(r"customXml/item\d+\.xml", name)]
        (carried,) = (root for root in roots if root.tag == f"{{{NAMESPACE}}}agreement")
        assert from_json((carried.text or "").encode()) == agreement, kind
        assert carried.get("fingerprint") == fingerprint(agreement), kind
        before, after = written.document.core_properties, saved.document.core_properties
        for name in ("title", "subject", "author", "identifier", "language", "version", "created"):
            assert getattr(after, name) == getattr(before, name), (kind, name)


def test_the_printed_numbers_are_those_of_the_tree_before_and_after(around: Round) -> None:
    for kind, agreement in around.agreements.items():
        printed, again = (words_of(folder / f"{kind}.pdf") for folder in (around.printed, around.again))
        at = 0
        for provision in agreement.provisions():
            words = " ".join((provision.heading or plain(provision.runs)).replace("\xa0", " ").split()[:3])
            if provision.label and words:
                found = printed.find(f"{provision.label} {words}", at)
                assert found >= 0, f"{kind}: {provision.label} {words}"
                at = found
        assert again == printed, kind


def entries(word: Word) -> list[tuple[str, int]]:
    lines = [re.split(r"[\t\u2002]", line) for line in word.styled("toc 1")]
    return [(line[-2], int(line[-1])) for line in lines]


def headings(path: Path) -> list[tuple[str, int]]:
    """Return what the outline of a PDF says: headings and their pages."""
    reader = pypdf.PdfReader(path)

    def walk(items: Any) -> Iterator[tuple[str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            else:
                yield item.title.replace("\xa0", " "), int(reader.get_destination_page_number(item) or 0) + 1

    return list(walk(reader.outline))


def test_the_contents_foretell_the_pages(around: Round) -> None:
    wrong = []
    for kind, _, written, _ in around.kinds():
        real = headings(around.printed / f"{kind}.pdf")
        for words, page in entries(written):
            at = next(number for number, (heading, _) in enumerate(real) if heading.endswith(words))
            wrong.append(abs(page - real[at][1]))
            real = real[at + 1 :]
    assert mean(wrong) <= 0.1
    assert max(wrong) <= 1


def test_the_embedded_faces_need_not_be_installed(around: Round) -> None:
    fonts = subprocess.run(["pdffonts", str(around.printed / "nda.pdf")], check=True, capture_output=True).stdout.decode()
    assert {line.split()[0].partition("+")[2] for line in fonts.splitlines()[2:]} == {
        "SourceSansPro-Bold", "SourceSansPro-Regular", "SourceSerifPro-Bold", "SourceSerifPro-Regular",
    }  # fmt: skip
