"""Checks of the signatures: the right people, with proven authority, on the text that was approved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from agreements.agreement import to_json
from agreements.assembly import Drafted, draft
from agreements.check_row import CheckRow
from agreements.checks.hit import Hit
from agreements.deal import Deal, Party, Signer

_BACKDATED_DAYS = 30


def _signers(drafted: Drafted) -> Iterator[tuple[Party, int, Signer]]:
    for party in drafted.deal.parties:
        for number, signer in enumerate(party.signatories, start=1):
            yield party, number, signer


def _path(party: Party, number: int) -> str:
    return f"parties.{party.id}.signatories[{number}]"


def _last_day(deal: Deal) -> str:
    return max((signer.date for party in deal.parties for signer in party.signatories), default="")


def no_authority(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """SIG-01: nobody signs for a party, or name, position or authority of a signatory is missing."""
    for party in drafted.deal.parties:
        if not party.signatories:
            yield Hit(parameter=f"parties.{party.id}.signatories", allowed="name, position, authority", slots={"name": party.short})
    for party, number, signer in _signers(drafted):
        missing = [field for field in ("name", "position", "authority") if not getattr(signer, field).strip()]
        if missing:
            yield Hit(parameter=_path(party, number), allowed=", ".join(missing), slots={"name": signer.name or party.short})


def undated(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """SIG-02: once one signature has a date, every signature needs one."""
    if _last_day(drafted.deal):
        yield from (Hit(parameter=_path(party, number), slots={"name": signer.name}) for party, number, signer in _signers(drafted) if not signer.date)


def wrong_blocks(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """SIG-03: the execution blocks are not exactly those of the parties."""
    blocks = [block.party for block in drafted.agreement.execution]
    parties = [party.id for party in drafted.deal.parties]
    if sorted(blocks) != sorted(parties):
        yield Hit(parameter="parties", found=", ".join(blocks), allowed=", ".join(parties))


def joint_power(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """SIG-04."""
    for party in drafted.deal.parties:
        if len(party.signatories) == 1 and party.signatories[0].signing_mode == "joint":
            yield Hit(parameter=_path(party, 1), found="joint", allowed="two signatories", slots={"name": party.short})


def backdated(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """SIG-06: the agreement takes effect more than 30 days before the last signature."""
    effective, signed = drafted.settings.anchor("effective"), _last_day(drafted.deal)
    if effective and signed and (date.fromisoformat(signed) - date.fromisoformat(effective)).days > _BACKDATED_DAYS:
        clause, _dot, name = drafted.library.anchors["effective"].partition(".")
        yield Hit(clause, name, effective, f"at most {_BACKDATED_DAYS} days before {signed}")


def other_file(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """SIG-07: the file that somebody signed is not the approved one."""
    approved = drafted.settings.anchor("approved_hash")
    for party, number, signer in _signers(drafted):
        if approved and signer.signed_hash and signer.signed_hash.casefold() != approved.casefold():
            yield Hit(parameter=_path(party, number), found=signer.signed_hash, allowed=approved, slots={"name": signer.name})


def only_a_seal(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """SIG-08: a party is represented by itself, not by a person."""
    for party in drafted.deal.parties:
        names = {party.legal_name.casefold(), party.short_name.casefold()} - {""}
        if party.signatories and all(signer.name.casefold() in names for signer in party.signatories):
            yield Hit(parameter=f"parties.{party.id}.signatories", found=party.signatories[0].name, slots={"name": party.short})


def changed_after_signature(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """SIG-09: a signature has a date, and the text no longer has the fingerprint that was approved."""
    approved = drafted.settings.anchor("approved_hash")
    if approved and _last_day(drafted.deal):
        now = content_fingerprint(drafted)
        if now != approved.casefold():
            clause, _dot, name = drafted.library.anchors["approved_hash"].partition(".")
            yield Hit(clause, name, now, approved)


def content_fingerprint(drafted: Drafted) -> str:
    """Return the SHA-256 of the agreement, with what was accepted, without what is added in signing: names of the day, place, hashes.

    It is the same before and after signature, and on every machine with the same library.
    """
    clause, _dot, name = drafted.library.anchors["approved_hash"].partition(".")
    deal = drafted.deal
    bare = tuple(replace(party, signatories=tuple(replace(each, date="", place="", signed_hash="") for each in party.signatories)) for party in deal.parties)
    override = deal.clauses.get(clause)
    clauses = dict(deal.clauses)
    if override is not None:
        clauses[clause] = replace(override, parameters={key: value for key, value in override.parameters.items() if key != name})
    again = draft(replace(deal, parties=bare, clauses=clauses, fingerprint=""), drafted.library, tolerant=True)
    accepted = repr(deal.accepted).encode() if deal.accepted else b""
    return hashlib.sha256(to_json(again.agreement) + accepted).hexdigest()


TESTS = {test.__name__: test for test in (no_authority, undated, wrong_blocks, joint_power, backdated, other_file, only_a_seal, changed_after_signature)}
