"""What a value may be: its type in a deal, its normal form, its limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from agreements.deal import Deal
from agreements.library import Field, Json, Parameter

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LARGEST = 1e15  # no figure of an agreement is larger; beyond, a number with decimals is no longer exact

# What a deal may give ----------------------------------------------------------------------------------------------------


def is_number(value: object) -> bool:
    """Tell whether *value* is a number that an agreement can print."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def _whole(value: object) -> bool:
    return isinstance(value, int | float) and is_number(value) and value == int(value)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _texts(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def _shares(value: object) -> bool:
    if isinstance(value, dict):
        return all(is_number(share) for share in value.values())
    pairs = isinstance(value, list) and all(isinstance(each, dict) and {*each} == {"party", "percent"} and is_number(each["percent"]) for each in value)
    return pairs or (isinstance(value, list) and all(is_number(each) for each in value))


_ACCEPTS: dict[str, tuple[Callable[[object], bool], str]] = {
    **dict.fromkeys(("months", "years", "hours", "percent", "points", "eur"), (is_number, "a number")),
    **dict.fromkeys(("days", "business_days", "integer"), (_whole, "a whole number")),
    **dict.fromkeys(("text", "enum", "party", "country", "language", "currency"), (_text, "a text")),
    **dict.fromkeys(("texts", "enums", "parties", "territories", "countries", "clauses"), (_texts, "a list of texts")),
    "date": (_text, "a date such as 2026-03-02"),
    "boolean": (lambda value: isinstance(value, bool), "true or false"),
    "shares": (_shares, "percentages by party id, or a list of them in the order of the hubs"),
    "records": (lambda value: isinstance(value, list) and all(isinstance(each, dict) for each in value), "a list of objects"),
}


def type_fault(parameter: Parameter | Field, value: object) -> tuple[str, str] | None:
    """Return what is wrong with the type of *value*, and how to mend it; None when it fits."""
    accepts, wanted = _ACCEPTS[parameter.type]
    if not accepts(value):
        return f"“{str(value)[:60]}” does not fit.", f"Give {wanted}."
    if parameter.type == "records" and isinstance(parameter, Parameter) and isinstance(value, list):
        return _record_fault(parameter, value)
    return None


def _record_fault(parameter: Parameter, records: list[dict[str, object]]) -> tuple[str, str] | None:
    fields = {field.name: field for field in parameter.fields}
    for number, record in enumerate(records, start=1):
        for name, value in record.items():
            if name not in fields:
                return f"entry {number} has the unknown field “{name[:60]}”.", f"Use: {', '.join(fields)}."
            if value is not None and (fault := type_fault(fields[name], value)):
                return f"entry {number}, {name}: {fault[0]}", fault[1]
    return None


# Normal form -------------------------------------------------------------------------------------------------------------


def normal(parameter: Parameter | Field, value: Json, parties: Mapping[str, str], hubs: tuple[str, ...]) -> Any:
    """Return *value* so that equal things are equal: tuples for lists, party ids for names, whole numbers without a point."""
    if value is None:
        return None
    if isinstance(value, float) and value == int(value):
        return int(value)
    match parameter.type:
        case "party":
            return parties.get(str(value), value)
        case "parties":
            return tuple(parties.get(each, each) for each in ([value] if isinstance(value, str) else _list(value)))
        case "texts" | "enums" | "territories" | "countries" | "clauses":
            return (value,) if isinstance(value, str) else tuple(_list(value))
        case "shares":
            return _normal_shares(value, parties, hubs)
        case "records" if isinstance(parameter, Parameter):
            fields = {field.name: field for field in parameter.fields}
            return tuple({name: normal(fields[name], each, parties, hubs) for name, each in record.items()} for record in _list(value))
    return value


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _normal_shares(value: Any, parties: Mapping[str, str], hubs: tuple[str, ...]) -> dict[str, float]:
    if isinstance(value, dict):
        return {parties.get(name, name): share for name, share in value.items()}
    if value and isinstance(value[0], dict):
        return {parties.get(each["party"], each["party"]): each["percent"] for each in value}
    return dict(zip(hubs, value, strict=False)) | {f"#{number}": share for number, share in enumerate(value[len(hubs) :], start=len(hubs) + 1)}


# Limits ------------------------------------------------------------------------------------------------------------------


def limit_fault(parameter: Parameter, value: Any, deal: Deal) -> str:
    """Return what would be allowed when *value* (in normal form) breaks the limits of *parameter*; an empty text when it keeps them."""
    ids = {party.id for party in deal.parties}
    match parameter.type:
        case "party" if value not in ids:
            return ", ".join(sorted(ids))
        case "parties" | "shares" if not set(value) <= ids:
            return limited(parameter, value) or ", ".join(sorted(ids))
    return limited(parameter, value)


def limited(parameter: Parameter, value: Any) -> str:
    """Return what *parameter* allows by itself when *value* (in normal form) breaks that; an empty text when it does not."""
    size = len(value) if isinstance(value, str | tuple | dict) and parameter.type != "date" else value
    low, high = parameter.minimum, parameter.maximum
    measured = isinstance(size, int | float) and not isinstance(size, bool) and not isinstance(value, dict)
    if measured and ((low is not None and size < low) or (high is not None and size > high)):
        return _range(parameter, low, high)
    match parameter.type:
        case "enum" if value not in parameter.choices:
            return ", ".join(parameter.choices)
        case "enums" if not set(value) <= parameter.choices.keys():
            return ", ".join(parameter.choices)
        case "date" if not is_day(value):
            return "a day such as 2026-03-02"
    return ""


def _range(parameter: Parameter, low: float | None, high: float | None) -> str:
    unit = {"text": " characters", "texts": " entries", "enums": " entries", "records": " entries", "parties": " entries", "territories": " entries"}
    ends = [f"{name} {end:,.10g}" for name, end in (("at least", low), ("at most", high)) if end is not None]
    return " and ".join(ends) + unit.get(parameter.type, "")


def is_day(value: object) -> bool:
    """Tell whether *value* writes a day as 2026-03-02."""
    try:
        return bool(_DAY.fullmatch(str(value)) and date.fromisoformat(str(value)))
    except ValueError:
        return False
