"""Checks of who takes part: two different parties, completely identified, each with a role, each able to sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.hit import Hit, shown
from agreements.checks.structure import settings

_IDENTITY = ("legal_name", "legal_form", "address", "country")
_OWNERS = ("owner", "party", "responsible")


def too_few(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-01."""
    distinct = {party.registration_id or (party.legal_name.casefold(), party.country) for party in drafted.deal.parties}
    if len(distinct) < 2:  # an agreement takes two
        yield Hit(parameter="parties", found=str(len(distinct)), allowed="at least 2")


def strangers(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-02: a lead, coordinator, operator or manager who is no party; or a kind that needs a lead hub has none."""
    ids = {party.id for party in drafted.deal.parties}
    for clause, parameter, setting in settings(drafted):
        named = {"party": (setting.value,), "parties": setting.value}.get(parameter.type, ())
        for name in () if setting.is_empty else named:
            if name not in ids:
                yield Hit(clause, parameter.name, shown(name), ", ".join(sorted(ids)), {"ask": parameter.ask})
    if drafted.kind.lead and drafted.settings.lead is None:
        yield Hit(parameter="parties", allowed="one party with the role lead", slots={"ask": "Who leads?"})


def twice(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-03."""
    seen: dict[object, str] = {}
    for party in drafted.deal.parties:
        for key in (party.registration_id.casefold(), (party.legal_name.casefold(), party.country)):
            if not key or key == ("", party.country):
                continue
            if seen.setdefault(key, party.id) != party.id:
                yield Hit(parameter=f"parties.{party.id}", found=party.legal_name or party.registration_id, slots={"other": seen[key], "name": party.short})
                break


def incomplete(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-04."""
    for party in drafted.deal.parties:
        missing = [field for field in _IDENTITY if not getattr(party, field).strip()]
        if missing:
            yield Hit(parameter=f"parties.{party.id}", allowed=", ".join(missing), slots={"name": party.short, "missing": _words(missing)})


def _words(fields: list[str]) -> str:
    return ", ".join(field.replace("_", " ") for field in fields)


def unregistered(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-05."""
    for party in drafted.deal.parties:
        missing = [] if party.registration_id or party.vat_id else ["register or VAT number"]
        missing += [] if party.email else ["e-mail address"]
        if missing:
            yield Hit(parameter=f"parties.{party.id}", allowed=", ".join(missing), slots={"name": party.short, "missing": " and ".join(missing)})


def nobody_responsible(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-16: a party whose role the kind does not know, or a record that names no owner."""
    for party in drafted.deal.parties:
        if party.role not in drafted.kind.roles:
            yield Hit(parameter=f"parties.{party.id}", found=party.role, allowed=", ".join(drafted.kind.roles), slots={"what": party.short})
    for clause, parameter, setting in settings(drafted):
        owner = next((field.name for field in parameter.fields if field.name in _OWNERS), "")
        for number, record in enumerate(setting.value if owner and not setting.is_empty else (), start=1):
            if not record.get(owner):
                what = str(record.get("title") or record.get("name") or f"entry {number}")
                yield Hit(clause, parameter.name, allowed="a party", slots={"what": what})


def no_personality(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """STR-17: the legal form is one of the words in ``allowed`` of the check, which name no legal person."""
    pattern = re.compile(rf"\b({'|'.join(re.escape(word.strip()) for word in row.allowed.split(','))})\b", re.IGNORECASE)
    for party in drafted.deal.parties:
        if pattern.search(party.legal_form):
            yield Hit(parameter=f"parties.{party.id}", found=party.legal_form, slots={"name": party.short})


TESTS = {test.__name__: test for test in (too_few, strangers, twice, incomplete, unregistered, nobody_responsible, no_personality)}
