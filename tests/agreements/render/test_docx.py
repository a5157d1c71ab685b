"""What a Word file of an agreement must be: the tree's words and numbers, in Word's own terms, the same bytes each time."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from docx_reading import W, Word
from lxml import etree

from agreements.agreement import Agreement, NumberedLine, Provision, Reference, Text, fingerprint, plain
from agreements.render.docx import render
from agreements.render.docx_text import bookmark_name


@pytest.fixture(name="word")
def _word(agreement: Agreement) -> Word:
    return Word(render(agreement))


def numbered_lines(agreement: Agreement) -> list[tuple[str, str]]:
    """Return label and words of all that is numbered in the tree, in printed order."""
    lines: list[NumberedLine | Provision] = [*agreement.parties, *agreement.recitals, *agreement.provisions()]
    return [(line.label, getattr(line, "heading", "") or plain(line.runs).replace("\x07", "")) for line in lines if line.label]


def test_word_prints_the_labels_of_the_tree(word: Word, agreement: Agreement) -> None:
    assert word.labels() == numbered_lines(agreement)


def test_sixty_parties_are_numbered_too(agreement_of: Callable[[int], Agreement]) -> None:
    agreement = agreement_of(60)
    assert Word(render(agreement)).labels() == numbered_lines(agreement)


def test_a_label_that_no_list_can_print_is_typed(agreement: Agreement) -> None:
    first, second = agreement.clauses
    odd = Word(render(replace(agreement, clauses=(first, replace(second, label="2bis.")))))
    assert "2bis.\tLiability" in odd.styled("Clause 1")
    assert ("2bis.", "Liability") not in odd.labels()


def test_a_gap_in_the_numbers_stays_a_gap(agreement: Agreement) -> None:
    only = replace(agreement.clauses[1], label="7.", children=())
    assert ("7.", "Liability") in Word(render(replace(agreement, clauses=(only,)))).labels()


def test_the_same_agreement_gives_the_same_bytes(agreement: Agreement) -> None:
    assert render(agreement) == render(agreement)


def test_the_parts_come_in_printed_order(word: Word, agreement: Agreement) -> None:
    words = agreement.words
    expected = [
        agreement.kind_title, agreement.title, agreement.subtitle, "Lagunawerk", agreement.cover_note, words.contents, words.parties,
        "(", words.background, "One reason.", words.terms, agreement.agreed, "In this agreement:", words.signatures,
        "Signed by the parties.", "Specific approval", "Expert exchange", "Visits",
    ]  # fmt: skip
    shown, at = word.shown(), 0
    for part in expected:
        at = shown.index(part, at)


def test_nothing_is_printed_that_the_tree_does_not_hold(word: Word, agreement: Agreement) -> None:
    known = repr(agreement)
    footer = word.shown(etree.fromstring(word.part("word/footer1.xml").encode()))
    printed = re.findall(r"[A-Za-z]{2,}", "\n".join([footer, *map(word.shown, word.paragraphs())]))
    assert [each for each in printed if each not in known] == []


def test_hostile_values_come_out_as_typed(word: Word, hostile: str) -> None:
    name = hostile.replace("\x07", "")
    assert f"{name};" in word.styled("Party")
    assert name in word.styled("Signing Party")


def test_right_to_left_words_are_marked(word: Word) -> None:
    marked = [word.shown(run) for run in word.root.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert set(marked) == {"שלום עולם"}


def test_lines_and_tabs_of_a_value_stay(agreement: Agreement) -> None:
    assert "one\ntwo\tthree" in Word(render(replace(agreement, title="one\r\ntwo\tthree"))).styled("Title")


def test_answers_are_content_controls(word: Word) -> None:
    controls = {node.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): node for node in word.root.iter(f"{W}sdt")}
    assert word.shown(controls["liab/cap.amount"]) == "EUR 18,000"
    assert controls["liab/cap.until"].find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    assert controls["liab/cap.until"].find(f".//{W}rStyle").get(f"{W}val") == "Blank"
    numbers = [node.get(f"{W}val") for node in word.root.iter(f"{W}id")]
    assert len(numbers) == len(set(numbers))


def test_references_are_fields_to_bookmarks(word: Word) -> None:
    references = [field.split() for field in word.fields() if field.startswith("REF")]
    assert ["REF", "c_core_definitions_meaning", "\\r", "\\h"] in references
    assert ["REF", "c_liab_cap_intent", "\\w", "\\h"] in references
    assert ["REF", "n_exp", "\\h"] in references
    assert {name for _, name, *_ in references} <= set(word.bookmarks())


def test_a_reference_to_an_annex_finds_its_label_alone(word: Word) -> None:
    assert word.within("n_exp") == "Annex 1"


def test_a_reference_that_leads_nowhere_is_plain_text(agreement: Agreement) -> None:
    lost = replace(agreement, execution_intro=(Text("See "), Reference("99", "gone/away")))
    assert "See 99" in Word(render(lost)).styled("Body Text")


def test_each_provision_has_a_bookmark_and_a_clause_lies_whole_in_its_own(word: Word, agreement: Agreement) -> None:
    assert {bookmark_name(provision.id) for provision in agreement.provisions()} <= set(word.bookmarks())
    inside = word.within("c_liab_cap")
    assert inside.startswith("Liability")
    assert inside.endswith("Report")


def test_names_of_bookmarks_suit_word_and_never_meet(agreement: Agreement) -> None:
    assert bookmark_name("comp/non-compete") == "c_comp_non_compete"
    long = [bookmark_name("x" * 60 + end) for end in "ab"]
    assert len(set(long)) == 2
    assert max(map(len, long)) == 40
    twins = tuple(replace(agreement.clauses[1], id=key, children=()) for key in ("a/b-c", "a-b/c"))
    names = [name for name in Word(render(replace(agreement, clauses=twins))).bookmarks() if name.startswith("c_a_b_c")]
    assert len(names) == 2


def test_contents_are_a_field_filled_with_links_in_order(word: Word) -> None:
    lines = [line.split("\t") for line in word.styled("toc 1")]
    assert [line[:-1] for line in lines] == [
        ["1.", "Definitions"],
        ["2.", "Liability"],
        ["Annex 1\u2002Expert exchange"],
        ["Annex 2\u2002Visits"],
    ]
    pages = [int(line[-1]) for line in lines]
    assert pages == sorted(pages)
    assert word.fields()[1].startswith("TOC")
    assert {link.get(f"{W}anchor") for link in word.root.iter(f"{W}hyperlink")} <= set(word.bookmarks())


def test_word_asks_no_question_at_opening(word: Word) -> None:
    assert "updateFields" not in word.part("word/settings.xml")


def test_header_and_footer_are_filled_and_the_cover_has_no_header(agreement: Agreement) -> None:
    section = docx.Document(io.BytesIO(render(agreement))).sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == f"{agreement.kind_title}\t{agreement.reference}"
    assert section.first_page_header.paragraphs[0].text == ""
    for footer in (section.footer, section.first_page_footer):
        short = " ".join(re.findall("....", fingerprint(agreement))[:3])
        assert re.fullmatch(rf"LH-2026-007 · {short}\tPage \d+ of \d+", footer.paragraphs[0].text)


def test_a_value_that_looks_like_a_token_stays_as_typed(agreement: Agreement) -> None:
    section = docx.Document(io.BytesIO(render(replace(agreement, kind_title="A & {{ reference }}")))).sections[0]
    assert section.header.paragraphs[0].text == "A & {{ reference }}\tLH-2026-007"


def test_the_words_of_the_page_number_may_stand_in_any_order(agreement: Agreement) -> None:
    footer = Word(render(replace(agreement, words=replace(agreement.words, page="{pages}/{page}")))).part("word/footer1.xml")
    assert footer.index("NUMPAGES") < footer.index(" PAGE ")


def test_tables_have_a_heading_row_and_words_for_those_who_do_not_see_them(word: Word) -> None:
    tables = {table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val"): table for table in word.document.tables}
    assert list(tables) == ["Key terms", "Fees", "Signatures", "Specific approval", "Register", "Details"]
    assert tables["Fees"]._tbl.tblPr.find(f"{W}tblDescription").get(f"{W}val") == "Milestone, EUR"
    assert tables["Fees"].rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert [cell.text for cell in tables["Fees"].rows[2].cells] == ["Report", ""]


def test_forms_have_room_to_write(word: Word) -> None:
    forms = [table for table in word.document.tables if table.style is not None and table.style.name == "Form Table"]
    assert [(len(table.rows), len(table.columns)) for table in forms] == [(4, 2), (2, 2)]
    assert all(table.rows[1].height is not None and table.rows[1].height.mm >= 10 for table in forms)


def test_parties_sign_two_a_row_and_no_row_is_torn(agreement_of: Callable[[int], Agreement]) -> None:
    word = Word(render(agreement_of(5)))
    signing = [table for table in word.document.tables if table.style is not None and table.style.name == "Signatures"]
    assert [len(table.rows) for table in signing] == [3, 1]
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for table in signing for row in table.rows)


def test_what_is_known_of_a_signatory_is_printed_and_the_rest_is_a_line(word: Word) -> None:
    assert word.styled("Signature Line")[:5] == ["Name\tAnna Rossi", "Position\tDirector", "Authority\t\t", "Date\t\t", "Place\tVenice"]


def test_each_annex_begins_a_page_below_a_heading_of_the_outline(word: Word) -> None:
    assert word.styled("Annex Heading") == ["Annex 1\u2002Expert exchange", "Annex 2\u2002Visits"]
    style = word.document.styles["Annex Heading"].element
    assert style.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "0"


def test_properties_name_the_agreement(agreement: Agreement) -> None:
    properties = docx.Document(io.BytesIO(render(replace(agreement, language="it"), draft=True))).core_properties
    named = (properties.title, properties.subject, properties.identifier, properties.language, properties.version, properties.content_status)
    assert named == (agreement.title, agreement.kind_title, agreement.reference, "it", agreement.library, "Draft")
    assert properties.author == "; ".join(block.name for block in agreement.execution).replace("\x07", "")
    assert properties.keywords == "LH-2026-007; joint-service-delivery"
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.isoformat() == "2026-03-02T00:00:00+00:00"


def test_nothing_leads_out_of_the_file_and_nothing_tells_who_made_the_template(word: Word) -> None:
    assert [name for name in word.archive.namelist() if name.startswith("docProps/")] == ["docProps/core.xml"]
    for name in word.archive.namelist():
        part = word.archive.read(name)
        assert b'TargetMode="External"' not in part, name
        assert not re.search(rb"w:rsid|macroEnabled|vbaProject", part), name


def test_the_language_reaches_the_proofing_of_word(agreement: Agreement) -> None:
    word = Word(render(replace(agreement, language="it")))
    assert '<w:lang w:val="it-IT"' in word.part("word/styles.xml")
    assert '<w:themeFontLang w:val="it-IT"' in word.part("word/settings.xml")


def test_a_draft_is_marked_in_every_header(agreement: Agreement) -> None:
    headers = [name for name in Word(render(agreement)).archive.namelist() if "header" in name]
    assert len(headers) == 2
    for name in headers:
        assert 'string="Draft"' in Word(render(agreement, draft=True)).part(name)
        assert "textpath" not in Word(render(agreement)).part(name)


def test_an_agreement_without_recitals_annexes_or_approval_has_no_empty_headings(agreement: Agreement) -> None:
    bare = replace(agreement, recitals=(), annexes=(), approval=None, cover=(), cover_note="", subtitle="")
    word = Word(render(bare))
    assert word.styled("Section Heading") + word.styled("Page Heading") == ["Parties", "Agreed terms", "Signatures"]
    assert word.styled("Annex Heading") == []
