"""Tables of a Word file: headings for those who hear them read, columns as wide as their words need, rows that break well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from docx.table import Table as WordTable
from docx_reading import W, Word
from lxml import etree

from agreements.agreement import Agreement, Provision, Table, Text, Value
from agreements.assembly import Drafted
from agreements.render.docx import render
from agreements.render.table_shape import names_rows

LONG = "Donaudampfschifffahrtsgesellschaft " * 3


def with_table(agreement: Agreement, table: Table) -> Word:
    """Return the Word file of an agreement with one clause that has this table."""
    clause = Provision("sample", 1, "1.", "", "Sample", (), None, (Provision("sample#table", 2, "1.1", "", "", (Text("As follows:"),), table),))
    return Word(render(replace(agreement, clauses=(clause,), annexes=())))


def rows_of(*rows: tuple[str, ...]) -> tuple[tuple[tuple[Value, ...], ...], ...]:
    return tuple(tuple((Value(cell, "sample.cell"),) for cell in row) for row in rows)


def found(word: Word, caption: str) -> WordTable:
    return next(table for table in word.document.tables if table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val") == caption)


def kept(row: Any) -> bool:
    """Return whether a row stays on the page of the next one: each of its paragraphs says so, or the style of a heading does."""
    properties = [paragraph.find(f"{W}pPr") for paragraph in row._tr.iter(f"{W}p")]
    return all(each.find(f"{W}keepNext") is not None or each.find(f"{W}pStyle").get(f"{W}val").endswith("Heading") for each in properties)


def test_headings_of_rows_and_columns_are_named(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    agreement = drafted(deal(kind)).agreement
    tables = [provision.table for provision in agreement.provisions() if provision.table]
    looks = [
        look
        for look in Word(render(agreement)).root.iter(f"{W}tblLook")
        if look.getparent().find(f"{W}tblStyle").get(f"{W}val") not in ("KeyTerms", "Signatures")
    ]
    assert [(look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) for look in looks] == [
        (f"{any(table.head):d}", f"{names_rows(table):d}") for table in tables
    ]
    for look in looks:
        bits = int(look.get(f"{W}val"), 16)
        assert (bool(bits & 0x20), bool(bits & 0x80)) == (look.get(f"{W}firstRow") == "1", look.get(f"{W}firstColumn") == "1")


def test_every_table_is_named_and_described(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    agreement = drafted(deal(kind)).agreement
    for properties in Word(render(agreement)).root.iter(f"{W}tblPr"):
        caption = properties.find(f"{W}tblCaption")
        assert caption is not None, etree.tostring(properties)
        assert caption.get(f"{W}val")


def test_a_heading_row_is_printed_again_on_the_next_page(agreement: Agreement) -> None:
    word = with_table(agreement, Table("Long", ("Number", "What"), rows_of(*((str(number), LONG) for number in range(60)))))
    rows = found(word, "Long").rows
    assert [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 60


def test_a_small_table_stays_whole_with_the_words_before_it(agreement: Agreement) -> None:
    word = with_table(agreement, Table("Small", ("Number", "What"), rows_of(("1", "one"), ("2", "two"), ("3", "three"))))
    lead = next(paragraph for paragraph in word.paragraphs() if word.shown(paragraph) == "As follows:")
    assert lead.find(f"{W}pPr/{W}keepNext") is not None
    assert [kept(row) for row in found(word, "Small").rows] == [True, True, True, False]


def test_no_row_of_a_long_table_stands_alone(agreement: Agreement) -> None:
    word = with_table(agreement, Table("Long", ("Number", "What"), rows_of(*((str(number), LONG) for number in range(60)))))
    keeps = [kept(row) for row in found(word, "Long").rows]
    assert keeps[:2] == [True, True]
    assert not any(keeps[2:-2])
    assert keeps[-2:] == [True, False]


def test_a_row_is_divided_only_when_it_is_as_tall_as_a_third_of_a_page(agreement: Agreement) -> None:
    word = with_table(agreement, Table("Tall", ("Number", "What"), rows_of(("1", "one"), ("2", "word " * 2000))))
    assert [row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in found(word, "Tall").rows] == [True, True, False]


def test_a_column_has_room_for_its_longest_word(agreement: Agreement) -> None:
    word = with_table(agreement, Table("Words", ("A", "B"), rows_of(("Donaudampfschifffahrtsgesellschaft", "x " * 300))))
    first, second = (int(column.get(f"{W}w")) for column in found(word, "Words")._tbl.tblGrid)
    assert first > 34 * 18 * 0.5 * 10
    assert second > first


def test_a_word_that_no_line_holds_leaves_room_for_the_other_columns(agreement: Agreement) -> None:
    word = with_table(agreement, Table("Words", ("A", "B", "C"), rows_of(("X" * 1000, "short", "Y" * 1000))))
    assert min(int(column.get(f"{W}w")) for column in found(word, "Words")._tbl.tblGrid) > 500


@pytest.mark.parametrize("columns", [1, 2, 5, 6, 12])
def test_columns_fill_the_width_of_the_text(agreement: Agreement, columns: int) -> None:
    word = with_table(agreement, Table("Wide", ("Head",) * columns, rows_of(("cell",) * columns)))
    table = found(word, "Wide")
    widths = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid]
    indent = int(table._tbl.tblPr.find(f"{W}tblInd").get(f"{W}w"))
    section = word.document.sections[0]
    assert sum(widths) + indent == round((section.page_width - section.left_margin - section.right_margin) / 635)
    assert min(widths) > 0


def test_a_table_with_many_columns_has_smaller_letters(agreement: Agreement) -> None:
    word = with_table(agreement, Table("Wide", ("Head",) * 6, rows_of(("cell",) * 6)))
    assert word.styled("Narrow Table Text") == ["cell"] * 6
    assert word.styled("Narrow Table Heading") == ["Head"] * 6


@pytest.mark.parametrize(("parties", "together"), [(2, True), (4, True), (5, False), (25, False)])
def test_few_parties_sign_on_one_page_and_many_on_as_many_as_they_need(agreement_of: Callable[[int], Agreement], parties: int, together: bool) -> None:
    word = Word(render(agreement_of(parties)))
    rows = found(word, "Signatures").rows
    assert [kept(row) for row in rows] == [together] * (len(rows) - 1) + [False]
    for name in ("Signing Party", "Signature Rule", "Signature Line"):
        assert word.document.styles[name].paragraph_format.keep_with_next is None
    assert "Signatures" in word.styled("Section Heading")
