"""What conditions may ask of a deal: intake answers, and what follows from the parties and the client."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from agreements.conditions import Fact
from agreements.deal import Deal, Party
from agreements.library import Kind, Library

_FLAGS = ("public_body", "contracting_authority", "research_org", "sme", "economic_activity")
_QUANTIFIERS = ("any_party", "any_hub", "all_hubs")
_COUNTS = ("hubs", "parties", "hub_countries", "party_countries")
_CLIENT = ("name", "country", "kind", "economic_activity", "contracting_authority")

DERIVED: tuple[str, ...] = (
    "kind",
    "under_framework",
    "client",
    "client_signs",
    "lead",
    "parent",
    "party_outside_eea_ch",
    *(f"client.{name}" for name in _CLIENT),
    *(f"count({name})" for name in _COUNTS),
    *(f"{quantifier}({flag})" for quantifier in _QUANTIFIERS for flag in _FLAGS),
)


def is_derived(name: str) -> bool:
    """Tell whether *name* is a fact that follows from the deal itself."""
    return name in DERIVED


def hubs(deal: Deal) -> tuple[Party, ...]:
    """Return every party whose role is not client."""
    return tuple(party for party in deal.parties if party.role != "client")


def countries(parties: tuple[Party, ...]) -> tuple[str, ...]:
    """Return the different countries of *parties* in the order of first mention."""
    return tuple(dict.fromkeys(party.country for party in parties if party.country))


def lead(deal: Deal, kind: Kind) -> Party | None:
    """Return the lead hub: the party with that role; None where the kind has no lead hub or nobody leads."""
    return next((party for party in deal.parties if party.role == "lead"), None) if "lead" in kind.roles else None


def parent_reference(deal: Deal, library: Library) -> str:
    """Return how the agreement above this one is called: as a parameter says it, else as the deal does; an empty text when nobody does."""
    clause, _, name = library.anchors["parent"].partition(".")
    override = deal.clauses.get(clause)
    if override is not None and name in override.parameters:
        return " ".join(str(override.parameters[name] or "").split())
    return " ".join(deal.framework.reference.split()) if deal.framework else ""


class DealFacts:
    """The facts of one deal; *included* maps the clauses of the agreement to their variants once they are selected, *inherited* names those of its parent."""

    def __init__(self, deal: Deal, kind: Kind, library: Library, included: Mapping[str, str] | None = None, inherited: tuple[str, ...] = ()) -> None:
        self.included = included or {}
        self.inherited = inherited
        self._intake = {name: deal.answers.get(name, field.default) for name, field in library.intake.items()}
        self._derived = _derive(deal, kind, library)

    def value(self, name: str) -> Fact:
        """Return an intake answer, its default where there is none, or a derived fact."""
        if name in self._intake:
            return self._intake[name]
        return self._derived[name]

    def includes(self, clause: str, variant: str) -> bool:
        """Tell whether *clause* is printed (in *variant*, unless empty) or inherited; the wording of an inherited clause is not known here."""
        if clause in self.included:
            return variant in ("", self.included[clause])
        return not variant and clause in self.inherited

    def inherits(self, clause: str) -> bool:
        """Tell whether *clause* comes from the parent agreement."""
        return clause in self.inherited


class ClauseFacts:
    """The facts of a deal with the parameters of one clause in front."""

    def __init__(self, facts: DealFacts, parameters: Mapping[str, Fact]) -> None:
        self._facts, self._parameters = facts, parameters
        self.includes, self.inherits = facts.includes, facts.inherits
        self.included, self.inherited = facts.included, facts.inherited

    def value(self, name: str) -> Fact:
        """Return the parameter *name* of the clause, ``length(name)`` for how long it is, else the fact of the deal."""
        if name.startswith("length("):
            return len(str(self._parameters[name[7:-1]] or ""))
        return self._parameters[name] if name in self._parameters else self._facts.value(name)


def _derive(deal: Deal, kind: Kind, library: Library) -> dict[str, Fact]:
    ours = hubs(deal)
    client, leading = deal.served, lead(deal, kind)
    facts: dict[str, Fact] = {
        "kind": kind.code,
        "under_framework": deal.framework is not None,
        "client": client.name or None if client else None,
        "client_signs": len(ours) < len(deal.parties),
        "lead": leading.short if leading else None,
        "parent": parent_reference(deal, library) or None,
        "party_outside_eea_ch": any(country not in library.trusted_countries for country in countries(deal.parties)),
        "count(hubs)": len(ours),
        "count(parties)": len(deal.parties),
        "count(hub_countries)": len(countries(ours)),
        "count(party_countries)": len(countries(deal.parties)),
    }
    facts |= {f"client.{name}": getattr(client, name) if client else None for name in _CLIENT}
    tests: dict[str, Callable[[str], bool]] = {
        "any_party": lambda flag: any(getattr(party, flag) for party in deal.parties),
        "any_hub": lambda flag: any(getattr(party, flag) for party in ours),
        "all_hubs": lambda flag: bool(ours) and all(getattr(party, flag) for party in ours),
    }
    return facts | {f"{name}({flag})": test(flag) for name, test in tests.items() for flag in _FLAGS}


_WORDS = re.compile(r"(\w+)\((\w+)\)")


def in_words(name: str, value: Fact, library: Library) -> str:
    """Return a fact as a reason that people read, such as “the main deliverable: software”."""
    field = library.intake.get(name)
    if field is None:
        return _derived_in_words(name, value, library)
    if field.type == "boolean":
        return field.label if value else f"not: {field.label}"
    if value in (None, "", [], ()):
        return f"{field.label}: nothing stated"
    shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else field.choices.get(str(value), _plain(value))
    return f"{field.label}: {shown}"


def _derived_in_words(name: str, value: Fact, library: Library) -> str:
    key = "fact." + (_WORDS.sub(r"\1.\2", name) if "(" in name else name)
    template = library.words.get(key, name + ": {value}")
    if name == "kind":
        value = next((kind.title.lower() for kind in library.kinds.values() if kind.code == value), value)
    shown = {True: library.words["fact.yes"], False: library.words["fact.no"]}.get(value) if isinstance(value, bool) else None
    return template.replace("{value}", shown or (_plain(value) if value is not None else library.words["fact.nothing"]))


def _plain(value: Fact) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
