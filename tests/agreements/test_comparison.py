"""Two agreements compared: what changed is shown, word by word, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from agreements.agreement import Agreement, Provision, Reference, Text
from agreements.assembly import Drafted
from agreements.comparing.comparison import Change, Comparison, Side, compare, compared_parts
from agreements.comparing.parts import parts, tokens
from agreements.comparing.parts import words as words_of
from agreements.comparing.wordwise import segments
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


def test_phrases_change_as_a_whole_and_not_in_crumbs() -> None:
    found = segments(words_of("The lead hub pays on the first day of a month."), words_of("The partner hub is paid by the first day of a year."))

    assert [(each.what, each.text) for each in found] == [
        ("same", "The "), ("removed", "lead hub pays on"), ("added", "partner hub is paid by"), ("same", " the first day of a "),
        ("removed", "month"), ("added", "year"), ("same", "."),
    ]  # fmt: skip


def test_words_put_in_at_two_places_leave_the_words_between_alone() -> None:
    found = segments(words_of("A party may stop."), words_of("A hub party may soon stop."))

    assert [each.text for each in found if each.what == "added"] == ["hub ", "soon "]
    assert [each.text for each in found if each.what == "removed"] == []


def test_lines_with_little_in_common_are_shown_as_taken_out_and_put_in() -> None:
    found = segments(words_of("Interest is due from the first day."), words_of("No compensation follows from this."))

    assert [each.what for each in found] == ["removed", "added"]


def test_a_reference_that_only_got_another_number_has_not_changed_and_the_older_number_is_known() -> None:
    older, newer = (tokens((Text("see clause "), Reference(number, "liab/cap"), Text("."))) for number in ("4", "5"))

    (stayed,) = segments(older, newer)

    assert (stayed.what, stayed.before, stayed.after) == ("same", "see clause 4.", "see clause 5.")


def test_a_table_changes_cell_by_cell_and_row_by_row(deal: Deal, drafted: Draft) -> None:
    before, after = deal(), deal()
    tasks = after["clauses"]["perf/scope-of-work"]["tasks"]
    tasks[0]["output"] = "another output"
    tasks.append({**tasks[1], "id": "T9", "title": "Report to the board"})

    changes = [change for change in compare(drafted(before).agreement, drafted(after).agreement) if change.line_id.startswith("work-plan#1/")]

    assert [change.what for change in changes] == ["changed", "added"]
    assert words(changes[0], "removed", "added").endswith("another output")
    assert changes[0].place == "table, row 1"
    assert "Report to the board" in words(changes[1], "added")


def test_a_paragraph_that_moved_to_another_clause_is_one_move_that_says_where_it_was(deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal()).agreement
    first, second, *rest = agreement.clauses
    moved = first.children[1]
    older = with_clauses(agreement, first, second, *rest)
    newer = with_clauses(
        agreement, replace(first, children=(first.children[0], *first.children[2:])), replace(second, children=(*second.children, moved)), *rest
    )

    (change,) = compare(older, newer)

    assert (change.what, change.part, change.origin) == ("moved", second.heading, f"{moved.label}, {first.heading}")


def test_a_paragraph_that_changed_its_place_in_a_clause_is_one_move(deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal()).agreement
    first, *rest = agreement.clauses
    turned = replace(first, children=(*first.children[1:], first.children[0]))

    (change,) = compare(agreement, with_clauses(agreement, turned, *rest))

    assert change.what == "moved"


def test_short_lines_that_stand_in_many_clauses_never_move(deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal()).agreement
    first, second, *rest = agreement.clauses
    short = Provision("x#short", 2, "1.9", "", "", (Text("It ends then."),))

    changes = compare(
        with_clauses(agreement, replace(first, children=(*first.children, short)), second, *rest),
        with_clauses(agreement, first, replace(second, children=(*second.children, short)), *rest),
    )

    assert [change.what for change in changes] == ["removed", "added"]


def test_a_party_that_signs_elsewhere_on_the_page_is_one_move(deal: Deal, drafted: Draft) -> None:
    agreement = drafted(deal()).agreement

    (change,) = compare(agreement, replace(agreement, execution=agreement.execution[::-1]))

    assert (change.what, change.part) == ("moved", "Signatures")


def test_the_page_sums_up_links_and_tells_by_more_than_colour(deal: Deal, drafted: Draft) -> None:
    before, after = deal(), deal()
    after["clauses"]["disp/escalation"] = {"variant": "two-step"}
    sides = [drafted(each).agreement for each in (before, after)]
    found = Comparison(Side("a.json"), Side("b.json"), compared_parts(*(parts(each) for each in sides)), "Anna Rossi", "2026-03-10", ("Look here.",))

    page = redline.comparison_page(found)

    assert f"{len(found.parts)} clauses or other parts differ: {len(found.parts)} changed. Compared by Anna Rossi on 2026-03-10." in page
    assert all(f'href="#part-{number}"' in page and f'id="part-{number}"' in page for number in range(1, len(found.parts) + 1))
    assert "Look here." in page
    assert '<span class="said">[removed: </span><del>' in page
    assert "text-decoration: line-through" in page


def test_text_and_page_of_a_comparison_keep_what_people_typed(deal: Deal, drafted: Draft) -> None:
    before, after = deal("nda"), deal("nda")
    after["parties"][0]["address"] = "<b>1 & Co</b> {{7*7}}"
    sides = [drafted(each).agreement for each in (before, after)]
    found = Comparison(Side("<i>a</i>"), Side("b"), compared_parts(*(parts(each) for each in sides)))

    assert "[+<b>1 & Co</b> {{7*7}}+]" in redline.comparison_text(found)
    assert "&lt;b&gt;1 &amp; Co&lt;/b&gt; {{7*7}}" in redline.comparison_page(found)
    assert "<i>a</i>" not in redline.comparison_page(found)
