"""What a screen reader and an archive find in the PDF: names, order, tables, lists, contents, links, and nothing that only decorates."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from hard_deals import renamed, with_record

from agreements.agreement import Agreement, to_json
from agreements.assembly import draft
from agreements.intake import read_deal
from agreements.render import html, pdf, pdf_fonts
from clauses import library
from clauses.library import example

SCRIPT = """
import hashlib, json, sys
from agreements.agreement import from_json
from agreements.render import pdf
print(hashlib.sha256(pdf.render(from_json(sys.stdin.buffer.read()), draft=True)).hexdigest())
"""


def made(kind: str) -> Agreement:
    return draft(read_deal(example(kind), library()), library()).agreement


@cache
def opened(kind: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.render(made(kind))))


@pytest.fixture(params=["client-service-letter", "data-processing", "matchmaking-referral"], name="file")
def _file(request: pytest.FixtureRequest) -> pikepdf.Pdf:
    return opened(request.param)


def below(element: Any) -> Iterator[Any]:
    """Yield the elements of the structure below *element* in reading order."""
    for child in element.get("/K", []):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from below(child)


def elements(file: pikepdf.Pdf, *sorts: str) -> list[Any]:
    return [each for each in below(file.Root.StructTreeRoot.K[0]) if not sorts or str(each.S)[1:] in sorts]


def test_the_file_says_what_it_is_and_who_made_it() -> None:
    agreement, file = made("data-processing"), opened("data-processing")

    assert str(file.docinfo["/Title"]) == agreement.title
    assert str(file.docinfo["/Subject"]) == agreement.kind_title
    assert str(file.docinfo["/Keywords"]) == agreement.reference
    assert str(file.docinfo["/Author"]) == "; ".join(block.name for block in agreement.execution)
    assert file.Root.Lang == "en"
    assert file.Root.ViewerPreferences.DisplayDocTitle
    with file.open_metadata() as metadata:
        assert metadata["dc:title"] == agreement.title
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_each_page_is_walked_in_the_order_of_its_structure(file: pikepdf.Pdf) -> None:
    assert {str(page.get("/Tabs")) for page in file.pages} == {"/S"}


def test_headings_go_down_one_level_at_a_time(file: pikepdf.Pdf) -> None:
    levels = [int(str(each.S)[2:]) for each in elements(file, "H1", "H2", "H3", "H4")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_header_cell_has_a_scope_and_every_table_has_header_cells(file: pikepdf.Pdf) -> None:
    for table in elements(file, "Table"):
        cells = [each for each in below(table) if str(each.S) == "/TH"]
        assert cells
        assert {str(cell.A.Scope) for cell in cells} <= {"/Row", "/Column"}
    in_heads = [cell for head in elements(file, "THead") for cell in below(head) if str(cell.S) == "/TH"]

    assert in_heads
    assert {str(cell.A.Scope) for cell in in_heads} == {"/Column"}


def test_the_key_terms_and_tables_that_name_their_rows_have_row_headers(file: pikepdf.Pdf) -> None:
    rows = [row for body in elements(file, "TBody") for row in below(body) if str(row.S) == "/TR"]
    headed = [row for row in rows if any(str(cell.S) == "/TH" and str(cell.A.Scope) == "/Row" for cell in below(row))]

    assert len(headed) > len(rows) / 2


def test_points_are_lists_and_every_item_stands_in_one(file: pikepdf.Pdf) -> None:
    lists = elements(file, "L")

    assert lists
    assert {str(item.S) for each in lists for item in each.K} == {"/LI"}
    assert all({str(part.S) for part in item.K} <= {"/Lbl", "/LBody"} for item in elements(file, "LI"))


def test_the_contents_are_a_table_of_contents_with_the_page_after_the_title() -> None:
    agreement, file = made("data-processing"), opened("data-processing")
    contents = elements(file, "TOC")

    assert len(elements(file, "TOCI")) == len(agreement.clauses) + len(agreement.annexes)
    assert {str(item.S) for each in contents for item in each.K} == {"/TOCI"}
    for item in elements(file, "TOCI"):
        sorts = [str(part.S) for part in below(item)]
        assert sorts.index("/Link") < sorts.index("/NonStruct")  # the page is counted, so it stands in an element of its own


def test_running_heads_and_feet_are_artifacts(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        pagination = [operands for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "BDC" and str(operands[0]) == "/Artifact"]
        assert len(pagination) >= 2
        assert {str(operands[1].Type) for operands in pagination} == {"/Pagination"}


def test_every_piece_of_text_belongs_to_the_structure_or_is_an_artifact(file: pikepdf.Pdf) -> None:
    parents = dict(zip(list(file.Root.StructTreeRoot.ParentTree.Nums)[::2], list(file.Root.StructTreeRoot.ParentTree.Nums)[1::2], strict=True))
    for page in file.pages:
        held, marked = list(parents[page.StructParents]), False
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("BDC", "BMC"):
                marked = True
                assert len(operands) < 2 or "/MCID" not in operands[1] or held[int(operands[1].MCID)] is not None
            elif str(operator) == "EMC":
                marked = False
            assert marked or str(operator) not in ("Tj", "TJ")


def test_every_link_says_in_words_where_it_leads() -> None:
    agreement, file = made("matchmaking-referral"), opened("matchmaking-referral")
    links = [str(link.Contents) for page in file.pages for link in page.get("/Annots", [])]

    assert {f"{clause.label} {clause.heading}" for clause in agreement.clauses} <= set(links)
    assert {f"{annex.label} {annex.title}" for annex in agreement.annexes} <= set(links)
    assert not [words for words in links if re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{6}", words)]


def test_bookmarks_hold_the_parts_with_their_clauses_below_and_the_annexes_in_order() -> None:
    agreement, file = made("matchmaking-referral"), opened("matchmaking-referral")
    words = agreement.words
    with file.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below_terms = [child.title for item in outline.root if item.title == words.terms for child in item.children]

    parts = [words.contents, words.parties, words.background, words.terms, words.signatures]
    assert titles == parts + [f"{annex.label} {annex.title}" for annex in agreement.annexes]
    assert below_terms == [f"{clause.label} {clause.heading}" for clause in agreement.clauses]


def test_a_figure_has_words_for_those_who_do_not_see_it() -> None:
    page = "<html lang='en'><head><title>Page</title></head><body><img alt='A red dot' src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22><circle r=%224%22/></svg>'></body></html>"
    with pikepdf.open(io.BytesIO(pdf.print_page(page))) as file:
        assert [str(figure.Alt) for figure in elements(file, "Figure")] == ["A red dot"]


def test_another_process_with_another_hash_seed_writes_the_same_bytes() -> None:
    agreement = with_record(draft(read_deal(renamed(example("nda")), library()), library(), tolerant=True).agreement)  # type: ignore[arg-type]  # an example is an object
    found = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], input=to_json(agreement), capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }

    assert len(found) == 1


def test_words_in_scripts_that_the_fonts_lack_stay_readable_for_machines(deal: Callable[..., Any]) -> None:
    agreement = draft(read_deal(renamed(deal("nda"), 4), library()), library(), tolerant=True).agreement
    assert set(pdf_fonts.unprintable(html.page(agreement, paper=True))) >= set("שלום")
    paper = subprocess.run(["pdftotext", "-", "-"], input=pdf.render(agreement), capture_output=True, check=True).stdout.decode()

    assert sorted(set("שלום") - set(paper)) == []


def test_the_fonts_hold_every_letter_of_the_languages_of_the_union_and_its_neighbours() -> None:
    letters = (
        "äöüßÄÖÜẞ áčďéěíňóřšťúůýž áéíóöőúüű ąćęłńóśźż ăâîșțşţ àâæçèéêëîïôœùûüÿ āčēģīķļņšūž ąčęėįšųūž åäöæø ãáàâçéêíóôõú ċġħż ðþý ğışİ ñ¿¡ "
        "абвгдежзийклмнопрстуфхцчшщъьюя ђјљњћџ ѓќѕ іїєґ ўё αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ €£№§–—“”„‚‘’«»…•"
    )

    assert pdf_fonts.missing(letters + letters.upper()) == ""
