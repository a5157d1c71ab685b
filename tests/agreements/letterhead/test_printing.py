"""What an agreement on a letterhead must be: whole, as typed, valid, the same bytes, in the hub's look, and still readable by machines."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from letterheads import AGREEMENT, agreement_of, card, paragraph, sample_with, table, word
from lxml import etree
from validators import ooxml, verapdf

from agreements.agreement import Agreement
from agreements.foreign.carried import carried_agreement
from agreements.foreign.word_package import open_word
from agreements.letterhead.head import head_in, head_of
from agreements.letterhead.letterhead import Letterhead
from agreements.letterhead.reading import LetterheadRefused, letterhead
from agreements.letterhead.sample import sample
from agreements.letterhead.stories import W, plain_text
from agreements.letterhead.trial import AS_TYPED, samples, trial_faults
from agreements.reading.reading import read_back
from agreements.render import docx, html, pdf
from agreements.render.docx_text import clean
from agreements.verifying.verification import verify
from clauses import library

KINDS = sorted(library().kinds)


def own(content: bytes) -> Letterhead:
    return letterhead(content, "own.docx")


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}


def shown(content: bytes, part: str = "word/document.xml") -> str:
    return plain_text(etree.fromstring(parts(content)[part].encode()))


def bookmarks(content: bytes) -> Iterator[str]:
    yield from re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', parts(content)["word/document.xml"])


@pytest.fixture(scope="module")
def calibri() -> bytes:
    """A letterhead as Word's own template makes it: other styles, other fonts, another accent."""
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].add_run("{{ na")
    document.sections[0].header.paragraphs[0].add_run("me }}, {{ address }}").bold = True
    document.sections[0].footer.paragraphs[0].text = "{{ reference }}: {{ page }}"
    document.add_heading("{{ title }}", 0)
    terms = document.add_table(3, 2)
    for row, words in enumerate((("{% for term in key_terms %}", ""), ("{{ term.label }}", "{{ term.text }}"), ("{% endfor %}", ""))):
        terms.cell(row, 0).text, terms.cell(row, 1).text = words
    document.add_paragraph(AGREEMENT)
    document.add_page_break()
    details = document.add_table(4, 2)
    rows = (("{{ letterhead }}", ""), ("Name", "Lagunawerk & Söhne"), ("Address", "Via Roma 1\n30121 Venezia"), ("Colour", "7A1FA2"))
    for row, words in enumerate(rows):
        details.cell(row, 0).text, details.cell(row, 1).text = words
    content = BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_valid_and_whole_on_the_sample(kind: str, on_sample: Letterhead, tmp_path: Path) -> None:
    agreement = agreement_of(kind)
    files = {"final": docx.render(agreement, letterhead=on_sample), "draft": docx.render(agreement, draft=True, letterhead=on_sample)}

    assert ooxml.faults(files, tmp_path) == {"final": [], "draft": []}
    assert set(bookmarks(docx.render(agreement))) <= set(bookmarks(files["final"]))


def test_a_letterhead_of_words_own_template_is_valid_and_whole(calibri: bytes, delivery: Agreement, tmp_path: Path) -> None:
    made = docx.render(delivery, draft=True, letterhead=own(calibri))

    assert ooxml.faults({"calibri": made}, tmp_path) == {"calibri": []}
    assert list(trial_faults(own(calibri), "own.docx", samples([delivery]))) == []


def test_it_is_the_same_bytes_again(on_sample: Letterhead, delivery: Agreement) -> None:
    again = letterhead.__wrapped__(sample(), "sample.docx")
    assert docx.render(delivery, letterhead=on_sample) == docx.render(delivery, letterhead=again)


def test_a_value_comes_out_as_typed_everywhere(delivery: Agreement) -> None:
    typed = replace(delivery, title=AS_TYPED, kind_title=AS_TYPED, reference=AS_TYPED, subtitle="one\ntwo\tthree")
    content = docx.render(typed, letterhead=own(word(paragraph("[{{ title }}]") + paragraph("{{ subtitle }}"), head=paragraph("{{ kind }} / {{ reference }}"))))

    assert f"[{clean(AS_TYPED)}]" in shown(content)
    assert '<w:t xml:space="preserve">one</w:t><w:br/><w:t xml:space="preserve">two</w:t>' in parts(content)["word/document.xml"]
    assert shown(content, "word/header1.xml") == f"{clean(AS_TYPED)} / {clean(AS_TYPED)}"


def test_braces_of_the_hub_stay_as_typed(delivery: Agreement) -> None:
    content = docx.render(delivery, letterhead=own(word(paragraph("{a} 100%") + paragraph("} {b#c}") + paragraph("{_{ x }_}"))))
    assert shown(content).startswith("{a} 100%\n} {b#c}\n{_{ x }_}\n")


