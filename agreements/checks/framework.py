"""Checks of an agreement beside its parent: who belongs to the framework, what cannot be changed below it, who has to sign."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.combined import applies, facts_of
from agreements.checks.hit import Hit, shown
from agreements.conditions import lists


def not_a_member(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """FRM-08: the condition holds, and a party is not among the members that the parameter lists; an empty list tells nothing."""
    for clause in row.clauses:
        if clause not in drafted.fillings or not applies(drafted, row, facts_of(drafted, row, clause)):
            continue
        listed = drafted.fillings[clause].settings[row.parameter].value or ()
        members = {_bare(each) for each in listed}
        for party in drafted.deal.parties:
            if members and not members & {_bare(party.legal_name), _bare(party.short_name)}:
                yield Hit(clause, f"parties.{party.id}", party.legal_name or party.short, shown(listed), {"name": party.short})


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()


def too_few_signatures(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """FRM-10: fewer parties have signed than the parameter asks for; before the first signature has a day, all parties count as ready to sign."""
    for clause in row.clauses:
        if clause not in drafted.fillings or not applies(drafted, row, facts_of(drafted, row, clause)):
            continue
        wanted = drafted.fillings[clause].settings[row.parameter].value
        signed = sum(1 for party in drafted.deal.parties if party.signatories and all(signer.date for signer in party.signatories))
        begun = any(signer.date for party in drafted.deal.parties for signer in party.signatories)
        count = signed if begun else len(drafted.deal.parties)
        if isinstance(wanted, int | float) and count < wanted:
            yield Hit(clause, row.parameter, str(count), f"{wanted:g}", {"signed": str(count), "wanted": f"{wanted:g}"})


def overridden(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """FRM-11: the deal changes, repeats or leaves out an inherited clause that the parameter of the row protects."""
    for clause in row.clauses:
        kept = drafted.fillings[clause].settings[row.parameter].value or () if clause in drafted.fillings else ()
        for id_, given in drafted.deal.clauses.items():
            touched = given.include is not None or given.variant or given.parameters
            if touched and lists(kept, id_) and drafted.library.clauses[id_].applies[drafted.kind.code] == "i":
                found = "left out" if given.include is False else given.variant or ", ".join(given.parameters) or "repeated"
                yield Hit(id_, found=found, allowed="as in the framework", slots={"title": drafted.library.clauses[id_].title})


def repeated(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """STR-07: the condition holds, and a clause that comes from the parent agreement is repeated here by hand."""
    if applies(drafted, row, {}):
        for chosen in drafted.selection.chosen:
            if chosen.clause.applies[drafted.kind.code] == "i":
                yield Hit(chosen.clause.id, found=chosen.variant, slots={"title": chosen.clause.title, "kind": drafted.kind.title})


def lead_does_not_sign(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """CLI-01: the condition holds, and no party leads, or the lead hub names nobody who signs for it."""
    if not applies(drafted, row, {}):
        return
    leading = next((party for party in drafted.deal.parties if party.role == "lead"), None)
    if leading is None or not leading.signatories or leading.id not in {block.party for block in drafted.agreement.execution}:
        where = f"parties.{leading.id}.signatories" if leading else "parties"
        yield Hit(parameter=where, found=leading.short if leading else "", allowed="the lead hub as a signatory")


TESTS = {test.__name__: test for test in (not_a_member, too_few_signatures, overridden, repeated, lead_does_not_sign)}
