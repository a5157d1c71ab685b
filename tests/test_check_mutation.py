"""Break any check, and one of the tables of strikes notices: a strike is lost, or a silence is broken."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from runpy import run_path

import pytest
from mutants import of_check
from striking import Change, Group, Raw, struck

from agreements.assembly import Drafted, draft
from agreements.check_row import CheckRow
from agreements.checks import check
from agreements.errors import LibraryFaulty
from agreements.intake import read_deal
from clauses import library
from clauses.library import example

CHECKS = Path(__file__).parent / "agreements" / "checks"
EQUIVALENT = {  # broken forms that no deal can tell from the check, with the reason
    "DAT-04 part 3: part 1 lost": "a clause that is missing has empty answers too; this part makes the message name the clause",
    "FIN-22 the other severity": "every rule of this topic was only recalled, and warns whatever the check says",
    **dict.fromkeys(
        (
            "INT-02 part 3: part 2 lost",
            "INT-02 part 3: part 2: part 2 lost",
            "INT-02 part 3: part 2: part 2: variant =: turned round",
            "INT-02 part 3: part 3: part 2 lost",
        ),
        "without the screened wording the check strikes anyway; these parts keep that to one finding",
    ),
}


@dataclass(frozen=True)
class Case:
    """A deal on which a check must strike, or must not; *name* is its code, and may add a severity and a clause."""

    name: str
    kind: str
    change: Change | None
    strikes: bool


def groups() -> Iterator[type[Group]]:
    """Yield every group of checks that a test module beside the checks names."""
    for path in sorted(CHECKS.glob("test_*.py")):
        yield from (each for each in run_path(str(path)).values() if isinstance(each, type) and issubclass(each, Group) and each is not Group)


@cache
def cases() -> dict[str, list[Case]]:
    """Return what the tables of all groups promise, by code; before its change a deal raises nothing."""
    found: dict[str, list[Case]] = defaultdict(list)
    for group in groups():
        for table, strikes in ((group.strikes, True), (group.silent, False)):
            for name, kind, change in table:
                code = name.partition(" ")[0]
                found[code].append(Case(name, kind, change, strikes))
                if strikes:
                    found[code].append(Case(name, kind, None, strikes=False))
    return dict(found)


@cache
def drafted(kind: str, change: Change | None) -> Drafted:
    """Return the draft of the example deal of a kind, changed."""
    raw: Raw = copy.deepcopy(example(kind))  # type: ignore[assignment]  # an example is an object
    if change:
        change(raw)
    return draft(read_deal(raw, library()), library(), tolerant=True)


def keeps(row: CheckRow, case: Case) -> bool:
    """Tell whether the check does what the case promises."""
    here = drafted(case.kind, case.change)
    others = here.library.checks if here.deal.accepted else {}  # an acceptance meets what other checks find
    known = replace(here.library, checks={**others, row.code: row})
    try:
        found = check(replace(here, library=known))
    except (LookupError, ValueError, LibraryFaulty):  # the row asks for what it no longer has: the library refuses it
        return False
    return bool(struck(case.name, found, library())) == case.strikes


@pytest.mark.parametrize("code", list(cases()))
def test_every_break_of_a_check_is_noticed(code: str) -> None:
    row, promised = library().checks[code], cases()[code]

    survivors = [what for what, broken in of_check(row) if all(keeps(broken, case) for case in promised)]

    assert [f"{code} {what}" for what in survivors] == [known for known in EQUIVALENT if known.startswith(f"{code} ")]


def test_what_no_deal_can_raise_has_nothing_to_break_but_its_severity() -> None:
    """The table of the brief (test_catalogue) holds that; what the check finds is shown on trees that were changed by hand (test_checks)."""
    without_a_deal = library().checks.keys() - cases().keys()

    assert {what for code in without_a_deal for what, _ in of_check(library().checks[code])} == {"the other severity"}
