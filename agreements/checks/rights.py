"""Checks of rights: joint owners have rules, and typed words take away no right that the law gives to users."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.combined import each_alternative
from agreements.checks.hit import Hit
from agreements.checks.structure import settings
from agreements.conditions import holds

_SENTENCE = re.compile(r"[^.;]+")
_BAN = re.compile(r"\b(?:not|no|never|nobody|without|forbid\w*|forbidden|prohibit\w*|ban|bans|banned|exclud\w+)\b", re.IGNORECASE)
_EXCEPTION = re.compile(r"\b(?:unless|except\w*|law|laws|lawful\w*|statut\w+|mandatory)\b", re.IGNORECASE)


def joint_without_rules(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """IP-02: a rule of the first clause is empty, or the clause is left out although its trigger holds or a record names several owners."""
    clause, *owners = row.clauses
    if clause in drafted.fillings:
        yield from each_alternative(drafted, replace(row, clauses=(clause,)))
        return
    trigger = drafted.library.clauses[clause].trigger
    barred = drafted.library.clauses[clause].applies[drafted.kind.code] == "x"
    wished = not barred and trigger is not None and holds(trigger, drafted.facts)
    shared = [name for id_, name in _several_owners(drafted) if id_ in owners]
    if wished or shared:
        yield Hit(next((each for each in owners if each in drafted.fillings), clause), shared[0] if shared else "", allowed=row.allowed)


def _several_owners(drafted: Drafted) -> Iterator[tuple[str, str]]:
    """Yield clause and parameter of each record with a list of more than one party."""
    for clause, parameter, setting in settings(drafted):
        lists = [field.name for field in parameter.fields if field.type == "parties"]
        if lists and not setting.is_empty and any(len(record.get(name) or ()) > 1 for record in setting.value for name in lists):
            yield clause, parameter.name


def banned_right(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """IP-09: a typed sentence forbids one of the acts in ``allowed`` and leaves the law no room."""
    acts = re.compile(rf"\b(?:{'|'.join(re.escape(act.strip()) for act in row.allowed.split(','))})", re.IGNORECASE)
    for clause in row.clauses:
        for name, setting in drafted.fillings[clause].settings.items() if clause in drafted.fillings else ():
            given = setting.value if setting.origin == "given" else ()
            for sentence in (each for text in _texts(given) for each in _SENTENCE.findall(text)):
                if acts.search(sentence) and _BAN.search(sentence) and not _EXCEPTION.search(sentence):
                    yield Hit(clause, name, sentence.strip())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (each for each in value.values() if isinstance(each, str))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)


TESTS = {test.__name__: test for test in (joint_without_rules, banned_right)}
