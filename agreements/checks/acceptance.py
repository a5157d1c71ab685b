"""Findings that somebody accepted: who may accept what, and the record of it at the end of the agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from agreements.agreement import Agreement, NumberedLine, Record, Run, Text, Value
from agreements.assembly import Drafted
from agreements.checks.hit import Hit
from agreements.conditions import holds
from agreements.deal import Acceptance
from agreements.phrases import day

REVIEWER = "legal reviewer"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says: where it strikes, what was found, what would be allowed, how to mend it, on which source it rests.

    *accepted* is set once somebody who may do so has accepted it.
    """

    code: str
    severity: Literal["error", "warning"]
    clause: str
    parameter: str
    found: str
    allowed: str
    message: str
    fix: str
    source: str
    accepted: Acceptance | None = None


def settled(findings: Iterable[Finding], drafted: Drafted) -> tuple[Finding, ...]:
    """Return *findings*, those marked that the deal accepts and that may be accepted."""
    return tuple(replace(each, accepted=_acceptance(each, drafted)) for each in findings)


def _acceptance(finding: Finding, drafted: Drafted) -> Acceptance | None:
    return next((each for each in drafted.deal.accepted if _meets(each, finding) and may_accept(each, finding, drafted)), None)


def _meets(acceptance: Acceptance, finding: Finding) -> bool:
    return (acceptance.code, acceptance.clause, acceptance.parameter) == (finding.code, finding.clause, finding.parameter)


def may_accept(acceptance: Acceptance, finding: Finding, drafted: Drafted) -> bool:
    """Tell whether a finding may be accepted: a warning by everybody, an error only by a legal reviewer and only where a law stands behind it."""
    if finding.severity == "warning":
        return True
    row = drafted.library.checks[finding.code]
    return row.legal and _is_reviewer(acceptance) and not (row.firm and holds(row.firm, drafted.facts))


def _is_reviewer(acceptance: Acceptance) -> bool:
    return " ".join(acceptance.role.split()).casefold() == REVIEWER


def idle(findings: Iterable[Finding], drafted: Drafted) -> Iterator[Hit]:
    """Yield a strike for each acceptance of the deal that meets none of *findings*."""
    known = tuple(findings)
    for each in drafted.deal.accepted:
        if not any(_meets(each, finding) for finding in known):
            yield _hit(each, drafted, "")


def barred(findings: Iterable[Finding], drafted: Drafted) -> Iterator[Hit]:
    """Yield a strike for each acceptance that meets one of *findings* and is not allowed."""
    words = drafted.library.words
    for each in drafted.deal.accepted:
        met = [finding for finding in findings if _meets(each, finding)]
        if met and not any(may_accept(each, finding, drafted) for finding in met):
            row = drafted.library.checks[each.code]
            yield _hit(each, drafted, words["reviewer_only" if row.legal and not _is_reviewer(each) else "never_accepted"])


def _hit(acceptance: Acceptance, drafted: Drafted, why: str) -> Hit:
    clause = drafted.library.clauses.get(acceptance.clause)
    place = ", ".join(part for part in (clause.title if clause else "", acceptance.parameter) if part)
    return Hit(acceptance.clause, slots={"code": acceptance.code, "name": acceptance.name, "place": f" ({place})" if place else "", "why": why})


def recorded(drafted: Drafted, findings: Iterable[Finding]) -> Agreement:
    """Return the agreement with the record of what was accepted; without acceptances it stays as it is."""
    words = drafted.library.words
    accepted = [(finding, finding.accepted) for finding in findings if finding.accepted is not None]
    if not accepted:
        return drafted.agreement
    lines = (NumberedLine(f"record-{number}", f"({number})", _runs(number, *pair, drafted)) for number, pair in enumerate(accepted, start=1))
    return replace(drafted.agreement, record=Record(words["record_heading"], words["record_intro"], tuple(lines)))


def _runs(number: int, finding: Finding, acceptance: Acceptance, drafted: Drafted) -> tuple[Run, ...]:
    """Return code, message, who, in which role, when and why; what people typed stays a value."""
    library = drafted.library
    title = f" ({library.clauses[finding.clause].title})" if finding.clause in library.clauses else ""
    said = {"name": acceptance.name, "role": acceptance.role, "date": day(acceptance.date, library.language), "reason": acceptance.reason}
    runs: list[Run] = [Text(f"{finding.code}{title}: {finding.message} ")]
    for name, lead in (("name", "record_by"), ("role", "record_role"), ("date", "record_on"), ("reason", "record_why")):
        if said[name].strip():
            runs += [Text(library.words[lead]), Value(" ".join(said[name].split()), f"accepted.{number}.{name}")]
    end = "" if acceptance.reason.rstrip().endswith((".", "!", "?")) else "."
    return (*runs, Text(end)) if end else tuple(runs)
