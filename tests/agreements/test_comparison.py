"""Two agreements compared: what changed is shown, word by word, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from agreements.agreement import Agreement, Provision, Text
from agreements.assembly import Drafted
from agreements.comparison import Change, compare
from agreements.render import redline

Draft = Callable[[Any], Drafted]
Deal = Callable[..., Any]


def with_clauses(agreement: Agreement, *clauses: Provision) -> Agreement:
    return replace(agreement, clauses=clauses)


def words(change: Change, *kinds: str) -> str:
    return "".join(segment.text for segment in change.segments if segment.what in kinds)


def test_an_agreement_does_not_differ_from_itself(kind: str, deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal(kind)).agreement

    assert compare(agreement, agreement) == ()


def test_a_changed_number_is_one_change_of_these_words(deal: Deal, drafted: Draft) -> None:
    older, newer = (drafted(deal("nda", clauses={"conf/confidentiality": {"return_destroy_days": days}})).agreement for days in (30, 45))

    (change,) = compare(older, newer)

    assert (change.what, change.part) == ("changed", "Confidentiality")
    assert words(change, "removed").split() == ["thirty", "(30)"]
    assert words(change, "added").split() == ["forty-five", "(45)"]
    assert "[-thirty (30)-][+forty-five (45)+]" in redline.text([change]).replace("\xa0", " ")


def test_old_and_new_words_together_are_the_old_and_the_new_text(deal: Deal, drafted: Draft) -> None:
    before, after = deal(), deal()
    after["clauses"]["disp/escalation"] = {"variant": "two-step"}
    older, newer = drafted(before).agreement, drafted(after).agreement
    texts = {"older": _lines(older), "newer": _lines(newer)}

    for change in compare(older, newer):
        if change.what in ("changed", "removed"):
            assert words(change, "same", "removed").split() in texts["older"] or _only_numbers_differ(change, texts["older"])
        if change.what in ("changed", "added"):
            assert words(change, "same", "added").split() in texts["newer"]


def test_a_clause_that_only_got_another_number_is_no_change(deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal()).agreement
    first, second, *rest = agreement.clauses

    changes = compare(with_clauses(agreement, first, *rest), agreement)

    assert {change.part for change in changes} == {second.heading}
    assert {change.what for change in changes} == {"added"}


def test_a_moved_clause_is_a_move(deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal()).agreement
    first, second, third, *rest = agreement.clauses

    (change,) = compare(agreement, with_clauses(agreement, first, third, *rest, second))

    assert (change.what, change.part) == ("moved", second.heading)


def test_what_was_removed_stands_where_it_stood(deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal()).agreement
    extra = Provision("core/extra", 1, "9.", "", "Extra clause", (Text("It is gone."),))
    first, *rest = agreement.clauses

    changes = compare(with_clauses(agreement, first, extra, *rest), with_clauses(agreement, first, replace(rest[0], heading="New name"), *rest[1:]))

    assert [(change.what, words(change, "added", "removed")) for change in changes] == [
        ("removed", "Extra clause"), ("removed", "It is gone."), ("changed", f"{rest[0].heading}New name"),
    ]  # fmt: skip


def test_cover_parties_tables_annexes_and_signatures_are_compared(deal: Deal, drafted: Draft) -> None:
    before, after = deal(), deal()
    after["parties"][0]["address"] = "Elsewhere 1, Venezia"
    after["parties"][0]["signatories"][0]["name"] = "Anna Rossi"
    after["clauses"]["perf/scope-of-work"]["tasks"][0]["output"] = "another output"
    after["clauses"]["core/cover-page"]["title"] = "Another title of the deal"

    parts = {change.part for change in compare(drafted(before).agreement, drafted(after).agreement)}

    assert {"Parties", "Signatures", "Annex 1: Work plan"} <= parts


def test_the_page_escapes_what_people_typed(deal: Deal, drafted: Draft) -> None:
    before, after = deal("nda"), deal("nda")
    after["parties"][0]["address"] = "<script>alert(1)</script> & co"

    page = redline.page("Changes", [("NDA", compare(drafted(before).agreement, drafted(after).agreement))])

    assert "<script>" not in page
    assert "&lt;" in page
    assert "<ins>" in page
    assert "<del>" in page


def _lines(agreement: Agreement) -> list[list[str]]:
    rows = [row.runs for row in agreement.cover] + [line.runs for line in (*agreement.parties, *agreement.recitals)]
    return ["".join(run.text for run in runs).split() for runs in (*rows, *(each.runs for each in agreement.provisions()))]


def _only_numbers_differ(change: Change, texts: list[list[str]]) -> bool:
    """A reference that only got another number shows the new one."""
    shown = words(change, "same", "removed").split()
    return any(len(text) == len(shown) and sum(a != b for a, b in zip(text, shown, strict=True)) <= 2 for text in texts)
