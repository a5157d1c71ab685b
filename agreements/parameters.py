"""Settle the value of every parameter: given by hand, by default, or taken from the deal."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal

from agreements.conditions import Fact, is_empty
from agreements.deal import Deal
from agreements.library import Clause, Field, Json, Kind, Library, Parameter
from agreements.overlays import verified_number
from agreements.values import is_day, normal

Origin = Literal["given", "emptied", "default", "deal", "missing"]


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of a parameter in one deal and where it comes from. *value* is None, False or a number, text, tuple or mapping in normal form."""

    value: Any
    origin: Origin

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to print or compare."""
        return is_empty(self.value) and self.value is not False


# Sources -----------------------------------------------------------------------------------------------------------------


def add_months(day: date, months: float) -> date:
    """Return the day *months* later; a month has its last day where the same day is missing, a part of a month counts thirty-day days.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    whole = int(months)
    year, month = divmod(day.year * 12 + day.month - 1 + whole, 12)
    moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return moved + timedelta(days=round((months - whole) * 30))


class Settings:
    """The settled parameters of one deal, each worked out once, when it is first asked for."""

    def __init__(self, deal: Deal, kind: Kind, library: Library) -> None:
        self.deal, self.kind, self.library = deal, kind, library
        self._known: dict[tuple[str, str], Setting] = {}

    def of(self, clause: Clause) -> dict[str, Setting]:
        """Return all settings of *clause*."""
        return {name: self.get(clause.id, name) for name in clause.parameters}

    def get(self, clause: str, name: str) -> Setting:
        """Return one setting; a parameter that takes its value from itself, over any detour, is missing."""
        key = (clause, name)
        if key not in self._known:
            self._known[key] = Setting(None, "missing")
            self._known[key] = self._settle(self.library.clauses[clause].parameters[name], clause)
        return self._known[key]

    def _settle(self, parameter: Parameter, clause: str) -> Setting:
        override = self.deal.clauses.get(clause)
        if override is not None and parameter.name in override.parameters:
            value = self.normal(parameter, override.parameters[parameter.name])
            return Setting(value, "emptied" if value is None else "given")
        if self.kind.code in parameter.default_for:
            return self._fallback(parameter, parameter.default_for[self.kind.code])
        if parameter.source and not is_empty(taken := self._taken(parameter.source, clause)):
            return Setting(self.normal(parameter, taken), "deal")
        return self._fallback(parameter, parameter.default)

    def _fallback(self, parameter: Parameter, default: Json) -> Setting:
        """Return the default; one that is empty on purpose means that people must decide."""
        return Setting(None, "missing") if default in (None, "") else Setting(self.normal(parameter, default), "default")

    def normal(self, parameter: Parameter | Field, value: Json) -> Any:
        """Return *value* in normal form."""
        return normal(parameter, value, self._parties, self._hubs)

    def _taken(self, source: str, clause: str) -> Any:
        group, _, rest = source.partition(".")
        if group == "answers":
            return self.deal.answers.get(rest, self.library.intake[rest].default)
        if group == "same":
            return self.get(clause, rest).value
        if group == "others":
            named = self.get(clause, rest).value
            return [hub for hub in self.hubs if hub != named] if named else None
        if group == "national":
            return verified_number(self.library.overlays, rest, self.anchor("law"))
        if group == "law_is":
            return self.anchor("law") == rest
        if group == "framework":
            return getattr(self.deal.framework, rest) if self.deal.framework else None
        if "/" in group:
            return self.get(group, rest).value
        return SOURCES[source](self)

    def anchor(self, name: str) -> Any:
        """Return the value of the parameter that the library calls *name* in ``anchors.toml``, such as the start date; None if it has none."""
        clause, _, parameter = self.library.anchors[name].partition(".")
        above = self.deal.framework
        if name == "law" and above and above.law and self._is_inherited(clause):
            return above.law
        return self.get(clause, parameter).value

    def _is_inherited(self, clause: str) -> bool:
        """Tell whether *clause* comes from the agreement above, unless the deal puts in one of its own."""
        override = self.deal.clauses.get(clause)
        return self.library.clauses[clause].applies[self.kind.code] == "i" and not (override and override.include)

    @cached_property
    def _parties(self) -> dict[str, str]:
        """Any name of a party to its id, also a role that only one party has; ids come last because they win."""
        roles = [party.role for party in self.deal.parties]
        names = {party.role: party.id for party in self.deal.parties if roles.count(party.role) == 1}
        names |= {name: party.id for party in self.deal.parties for name in (party.legal_name, party.short_name) if name}
        return names | {party.id: party.id for party in self.deal.parties}

    @cached_property
    def _hubs(self) -> tuple[str, ...]:
        return tuple(party.id for party in self.deal.parties if party.role != "client")

    def computed_end(self) -> str | None:
        """Return the last day that follows from start and duration."""
        return _computed_end(self)

    @property
    def hubs(self) -> tuple[str, ...]:
        """The ids of all parties that are no client."""
        return self._hubs

    @cached_property
    def lead(self) -> str | None:
        """The id of the lead hub, or None."""
        return next((party.id for party in self.deal.parties if party.role == "lead"), None)

    def countries(self, *, hubs: bool) -> list[str]:
        """Return the different countries of the hubs or of all parties."""
        return list(dict.fromkeys(party.country for party in self.deal.parties if party.country and (party.role != "client" or not hubs)))


def _lead_country(settings: Settings) -> str | None:
    leading = next((party for party in settings.deal.parties if party.id == settings.lead), None)
    return (leading or settings.deal.parties[0]).country if settings.deal.parties else None


def _client_country(settings: Settings) -> list[str]:
    client = settings.deal.served
    return [client.country] if client and client.country else []


def _equal_shares(settings: Settings) -> dict[str, float]:
    count = len(settings.hubs)
    if not count:
        return {}
    share = math.floor(10000 / count) / 100
    return dict.fromkeys(settings.hubs[:-1], share) | {settings.hubs[-1]: round(100 - share * (count - 1), 2)}


def _computed_end(settings: Settings) -> str | None:
    start, months = settings.anchor("start"), settings.anchor("months")
    if not start or not is_day(start) or not isinstance(months, int | float) or not 0 < months < 1200:
        return None
    return (add_months(date.fromisoformat(start), months) - timedelta(days=1)).isoformat()


SOURCES: Mapping[str, Callable[[Settings], Any]] = {
    "lead": lambda settings: settings.lead,
    "partners": lambda settings: [hub for hub in settings.hubs if hub != settings.lead],
    "hubs": lambda settings: list(settings.hubs),
    "lead_country": _lead_country,
    "client_country": _client_country,
    "hub_countries": lambda settings: settings.countries(hubs=True),
    "party_countries": lambda settings: settings.countries(hubs=False),
    "deal_date": lambda settings: settings.deal.date or None,
    "agreement_months": lambda settings: settings.anchor("months"),
    "start_date": lambda settings: settings.anchor("start"),
    "end_date": lambda settings: settings.anchor("end"),
    "computed_end": _computed_end,
    "equal_shares": _equal_shares,
}


def parameter_facts(settings: Mapping[str, Setting]) -> dict[str, Fact]:
    """Return the values of *settings* for conditions."""
    return {name: setting.value for name, setting in settings.items()}
