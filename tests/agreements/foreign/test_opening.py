"""A generated file is opened and gives back the agreement that it carries."""

from __future__ import annotations

import pytest

from agreements.assembly import draft
from agreements.foreign.carried import carried_agreement
from agreements.intake import read_deal
from agreements.render import docx, pdf
from clauses import library
from clauses.library import example


@pytest.mark.parametrize("kind", sorted(library().kinds))
def test_a_word_file_carries_its_agreement(kind: str) -> None:
    agreement = draft(read_deal(example(kind), library()), library()).agreement

    found = carried_agreement(docx.render(agreement, draft=True), "a.docx")

    assert found
    assert (found.agreement, found.is_whole, found.draft) == (agreement, True, True)


def test_a_pdf_carries_its_agreement() -> None:
    agreement = draft(read_deal(example("nda"), library()), library()).agreement

    found = carried_agreement(pdf.render(agreement), "a.pdf")

    assert found
    assert found.agreement == agreement
