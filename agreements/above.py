"""Read what a deal says of the agreement that it stands under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agreements.deal import Parent
from agreements.errors import Fault, shortened
from agreements.values import is_day

MOST_MEMBERS = 600
_NAMED = {"reference": str, "id": str, "version": str, "title": str, "date": str, "end_date": str, "members": list, "law": str, "forum": str, "continues": bool}


def above_faults(framework: object) -> Iterator[Fault]:
    """Refuse what is said of the parent agreement in a wrong type; keys of the portal's own record are its own business."""
    if framework is not None and not isinstance(framework, str | dict):
        yield Fault("framework", "this must be a text or an object.", "Give the reference of the framework agreement.")
    given = framework if isinstance(framework, dict) else {}
    members = given.get("members")
    if isinstance(members, list) and len(members) > MOST_MEMBERS:
        yield Fault("framework.members", f"there are {len(members):,} members.", f"A framework has at most {MOST_MEMBERS} here.")
    for key, type_ in _NAMED.items():
        value = given.get(key)
        if value is None:
            continue
        if not isinstance(value, type_) or (isinstance(value, list) and not all(isinstance(each, str) for each in value)):
            yield Fault(
                f"framework.{key}",
                f"“{shortened(value)}” is not understood.",
                {list: "Give a list of names.", bool: "Give true or false."}.get(type_, "Give a text."),
            )
        elif key.endswith("date") and value and not is_day(str(value)):
            yield Fault(f"framework.{key}", f"“{shortened(value)}” is no date.", "Write it as 2026-03-02.")


def parent(framework: str | Mapping[str, Any]) -> Parent:
    """Return the agreement above as far as *framework* knows it."""
    if isinstance(framework, str):
        return Parent(framework)
    known = {key: value for key in _NAMED if (value := framework.get(key)) is not None}
    reference, version = str(known.get("reference") or known.get("id") or ""), str(known.get("version") or "")
    kept = {key: value for key, value in known.items() if key not in ("reference", "id", "version", "members")}
    return Parent(reference=f"{reference}@{version}" if version and "@" not in reference else reference, members=tuple(known.get("members", ())), **kept)
