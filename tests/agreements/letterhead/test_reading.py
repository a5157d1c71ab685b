"""What a hub is told of its letterhead: every fault with the placeholder and the paragraph, all at once, and how to mend it."""

from __future__ import annotations

import pytest
from letterheads import AGREEMENT, card, faults, paragraph, sample_with, table, word

from agreements.letterhead.placeholders import BY_NAME, LISTS, PLACEHOLDERS
from agreements.letterhead.reading import LetterheadRefused, letterhead, read
from agreements.letterhead.sample import sample
from templates import ROOT

MISUSED = {
    "{{ titel }}": "There is no placeholder “titel”. Did you mean {{ title }}?",
    "{{ key terms }}": "Write {{ key_terms }}.",
    "{{ }}": "names nothing",
    "{ { title }}": "not closed or not opened",
    "{{ title }": "not closed or not opened",
    "title }}": "not closed or not opened",
    "{{{ title }}}": "three braces",
    "{ title }": "has one brace at each side",
    "｛｛ title ｝｝": "not closed or not opened",
    "{{ “title” }}": "nothing is computed",
    "{{ title|upper }}": "nothing is computed",
    "{# remark #}": "a remark for a template language",
    "{{ parties }}": "is a list, which only a loop can print",
    "{{ party.name }}": "stands outside of a loop that names “party”",
    "{% for party in parties %}{{ party.vat }}{% endfor %}": "An entry of parties has no “vat”",
    "{% for party in people %}{% endfor %}": "There is no list “people”",
    "{% for title in parties %}{% endfor %}": "“title” has a meaning already",
    "{% for a in parties %}{% for b in key_terms %}{% endfor %}{% endfor %}": "stands within another loop",
    "{% for party in parties %}": "is not closed",
    "{% endfor %}": "closes nothing that is open",
    "{% if title %}{% endfor %}": "closes nothing that is open, but the last that is open is “{% if title %}”",
    "{% else %}": "belongs to no condition",
    "{% if rich %}{% endif %}": "which no placeholder is called here",
    "{% set x = 1 %}": "is not allowed in a letterhead",
    "{% include 'other' %}": "is not allowed in a letterhead",
    "{% macro x() %}": "is not allowed in a letterhead",
    "{{ name }}": "the letterhead has no table that tells the hub's details",
    "{{ key_terms }} and more": "must have a paragraph of the page for itself",
}


@pytest.mark.parametrize("typed", MISUSED)
def test_a_misused_placeholder_is_told_with_its_paragraph(typed: str) -> None:
    found = faults(word(paragraph("Dear reader") + paragraph(f"Here: {typed}")))

    assert any(MISUSED[typed] in fault and fault.startswith("body, paragraph 2 “Here: ") for fault in found)


def test_everything_is_told_at_once_and_where_it_stands() -> None:
    content = word(table(("{{ titel }}", "{{ 7*7 }}")) + paragraph("{% if %}"), head=paragraph("{{ pagge }}"), where="")
    places = {fault.partition(" “")[0] for fault in faults(content)}

    assert {"body, paragraph 1", "body, paragraph 2", "body, paragraph 3", "header 1, paragraph 1"} <= places
    assert any("The placeholder {{ agreement }} is missing" in place for place in places)


@pytest.mark.parametrize("runs", [("{", "{ ti", "tle }", "}"), ("{{ti", "tle}}"), ("{{\u00a0title }}",), ("{{ ", "TITLE", " }}")])
def test_word_may_have_cut_a_placeholder_up(runs: tuple[str, ...]) -> None:
    assert faults(word(paragraph(*runs))) == []


def test_a_tab_in_a_placeholder_cuts_it_in_two() -> None:
    assert "cut in two" in faults(word("<w:p><w:r><w:t>{{ ti</w:t><w:tab/><w:t>tle }}</w:t></w:r></w:p>"))[0]


ALIKE = {
    "rows": table(("{% for p in parties %}", ""), ("{{ p.name }}", "{{ p.role }}"), ("{% endfor %}", "")),
    "marked rows": table(("{%tr for p in parties %}", ""), ("{{ p.name }}", "{{ p.role }}"), ("{%tr endfor %}", "")),
    "paragraphs": paragraph("{% for p in parties %}") + paragraph("{{ p.name }}") + paragraph("{% endfor %}"),
    "marked paragraphs": paragraph("{%p if draft %}") + paragraph("Not final") + paragraph("{%p endif %}"),
    "one line": paragraph("{% if not draft %}Final{% else %}Draft of {{ date }}{% endif %}"),
    "one cell": "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>"
    + "".join(map(paragraph, ("{% for p in parties %}", "{{ p.name }}", "{% endfor %}")))
    + "</w:tc></w:tr></w:tbl><w:p/>",
}


@pytest.mark.parametrize("where", ALIKE)
def test_loops_and_conditions_may_be_rows_paragraphs_or_words(where: str) -> None:
    assert faults(word(ALIKE[where])) == []