def test_what_has_no_place_of_its_own_is_printed_in_the_agreement(delivery: Agreement) -> None:
    bare = docx.render(delivery, letterhead=own(word()))
    placed = docx.render(delivery, letterhead=own(word(paragraph("{{ title }}") + paragraph("{{ key_terms }}") + paragraph("{{ note }}"))))

    assert re.sub(r"\d+\n", "\n", shown(bare)) == re.sub(r"\d+\n", "\n", shown(docx.render(delivery)))  # pages are estimated by the width of the text
    assert [shown(placed).count(words) for words in (delivery.cover_note, delivery.subtitle)] == [1, 1]


def test_a_placeholder_that_may_stay_empty_takes_nothing_away(delivery: Agreement) -> None:
    content = docx.render(delivery, letterhead=own(word(paragraph("{% if draft %}{{ subtitle }}{% endif %}"))))
    assert delivery.subtitle in shown(content)


def test_the_hub_decides_the_order_of_the_parts(delivery: Agreement) -> None:
    placed = word(paragraph("{{ annexes }}") + paragraph("{{ signatures }}"), where=AGREEMENT)
    words = shown(docx.render(delivery, letterhead=own(placed)))
    annex, signing, clause = words.index(delivery.annexes[0].title), words.index(delivery.execution[0].signatories[0].name), words.index(delivery.subtitle)
    assert annex < signing < clause


def test_loops_repeat_rows_and_conditions_choose(delivery: Agreement) -> None:
    rows = table(("{% for party in parties %}", ""), ("{{ party.number }}", "{{ party.name }}, {{ party.role }}"), ("{% endfor %}", ""))
    content = own(word(rows + paragraph("{% if draft %}not final{% else %}final{% endif %}")))
    final, draft = (docx.render(delivery, draft=each, letterhead=content) for each in (False, True))

    expected = [f"{line.label}\n{block.name}, {block.role}" for line, block in zip(delivery.parties, delivery.execution, strict=True)]
    assert shown(final).startswith("\n".join([*expected, "final"]))
    assert shown(draft).startswith("\n".join([*expected, "not final"]))


def test_a_table_or_cell_that_goes_empty_is_mended(delivery: Agreement, tmp_path: Path) -> None:
    gone = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>" + "".join(map(paragraph, ("{% if draft %}", "x", "{% endif %}"))) + "</w:tc></w:tr></w:tbl>"
    loop = table(("{% for term in key_terms %}", ""), ("{{ term.label }}", "{{ term.text }}"), ("{% endfor %}", ""))
    content = docx.render(replace(delivery, cover=()), letterhead=own(word(loop + gone + paragraph("after"))))
    assert [fault for fault in ooxml.faults({"made": content}, tmp_path)["made"] if "tc[" in fault or ("w:tbl[1]" in fault and "tblGrid" not in fault)] == []


@pytest.mark.parametrize("head", ["", paragraph("{{ title }}"), table(("{{ title }}",))])
def test_a_draft_is_marked_on_every_page_whatever_the_headers(head: str, delivery: Agreement) -> None:
    for draft in (False, True):
        made = parts(docx.render(delivery, draft=draft, letterhead=own(word(head=head))))
        headers = [xml for name, xml in made.items() if "word/header" in name]
        assert [("textpath" in xml) for xml in headers] == [draft]


def test_styles_of_the_hub_win_and_those_of_the_house_take_its_colour(calibri: bytes, delivery: Agreement) -> None:
    styles = parts(docx.render(delivery, letterhead=own(calibri)))["word/styles.xml"]
    document = python_docx.Document(BytesIO(docx.render(delivery, letterhead=own(calibri))))

    assert "Source Serif" not in styles
    assert "0B5D66" not in styles
    assert document.styles["Kind"].font.color.rgb == python_docx.shared.RGBColor.from_string("7A1FA2")
    assert document.styles["Title"].font.size == python_docx.Document(BytesIO(calibri)).styles["Title"].font.size
    assert document.styles["Clause 1"].element.find(f"{W}pPr/{W}numPr") is not None


def test_the_colour_of_the_card_takes_the_place_of_the_green(delivery: Agreement) -> None:
    changed = own(sample_with(document=lambda xml: xml.replace(">0B5D66<", ">7A1FA2<")))
    made = parts(docx.render(delivery, letterhead=changed))
    assert [name for name, xml in made.items() if "0B5D66" in xml] == []
    assert "7A1FA2" in made["word/header2.xml"]


