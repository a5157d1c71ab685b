"""Deals and agreements that are hard to print: names of every sort, many parties, nobody who signs, tables that go on for pages."""

from __future__ import annotations

import copy
from dataclasses import replace
from itertools import cycle
from typing import Any

from agreements.agreement import Agreement, NumberedLine, Provision, Record, Text
from clauses.library import example

NAMES = (
    "Smith & Sons <Ltd> {{7*7}} **x** [a](b) “q” 'x' %} {# #}",
    "Ένωση Ψηφιακής Καινοτομίας Θεσσαλίας ᾳ ᾧ ἀ",
    "Българска асоциация за цифрови иновации Ђ Ѓ Є І Ї Ґ",
    "Ó Súilleabháin, Ğüneş Țăndărică, Žižkov, Ełżbieta, Ķēniņš, ẞ, e\u0301\u0323",
    "שלום עולם ובניו",
    "مركز الابتكار الرقمي",
    "🙂 Café ☕\ufe0f 👩\u200d🔬 漢字 Հայ ქარ",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2,
    "A\u2011B\u202fC\u00adD\u2009E № 5 § 3 € ½ → ≥ ™",
    "The Centre for Everything That Has To Do With the Digital Change of Small and Medium-Sized Companies in the Northern Regions of the Country " * 2,
)


def renamed(deal: dict[str, Any], start: int = 0) -> dict[str, Any]:
    """Return the deal with hard names for its parties, its signatories and what it is about."""
    names = cycle(NAMES[start % len(NAMES) :] + NAMES[: start % len(NAMES)])
    deal = copy.deepcopy(deal)
    for party in deal["parties"]:
        party |= {
            "legal_name": next(names).strip(),
            "signatories": [{"name": next(names).strip(), "position": next(names).strip(), "authority": next(names).strip()}],
        }
    if deal.get("client"):
        deal["client"]["name"] = next(names).strip()
    return deal


def crowded(kind: str, count: int) -> dict[str, Any]:
    """Return the example deal of *kind* with *count* parties, every fifth of which names nobody who signs."""
    deal: dict[str, Any] = copy.deepcopy(example(kind))  # type: ignore[assignment]  # an example is an object
    model = deal["parties"][1]
    for number in range(len(deal["parties"]), count):
        more = copy.deepcopy(model) | {"id": f"hub{number}", "legal_name": f"{NAMES[number % len(NAMES)]} {number}".strip(), "short_name": f"Hub {number}"}
        deal["parties"].append(more | ({"signatories": []} if number % 5 == 0 else {}))
    return deal


def abridged(agreement: Agreement, points: int = 2) -> Agreement:
    """Return the agreement with only the first points of each clause: every sort of thing on fewer pages."""
    return replace(agreement, clauses=tuple(replace(clause, children=clause.children[:points]) for clause in agreement.clauses))


def with_long_tables(agreement: Agreement, rows: int = 24) -> Agreement:
    """Return the agreement with tables that go on over pages, where one row is taller than half a page and one word wider than its column."""

    def longer(provision: Provision) -> Provision:
        children = tuple(longer(child) for child in provision.children)
        table = provision.table
        if table is None or not table.rows or not table.rows[0]:
            return replace(provision, children=children)
        first = table.rows[0]
        tall = (*first[:-1], (Text("What is agreed here takes many words. " * 40),))
        wide = (*first[:-1], (Text("x" * 90),))
        grown = (table.rows * rows)[:rows]
        return replace(provision, children=children, table=replace(table, rows=(*grown, tall, wide, *grown[:3])))

    annexes = tuple(replace(annex, provisions=tuple(longer(each) for each in annex.provisions)) for annex in agreement.annexes)
    return replace(agreement, annexes=annexes, clauses=tuple(longer(clause) for clause in agreement.clauses))


def with_record(agreement: Agreement) -> Agreement:
    """Return the agreement with the record of accepted findings at its end."""
    lines = tuple(NumberedLine(f"record-{number}", f"({number})", (Text(f"CMP-08, accepted by {name}"),)) for number, name in enumerate(NAMES, start=1))
    return replace(agreement, record=Record("What was accepted", "The checks raised these points; the persons named accepted them.", lines))
