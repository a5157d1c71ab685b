"""A file that nobody has edited reads back as what was generated, in every kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from agreements.agreement import Agreement, plain
from agreements.assembly import draft
from agreements.foreign.word_package import open_word
from agreements.intake import read_deal
from agreements.reading.edited import edited_agreement
from agreements.reading.places import generated
from agreements.reading.reading import read_back
from agreements.reading.tree_runs import tree_runs
from agreements.reading.word_text import plainly
from agreements.render import docx
from clauses import library
from clauses.library import example

KINDS = sorted(library().kinds)


def made(kind: str) -> Agreement:
    return draft(read_deal(example(kind), library()), library()).agreement


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_no_change_and_nothing_to_look_at(kind: str) -> None:
    agreement = made(kind)

    reading = read_back(open_word(docx.render(agreement, draft=True), kind), agreement)

    assert reading.is_unchanged
    assert reading.comments == ()
    assert edited_agreement(reading) == agreement


@pytest.mark.parametrize("kind", KINDS)
def test_every_paragraph_of_the_tree_has_one_place(kind: str) -> None:
    agreement = made(kind)

    places = {place.id: place.text for place in generated(agreement).places}

    assert [id_ for id_, runs in tree_runs(agreement).items() if places.get(id_) != plainly(plain(runs))] == []
    assert [id_ for id_, number in Counter(place.id for place in generated(agreement).places).items() if number > 1 or "unnamed" in id_] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_tree_is_built_again_from_its_paragraphs(kind: str) -> None:
    agreement = made(kind)
    other = replace(agreement, title=f"{agreement.title} and more")

    reading = read_back(open_word(docx.render(other), kind), agreement)

    assert [(edit.id, edit.tracked) for edit in reading.edits] == [("cover/title", False)]
    assert edited_agreement(reading) == other
