"""The client's letter: one hub and its client, short and plain, for paid work, for work as State aid and for a partner search."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreements.agreement import descend, plain
from agreements.assembly import Drafted
from agreements.checks import check

CASES = Path(__file__).parent.parent / "cases"
LETTERS = ("paid", "voucher", "search")
LONGEST = 3550  # words of cover, parties, clauses and annex texts without tables; an agreement among hubs has more than 8,000


def letter(name: str) -> Any:
    return json.loads((CASES / f"client-letter-{name}.json").read_text(encoding="utf-8"))


def words(drafted: Drafted) -> str:
    made = drafted.agreement
    lines = [f"{row.label} {plain(row.runs)}" for row in made.cover] + [plain(line.runs) for line in (*made.parties, *made.recitals)]
    provisions = [*made.clauses, *(each for annex in made.annexes for each in annex.provisions)]
    return " ".join([*lines, *(f"{each.heading} {plain(each.runs)}" for found in provisions for each in descend(found))])


def codes(drafted: Drafted, severity: str) -> set[str]:
    return {finding.code for finding in check(drafted) if finding.severity == severity}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_has_no_error_and_no_open_point(name: str, drafted: Callable[[Any], Drafted]) -> None:
    assert codes(drafted(letter(name)), "error") == set()


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_speaks_of_one_hub_and_its_client(name: str, drafted: Callable[[Any], Drafted]) -> None:
    text = words(drafted(letter(name)))

    assert [stranger for stranger in ("partner hub", "Steering Group", "the hubs", "searching hub", "you ", "Task ") if stranger in text] == []


def test_paid_work_needs_a_short_letter(drafted: Callable[[Any], Drafted]) -> None:
    assert len(words(drafted(letter("paid"))).split()) <= LONGEST


@pytest.mark.parametrize(
    ("name", "annexes"),
    [("paid", ("service-description",)), ("voucher", ("aid-notice",)), ("search", ("aid-notice", "search-consent"))],
)
def test_a_letter_has_the_annexes_that_it_needs(name: str, annexes: tuple[str, ...], drafted: Callable[[Any], Drafted]) -> None:
    assert drafted(letter(name)).annexes == annexes


def test_partners_are_named_in_an_annex_and_never_sign(deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    made = drafted(deal("client-service-letter"))

    assert made.annexes == ("service-description", "partner-list")
    assert [block.party for block in made.agreement.execution] == ["lead", "client"]
    assert "the Client claims only from the lead hub" in words(made)


@pytest.mark.parametrize("variant", ["non-exclusive", "project-exclusive", "first-offer"])
def test_exclusivity_never_binds_the_client(variant: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    raw = deal("client-service-letter")
    raw["clauses"]["comp/exclusivity"] = {"variant": variant, "scope": "early warning on sterilisers"}

    text = words(drafted(raw))

    assert "The Client may use its own staff, other hubs and other providers at any time" in text
    assert "the Client must not" not in text


@pytest.mark.parametrize(
    ("name", "clause", "change", "code"),
    [
        ("voucher", "fin/public-funding", {"aid_notice": False}, "CLI-08"),
        ("search", "fin/public-funding", {"aid_basis": "market_price"}, "CLI-08"),
        ("search", "perf/matchmaking-process", {"consent_record": False}, "CLI-04"),
    ],
)
def test_aid_without_notice_and_a_search_without_record_are_found(
    name: str, clause: str, change: dict[str, Any], code: str, drafted: Callable[[Any], Drafted]
) -> None:
    raw = letter(name)
    raw["clauses"].setdefault(clause, {}).update(change)

    assert code in codes(drafted(raw), "warning") | codes(drafted(raw), "error")
    assert code not in codes(drafted(letter(name)), "warning") | codes(drafted(letter(name)), "error")


def test_a_public_client_states_its_basis_of_procurement(drafted: Callable[[Any], Drafted]) -> None:
    raw = letter("paid")
    raw["client"]["contracting_authority"] = True

    assert "CLI-09" in codes(drafted(raw), "warning")
    raw["clauses"]["core/parties-purpose"]["procurement_basis"] = "direct award below the threshold, decision of 3 March 2026"
    assert "CLI-09" not in codes(drafted(raw), "warning")


def test_the_limits_towards_client_and_partners_are_compared(deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    raw = deal("client-service-letter")

    assert "LIA-08" not in codes(drafted(raw), "warning")
    raw["clauses"]["liab/allocation"]["other_cap_eur"] = 20000
    assert "LIA-08" in codes(drafted(raw), "warning")
