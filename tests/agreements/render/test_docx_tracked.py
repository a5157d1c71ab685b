"""A redline in Word: rejecting all changes gives the older text, accepting all the newer, and Word finds nothing wrong with the file."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from agreements.agreement import Agreement
from agreements.assembly import Drafted
from agreements.comparing.comparison import compare
from agreements.foreign.carried import carried_in_word
from agreements.foreign.word_package import open_word
from agreements.reading.reading import read_back
from agreements.render import docx
from agreements.render.docx_tracked import tracked
from tests.conftest import KINDS
from tests.tracked_reading import W, accepted, document, rejected
from tests.validators.ooxml import faults

Draft = Callable[[Any], Drafted]
Deal = Callable[..., Any]
CHANGES = ("ins", "del", "moveFrom", "moveTo")


def redline(older: Agreement, newer: Agreement) -> bytes:
    return tracked(open_word(docx.render(older), "older"), open_word(docx.render(newer), "newer"), older, author="Anna Rossi", date="2026-03-10")


def plain(paragraphs: list[str]) -> list[str]:
    return [" ".join(each.split()) for each in paragraphs]


def require_both_texts(older: Agreement, newer: Agreement, made: bytes) -> None:
    """Rejected and accepted, the redline says what the two files of their own say."""
    assert plain(rejected(made)) == plain(accepted(docx.render(older)))
    assert plain(accepted(made)) == plain(accepted(docx.render(newer)))


@pytest.fixture(name="changed")
def _changed(deal: Deal, drafted: Draft) -> tuple[Agreement, Agreement]:
    """A deal and the same deal with another title, address, task, wording and one clause elsewhere."""
    after = deal()
    after["reference"] = "LH-2026-008"
    after["parties"][0]["address"] = "Elsewhere 1, Venezia"
    after["parties"][0]["signatories"][0]["name"] = "Anna Rossi"
    after["clauses"]["core/cover-page"]["title"] = "Another title"
    after["clauses"]["disp/escalation"] = {"variant": "two-step"}
    tasks = after["clauses"]["perf/scope-of-work"]["tasks"]
    after["clauses"]["perf/scope-of-work"]["tasks"] = [{**tasks[0], "output": "another output"}, *tasks[2:], {**tasks[1], "id": "T9"}]
    newer = drafted(after).agreement
    clauses = list(newer.clauses)
    clauses.insert(9, clauses.pop(3))
    return drafted(deal()).agreement, replace(newer, clauses=tuple(clauses))


@pytest.mark.parametrize(("older", "newer"), list(pairwise((*KINDS, KINDS[0]))))
def test_rejected_it_says_the_older_and_accepted_the_newer_and_it_is_valid(older: str, newer: str, deal: Deal, drafted: Draft, tmp_path: Path) -> None:
    before, after = drafted(deal(older)).agreement, drafted(deal(newer)).agreement

    made = redline(before, after)

    require_both_texts(before, after, made)
    assert faults({"redline": made}, tmp_path) == {"redline": []}


def test_a_changed_deal_comes_out_of_its_redline_whole(changed: tuple[Agreement, Agreement], tmp_path: Path) -> None:
    made = redline(*changed)

    require_both_texts(*changed, made)
    assert faults({"redline": made}, tmp_path) == {"redline": []}


def test_parties_that_change_places_move(deal: Deal, drafted: Draft) -> None:
    swapped = deal()
    swapped["parties"].reverse()
    before, after = drafted(deal()).agreement, drafted(swapped).agreement

    require_both_texts(before, after, redline(before, after))


def test_what_is_the_same_has_no_change(kind: str, deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal(kind)).agreement

    root = document(redline(agreement, agreement))

    assert [name for name in CHANGES if root.find(f".//{W}{name}") is not None] == []


def test_every_change_names_author_and_day_and_has_a_number_of_its_own(changed: tuple[Agreement, Agreement]) -> None:
    root = document(redline(*changed))
    made = [each for name in CHANGES for each in root.iter(f"{W}{name}")]
    starts = [each for each in root.iter() if str(each.tag).endswith(("bookmarkStart", "RangeStart"))]

    assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in made} == {("Anna Rossi", "2026-03-10T00:00:00Z")}
    assert max(Counter(each.get(f"{W}id") for each in (*made, *starts)).values()) == 1


def test_no_change_lies_in_another(changed: tuple[Agreement, Agreement]) -> None:
    root = document(redline(*changed))
    names = {f"{W}{name}" for name in CHANGES}

    nested = [each for each in root.iter(*names) if any(above.tag in names for above in each.iterancestors())]

    assert nested == []


def test_words_are_deleted_as_deleted_words(changed: tuple[Agreement, Agreement]) -> None:
    root = document(redline(*changed))

    assert [each.text for each in root.iterfind(f".//{W}del//{W}t")] == []
    assert "two-step" not in "".join(each.text for each in root.iter(f"{W}delText"))
    assert [each.text for each in root.iter(f"{W}delText") if each.getparent().getparent().tag != f"{W}del"] == []


def test_a_clause_that_moved_lies_between_two_marks_of_one_name(deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal()).agreement
    clauses = list(agreement.clauses)
    clauses.insert(12, clauses.pop(3))
    root = document(redline(agreement, replace(agreement, clauses=tuple(clauses))))
    names = [[each.get(f"{W}name") for each in root.iter(f"{W}{what}RangeStart")] for what in ("moveFrom", "moveTo")]

    assert names[0]
    assert sorted(names[0]) == sorted(names[1])
    assert len(list(root.iter(f"{W}moveFromRangeEnd"))) == len(names[0])
    assert root.find(f".//{W}moveFrom//{W}t") is not None


def test_a_changed_table_shows_its_rows_and_cells(changed: tuple[Agreement, Agreement]) -> None:
    root = document(redline(*changed))
    rows = [name for row in root.iter(f"{W}tr") for name in ("ins", "del") if row.find(f"{W}trPr/{W}{name}") is not None]
    inside = ["".join(each.text or "" for each in cell.iter(f"{W}delText")) for cell in root.iter(f"{W}tc") if cell.find(f"{W}p/{W}del") is not None]

    assert set(rows) == {"ins", "del"}
    assert "list of measuring points agreed with the Client" in inside


def test_reading_it_back_finds_each_change_under_its_author_and_no_silent_one(deal: Deal, drafted: Draft) -> None:
    after = deal()
    after["clauses"]["disp/escalation"] = {"variant": "two-step"}
    after["clauses"]["perf/scope-of-work"]["tasks"][0]["output"] = "another output"
    before, newer = drafted(deal()).agreement, drafted(after).agreement
    package = open_word(redline(before, newer), "redline")
    carried = carried_in_word(package)

    assert carried is not None
    assert carried.agreement == before
    found = read_back(package, before).edits
    assert {edit.tracked for edit in found} == {True}
    assert {hand.author for edit in found for hand in edit.hands} == {"Anna Rossi"}
    assert len(found) == len(compare(before, newer))


def test_where_the_older_text_is_no_agreement_the_redline_carries_none(changed: tuple[Agreement, Agreement]) -> None:
    older, newer = (open_word(docx.render(each), "side") for each in changed)

    assert carried_in_word(open_word(tracked(older, newer, None), "redline")) is None


def test_the_same_two_files_give_the_same_bytes(changed: tuple[Agreement, Agreement]) -> None:
    assert redline(*changed) == redline(*changed)


def test_the_foot_of_the_page_shows_that_the_reference_changed(changed: tuple[Agreement, Agreement]) -> None:
    with zipfile.ZipFile(io.BytesIO(redline(*changed))) as archive:
        margins = [archive.read(name).decode() for name in archive.namelist() if name.startswith(("word/header", "word/footer"))]

    assert any("LH-2026-007</w:delText>" in part and "LH-2026-008</w:t>" in part for part in margins)


def test_hostile_words_come_out_as_typed(deal: Deal, drafted: Draft, hostile: str, tmp_path: Path) -> None:
    after = deal("nda")
    after["parties"][0]["address"] = hostile.replace("\x07", "")
    before, newer = drafted(deal("nda")).agreement, drafted(after).agreement

    made = redline(before, newer)

    assert faults({"redline": made}, tmp_path) == {"redline": []}
    require_both_texts(before, newer, made)
