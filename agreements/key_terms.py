"""The key terms of an agreement for machines: what a portal or a register of contracts wants without reading the whole tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from agreements.library import Field, KeyTermGroup, Library, Parameter
from agreements.printed_values import UNITS

FACTS: Mapping[str, str] = {
    **dict.fromkeys(("lead", "partners", "hubs", "client", "parent", "inherited", "joiner", "members"), "text"),
    **dict.fromkeys(("start_date", "end_date"), "date"),
    "total_value": "eur",
}
Printed = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class KeyTermValue:
    """One key term: its *value* by *type*, and the *words* that print it, one text for each entry or cell.

    *clause* is ``deal`` for a fact of the deal. *place* is the id of the provision where it stands and *number* what is printed before that; both are empty
    for what only the cover says. *cover* is the label of its row there. A value is null for an *open* point, and where the words alone do not tell it for sure.
    """

    type: str
    value: Printed | list[str] | list[dict[str, Printed | list[str]]] | dict[str, Printed]
    unit: str
    words: tuple[str, ...]
    open: bool
    clause: str
    parameter: str
    place: str
    number: str
    cover: str


@dataclass(frozen=True, slots=True)
class PartyTerms:
    """A party: *role* as the library calls it, *role_words* as printed; *country* is an ISO 3166 code, *number* the printed one."""

    id: str
    number: str
    role: str
    role_words: str
    name: str
    short_name: str
    legal_form: str
    registration_id: str
    vat_id: str
    address: str
    country: str
    email: str
    words: str


@dataclass(frozen=True, slots=True)
class Signing:
    """A person who signs for a party; an empty text is a line to fill in by hand."""

    party: str
    name: str
    position: str
    authority: str
    date: str
    place: str


@dataclass(frozen=True, slots=True)
class CoverWords:
    """A row of the cover page with the ids of the clauses that it refers to."""

    label: str
    words: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedPart:
    """A clause or an annex of the agreement; *variant* and *version* say which wording a clause has, *annex* where it stands when that is not the body."""

    id: str
    number: str
    title: str
    variant: str = ""
    version: str = ""
    annex: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A place where an answer is missing."""

    words: str
    parameter: str
    place: str
    number: str


@dataclass(frozen=True, slots=True)
class KeyTerms:
    """The key terms of one agreement; *deal* and *fingerprint* are the SHA-256 of the deal and of the agreement, *terms* are grouped as the library says."""

    kind: str
    kind_title: str
    title: str
    reference: str
    date: str
    language: str
    library: str
    deal: str
    fingerprint: str
    draft: bool
    parties: tuple[PartyTerms, ...]
    client: str
    terms: dict[str, dict[str, KeyTermValue]]
    cover: tuple[CoverWords, ...]
    clauses: tuple[ListedPart, ...]
    annexes: tuple[ListedPart, ...]
    signatures: tuple[Signing, ...]
    second_signature: bool
    open_points: tuple[OpenPoint, ...]
    schema: Literal["1.0"] = "1.0"


@cache
def _adapter() -> TypeAdapter[KeyTerms]:
    return TypeAdapter(KeyTerms)


def to_json(terms: KeyTerms) -> bytes:
    """Return the key terms as UTF-8 JSON under :func:`json_schema`; the same terms give the same bytes."""
    return _adapter().dump_json(terms, indent=1) + b"\n"


# The schema --------------------------------------------------------------------------------------------------------------

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "number"}


def json_schema(library: Library) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the key terms: every group and every name that the library has, each with the type of its value."""
    schema = _adapter().json_schema(mode="serialization")
    schema["properties"]["terms"] = _object({group.id: _group(group, library) for group in library.key_terms})
    for described in (schema, *schema["$defs"].values()):
        described["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Pactwright key terms"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _group(group: KeyTermGroup, library: Library) -> dict[str, Any]:
    return {**_object({name: _term(place, library) for name, place in group.places.items()}), "title": group.title}


def _term(place: str, library: Library) -> dict[str, Any]:
    clause, _, name = place.partition(".")
    if clause == "deal":
        return {"allOf": [{"$ref": "#/$defs/KeyTermValue"}], "properties": {"value": _nullable(value_schema(Field(name, FACTS[name], "")))}}
    known = library.clauses[clause]
    if not name:
        value: dict[str, Any] = {"enum": [*known.variants]}
        return {"description": known.title, "allOf": [{"$ref": "#/$defs/KeyTermValue"}], "properties": {"value": value}}
    parameter = known.parameters[name]
    return {"description": parameter.ask, "allOf": [{"$ref": "#/$defs/KeyTermValue"}], "properties": {"value": _nullable(value_schema(parameter))}}


def value_schema(parameter: Parameter | Field) -> dict[str, Any]:
    """Return what a value of *parameter* looks like in the key terms."""
    kind = parameter.type
    if kind in UNITS or kind == "integer":
        return _NUMBER
    if kind == "records" and isinstance(parameter, Parameter):
        fields = _object({field.name: _nullable(value_schema(field)) for field in parameter.fields})
        return {"type": "array", "items": fields}
    if kind == "shares":
        return {"type": "object", "additionalProperties": _NUMBER}
    if kind in {"texts", "parties", "countries", "territories"}:
        return {"type": "array", "items": _TEXT}
    special: dict[str, dict[str, Any]] = {
        "boolean": {"type": "boolean"},
        "date": {"type": "string", "format": "date"},
        "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "enum": {"enum": list(parameter.choices)},
        "enums": {"type": "array", "items": {"enum": list(parameter.choices)}},
    }
    return special.get(kind, _TEXT)


def _nullable(shape: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [shape, {"type": "null"}]}
