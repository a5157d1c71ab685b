"""Describe the deals of a kind as JSON Schema, so that portals can check theirs before they send them."""

from __future__ import annotations

from typing import Any

from agreements.library import Field, IntakeField, Kind, Library, Parameter

_TEXT: dict[str, Any] = {"type": "string"}
_FLAG: dict[str, Any] = {"type": "boolean"}
_NUMERIC = frozenset({"months", "years", "hours", "percent", "points", "eur"})
_WHOLE = frozenset({"days", "business_days", "integer"})
_LISTS = frozenset({"texts", "parties", "territories", "countries", "clauses"})
_PARTY_TEXTS = ("legal_name", "short_name", "legal_form", "country", "nuts", "address", "registration_id", "vat_id", "email")
_PARTY_FLAGS = ("public_body", "contracting_authority", "research_org", "sme", "economic_activity")
_ACCEPTED = ("code", "clause", "parameter", "name", "date", "reason", "role")
_SIGNER_TEXTS = ("name", "position", "authority", "signing_mode", "date", "place", "signed_hash")


def deal_schema(library: Library, kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a deal of *kind*: every answer, clause, variant and parameter that it may hold."""
    clauses = {id_: _clause(library, id_) for id_ in kind.clauses}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{kind.title}: deal",
        "description": kind.use_when,
        **_object(
            {
                "kind": {"const": kind.id},
                "language": {"enum": [library.language]},
                "reference": _TEXT,
                "date": {"type": "string", "format": "date"},
                "framework": {"type": ["string", "object", "null"]},
                "parties": {"type": "array", "items": _party(kind), "maxItems": 60},
                "client": {"anyOf": [_client(), {"type": "null"}]},
                "answers": _object({name: _answer(field) for name, field in library.intake.items()}),
                "clauses": _object(clauses),
                "accepted": {"type": "array", "items": _object(dict.fromkeys(_ACCEPTED, _TEXT), required=["code", "name", "date", "reason"])},
            },
            required=["kind"],
        ),
    }


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    described: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return described | ({"required": required} if required else {})


def _party(kind: Kind) -> dict[str, Any]:
    signer = _object(dict.fromkeys(_SIGNER_TEXTS, _TEXT))
    texts, flags = dict.fromkeys(_PARTY_TEXTS, _TEXT), dict.fromkeys(_PARTY_FLAGS, _FLAG)
    named = {"id": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"}, "role": {"enum": list(kind.roles)}}
    return _object({**named, **texts, **flags, "signatories": {"type": "array", "items": signer}}, required=["id"])


def _client() -> dict[str, Any]:
    return _object({"name": _TEXT, "country": _TEXT, "kind": _TEXT, "economic_activity": _FLAG, "contracting_authority": _FLAG})


def _answer(field: IntakeField) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "boolean": _FLAG, "number": {"type": "number"}, "text": _TEXT, "texts": {"type": "array", "items": _TEXT}, "enum": {"enum": list(field.choices)}
    }[field.type]  # fmt: skip
    return {"description": field.label, "default": field.default, **shape}


def _clause(library: Library, id_: str) -> dict[str, Any]:
    clause = library.clauses[id_]
    variant = {"description": "One of the wordings.", "enum": [*clause.variants, *clause.pending]}
    settings = {name: {"description": each.ask, **_nullable(_value(each))} for name, each in clause.parameters.items()}
    return {"description": clause.title, "anyOf": [_FLAG, _object({"variant": variant, "version": _TEXT, **settings})]}


def _nullable(shape: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [shape, {"type": "null"}]}


def _value(parameter: Parameter | Field) -> dict[str, Any]:
    low, high = (parameter.minimum, parameter.maximum) if isinstance(parameter, Parameter) else (None, None)
    if parameter.type in _NUMERIC | _WHOLE:
        return _limited({"type": "integer" if parameter.type in _WHOLE else "number"}, "minimum", low, "maximum", high)
    if parameter.type == "boolean":
        return _FLAG
    if parameter.type == "enum":
        return {"enum": list(parameter.choices)}
    if parameter.type == "enums":
        return {"type": "array", "items": {"enum": list(parameter.choices)}}
    if parameter.type in _LISTS:
        return _limited({"type": "array", "items": _TEXT}, "minItems", low, "maxItems", high)
    if parameter.type == "shares":
        return {"anyOf": [{"type": "object", "additionalProperties": {"type": "number"}}, {"type": "array", "items": {"type": "number"}}]}
    if parameter.type == "records" and isinstance(parameter, Parameter):
        record = _object({field.name: _nullable(_value(field)) for field in parameter.fields})
        return _limited({"type": "array", "items": record}, "minItems", low, "maxItems", high)
    return _limited({"type": "string"}, "minLength", low, "maxLength", high)


def _limited(shape: dict[str, Any], low_name: str, low: float | None, high_name: str, high: float | None) -> dict[str, Any]:
    limits = {low_name: low, high_name: high}
    return shape | {name: limit for name, limit in limits.items() if limit is not None}
