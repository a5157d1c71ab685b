"""Assemble the examples that stand beside each clause, with a cast that is always the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from agreements.agreement import Agreement, Provision, descend, plain
from agreements.assembly import draft
from agreements.deal import Deal, Override
from agreements.errors import AgreementError, Fault
from agreements.intake import read_deal
from agreements.library import Json, Library
from agreements.selection import select
from clauses.files import read
from clauses.library import ROOT
from clauses.schema import ExampleHead, ExamplesHead, head
from clauses.wording import curly

_CAST: list[dict[str, Json]] = [
    {"id": "lead", "legal_name": "Lagunawerk AI Hub", "short_name": "Lagunawerk", "legal_form": "private non-profit foundation", "country": "IT", "nuts": "ITH3"},
    {"id": "partner", "legal_name": "Kaleva Vision Hub", "short_name": "Kaleva", "legal_form": "limited company", "country": "FI", "nuts": "FI1B"},
    {"id": "third", "legal_name": "Tejo Computing Hub", "short_name": "Tejo", "legal_form": "public university", "country": "PT", "nuts": "PT1A"},
]  # fmt: skip
_CLIENT: Json = {"name": "Officine Brenta Srl", "country": "IT", "kind": "SME", "economic_activity": True}
_SIGNING_CLIENT: dict[str, Json] = {
    "id": "client", "role": "client", "legal_name": "Officine Brenta Srl", "short_name": "Officine Brenta", "legal_form": "limited company", "country": "IT",
}  # fmt: skip
_WITHOUT_CLIENT = {"new-service-development", "nda", "framework-cooperation", "framework-accession", "data-sharing-benchmarking", "data-processing"}
_ROLES: dict[str, tuple[str, str]] = {  # role of the first party, and of every other; elsewhere the first one leads
    "nda": ("party", "party"),
    "framework-cooperation": ("member", "member"),
    "framework-accession": ("party", "member"),
}
_FRAMEWORK, _MAIN = "NET-FW-2026@1.0", "LH-2026-007"


@dataclass(frozen=True, slots=True)
class Example:
    """One example with the file and the line it stands in."""

    clause: str
    path: str
    head: ExampleHead
    line: int = 0


def examples(root: Path = ROOT) -> Iterator[Example]:
    """Yield every example of the library in the order of the folders."""
    for path in sorted(root.glob("*/*/examples.toml")):
        source = read(path, root)
        if found := head(ExamplesHead, source.head, source):
            for number, each in enumerate(found.example):
                yield Example(f"{path.parent.parent.name}/{path.parent.name}", source.path, each, source.line_of("example", number))


def cast(kind: str, count: int) -> list[dict[str, Json]]:
    """Return the first *count* parties of the cast with their roles in *kind*."""
    if kind == "client-service-letter":
        return [{**_CAST[0], "role": "lead"}, _SIGNING_CLIENT]
    first, other = _ROLES.get(kind, ("lead", "partner"))
    return [{**party, "role": other if number else first} for number, party in enumerate(_CAST[:count])]


def deal_of(example: Example, library: Library) -> dict[str, Any]:
    """Return the deal that an example writes; where its kind stands under another agreement, that one has a name."""
    kind = example.head.kind
    parent = library.kinds[kind].parent if kind in library.kinds else ""
    above: dict[str, Json] = {"parent_framework_ref": _MAIN} if parent == "main" else {}
    choice = {**(above if example.clause == "core/cover-page" else {}), **example.head.parameters, "variant": example.head.variant}
    return {
        "kind": kind,
        "date": "2026-03-02",
        "reference": "EXAMPLE",
        "parties": cast(kind, example.head.hubs),
        "client": None if kind in _WITHOUT_CLIENT else _CLIENT,
        "framework": _FRAMEWORK if parent == "framework" else None,
        "answers": example.head.answers,
        "clauses": {"core/cover-page": above, example.clause: choice} if above else {example.clause: choice},
    }


def text_of(agreement: Agreement, clause: str, library: Library) -> str:
    """Return the words of one clause, in the body and in the annexes that belong to it, with white space collapsed."""
    found = [provision for provision in agreement.clauses if provision.id == clause]
    for annex in agreement.annexes:
        whole = library.annexes[annex.id].clause == clause
        found += [provision for provision in annex.provisions if whole or provision.id.endswith(f":{clause}")]
    return " ".join(" ".join(_words(each) for provision in found for each in descend(provision)).replace("\u00a0", " ").split())


def _words(provision: Provision) -> str:
    table = provision.table
    cells = [plain(cell) for row in table.rows for cell in row] if table else []
    return " ".join([plain(provision.runs), *(table.head if table else ()), *cells])


def faults_of(example: Example, library: Library) -> list[Fault]:
    """Return what an example promises and the library does not keep."""
    here = f"{example.path}:{example.line}, “{example.head.name}”"
    try:
        deal = read_deal(deal_of(example, library), library)
        drafted = draft(replace(deal, clauses={**deal.clauses, **_written(deal, example.clause, library)}), library)
    except AgreementError as error:
        return [Fault(here, str(fault)) for fault in error.faults]
    text = text_of(drafted.agreement, example.clause, library)
    wanted = [phrase for phrase in example.head.says if _flat(phrase) not in text]
    unwanted = [phrase for phrase in example.head.never_says if _flat(phrase) in text]
    return [Fault(here, f"the text does not say “{phrase}”.", f"It says: {text[:3000]}") for phrase in wanted] + [
        Fault(here, f"the text says “{phrase}”, which it must not.") for phrase in unwanted
    ]


def _written(deal: Deal, clause: str, library: Library) -> dict[str, Override]:
    """Give every other clause a wording that exists, because an example is about its own clause."""
    chosen = select(deal, library.kinds[deal.kind], library).chosen
    missing = [each for each in chosen if each.variant not in each.clause.variants and each.clause.id != clause]
    return {each.clause.id: Override(include=bool(each.clause.variants), variant=next(iter(each.clause.variants), "")) for each in missing}


def _flat(phrase: str) -> str:
    return re.sub(r"\s+", " ", curly(phrase))
