"""How a Word file is set without Word: lines, pages and what stays together."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path

import pytest
from font_source_sans_pro import font_directory as sans
from font_source_serif_pro import font_directory as serif
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from agreements.render.docx_measure import Face, line_count, width
from agreements.render.docx_pages import Block, Sheets
from agreements.render.docx_styles import settings
from agreements.render.docx_template import house_template
from templates import ROOT

SERIF = Face("Source Serif Pro", bold=False, size=10)
FILES = {
    ("Source Serif Pro", "regular"): Path(serif) / "SourceSerifPro-Regular.ttf",
    ("Source Serif Pro", "bold"): Path(serif) / "SourceSerifPro-Bold.ttf",
    ("Source Sans Pro", "regular"): Path(sans) / "SourceSansPro-Regular.ttf",
    ("Source Sans Pro", "bold"): Path(sans) / "SourceSansPro-Bold.ttf",
}


@pytest.mark.parametrize(("name", "weight"), FILES)
def test_the_widths_of_letters_are_those_of_the_faces(name: str, weight: str) -> None:
    with TTFont(FILES[name, weight], lazy=True) as font:
        glyphs, metrics, heights = font.getBestCmap(), font["hmtx"].metrics, font["hhea"]
        kept = json.loads((ROOT / "docx" / "advances.json").read_text(encoding="utf-8"))[name]
        assert kept["height"] == heights.ascent - heights.descent + heights.lineGap
        for start, row in kept[weight].items():
            for place, advance in enumerate(row.split(), int(start, 16)):
                assert advance == (str(metrics[glyphs[place]][0]) if place in glyphs else "-")


def test_words_fill_lines_as_far_as_whole_words_go() -> None:
    one = width("word", SERIF)
    room = round(3 * one + 2 * width(" ", SERIF)) + 1
    assert [line_count(" ".join(["word"] * count), SERIF, room) for count in (0, 1, 3, 4, 6, 7)] == [1, 1, 1, 2, 2, 3]


def test_a_number_goes_with_its_unit_to_the_next_line() -> None:
    room = round(width("within thirty (30)", SERIF)) + 1
    assert line_count("within thirty (30) days", SERIF, room) == 2
    assert line_count("within 30 days", SERIF, round(width("within 30 ", SERIF)) + 1) == 2


def test_a_line_break_begins_a_line_and_a_hyphen_may_end_one() -> None:
    assert line_count("a\nb\n", SERIF, 5000) == 3
    assert line_count("machine-readable", SERIF, round(width("machine-", SERIF)) + 1) == 2
    assert line_count("machinereadable", SERIF, round(width("machinereadable", SERIF)) - 10) == 2


@given(st.lists(st.text("abc -\n\u00e9\u03b1\u0436", max_size=12), max_size=30), st.integers(200, 9000))
def test_more_words_never_take_fewer_lines_and_a_broader_line_never_more(words: list[str], room: int) -> None:
    counts = [line_count(each, SERIF, room) for each in accumulate(words, lambda before, word: f"{before} {word}", initial="x")]
    assert counts == sorted(counts)
    assert line_count(" ".join(words), SERIF, room * 2) <= line_count(" ".join(words), SERIF, room)


def placed(*blocks: Block, room: float = 100) -> dict[str, int]:
    sheets = Sheets(room)
    sheets.place(blocks)
    return sheets.found


def test_what_does_not_fit_begins_a_page() -> None:
    assert placed(Block(10, 9, mark="a"), Block(10, 1, mark="b"), Block(10, 1, mark="c")) == {"a": 1, "b": 1, "c": 2}


def test_a_heading_goes_with_the_first_two_lines_below_it() -> None:
    assert placed(Block(10, 8), Block(10, keep=True, mark="head"), Block(10, 5, mark="text")) == {"head": 2, "text": 2}
    assert placed(Block(10, 7), Block(10, keep=True, mark="head"), Block(10, 5, mark="text")) == {"head": 1, "text": 1}


def test_no_line_stands_alone() -> None:
    assert placed(Block(10, 9), Block(10, 4, mark="a"), Block(10, 7, mark="b")) == {"a": 2, "b": 2}
    assert placed(Block(10, 8), Block(10, 3, mark="a")) == {"a": 2}
    assert placed(Block(10, 8), Block(10, 4, mark="a"), Block(10, 8, mark="b")) == {"a": 1, "b": 2}


def test_a_row_is_not_divided_and_rows_that_belong_together_move_together() -> None:
    assert placed(Block(80), Block(30, whole=True, mark="row")) == {"row": 2}
    rows = [Block(20, whole=True, keep=number < 2, mark=f"row {number}") for number in range(3)]
    assert placed(Block(50), *rows) == {"row 0": 2, "row 1": 2, "row 2": 2}


def test_between_two_paragraphs_stands_the_larger_space_and_none_at_the_top() -> None:
    assert placed(Block(40, after=20), Block(40, before=15, mark="a")) == {"a": 1}
    assert placed(Block(40, after=23), Block(40, before=15, mark="a")) == {"a": 2}
    assert placed(Block(90), Block(90, before=50, after=10, mark="a"), Block(10, mark="b")) == {"a": 2, "b": 3}


def test_a_page_that_begins_anew_counts_once() -> None:
    assert placed(Block(10, new_page=True, mark="a"), Block(10, new_page=True, mark="b")) == {"a": 1, "b": 2}


def test_a_paragraph_of_many_pages_fills_them() -> None:
    sheets = Sheets(100)
    sheets.place([Block(10, 35), Block(10, 5, mark="next"), Block(10, 1, mark="over")])
    assert (sheets.found, sheets.page) == ({"next": 4, "over": 5}, 5)


BLOCKS = st.builds(
    Block,
    st.integers(1, 150),
    st.integers(1, 30),
    st.integers(0, 40),
    st.integers(0, 40),
    keep=st.booleans(),
    whole=st.booleans(),
    new_page=st.booleans(),
    mark=st.just(""),
)


@given(st.lists(BLOCKS, max_size=40))
def test_pages_never_go_back(blocks: list[Block]) -> None:
    marked = [block._replace(mark=str(number)) for number, block in enumerate(blocks)]
    found = placed(*marked)
    pages = [found[str(number)] for number in range(len(blocks))]
    assert pages == sorted(pages)


def test_a_style_takes_from_those_below_it_what_it_does_not_say() -> None:
    found = settings(house_template().parts["word/styles.xml"])
    assert (found["clause 2"].face, found["clause 2"].after) == (Face("Source Serif Pro", bold=False, size=10.5, line=250 / 240), 136)
    assert (found["narrow table heading"].face.bold, found["narrow table heading"].face.size, found["narrow table heading"].face.name) == (
        True,
        8,
        "Source Sans Pro",
    )
    assert (found["page heading"].new_page, found["page heading"].keep) == (True, True)
    assert (found["table end"].exact, found["annex clause"].keep) == (227, True)
