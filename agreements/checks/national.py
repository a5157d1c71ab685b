"""Checks that ask what the law of one country adds: the law that governs the agreement, or that of the payer's seat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.combined import applies, facts_of
from agreements.checks.hit import Hit, number_limit, shown
from agreements.checks.payments import payments
from agreements.conditions import atoms, lists
from agreements.deal import Party
from agreements.overlays import RECALLED, Overlay, national
from agreements.phrases import country_in_sentence


@dataclass(frozen=True, slots=True)
class _Rule:
    """A national rule that holds for a deal: because of the law of *country*, or because *payer* has its seat there."""

    overlay: Overlay
    country: str
    payer: Party | None = None


def _rules(drafted: Drafted, row: CheckRow) -> Iterator[_Rule]:
    """Yield the rules on the topic of the row that hold here, one for each payment that they concern."""
    law = str(drafted.settings.anchor("law") or "")
    for each in national(drafted.library.overlays, row.overlay, law):
        if each.by == "law" and (each.only != "standard terms" or drafted.settings.anchor("standard_terms") is not False):
            yield _Rule(each, law)
    for payer, payee in payments(drafted, row.clauses):
        for each in national(drafted.library.overlays, row.overlay, payer.country):
            if each.by == "payer" and (each.only != "large to small" or (payee.sme and not payer.sme)):
                yield _Rule(each, payer.country, payer)


def _hit(drafted: Drafted, row: CheckRow, rule: _Rule, value: object, allowed: str) -> Hit:
    name = country_in_sentence(rule.country, drafted.library)
    slots = {"country": name, "name": rule.payer.short if rule.payer else name, "says": rule.overlay.says}
    return Hit(row.clauses[0], row.parameter, shown(value), allowed, slots, rule.overlay)


def above_national(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the value is above the limit of the row, if it has one, or above the number of a national rule."""
    clause, *others = row.clauses
    values = facts_of(drafted, row, clause, tuple(others))
    value = values.get(row.parameter)
    if clause not in drafted.fillings or not isinstance(value, int | float) or not applies(drafted, row, values):
        return
    if row.limit is not None and value > number_limit(row):
        yield Hit(clause, row.parameter, shown(value), row.allowed)
        return
    rules = [(each.overlay.number, each) for each in _rules(drafted, row) if each.overlay.number is not None]
    number, rule = min(rules, key=lambda pair: pair[0] or 0, default=(None, None))
    if number is not None and rule is not None and value > number:
        yield _hit(drafted, row, rule, value, f"at most {number:g}")


def below_national(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the condition holds and the value is below the number of a national rule."""
    clause = row.clauses[0]
    values = facts_of(drafted, row, clause)
    value = values.get(row.parameter)
    if clause not in drafted.fillings or not isinstance(value, int | float) or not applies(drafted, row, values):
        return
    for rule in _rules(drafted, row):
        if rule.overlay.number is not None and value < rule.overlay.number:
            yield _hit(drafted, row, rule, value, f"at least {rule.overlay.number:g}")


def where_national(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where the condition holds and the governing law has a rule on the topic of the row."""
    clause = row.clauses[0]
    values = facts_of(drafted, row, clause)
    if clause in drafted.fillings and applies(drafted, row, values):
        yield from (_hit(drafted, row, rule, values.get(row.parameter), row.allowed) for rule in _rules(drafted, row))


def second_signature(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike like ``where_national``, if a clause stands that needs a second signature and was not negotiated."""
    clause, *others = row.clauses
    values = facts_of(drafted, row, clause, tuple(others))
    negotiated = drafted.settings.anchor("negotiated") or ()
    open_ones = [id_ for id_ in drafted.library.anchors["approved"].split() if id_ in drafted.fillings and not lists(negotiated, id_)]
    if clause in drafted.fillings and open_ones and applies(drafted, row, values):
        yield from (_hit(drafted, row, rule, values.get(row.parameter), row.allowed) for rule in _rules(drafted, row))


def under_floor(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at each clause for which the condition holds; the message may say as ``{why}`` whether the governing law demands what is missing."""
    wanted = {atom.operand[0] for atom in atoms(row.when) if atom.operator == "contains"} if row.when else set()
    words = drafted.library.words
    rules = [rule for rule in _rules(drafted, row) if wanted & set(rule.overlay.words)]
    why = words["floor_policy"]
    if rules:
        key = "floor_recalled" if all(rule.overlay.mark == RECALLED for rule in rules) else "floor_law"
        why = words[key].replace("{country}", country_in_sentence(rules[0].country, drafted.library))
    for clause in row.clauses:
        if clause in drafted.fillings:
            values = facts_of(drafted, row, clause)
            if applies(drafted, row, values):
                yield Hit(clause, row.parameter, shown(values.get(row.parameter)), row.allowed, {"why": why})


def unverified_law(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike where nobody has verified what the library knows of the governing law, or where it knows nothing of it."""
    clause, law = row.clauses[0], drafted.settings.anchor("law")
    rules = [each for each in national(drafted.library.overlays, "", law) if each.by == "law"]
    if clause not in drafted.fillings or not law or any(each.topic == row.overlay and each.mark != RECALLED for each in rules):
        return
    says = drafted.library.words["law_recalled" if rules else "law_unknown"]
    yield Hit(clause, row.parameter, shown(law), row.allowed, {"country": country_in_sentence(str(law), drafted.library), "says": says})


TESTS = {test.__name__: test for test in (above_national, below_national, where_national, second_signature, under_floor, unverified_law)}
