"""What tests of checks share: changes of a deal, and the two questions that every table of strikes answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from agreements.assembly import Drafted
from agreements.checks import Finding, check
from agreements.library import Library

Raw = dict[str, Any]
Change = Callable[[Raw], object]
Strike = tuple[str, str, Change]
Deal = Callable[..., Raw]
Draft = Callable[[Any], Drafted]

JSD, MMR, NDA, NSD = "joint-service-delivery", "matchmaking-referral", "nda", "new-service-development"
FCA, ACC, SCA, CSL = "framework-cooperation", "framework-accession", "specific-collaboration", "client-service-letter"
EXP, FAC, DSB, DPA = "expert-exchange", "facility-access", "data-sharing-benchmarking", "data-processing"


def setting(clause: str, **values: Any) -> Change:
    """Return a change of a deal that sets the variant or parameters of a clause."""

    def change(raw: Raw) -> None:
        current = raw["clauses"].get(clause)
        raw["clauses"][clause] = (current if isinstance(current, dict) else {}) | values

    return change


def without(clause: str) -> Change:
    """Return a change of a deal that leaves a clause out."""
    return lambda raw: raw["clauses"].update({clause: False})


def answers(**values: Any) -> Change:
    """Return a change of the answers of a deal."""
    return lambda raw: raw["answers"].update(values)


def party(number: int, **values: Any) -> Change:
    """Return a change of a party of a deal."""
    return lambda raw: raw["parties"][number].update(values)


def client(**values: Any) -> Change:
    """Return a change of the client of a deal."""
    return lambda raw: raw["client"].update(values)


def special_term(text: str) -> Change:
    """Return a change that writes a special term into a deal."""
    return setting("core/cover-page", special_terms=[text])


def served(raw: Raw) -> None:
    """Give a client to a deal without one."""
    raw["client"] = {"name": "Allgaier Foods bv", "country": "BE"}


def unserved(raw: Raw) -> None:
    """Take the client from a deal."""
    raw.pop("client")


def put_in(clause: str) -> Change:
    """Return a change that puts a clause into a deal by hand."""
    return lambda raw: raw["clauses"].update({clause: True})


def signer(number: int, **values: Any) -> Change:
    """Return a change of the first person who signs for a party."""
    return lambda raw: raw["parties"][number]["signatories"][0].update(values)


def parent(**values: Any) -> Change:
    """Return a change of the agreement above."""
    return lambda raw: raw.update(framework=(raw["framework"] or {"reference": "LH-2026-007"}) | values)


def entry(clause: str, parameter: str, number: int, **values: Any) -> Change:
    """Return a change of one entry of a list."""
    return lambda raw: raw["clauses"][clause][parameter][number].update(values)


def both(*changes: Change) -> Change:
    """Return all changes one after the other."""
    return lambda raw: [change(raw) for change in changes]


def codes(drafted: Drafted, severity: str = "") -> set[str]:
    """Return the codes of all findings, or of those of one severity."""
    return {finding.code for finding in check(drafted) if severity in ("", finding.severity)}


def names(strikes: Iterable[tuple[str, str, Change]]) -> list[str]:
    """Return a name for each row of a table."""
    return [f"{code}-{number}" for number, (code, _, _) in enumerate(strikes)]


def struck(name: str, findings: Iterable[Finding], known: Library) -> list[Finding]:
    """Return the findings of a check: “CMP-05” are those with the severity of its row, “CMP-05 warning” those with another one.

    “CMP-05 comp/non-compete” are those that point to this clause, “AI-07 ai/roles-ethics.systems[1]” those that point to this answer.
    """
    code, *more = name.split()
    severity = next((word for word in more if word in ("error", "warning")), known.checks[code].severity)
    place = next((word for word in more if "/" in word), "")
    return [each for each in findings if (each.code, each.severity) == (code, severity) and place in ("", each.clause, f"{each.clause}.{each.parameter}")]


def strikes_only_then(strike: Strike, deal: Deal, drafted: Draft) -> list[Finding]:
    """Assert that a check is silent before the change and strikes after it, with every place of its message filled; return its findings."""
    code, kind, change = strike
    raw = deal(kind)
    draft = drafted(raw)
    assert struck(code, check(draft), draft.library) == []

    change(raw)
    found = struck(code, check(drafted(raw)), draft.library)

    assert found
    for finding in found:
        assert not re.search(r"\{\w+\}", finding.message + finding.fix)
        assert finding.message.endswith((".", "?"))
        assert "“”" not in finding.message + finding.fix
        assert points_to_something(finding, draft.library)
    return found


def points_to_something(finding: Finding, known: Library) -> bool:
    """Tell whether a finding names no place, a clause with or without one of its parameters, its variant or an entry of a list, or a party."""
    parameter = finding.parameter.partition("[")[0]
    if parameter.partition(".")[0] in ("parties", "client") or not parameter:
        return finding.clause in ("", *known.clauses)
    return finding.clause in known.clauses and parameter in ("variant", *known.clauses[finding.clause].parameters)


def stays_silent(strike: Strike, deal: Deal, drafted: Draft) -> None:
    """Assert that a check is silent after the change."""
    code, kind, change = strike
    raw = deal(kind)
    change(raw)
    draft = drafted(raw)
    assert struck(code, check(draft), draft.library) == []


class Group:
    """The three questions that every group of checks answers; a subclass names its tables."""

    strikes: ClassVar[list[Strike]]
    silent: ClassVar[list[Strike]]

    def test_a_check_strikes_where_it_should_and_only_there(self, strike: Strike, deal: Deal, drafted: Draft) -> None:
        strikes_only_then(strike, deal, drafted)

    def test_a_check_is_silent_just_inside_its_limit(self, silence: Strike, deal: Deal, drafted: Draft) -> None:
        stays_silent(silence, deal, drafted)

    def test_no_example_deal_raises_an_error_of_the_group(self, kind: str, deal: Deal, drafted: Draft) -> None:
        assert codes(drafted(deal(kind)), "error") & {code.partition(" ")[0] for code, _, _ in self.strikes} == set()
