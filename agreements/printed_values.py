"""Read printed values back: “twelve (12) months” is 12 and “2 March 2026” is 2026-03-02. The other way round than :mod:`agreements.phrases`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from babel import Locale

from agreements.deal import Deal, Party
from agreements.library import Field, Library, Parameter
from agreements.phrases import Phrases, joined

UNITS = {
    "months": "months", "years": "years", "hours": "hours", "days": "days", "business_days": "business days", "percent": "percent",
    "points": "percentage points", "eur": "EUR",
}  # fmt: skip
_EVERYWHERE = "worldwide"  # the one territory that is no place with a code
_WHOLE = frozenset({"integer"})
_SINGLE = {"enums": "enum", "parties": "party", "countries": "territory", "territories": "territory"}
_FIGURES = re.compile(r"-?\d[\d.,\u00a0\u202f' ]*")


class PrintedValues:
    """Reads the values of one agreement; *parties* are the short names of its parties by id."""

    def __init__(self, library: Library, parties: Mapping[str, str]) -> None:
        self.library, self.parties = library, parties
        self._spoken: dict[tuple[str, tuple[str, ...]], dict[str, str] | None] = {}
        self.phrases = Phrases(Deal("", "", parties=tuple(Party(id=id_, short_name=name) for id_, name in parties.items())), library)

    def read(self, parameter: Parameter | Field, texts: tuple[str, ...]) -> Any:
        """Return the value that is printed as *texts*, more than one where a list has an entry each; None when it cannot be told for sure."""
        if parameter.type in UNITS or parameter.type in _WHOLE:
            return self.number(texts[0])
        if parameter.type == "date":
            return self.day(texts[0])
        if parameter.type == "texts":
            return list(texts)
        if parameter.type == "shares":
            return self.shares(texts)
        single = _SINGLE.get(parameter.type, parameter.type)
        spoken = self.spoken(Field(parameter.name, single, "", choices=parameter.choices))
        if parameter.type in _SINGLE:
            return self.several(texts, spoken)
        return texts[0] if spoken is None else _code(spoken, texts[0])

    def number(self, text: str) -> int | float | None:
        """Return the last figure in *text*: words stand before figures."""
        found = _FIGURES.findall(text)
        if not found:
            return None
        symbols = Locale.parse(self.library.language).number_symbols["latn"]
        figure = re.sub(rf"[\s{re.escape(symbols['group'])}]", "", found[-1]).replace(symbols["decimal"], ".").rstrip(".,")
        try:
            value = float(figure)
        except ValueError:
            return None
        return int(value) if value == int(value) else value

    def day(self, text: str) -> str | None:
        """Return a date as ISO writes it."""
        found = re.fullmatch(r"(\d{1,2})\.? (?:de )?(\w+)(?: de)?,? (\d{4})", text)
        month = _months(self.library.language).get(found[2].casefold()) if found else None
        return f"{found[3]}-{month:02}-{int(found[1]):02}" if found and month else None

    def shares(self, texts: tuple[str, ...]) -> dict[str, Any] | None:
        """Return the percentage of each party that *texts* name."""
        ids = {name: id_ for id_, name in self.parties.items()}
        entries = texts if len(texts) > 1 else tuple(re.split(rf", (?=\D)| {re.escape(self.library.words['and'])} ", texts[0]))
        made = {}
        for entry in entries:
            name = next((name for name in sorted(ids, key=len, reverse=True) if entry.startswith(f"{name} ")), "")
            made[ids.get(name, "")] = self.number(entry)
        return made if "" not in made and None not in made.values() and len(ids) == len(self.parties) else None

    def several(self, texts: tuple[str, ...], spoken: Mapping[str, str] | None) -> list[str] | None:
        """Return the codes of the entries that *texts* print, one text each, or all in one enumeration."""
        spoken = spoken or {}
        if len(texts) > 1:
            found = [_code(spoken, text) for text in texts]
            return None if None in found else [each for each in found if each]
        return next((codes for text in (texts[0], _uncapped(texts[0])) if (codes := self._enumerated(text, spoken))), None)

    def _enumerated(self, text: str, spoken: Mapping[str, str]) -> list[str]:
        """Return the codes of the phrases that *text* is an enumeration of; nothing when it holds more than these."""
        rest, places = text, dict[int, str]()
        for phrase in sorted(spoken, key=len, reverse=True):
            if phrase in rest:
                for at in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", rest):
                    places[at.start()] = phrase
                    rest = rest[: at.start()] + "\0" * len(phrase) + rest[at.end() :]
        phrases = [places[at] for at in sorted(places)]
        return [spoken[each] for each in phrases] if joined(phrases, self.library.words["and"]) == text else []

    def spoken(self, field: Field) -> dict[str, str] | None:
        """Return the codes of all values of this type by the phrase that prints them, without those that share one by chance; None for free text."""
        key = (field.type, tuple(field.choices))
        if key not in self._spoken:
            codes = self._codes(field)
            self._spoken[key] = None if codes is None else _distinct(codes, lambda code: self.phrases.phrase(field, code))
        return self._spoken[key]

    def _codes(self, field: Field) -> Iterable[Any] | None:
        locale = Locale.parse(self.library.language)
        match field.type:
            case "enum":
                return field.choices
            case "boolean":
                return (True, False)
            case "party":
                return self.parties
            case "language":
                return sorted(code for code in map(str, locale.languages) if len(code) == 2)
            case "country":
                return _nations(self.library.language)
            case "territory":
                words = [code for code in self.library.words if code.isupper() and not code.startswith("country")]
                return [*words, _EVERYWHERE, *_nations(self.library.language), *(code for code in self.library.territories if len(code) > 2)]
        return None


def _distinct(codes: Iterable[Any], phrase: Callable[[Any], str]) -> dict[str, Any]:
    """Return the codes by their phrase; where several share one, the region that holds the others, or none of them."""
    found: dict[str, list[Any]] = {}
    for code in codes:
        found.setdefault(phrase(code), []).append(code)
    return {text: same[0] for text, same in found.items() if all(str(code).startswith(str(same[0])) for code in same)}


def _code(spoken: Mapping[str, Any], text: str) -> Any:
    return spoken.get(text, spoken.get(_uncapped(text)))


def _uncapped(text: str) -> str:
    """Return *text* without the capital that the beginning of a sentence or of a cover line may have given it."""
    return text[:1].lower() + text[1:]


@cache
def _nations(language: str) -> tuple[str, ...]:
    return tuple(code for code in sorted(map(str, Locale.parse(language).territories)) if len(code) == 2 and code.isalpha())


@cache
def _months(language: str) -> dict[str, int]:
    months = Locale.parse(language).months
    return {name.casefold(): number for context in ("format", "stand-alone") for number, name in months[context]["wide"].items()}
