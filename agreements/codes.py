"""Find the codes of languages and countries that machines read, from the codes and names that an agreement has."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

# The official languages of the Union; others are found in what Babel knows, which has a few narrower codes instead.
_OFFICIAL: dict[str, str] = dict(
    re.findall(
        r"(\w\w) (\w{3})",
        "bg bul, cs ces, da dan, de deu, el ell, en eng, es spa, et est, fi fin, fr fra, ga gle, hr hrv, hu hun, it ita, lt lit, lv lav, mt mlt, nl nld, "
        "pl pol, pt por, ro ron, sk slk, sl slv, sv swe",
    )
)


@cache
def three_letters(language: str) -> str:
    """Return the ISO 639-2 code of a language that has two letters, the terminological one where there are two; others come back as they are.

    >>> three_letters("en"), three_letters("de"), three_letters("el")
    ('eng', 'deu', 'ell')
    """
    if language in _OFFICIAL:
        return _OFFICIAL[language]
    found = sorted(code for code, short in get_global("language_aliases").items() if short == language and len(code) == 3)
    return next((code for code in found if code.startswith(language)), found[0] if found else language)


@lru_cache(maxsize=1_024)  # people may type any name
def country_code(name: str, language: str) -> str:
    """Return the ISO 3166 code of the country that is called *name*, with or without its article; an empty text for any other word.

    >>> country_code("Czechia", "en"), country_code("the Netherlands", "en"), country_code("Ruritania", "en")
    ('CZ', 'NL', '')
    """
    return _countries(language).get(name) or _countries(language).get(name.partition(" ")[2], "")


@cache
def _countries(language: str) -> dict[str, str]:
    return {name: code for code, name in Locale.parse(language).territories.items() if len(code) == 2 and code.isalpha()}
