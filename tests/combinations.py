"""Combine answers and parties so that every pair of values meets in some deal, and every wording in every kind that may hold it."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from allpairspy import AllPairs
from second_reading import CHOICES, CODES, FLAGS, TRUE_FLAGS

from agreements.library import Library
from clauses.library import example

_AUTHORITY = ("public_body", "contracting_authority")
CASTS = {
    "two hubs": [("IT", ()), ("FI", ())],
    "two hubs of one country": [("IT", ()), ("IT", ())],
    "three hubs": [("IT", ()), ("FI", ("research_org",)), ("PT", ())],
    "two authorities": [("FI", _AUTHORITY), ("DE", _AUTHORITY)],
    "one authority": [("IT", _AUTHORITY)],
    "a hub from outside": [("IT", ()), ("GB", ("sme",))],
}  # fmt: skip
VALUES: dict[str, tuple[Any, ...]] = {
    **CHOICES,
    **dict.fromkeys(FLAGS.split(), (False, True)),
    **dict.fromkeys(TRUE_FLAGS.split(), (True, False)),
    "total_value_eur": (0, 10000, 10001, 50000, 50001),
    "exchange_months": (0, 1, 2),
    "operator": ("none", "lead"),
    "joint_manager": ("none", "lead"),
    "open_licence": ("none", "Apache-2.0"),
    "subcontractors": ((), ("Atelier Sud",)),
    "cast": tuple(CASTS),
    "client": (True, False),
    "framework": (False, True),
}
_ROLES = {"FCA": ("member", "member"), "ACC": ("party", "member"), "NDA": ("party", "party")}
_CLIENT = {"name": "Officine Brenta Srl", "country": "IT", "kind": "SME", "economic_activity": True}


@cache
def rows() -> tuple[dict[str, Any], ...]:
    """Return rows of values in which every two values of different questions stand together at least once."""
    names = list(VALUES)
    return tuple(dict(zip(names, row, strict=True)) for row in AllPairs(list(VALUES.values())))


def drawn(count: int) -> Iterator[dict[str, Any]]:
    """Yield rows of values drawn at random, the same ones every time, for rules that need three answers at once."""
    chance = random.Random(2026)  # noqa: S311  # no secret
    yield from ({name: chance.choice(values) for name, values in VALUES.items()} for _ in range(count))


def combined(kind: str, more: int = 0) -> Iterator[dict[str, Any]]:
    """Yield one deal of *kind* per row, and *more* deals drawn at random."""
    for row in (*rows(), *drawn(more)):
        cast, with_client, framework = CASTS[row["cast"]], row["client"], row["framework"]
        answers = {name: list(value) if isinstance(value, tuple) else value for name, value in row.items() if name not in ("cast", "client", "framework")}
        code = CODES[kind]
        yield {
            "kind": kind,
            "reference": "PAIR",
            "date": "2026-03-02",
            "framework": "NET-FW-2026@1.0" if framework or code in ("SCA", "ACC") else None,
            "parties": parties(code, cast),
            "client": _CLIENT if with_client or code == "CSL" else None,
            "answers": answers,
            "clauses": {"core/cover-page": {"parent_framework_ref": "LH-2026-007"}} if code in ("EXP", "FAC", "DSB", "DPA") else {},
        }


def parties(code: str, cast: list[tuple[str, tuple[str, ...]]]) -> list[dict[str, Any]]:
    """Return the parties of a deal of the kind *code*: the first one leads where somebody leads."""
    first, other = _ROLES.get(code, ("lead", "partner"))
    if code == "CSL":
        return [a_party("lead", "lead", *cast[0]), a_party("client", "client", "IT", ())]
    return [a_party("partner" * bool(number) + str(number) if number else "lead", other if number else first, *row) for number, row in enumerate(cast)]


def a_party(id_: str, role: str, country: str, flags: tuple[str, ...]) -> dict[str, Any]:
    """Return a party that is completely identified."""
    signer = {"name": f"Signer of {id_}", "position": "Director", "authority": "statutes"}
    named = {"id": id_, "role": role, "legal_name": f"Hub {id_}", "short_name": id_.capitalize(), "legal_form": "foundation", "country": country}
    return {**named, "address": "Via 1", "registration_id": f"R-{id_}", "email": f"{id_}@hub.example", "signatories": [signer], **dict.fromkeys(flags, True)}


def worded(kind: str, library: Library) -> list[tuple[str, str]]:
    """Return every wording that the kind may hold: clause and variant."""
    return [(id_, variant) for id_ in library.kinds[kind].clauses for variant in library.clauses[id_].variants]


def chosen(kind: str, clause: str, variant: str) -> dict[str, Any]:
    """Return the example deal of *kind* with this wording chosen by hand."""
    raw: Any = copy.deepcopy(example(kind))
    given = raw["clauses"].get(clause)
    raw["clauses"][clause] = {**(given if isinstance(given, dict) else {}), "variant": variant}
    return raw
