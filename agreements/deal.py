"""A deal as it arrives: one set of answers for which an agreement is made. Frozen values; nothing is filled in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from agreements.library import Json

STRICT = {"extra": "forbid", "strict": True}  # read by pydantic where deals come in: no unknown keys, no guessed types


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who signs for a party, as the deal names it; *signed_hash* is the SHA-256 of the file this person signed."""

    __pydantic_config__ = STRICT

    name: str = ""
    position: str = ""
    authority: str = ""
    signing_mode: str = "single"
    date: str = ""
    place: str = ""
    signed_hash: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A party; *role* is lead, partner, member, party or client."""

    __pydantic_config__ = STRICT

    id: str = ""
    role: str = "party"
    legal_name: str = ""
    short_name: str = ""
    legal_form: str = ""
    country: str = ""
    nuts: str = ""
    address: str = ""
    registration_id: str = ""
    vat_id: str = ""
    email: str = ""
    public_body: bool = False
    contracting_authority: bool = False
    research_org: bool = False
    sme: bool = False
    economic_activity: bool = False
    signatories: tuple[Signer, ...] = ()

    @property
    def short(self) -> str:
        """The name used in the text: the short name, else the legal name, else the id."""
        return self.short_name or self.legal_name or self.id


@dataclass(frozen=True, slots=True)
class Client:
    """The client of a service: no party, except in the client's own letter."""

    __pydantic_config__ = STRICT

    name: str = ""
    country: str = ""
    kind: str = ""
    economic_activity: bool = False
    contracting_authority: bool = False


@dataclass(frozen=True, slots=True)
class Parent:
    """The agreement that a deal stands under, as far as the deal knows it; *law* is an ISO country, *members* are the names of its parties."""

    reference: str = ""
    title: str = ""
    date: str = ""
    end_date: str = ""
    members: tuple[str, ...] = ()
    law: str = ""
    forum: str = ""
    continues: bool | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A choice made by hand for one clause.

    *include* True or False puts it in or leaves it out; None leaves that to the selection. *version* is the clause version that the deal was made for.
    """

    include: bool | None = None
    variant: str = ""
    version: str = ""
    parameters: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Somebody accepts a finding of the checks; *clause* and *parameter* are those of the finding."""

    __pydantic_config__ = STRICT

    code: str = ""
    clause: str = ""
    parameter: str = ""
    name: str = ""
    date: str = ""
    reason: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """One set of answers; *date* is the date of the draft (ISO) and stands in for any clock; *fingerprint* is the SHA-256 of its canonical JSON."""

    kind: str
    fingerprint: str
    language: str = "en"
    reference: str = ""
    date: str = ""
    framework: Parent | None = None
    parties: tuple[Party, ...] = ()
    client: Client | None = None
    answers: Mapping[str, Json] = field(default_factory=dict)
    clauses: Mapping[str, Override] = field(default_factory=dict)
    accepted: tuple[Acceptance, ...] = ()

    @property
    def served(self) -> Client | None:
        """The client: the one that the deal describes, else the party that signs as client; a contracting authority if either is said to be one."""
        party, described = next((party for party in self.parties if party.role == "client"), None), self.client
        if party is None or described is None:
            return Client(party.short, party.country, "", party.economic_activity, party.contracting_authority) if party else described
        return replace(described, contracting_authority=described.contracting_authority or party.contracting_authority)
