"""The PDF: accessible, archivable, with its own data inside, and the same on every run."""

from __future__ import annotations

import io
import json
import logging
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from agreements.agreement import from_json
from agreements.assembly import Drafted, draft
from agreements.intake import read_deal
from agreements.render import pdf
from clauses import library
from clauses.library import example


@pytest.fixture(scope="module", name="paper")
def _paper() -> bytes:
    return pdf.render(draft(read_deal(example("nda"), library()), library()).agreement)


def test_it_claims_archival_and_accessible_form_and_is_tagged(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as file:
        metadata = file.Root.Metadata.read_bytes()
        assert b'pdfaid:part="3"' in metadata or b"<pdfaid:part>3" in metadata
        assert b'pdfuaid:part="1"' in metadata
        assert file.Root.MarkInfo.Marked
        assert file.Root.Lang == "en"
        assert file.Root.StructTreeRoot


def test_it_carries_the_agreement_as_its_source(paper: bytes, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    with pikepdf.open(io.BytesIO(paper)) as file:
        attached = file.attachments["agreement.json"].get_file().read_bytes()
        assert file.Root.AF[0].AFRelationship == "/Source"

    assert from_json(attached) == drafted(deal("nda")).agreement


def test_its_bookmarks_name_every_clause(paper: bytes, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    with pikepdf.open(io.BytesIO(paper)) as file, file.open_outline() as outline:
        titles = [child.title for item in outline.root for child in (item, *item.children)]

    for clause in drafted(deal("nda")).agreement.clauses:
        assert f"{clause.label} {clause.heading}" in titles


def test_every_page_but_the_cover_has_title_reference_and_number(paper: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(paper)
    pages = subprocess.run(["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True).stdout.decode().split("\f")[:-1]

    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert number == 1 or "Non-disclosure agreement" in page.splitlines()[0]


def test_a_draft_is_marked_on_every_page(deal: Callable[..., Any], drafted: Callable[[Any], Drafted], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf.render(drafted(deal("nda")).agreement, draft=True))
    pages = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True).stdout.decode().split("\f")[:-1]

    assert all("Draft" in page for page in pages)


def test_nothing_is_logged_while_a_page_is_made(deal: Callable[..., Any], drafted: Callable[[Any], Drafted], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        pdf.render(drafted(deal("nda")).agreement, draft=True)

    assert caplog.messages == []


def test_fonts_are_embedded_and_none_comes_from_the_machine(paper: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(paper)
    rows = subprocess.run(["pdffonts", str(tmp_path / "a.pdf")], check=True, capture_output=True).stdout.decode().splitlines()[2:]

    assert rows
    assert all("Source" in row for row in rows)


def test_generate_says_which_characters_are_printed_as_boxes(run: Callable[..., Any], deal: Callable[..., Any], tmp_path: Path) -> None:
    raw = deal("nda")
    raw["parties"][0]["legal_name"] += " שלום"
    (tmp_path / "deal.json").write_text(json.dumps(raw), encoding="utf-8")

    made = run("generate", tmp_path / "deal.json", "--out", tmp_path, "--format", "pdf")

    assert made.exit_code == 0
    assert "boxes with their codes, because its fonts lack them: ו ל ם ש" in made.stderr