APART = {
    "two paragraphs": paragraph("a {% for p in parties %}") + paragraph("{{ p.name }}{% endfor %}"),
    "two cells": table(("{% for p in parties %}", "{% endfor %}")),
    "a row and a paragraph": table(("{% for p in parties %}", "")) + paragraph("{% endfor %}"),
    "a line and a paragraph": paragraph("a {% if draft %}") + paragraph("{% endif %}"),
}


@pytest.mark.parametrize("where", APART)
def test_a_loop_that_would_tear_the_page_is_told(where: str) -> None:
    assert any("do not stand alike" in fault or "Put them side by side" in fault for fault in faults(word(APART[where])))


@pytest.mark.parametrize("typed", ["{%tr for p in parties %}", "{%p for p in parties %} and more"])
def test_a_tag_of_a_row_or_a_paragraph_needs_it_whole(typed: str) -> None:
    assert any("must have" in fault and "for itself" in fault for fault in faults(word(paragraph(typed))))


@pytest.mark.parametrize("body", [table((AGREEMENT,)), paragraph("{% if draft %}") + paragraph(AGREEMENT) + paragraph("{% endif %}"), paragraph(AGREEMENT) * 2])
def test_the_agreement_is_printed_exactly_once(body: str) -> None:
    assert len(faults(word(body, where=""))) == 1


def test_a_block_belongs_into_the_body() -> None:
    assert "stands in a header; it belongs into the body" in faults(word(head=paragraph("{{ key_terms }}")))[0]


def test_the_card_tells_who_the_hub_is_and_is_not_printed() -> None:
    read_ = letterhead(word(card(name="Lagunawerk", address="Via Roma 1", colour="#7a1fa2") + paragraph("{{ name }}")), "own.docx")

    assert (read_.name, read_.address, read_.colour) == ("Lagunawerk", ("Via Roma 1",), "7A1FA2")
    assert "Lagunawerk" not in read_.stories["word/document.xml"]
    assert "w:tbl" not in read_.stories["word/document.xml"]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ({"name": ""}, "does not tell the hub's name"),
        ({"colour": "green"}, "“green” is no colour"),
        ({"telephone": "1"}, "has no row called “telephone”"),
        ({"name": "x" * 201}, "more than 200 letters"),
        ({"logo": "see below"}, "stands no picture"),
    ],
)
def test_a_faulty_card_is_told(rows: dict[str, str], fault: str) -> None:
    assert any(fault in each for each in faults(word(card(**rows))))


def test_a_light_colour_is_a_remark_and_not_used_for_words() -> None:
    reading = read(word(card(colour="FFE600")), "own.docx")

    assert reading.letterhead is not None
    assert reading.letterhead.text_colour == ""
    assert any("too light for words" in str(remark) for remark in reading.remarks)


def test_who_asks_for_the_letterhead_gets_every_fault() -> None:
    with pytest.raises(LetterheadRefused, match=r"titel[\s\S]*pagge"):
        letterhead(word(paragraph("{{ titel }}") + paragraph("{{ pagge }}")), "own.docx")


def test_the_sample_has_no_fault_and_no_remark() -> None:
    reading = read(sample(), "sample.docx")
    assert (reading.faults, reading.remarks) == ([], [])


def test_the_sample_is_always_the_same() -> None:
    assert sample() == sample()


def test_placeholders_may_stand_in_text_boxes_footnotes_and_content_controls() -> None:
    box = f'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>{paragraph("{{ title }}")}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
    control = f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="y"/></w:sdtPr><w:sdtContent>{paragraph("{{ title }}")}</w:sdtContent></w:sdt>'
    story = letterhead(word(box + control), "own.docx").stories["word/document.xml"]

    assert story.count("{{ title }}") == 2
    assert "w:sdt" not in story
    assert faults(word(box.replace("title", "titel"))) != []


def test_no_more_than_a_hundred_faults_are_told() -> None:
    told = faults(word("".join(paragraph(f"{{{{ no{number} }}}}") for number in range(300))))
    assert len(told) == 101
    assert "200 faults more" in told[-1]


def test_the_readme_of_the_templates_tells_every_placeholder() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [f"{{{{ {one.name} }}}}" for one in PLACEHOLDERS]
    fields = [f"{{{{ {one.entry}.{field} }}}}" for one in LISTS for field in one.fields]
    assert [name for name in (*names, *fields) if name not in readme] == []


def test_no_name_means_two_things() -> None:
    assert [one.entry for one in LISTS if one.entry in BY_NAME or one.entry in {other.name for other in LISTS}] == []


def test_a_letterhead_may_have_lost_its_fonts_or_settings() -> None:
    changed = sample_with(settings=lambda xml: xml.replace("<w:embedTrueTypeFonts/>", "<w:attachedSchema/><w:mailMerge/>"))
    settings = letterhead(changed, "own.docx").template.parts["word/settings.xml"].decode()
    assert "mailMerge" not in settings
