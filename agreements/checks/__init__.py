"""Check a drafted agreement: each check is a row of data with a condition, or a row that names one small function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from agreements.assembly import Drafted
from agreements.checks import (
    closing,
    combined,
    comparisons,
    mentions,
    parties,
    parts,
    payments,
    places,
    restrictions,
    rights,
    shares,
    signing,
    structure,
    terms,
)
from agreements.checks.hit import Hit, shown
from agreements.conditions import holds, names
from agreements.facts import ClauseFacts
from agreements.library import CheckRow
from agreements.parameters import parameter_facts

GENERAL = {"STR-10": ("error",), "STR-11": ("error", "warning")}  # the severities that silence each of them on the same parameter


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says: where it strikes, what was found, what would be allowed, how to mend it, on which source it rests."""

    code: str
    severity: Literal["error", "warning"]
    clause: str
    parameter: str
    found: str
    allowed: str
    message: str
    fix: str
    source: str


Test = Callable[[Drafted, CheckRow], Iterator[Hit]]

LIMITED = frozenset(
    {"outdated", "product_below", "runs_past", "sum_above", "begins_after", "long_or_replaced", "added_up", "beyond"}
)  # tests that compare with a limit
TESTS: Mapping[str, Test] = {
    **combined.TESTS, **payments.TESTS, **rights.TESTS,
    **structure.TESTS, **parties.TESTS, **terms.TESTS, **shares.TESTS, **signing.TESTS, **parts.TESTS, **mentions.TESTS, **places.TESTS, **closing.TESTS, **comparisons.TESTS, **restrictions.TESTS,
}  # fmt: skip


def check(drafted: Drafted) -> tuple[Finding, ...]:
    """Return every finding, errors first, then in the order of the checks; a general check is silent where a particular one speaks."""
    found = [finding for row in drafted.library.checks.values() for finding in _findings(row, drafted)]
    particular = {(finding.clause, finding.parameter, finding.severity) for finding in found if finding.code not in GENERAL and finding.parameter}
    kept = [finding for finding in found if not any((finding.clause, finding.parameter, each) in particular for each in GENERAL.get(finding.code, ()))]
    return tuple(sorted(dict.fromkeys(kept), key=lambda finding: finding.severity))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether the agreement may not be finished."""
    return any(finding.severity == "error" for finding in findings)


def _findings(row: CheckRow, drafted: Drafted) -> Iterator[Finding]:
    hits = TESTS[row.test](drafted, row) if row.test else _row_hits(row, drafted)
    for hit in hits:
        slots = {"clause": hit.clause, "parameter": hit.parameter, "found": hit.found, "allowed": hit.allowed, **hit.slots}
        yield Finding(
            row.code, row.severity, hit.clause, hit.parameter, hit.found, hit.allowed, _filled(row.message, slots), _filled(row.fix, slots), row.source
        )  # fmt: skip


def _filled(text: str, slots: Mapping[str, str]) -> str:
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _row_hits(row: CheckRow, drafted: Drafted) -> Iterator[Hit]:
    """Read the condition of *row* against each of its clauses that stands in the agreement."""
    if row.when is None:
        return
    for clause in row.clauses:
        filling = drafted.fillings.get(clause)
        if filling is None:
            continue
        values = parameter_facts(filling.settings)
        variant = drafted.selection.variants[clause]
        if holds(row.when, ClauseFacts(drafted.facts, {"variant": variant, **values})):
            parameter = row.parameter or next((name for name in names(row.when) if name in values), "")
            yield Hit(clause, parameter, shown(values.get(parameter)), row.allowed)
