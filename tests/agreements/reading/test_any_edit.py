"""Whatever is edited, tracked or silently, nothing is lost: the base with all changes done to it says what the file says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

import pytest
from lxml import etree
from word_edits import (
    W,
    WordFile,
    delete_silently,
    delete_tracked,
    insert_silently,
    insert_tracked,
    move_silently,
    move_tracked,
    replace_silently,
    replace_tracked,
    runs,
)

from agreements.agreement import Agreement
from agreements.assembly import draft
from agreements.comparing.parts import parts
from agreements.foreign.word_package import open_word
from agreements.intake import read_deal
from agreements.reading.edited import edited_agreement
from agreements.reading.edits import rebuilt
from agreements.reading.reading import Reading, read_back
from agreements.reading.views import accepted
from agreements.reading.word_parts import parts_of_reading
from agreements.reading.word_text import plainly
from agreements.render import docx
from clauses import library
from clauses.library import example

NOT_COMPARED = ("/label", "/note", "/signature", "/heading")  # what stands beside the terms: a comparison of two agreements leaves it out
KINDS = sorted(library().kinds)
WORDS = ("shall not", "EUR 99,999", "Gand & Söhne <GmbH>", "без претензий", "within 7 days", "“maybe”", "{{ 7*7 }}")


@cache
def made(kind: str) -> tuple[Agreement, bytes]:
    agreement = draft(read_deal(example(kind), library()), library()).agreement
    return agreement, docx.render(agreement)


def in_body(file: WordFile) -> list[etree._Element]:
    return [each for each in file.paragraphs() if runs(each) and not [*each.iterancestors(f"{W}tc")]]


def in_cells(file: WordFile) -> list[etree._Element]:
    return [each for each in file.paragraphs() if runs(each) and [*each.iterancestors(f"{W}tc")]]


def some_words(paragraph: etree._Element, random: Random) -> str:
    words = (random.choice(runs(paragraph)).find(f"{W}t").text or "").split()
    at = random.randrange(len(words))
    return " ".join(words[at : at + random.randint(1, 3)])


def edit(file: WordFile, random: Random) -> None:
    """Make one edit of any kind at any place."""
    one, other = random.choice(in_body(file)), random.choice(in_body(file))
    cells = in_cells(file)
    words = random.choice(WORDS)
    new = f"{words} and a new paragraph of {random.randint(10, 99)} words."
    choices: list[Callable[[], None]] = [
        lambda: replace_silently(file, one, some_words(one, random), words),
        lambda: replace_tracked(file, one, some_words(one, random), random.choice((words, ""))),
        lambda: delete_tracked(file, one),
        lambda: delete_silently(file, one),
        lambda: insert_tracked(file, one, new, as_word=random.random() < 0.5),
        lambda: insert_silently(file, one, new),
        lambda: move_tracked(file, one, other) if one is not other else None,
        lambda: move_silently(file, one, other) if one is not other else None,
        lambda: replace_silently(file, cell := random.choice(cells or [one]), some_words(cell, random), words),
        lambda: replace_tracked(file, cell := random.choice(cells or [one]), some_words(cell, random), words),
    ]
    try:
        random.choice(choices)()
    except LookupError:
        replace_silently(file, one, (runs(one)[0].find(f"{W}t").text or "")[:4], words)


def says(reading: Reading) -> list[str]:
    """What the file says once every change is accepted, paragraph by paragraph."""
    known = {source: fate for fate in reading.fates if fate.after for source in fate.after.sources[-1:]}
    found = [(view, known.get(view.sources[-1])) for view in accepted(reading.text.paragraphs)]
    return [said for view, fate in found if (said := (fate.said(fate.after) if fate and fate.after else view.text))]


def rebuilt_words(reading: Reading) -> list[str]:
    base = [(place.id, place.text) for place in reading.printed.places]
    return [words for _, words in rebuilt(base, reading.edits) if words]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", KINDS)
def test_the_changes_rebuild_what_the_file_says(kind: str, seed: int) -> None:
    agreement, content = made(kind)
    file, random = WordFile(content), Random(f"{kind} {seed}")  # noqa: S311
    for _ in range(random.randint(1, 12)):
        edit(file, random)

    reading = read_back(open_word(file.saved(), kind), agreement)

    assert rebuilt_words(reading) == says(reading)


@pytest.mark.parametrize("seed", range(1))
@pytest.mark.parametrize("kind", KINDS)
def test_the_edited_agreement_and_its_parts_hold_every_new_word(kind: str, seed: int) -> None:
    agreement, content = made(kind)
    file, random = WordFile(content), Random(f"parts {kind} {seed}")  # noqa: S311
    for _ in range(random.randint(1, 12)):
        edit(file, random)

    reading = read_back(open_word(file.saved(), kind), agreement)

    shown = plainly(" ".join(line.text for part in parts_of_reading(reading) for line in part.lines))
    text = dict(rebuilt([(place.id, place.text) for place in reading.printed.places], reading.edits))
    changed = {one.id for one in reading.edits if one.what != "moved"} & text.keys()
    assert [text[id_] for id_ in changed if text[id_] not in shown and not id_.endswith(NOT_COMPARED)] == []
    assert parts(edited_agreement(reading))
