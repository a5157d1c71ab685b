"""Check a drafted agreement: each check is a row of data with a condition, or a row that names one small function."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from agreements.agreement import Agreement
from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks import (
    acceptance,
    chain,
    closing,
    combined,
    comparisons,
    edited,
    framework,
    mentions,
    national,
    parties,
    parts,
    payments,
    places,
    restrictions,
    rights,
    sentences,
    shares,
    signing,
    structure,
    terms,
)
from agreements.checks.acceptance import Finding
from agreements.checks.hit import Hit, shown
from agreements.conditions import holds, names
from agreements.errors import Fault, LibraryFaulty
from agreements.facts import ClauseFacts
from agreements.library import Library
from agreements.overlays import RECALLED
from agreements.parameters import parameter_facts

__all__ = ["GENERAL", "LIMITED", "ON_FINDINGS", "TESTS", "Finding", "check", "has_errors", "reworded"]

GENERAL = {"STR-10": ("error",), "STR-11": ("error", "warning")}  # the severities that silence each of them on the same parameter


_PLACE = re.compile(r"\{(\w+)\}")

Test = Callable[[Drafted, CheckRow], Iterator[Hit]]

LIMITED = frozenset(
    {"outdated", "product_below", "runs_past", "sum_above", "begins_after", "long_or_replaced", "added_up", "beyond", "lasts_longer"}
)  # tests that compare with a limit
DATED = frozenset({"runs_past", "begins_after"})  # those of them whose limit is a day; that of all others is a number
COMPARED = frozenset(
    {"above", "below", "differs", "also_named", "later", "lies_elsewhere", "stricter"}
)  # tests that find the other value where ``allowed`` says
TESTS: Mapping[str, Test] = {
    **chain.TESTS, **framework.TESTS, **sentences.TESTS, **combined.TESTS, **national.TESTS, **payments.TESTS, **rights.TESTS,
    **structure.TESTS, **parties.TESTS, **terms.TESTS, **shares.TESTS, **signing.TESTS, **parts.TESTS, **mentions.TESTS, **places.TESTS, **closing.TESTS, **comparisons.TESTS, **restrictions.TESTS, **edited.TESTS,
}  # fmt: skip


ON_FINDINGS: Mapping[str, Callable[[Iterable[Finding], Drafted], Iterator[Hit]]] = {"idle": acceptance.idle, "barred": acceptance.barred}


def check(drafted: Drafted) -> tuple[Finding, ...]:
    """Return every finding, errors first, then in the order of the checks; a general check is silent where a particular one speaks.

    What the deal accepts is marked; an acceptance that meets nothing, or may not be, is a finding of its own.
    """
    found = [finding for first in drafted.library.checks.values() for row in first.rows for finding in _findings(row, drafted)]
    particular = {(finding.clause, finding.parameter, finding.severity) for finding in found if finding.code not in GENERAL and finding.parameter}
    kept = [finding for finding in found if not any((finding.clause, finding.parameter, each) in particular for each in GENERAL.get(finding.code, ()))]
    if drafted.deal.accepted:
        kept += [finding for first in drafted.library.checks.values() for row in first.rows for finding in _of_acceptances(row, kept, drafted)]
    return tuple(sorted(acceptance.settled(dict.fromkeys(kept), drafted), key=lambda finding: finding.severity))


def reworded(generated: Agreement, now: Agreement, library: Library) -> tuple[Finding, ...]:
    """Return a finding for each clause of *now*, an edited agreement, that no longer has the words of the library; it needs no deal."""
    row = next(row for row in library.checks.values() if row.test == edited.reworded.__name__)
    return tuple(_finding(row, hit) for hit in edited.reworded_clauses(generated, now, frozenset(library.clauses)))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether the agreement may not be finished: an error is left that nobody has accepted."""
    return any(finding.severity == "error" and finding.accepted is None for finding in findings)


def _findings(row: CheckRow, drafted: Drafted) -> Iterator[Finding]:
    if row.test in ON_FINDINGS:
        return
    try:
        hits = tuple(TESTS[row.test](drafted, row) if row.test else _row_hits(row, drafted))
    except KeyError as error:
        mend = "Correct its clauses, `parameter`, `allowed` or `when`."
        raise LibraryFaulty([Fault(f"checks, {row.code}", f"this check asks for “{error.args[0]}”, which is nowhere.", mend)]) from error
    yield from (_finding(row, hit) for hit in hits)


def _of_acceptances(row: CheckRow, findings: Iterable[Finding], drafted: Drafted) -> Iterator[Finding]:
    if row.test in ON_FINDINGS:
        yield from (_finding(row, hit) for hit in ON_FINDINGS[row.test](findings, drafted))


def _finding(row: CheckRow, hit: Hit) -> Finding:
    rule = hit.overlay
    severity, source = (row.severity, row.source) if rule is None else ("warning" if rule.mark == RECALLED else row.severity, rule.source)
    slots = {"clause": hit.clause, "parameter": hit.parameter, "found": hit.found, "allowed": hit.allowed, **hit.slots}
    return Finding(
        row.code, severity, hit.clause, hit.parameter, hit.found, hit.allowed, _filled(row.message, slots), _filled(row.fix, slots), source
    )  # fmt: skip


def _filled(text: str, slots: Mapping[str, str]) -> str:
    """Put each value in the place of its name, once: a brace that somebody typed into a value stays."""
    return _PLACE.sub(lambda place: slots.get(place[1], place[0]), text)


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
            yield Hit(clause, parameter, shown(variant if parameter == "variant" else values.get(parameter)), row.allowed)
