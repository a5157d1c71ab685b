"""Each kind of change in a Word file is told as what it is: where, by whom, when, tracked or silent; and what no list can show needs a person."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache

import pytest
from lxml import etree
from word_edits import (
    AUTHOR,
    DATE,
    W,
    WordFile,
    comment,
    delete_silently,
    delete_tracked,
    insert_silently,
    insert_tracked,
    move_silently,
    move_tracked,
    replace_silently,
    replace_tracked,
    runs,
    text_run,
)

from agreements.agreement import Agreement, Blank, Reference, Text, Value, plain
from agreements.assembly import draft
from agreements.foreign.word_package import open_word
from agreements.intake import read_deal
from agreements.reading.edited import edited_agreement
from agreements.reading.edits import Edit
from agreements.reading.reading import Reading, read_back
from agreements.reading.report import report
from agreements.reading.word_text import Hand, plainly
from agreements.render import docx
from clauses import library
from clauses.library import example

HAND = (Hand(AUTHOR, DATE),)


@cache
def made(kind: str) -> tuple[Agreement, bytes]:
    agreement = draft(read_deal(example(kind), library()), library()).agreement
    return agreement, docx.render(agreement)


def read(change: Callable[[WordFile], object], kind: str = "nda") -> Reading:
    agreement, content = made(kind)
    file = WordFile(content)
    change(file)
    return read_back(open_word(file.saved(), "edited.docx"), agreement)


def only(reading: Reading) -> Edit:
    assert len(reading.edits) == 1, reading.edits
    return reading.edits[0]


COPIES, ANEW = "The parties may sign separate copies", "Nobody may change the text after"


def test_a_silent_change_is_told_as_silent() -> None:
    edit = only(read(lambda file: replace_silently(file, file.find(COPIES), "may sign", "may not sign")))

    assert (edit.what, edit.part, edit.tracked, edit.hands) == ("replaced", "gen/signature", False, ())
    assert (edit.was, edit.now) == ("The parties may sign separate copies of the same text.", "The parties may not sign separate copies of the same text.")


def test_a_tracked_change_is_told_with_author_and_moment() -> None:
    edit = only(read(lambda file: replace_tracked(file, file.find(COPIES), "separate", "joint")))

    assert (edit.what, edit.tracked, edit.hands) == ("replaced", True, HAND)
    assert [(each.what, each.text) for each in edit.stretches if each.what != "same"] == [("removed", "separate"), ("added", "joint")]


def test_a_silent_and_a_tracked_change_of_one_paragraph_are_two() -> None:
    def both(file: WordFile) -> None:
        paragraph = file.find(COPIES)
        replace_silently(file, paragraph, "separate", "secret")
        replace_tracked(file, paragraph, "same", "other")

    assert [(edit.what, edit.tracked) for edit in read(both).edits] == [("replaced", False), ("replaced", True)]


@pytest.mark.parametrize("as_word", [True, False])
def test_a_new_paragraph_stands_behind_the_one_before_it(as_word: bool) -> None:
    reading = read(lambda file: insert_tracked(file, file.find(ANEW), "Every change costs nothing.", as_word=as_word))
    edit = only(reading)

    assert (edit.what, edit.tracked, edit.part, edit.now, edit.hands) == ("inserted", True, "gen/signature", "Every change costs nothing.", HAND)
    assert edit.after == "gen/signature#no-change"
    clause = next(clause for clause in edited_agreement(reading).clauses if clause.id == "gen/signature")
    at = [child.id for child in clause.children].index(edit.id)
    assert clause.children[at - 1].id == "gen/signature#no-change"
    assert [child.label for child in clause.children] == [f"{clause.label}{number}" for number in range(1, len(clause.children) + 1)]


def test_a_silent_new_paragraph_and_a_silent_deletion_are_found() -> None:
    inserted = only(read(lambda file: insert_silently(file, file.find(ANEW), "Every change costs nothing.")))
    deleted = only(read(lambda file: delete_silently(file, file.find(COPIES))))

    assert (inserted.what, inserted.tracked) == ("inserted", False)
    assert (deleted.what, deleted.tracked, deleted.id) == ("deleted", False, "gen/signature#counterparts")


def test_a_tracked_deletion_is_found() -> None:
    edit = only(read(lambda file: delete_tracked(file, file.find(COPIES))))

    assert (edit.what, edit.tracked, edit.id, edit.hands) == ("deleted", True, "gen/signature#counterparts", HAND)


@pytest.mark.parametrize(("move", "tracked"), [(move_silently, False), (move_tracked, True)])
def test_a_moved_paragraph_is_moved_and_not_deleted(move: Callable[[WordFile, etree._Element, etree._Element], None], tracked: bool) -> None:
    edit = only(read(lambda file: move(file, file.find(COPIES), file.find("The parties agree as follows"))))

    assert (edit.what, edit.tracked, edit.id) == ("moved", tracked, "gen/signature#counterparts")


def test_a_value_in_its_control_is_told_as_the_parameter() -> None:
    agreement = made("nda")[0]
    value = next(run for each in agreement.provisions() for run in each.runs if isinstance(run, Value) and "notice" in run.parameter and "(" in run.text)
    edits = read(lambda file: change_control(file, value.parameter, "one hundred (100) days")).edits

    assert {edit.what for edit in edits} == {"parameter"}
    assert {(each.parameter, each.was, each.now) for edit in edits for each in edit.parameters} == {
        (value.parameter, plainly(value.text), "one hundred (100) days")
    }


def test_an_edited_paragraph_keeps_what_its_references_lead_to() -> None:
    agreement = made("joint-service-delivery")[0]

    def mend(file: WordFile) -> None:
        for paragraph in file.paragraphs():
            if paragraph.find(f"{W}pPr/{W}pStyle") is not None and any("REF " in (each.text or "") for each in paragraph.iter(f"{W}instrText")):
                with suppress(LookupError):
                    replace_silently(paragraph=paragraph, file=file, old=" ", new=" indeed ")

    reading = read(mend, "joint-service-delivery")
    edited = edited_agreement(reading)

    assert len(reading.edits) > 30
    assert targets(edited) == targets(agreement)


def targets(agreement: Agreement) -> list[str]:
    shown = [run for row in agreement.cover for run in row.runs] + [run for each in agreement.provisions() for run in each.runs]
    return [run.target for run in shown if isinstance(run, Reference)]


def change_control(file: WordFile, parameter: str, words: str) -> None:
    """Type over every control of a parameter."""
    for control in file.root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and tag.get(f"{W}val") == parameter:
            texts = [*control.iter(f"{W}t")]
            texts[0].text = words
            for text in texts[1:]:
                text.text = ""


def test_a_filled_blank_is_told_as_filled() -> None:
    raw = example("nda")
    raw["parties"][0]["legal_name"] = ""
    agreement = draft(read_deal(raw, library()), library(), tolerant=True).agreement
    blank = next(run for line in agreement.parties for run in line.runs if isinstance(run, Blank))
    file = WordFile(docx.render(agreement, draft=True))
    change_control(file, blank.parameter, "Mälarbygd AB")

    reading = read_back(open_word(file.saved(), "filled.docx"), agreement)

    assert [(edit.what, edit.parameters[0].now) for edit in reading.edits if edit.part == "parties"] == [("filled", "Mälarbygd AB")]
    assert "[" not in plain(edited_agreement(reading).parties[0].runs)


def test_a_cell_of_a_table_is_told_with_its_row_and_column() -> None:
    def change(file: WordFile) -> None:
        cell = next(
            each
            for each in file.paragraphs()
            if [*each.iterancestors(f"{W}tc")] and "start of the trial run" in "".join(text.text or "" for text in each.iter(f"{W}t"))
        )
        replace_silently(file, cell, "trial run", "dry run")

    edit = only(read(change, "joint-service-delivery"))

    assert edit.what in ("cell", "parameter")
    assert edit.id == "EXP:people/expert-exchange#experts/row-2/3"


def test_a_comment_is_told_with_its_words_its_place_and_its_answers() -> None:
    reading = read(lambda file: comment(file, file.find(COPIES), "Why?", "Because."))
    placed = reading.comments[0]

    assert reading.edits == ()
    assert (placed.comment.author, placed.comment.text, placed.id, [answer.text for answer in placed.answers]) == (
        AUTHOR,
        "Why?",
        "gen/signature#counterparts",
        ["Because."],
    )
    assert COPIES in placed.comment.quoted
    assert f"comment by {AUTHOR}" in report(reading)


def looks(name: str, **values: str) -> Callable[[WordFile], None]:
    """Return a change that gives the first run of a paragraph a look."""

    def change(file: WordFile) -> None:
        run = runs(file.find(COPIES))[0]
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        etree.SubElement(properties, f"{W}{name}", {f"{W}{key}": value for key, value in values.items()})

    return change


def inside(name: str, **values: str) -> Callable[[WordFile], None]:
    """Return a change that puts an element into a run of its own."""

    def change(file: WordFile) -> None:
        run = text_run("")
        run.append(etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in values.items()}))
        file.find(COPIES).append(run)

    return change


def vain(file: WordFile) -> None:
    put, out = file.tracked("ins"), file.tracked("del")
    out.append(text_run("for ever", "delText"))
    put.append(out)
    file.find(COPIES).append(put)


def new_table(file: WordFile) -> None:
    cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = f'<w:tbl xmlns:w="{W[1:-1]}"><w:tr>{cell.format("Rate")}{cell.format("EUR 900")}</w:tr></w:tbl>'
    file.find(COPIES).addnext(etree.fromstring(table))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (looks("vanish"), "hidden words"),
        (looks("strike"), "struck through"),
        (looks("color", val="FFFFFF"), "too small or too light"),
        (looks("sz", val="2"), "too small or too light"),
        (looks("rPrChange", id="1", author=AUTHOR, date=DATE), "formatting only, tracked"),
        (inside("footnoteReference", id="7"), "a footnote"),
        (inside("drawing"), "a picture"),
        (inside("object"), "an embedded file"),
        (vain, "one person put in and another took out"),
        (new_table, "a new table"),
    ],
)
def test_what_no_list_can_show_needs_a_person(change: Callable[[WordFile], None], words: str) -> None:
    reading = read(change)

    assert [remark.what for remark in reading.remarks if words in remark.what], reading.remarks
    assert words in report(reading)


def test_words_in_a_new_table_are_new_words_of_the_agreement() -> None:
    reading = read(new_table)

    assert [edit.now for edit in reading.edits] == ["Rate", "EUR 900"]
    assert [table.rows for each in edited_agreement(reading).provisions() if each.id.startswith("new/") and (table := each.table)] == [
        (((Text("Rate"),), (Text("EUR 900"),)),)
    ]
