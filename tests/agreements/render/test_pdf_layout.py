"""The laid-out pages: nothing sticks out, no heading stands alone, no place to sign is torn, every page says which one it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from conftest import KINDS
from hard_deals import crowded, renamed, with_long_tables

from agreements.agreement import Agreement
from agreements.assembly import draft as drafted_from
from agreements.intake import read_deal
from agreements.render import annex_pages, html, pdf, pdf_fonts
from clauses import library
from clauses.library import example

HARD: dict[str, Callable[[], Agreement]] = {
    "names of every sort": lambda: _drafted(renamed(example("nda"))),  # type: ignore[arg-type]  # an example is an object
    "twenty-five parties": lambda: _drafted(crowded("nda", 25)),
    "long tables": lambda: with_long_tables(_drafted(example("client-service-letter")), rows=40),
}
HEADINGS = ("part", "clause", "annexhead", "of")
EVERY = [*KINDS, *HARD]


def _drafted(raw: Any) -> Agreement:
    return drafted_from(read_deal(raw, library()), library(), tolerant=True).agreement


@cache
def laid_out(name: str) -> tuple[Agreement, list[Any]]:
    """Return an agreement and the boxes of its pages, once per kind or hard case."""
    agreement = HARD[name]() if name in HARD else _drafted(example(name))
    page = pdf_fonts.printable(html.page(agreement, paper=True))
    fonts = pdf._fonts(pdf_fonts.missing(page))
    margins = fonts.sheet(pdf.margins_of(agreement, "0123456789ab" + "0" * 52, draft=False))
    return agreement, [each._page_box for each in pdf.laid_out(pdf._source(page), fonts, html.stylesheet(), margins).pages]


def body(page: Any) -> Any:
    return page.children[0].children[0]


def classes(box: Any) -> set[str]:
    return set((box.element.get("class") or "").split()) if box.element is not None else set()


def words(box: Any) -> str:
    return "".join(each.text for each in box.descendants() if hasattr(each, "text"))


def within(page: Any) -> Iterator[Any]:
    yield from (box for box in body(page).descendants() if hasattr(box, "position_x"))


def lines_of(page: Any) -> Iterator[Any]:
    """Yield the lines of text of the page."""
    yield from (box for box in within(page) if type(box).__name__ == "LineBox")


def blocks_of(page: Any, *names: str) -> Iterator[Any]:
    """Yield the blocks of the page whose element has one of these classes."""
    yield from (box for box in within(page) if type(box).__name__ == "BlockBox" and classes(box) & set(names))


@pytest.mark.parametrize("name", EVERY)
def test_nothing_sticks_out_of_the_text_area(name: str) -> None:
    _, pages = laid_out(name)
    for number, page in enumerate(pages, start=1):
        left, right = page.content_box_x(), page.content_box_x() + page.width
        bottom = page.content_box_y() + page.height
        for box in within(page):
            if hasattr(box, "text") and box.text.strip():
                assert left - 1 <= box.position_x, (number, box.text)
                hanging = 6 if box.text.endswith(" ") else 1  # the space between two words may hang over the end of a line
                assert box.position_x + box.width <= right + hanging, (number, box.text)
                assert box.position_y + box.margin_height() <= bottom + 1, (number, box.text)


@pytest.mark.parametrize("name", EVERY)
def test_no_heading_is_the_last_thing_on_a_page(name: str) -> None:
    _, pages = laid_out(name)
    for number, page in enumerate(pages, start=1):
        lowest = max((line.position_y + line.height for line in lines_of(page)), default=0)
        for heading in blocks_of(page, *HEADINGS):
            assert heading.content_box_y() + heading.height < lowest - 1, (number, words(heading))


@pytest.mark.parametrize("name", EVERY)
def test_a_place_to_sign_stands_whole_on_one_page(name: str) -> None:
    agreement, pages = laid_out(name)
    seen: dict[Any, int] = {}
    for number, page in enumerate(pages):
        for box in blocks_of(page, "signs"):
            assert seen.setdefault(box.element, number) == number

    assert len(seen) >= (len(agreement.execution) + 1) // 2


@pytest.mark.parametrize("name", EVERY)
def test_a_paragraph_leaves_at_least_two_lines_on_either_side(name: str) -> None:
    _, pages = laid_out(name)
    lines: dict[Any, list[int]] = {}
    for page in pages:
        for box in blocks_of(page, "p1", "p2", "p3", "p4"):
            if all(type(child).__name__ == "LineBox" for child in box.children):
                lines.setdefault(box.element, []).append(len(box.children))
    torn = {html_words(element): counts for element, counts in lines.items() if len(counts) > 1}

    assert {paragraph: counts for paragraph, counts in torn.items() if min(counts) < 2} == {}


def html_words(element: Any) -> str:
    return "".join(element.itertext())[:60]


@pytest.mark.parametrize("name", EVERY)
def test_every_page_says_which_agreement_and_which_page_it_is(name: str) -> None:
    agreement, pages = laid_out(name)
    for number, page in enumerate(pages, start=1):
        margins = {box.at_keyword: words(box) for box in page.children if hasattr(box, "at_keyword")}
        assert margins["@bottom-right"] == f"Page {number} of {len(pages)}"
        assert margins["@bottom-left"] == f"{agreement.reference} · 0123 4567 89ab"
        assert number == 1 or (margins["@top-left"], margins["@top-right"]) == (agreement.kind_title, agreement.reference)


@pytest.mark.parametrize("name", EVERY)
def test_an_annex_begins_a_page_or_stands_whole_below_a_short_one(name: str) -> None:
    agreement, pages = laid_out(name)
    heads = [(number, box, page) for number, page in enumerate(pages) for box in blocks_of(page, "annexhead")]

    assert len(heads) == len(agreement.annexes)
    for begins, (_, head, page) in zip(annex_pages.begins_page(agreement.annexes), heads, strict=True):
        annex = next(box for box in blocks_of(page, "annex") if head in box.children)
        assert not begins or head.position_y - page.content_box_y() < 2
        assert begins or sum(any(box.element is annex.element for box in blocks_of(other, "annex")) for other in pages) == 1


@pytest.mark.parametrize("name", EVERY)
def test_a_table_that_goes_on_repeats_its_head_and_keeps_its_rows_whole(name: str) -> None:
    _, pages = laid_out(name)
    rows: dict[Any, list[float]] = {}
    for page in pages:
        for table in (box for box in within(page) if type(box).__name__ == "TableBox" and "tab" in classes(box)):
            groups = list(table.children)
            assert groups[0].is_header or table.element.find("thead") is None
            for row in (row for group in groups if not group.is_header for row in group.children):
                rows.setdefault(row.element, []).append(row.height)

    third = pages[0].height / 3
    assert [html_words(row) for row, heights in rows.items() if len(heights) > 1 and sum(heights) < third] == []


def test_the_long_case_does_divide_tables_and_tall_rows() -> None:
    _, pages = laid_out("long tables")
    tables = [box.element for page in pages for box in within(page) if type(box).__name__ == "TableBox" and "tab" in classes(box)]

    assert len(tables) > len(set(tables))