FAULTY_LISTS = {
    "unnumbered": (r'(w:name w:val="Clause 2"/>.*?)<w:numPr>.*?</w:numPr>', r"\1", "The style “Clause 2” is not numbered"),
    "another level": (r'(w:name w:val="Clause 2"/>.*?)<w:ilvl w:val="1"/>', r'\1<w:ilvl w:val="2"/>', "The style “Clause 2” prints “(a)”"),
    "another name": (r'w:name w:val="Clause 2"', 'w:name w:val="Paragraph 2"', "but none called “Clause 2”"),
}


@pytest.mark.parametrize("fault", FAULTY_LISTS)
def test_lists_that_print_other_numbers_are_told(fault: str) -> None:
    pattern, by, told = FAULTY_LISTS[fault]
    content = sample_with(styles=lambda xml: re.sub(pattern, by, xml, count=1, flags=re.DOTALL))
    with pytest.raises(LetterheadRefused, match=re.escape(told)):
        own(content)


def test_a_list_with_words_before_its_numbers_is_told() -> None:
    content = sample_with(numbering=lambda xml: xml.replace('w:lvlText w:val="%1."', 'w:lvlText w:val="Article %1"', 1))
    with pytest.raises(LetterheadRefused, match="prints “Article 1” before its first paragraph"):
        own(content)


def test_machines_still_read_it(calibri: bytes, on_sample: Letterhead, delivery: Agreement) -> None:
    for each in (on_sample, own(calibri)):
        content = docx.render(delivery, letterhead=each)
        carried = carried_agreement(content, "made.docx")
        assert carried is not None
        assert carried.agreement == delivery
        reading = read_back(open_word(content, "made.docx"), delivery)
        assert (list(reading.edits), list(reading.remarks)) == ([], [])


def test_a_changed_line_of_the_letterhead_is_found(delivery: Agreement) -> None:
    content = docx.render(delivery, letterhead=own(word(paragraph("Registered in Venice"))))
    with zipfile.ZipFile(BytesIO(content)) as package:
        changed = {name: package.read(name) for name in package.namelist()}
    changed["word/document.xml"] = changed["word/document.xml"].replace(b"Registered in Venice", b"Registered in Verona")
    edited = BytesIO()
    with zipfile.ZipFile(edited, "w") as package:
        for name, part in changed.items():
            package.writestr(name, part)
    remarks = read_back(open_word(edited.getvalue(), "made.docx"), delivery).remarks
    assert [remark.what for remark in remarks] == ["a line of the letterhead was changed"]


@pytest.mark.parametrize("kind", ["joint-service-delivery", "client-service-letter"])
def test_the_pdf_with_the_head_of_a_letterhead_is_to_be_kept_and_accessible(kind: str, on_sample: Letterhead) -> None:
    content = pdf.render(agreement_of(kind), letterhead=on_sample)
    assert verapdf.breaches(content, verapdf.ARCHIVAL, verapdf.ACCESSIBLE) == []


def test_the_pdf_is_verified_with_the_head_that_it_carries(on_sample: Letterhead, delivery: Agreement) -> None:
    content = pdf.render(delivery, letterhead=on_sample)
    verdict = verify(content, "made.pdf", lambda *_: b"", lambda agreement, draft, head: pdf.render(agreement, draft=draft, head=head))
    assert (verdict.status, verdict.draft) == ("unchanged", False)


def test_pages_take_name_address_logo_and_colour(on_sample: Letterhead, delivery: Agreement) -> None:
    page = html.render(delivery, letterhead=on_sample).decode()
    head = head_of(on_sample)
    assert head is not None
    assert head_in(head.to_json()) == head
    assert [words in page for words in (head.name, *head.address, head.source, f"#{head.accent}", f'alt="{head.alternative}"')] == [True] * 7


def test_a_letterhead_that_does_not_tell_whose_it_is_changes_no_pdf(delivery: Agreement) -> None:
    assert html.render(delivery, letterhead=own(word())) == html.render(delivery)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"name": 1}', b'{"name":"a","address":[],"logo":"PHN2Zz4=","width":1,"height":1,"alternative":"","accent":"0B5D66","words":"0B5D66"}', b'{"name":"a","address":[],"logo":"","width":1,"height":1,"alternative":"","accent":"red;}","words":"0B5D66"}'])  # fmt: skip
def test_a_head_from_elsewhere_is_not_believed(content: bytes) -> None:
    assert head_in(content) is None


def test_hostile_names_of_a_hub_stay_words(delivery: Agreement) -> None:
    page = html.render(delivery, letterhead=own(word(card(name="<script>x</script> & Co")))).decode()
    assert "<script>" not in page
    assert "&lt;script&gt;x&lt;/script&gt; &amp; Co" in page
