"""Write values as people write them: “twelve (12) months”, “EUR 18,000”, “2 March 2026”, “Kaleva and Tejo”."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from num2words import num2words

from agreements.deal import Deal
from agreements.library import Field, Library, Parameter

HARD_SPACE = "\u00a0"


@cache
def spelled(number: int, language: str) -> str:
    """Return *number* in words.

    >>> spelled(21, "en")
    'twenty-one'
    """
    return str(num2words(number, lang=language)).replace(",", "")


@cache
def figures(number: float, language: str) -> str:
    """Return *number* in figures, grouped, with at most two decimals.

    >>> figures(18000, "en")
    '18,000'
    """
    return str(format_decimal(number, format="#,##0.##", locale=language))


@cache
def day(text: str, language: str) -> str:
    """Return an ISO date as people write it; what is no date comes back as it is.

    >>> day("2026-03-02", "en")
    '2 March 2026'
    """
    try:
        moment = date.fromisoformat(text)
    except ValueError:
        return text
    pattern = "d MMMM y" if language == "en" else "long"
    return str(format_date(moment, format=pattern, locale=language))


@cache
def country(code: str, language: str) -> str:
    """Return the name of a country; an unknown code comes back as it is.

    >>> country("FI", "en")
    'Finland'
    """
    return str(Locale.parse(language).territories.get(code, code))


def country_in_sentence(code: str, library: Library) -> str:
    """Return the name of a country as it stands in a sentence: “the Netherlands”; an unknown code comes back as it is."""
    return library.words.get(f"country_{code}") or country(code, library.language)


def joined(texts: Iterable[str], word: str) -> str:
    """Return *texts* as one enumeration.

    >>> joined(["a", "b", "c"], "and")
    'a, b and c'
    """
    listed = list(texts)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {word} {listed[-1]}"


class Phrases:
    """Writes the values of one deal in the language of one library."""

    def __init__(self, deal: Deal, library: Library) -> None:
        self.library, self.words, self.language = library, library.words, library.language
        self.short = {party.id: party.short for party in deal.parties}

    def phrase(self, parameter: Parameter | Field, value: Any) -> str:
        """Return *value* (in normal form, not empty) of *parameter* as it is printed in a sentence."""
        write = _WRITERS.get(parameter.type)
        return write(self, parameter, value) if write else " ".join(str(value).split())

    def entries(self, parameter: Parameter, value: Any) -> tuple[str, ...]:
        """Return the phrases of the entries of *value*, one each."""
        if parameter.type == "shares":
            return tuple(self._share(party, share) for party, share in value.items())
        single = {"enums": "enum", "texts": "text", "parties": "party", "countries": "country", "territories": "territory"}.get(parameter.type, "text")
        return tuple(self.phrase(Field("", single, "", choices=parameter.choices), each) for each in value)

    def amount(self, number: float, unit: str) -> str:
        """Return a number with its unit in words and figures."""
        word = self.words[unit if number == 1 else unit + "s"]
        if number != int(number) or number < 0:
            return f"{figures(number, self.language)}{HARD_SPACE}{word}"
        return f"{spelled(int(number), self.language)}{HARD_SPACE}({figures(number, self.language)}) {word}"

    def percent(self, number: float) -> str:
        """Return a percentage."""
        shown = f"{figures(number, self.language)}{HARD_SPACE}%"
        if number != int(number):
            return shown
        return f"{spelled(int(number), self.language)} {self.words['percent']} ({shown})"

    def money(self, number: float) -> str:
        """Return an amount in euro."""
        shown = figures(number, self.language) if number == int(number) else format_decimal(number, format="#,##0.00", locale=self.language)
        return f"EUR{HARD_SPACE}{shown}"

    def territory(self, code: str) -> str:
        """Return the name of a country or of a region with its country; an unknown code comes back as it is."""
        if code in self.words and code.isupper():
            return self.words[code]
        nation, _, region = code.partition("-")
        if not region and len(nation) > 2 and nation in self.library.territories:
            nation, region = nation[:2].replace("EL", "GR"), nation
        name, nation_name = self.library.territories.get(region, ""), country(nation, self.language)
        if not region or name == nation_name:
            return self.country(nation)
        return f"{name} ({nation_name})" if name else code

    def country(self, code: str) -> str:
        """Return the name of a country as it stands in a sentence: “the Netherlands”."""
        return country_in_sentence(code, self.library)

    def party(self, id_: str) -> str:
        """Return the short name of a party; who is no party comes back as named."""
        return self.short.get(id_, id_)

    def list_of(self, texts: Iterable[str]) -> str:
        """Return an enumeration with “and”."""
        return joined(texts, self.words["and"])

    def _share(self, party: str, share: float) -> str:
        return f"{self.party(party)} {self.percent(share)}"


def _amount(unit: str) -> Callable[[Phrases, Parameter | Field, Any], str]:
    return lambda phrases, _, value: phrases.amount(value, unit)


_WRITERS: Mapping[str, Callable[[Phrases, Parameter | Field, Any], str]] = {
    "months": _amount("month"),
    "years": _amount("year"),
    "hours": _amount("hour"),
    "days": _amount("day"),
    "business_days": _amount("business_day"),
    "points": _amount("point"),
    "percent": lambda phrases, _, value: phrases.percent(value),
    "integer": lambda phrases, _, value: f"{spelled(value, phrases.language)} ({figures(value, phrases.language)})",
    "eur": lambda phrases, _, value: phrases.money(value),
    "date": lambda phrases, _, value: day(value, phrases.language),
    "boolean": lambda phrases, _, value: phrases.words["yes" if value else "no"],
    "enum": lambda phrases, parameter, value: parameter.choices.get(value, str(value)),
    "enums": lambda phrases, parameter, value: phrases.list_of(parameter.choices.get(each, each) for each in value),
    "texts": lambda phrases, _, value: phrases.list_of(" ".join(each.split()) for each in value),
    "party": lambda phrases, _, value: phrases.party(value),
    "parties": lambda phrases, _, value: phrases.list_of(phrases.party(each) for each in value),
    "shares": lambda phrases, _, value: phrases.list_of(phrases._share(party, share) for party, share in value.items()),  # noqa: SLF001  # one module
    "territory": lambda phrases, _, value: phrases.territory(value),
    "territories": lambda phrases, _, value: phrases.list_of(phrases.territory(each) for each in value),
    "country": lambda phrases, _, value: phrases.country(value),
    "countries": lambda phrases, _, value: phrases.list_of(phrases.territory(each) for each in value),
    "language": lambda phrases, _, value: str(Locale.parse(phrases.language).languages.get(value, value)),
}
