"""Checks that look for words in what people typed: the words stand in ``allowed`` of the check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.hit import Hit
from agreements.checks.parts import parts, place, words
from agreements.checks.structure import settings
from agreements.conditions import holds
from agreements.facts import ClauseFacts
from agreements.library import Field
from agreements.parameters import parameter_facts

_TEXTS = ("text", "texts", "records")


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the first of some words in a text; a blank in them stands for a blank or a hyphen."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def __call__(self, text: str) -> str:
        """Return the word as it is typed, or nothing; most texts hold none, which a plain look tells quickly."""
        plain = text.lower().replace("-", " ")
        if not any(word in plain for word in self.words):
            return ""
        found = self.pattern.search(text)
        return found.group(0) if found else ""


@lru_cache(maxsize=64)
def _finder(listed: tuple[str, ...]) -> _Finder:
    choices = "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in listed)
    return _Finder(tuple(word.lower() for word in listed), re.compile(rf"\b({choices})\b", re.IGNORECASE))


def mentions(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike like ``parts``, and where a typed text of the clauses of the row, or of any clause, holds one of the words."""
    yield from (replace(hit, allowed="") for hit in parts(drafted, row))
    find = _finder(words(row))
    for clause, parameter, setting in settings(drafted):
        if setting.origin != "given" or parameter.type not in _TEXTS or not setting.value or clause not in (row.clauses or (clause,)):
            continue
        texts = [setting.value] if isinstance(setting.value, str) else setting.value
        for number, each in enumerate(texts, start=1):
            typed = each if isinstance(each, str) else "\n".join(value for value in each.values() if isinstance(value, str))
            if found := find(typed):
                where = place(row, parameter.name, number if parameter.type == "records" else 0)
                yield Hit(clause, where, found, slots={"what": parameter.ask})


def record_mentions(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at each entry of the list that the row names for which its condition holds and which, as it is printed, holds one of the words."""
    find = _finder(words(row))
    for clause in row.clauses:
        filling = drafted.fillings.get(clause)
        if filling is None or row.when is None or not filling.settings[row.parameter].value:
            continue
        fields = {field.name: field for field in filling.clause.parameters[row.parameter].fields}
        known = parameter_facts(filling.settings) | {"variant": drafted.selection.variants[clause]} | dict.fromkeys(fields)
        for number, record in enumerate(filling.settings[row.parameter].value, start=1):
            printed = "\n".join(_printed(fields[name], value) for name, value in record.items() if isinstance(value, str))
            if (found := find(printed)) and holds(row.when, ClauseFacts(drafted.facts, known | record)):
                entry = record.get(next(iter(fields))) or f"entry {number}"
                yield Hit(clause, place(row, row.parameter, number), found, slots={"entry": str(entry)})


def _printed(field: Field, value: str) -> str:
    return field.choices.get(value, value)


TESTS = {test.__name__: test for test in (mentions, record_mentions)}
