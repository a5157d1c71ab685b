"""Checks that read what people typed sentence by sentence: the words that they look for stand in ``allowed`` of the check.

Words are separated by commas; groups of words by semicolons, and a sentence must hold one word of each group. A word may be the beginning of a longer one.
The word ``client`` stands for the name of the client too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from agreements.assembly import Drafted
from agreements.check_row import CheckRow
from agreements.checks.combined import applies, facts_of
from agreements.checks.hit import Hit
from agreements.checks.structure import settings

_SENTENCE = re.compile(r"[^.;]+")
_NEGATED = re.compile(r"\b(?:not|no|never|nobody|none|neither|nor|without)\b", re.IGNORECASE)
_BANNED = re.compile(r"\b(?:not|no|never|nobody|without|forbid\w*|prohibit\w*|ban|bans|banned|exclud\w+|refrain\w*)\b", re.IGNORECASE)
_FREE = re.compile(r"\b(?:free to|remains? free|may also|may work with|nothing)\b", re.IGNORECASE)
_KEPT = re.compile(r"\bunchanged\b|\b(?:not|no|nothing)\b.*\bchang", re.IGNORECASE)


def says(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at a typed sentence that holds the words of the row and denies nothing."""
    yield from _strikes(drafted, row, lambda sentence: not _NEGATED.search(sentence))


def bans(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at a typed sentence that holds the words of the row and forbids something."""
    yield from _strikes(drafted, row, lambda sentence: bool(_BANNED.search(sentence)) and not _FREE.search(sentence))


def touches(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at a typed sentence that holds the words of the row, unless it says that nothing changes."""
    yield from _strikes(drafted, row, lambda sentence: not _KEPT.search(sentence))


def hands_over(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """Strike at a typed sentence in which a word of the first group does what a word of the second says, with none of the third in between, and denies nothing."""
    doers, powers, others = (_any(group, drafted) for group in row.allowed.split(";"))
    between = rf"(?:(?!\b(?:{others})).)*"
    pattern = re.compile(rf"\b(?:{doers}){between}\b(?:{powers})|\b(?:{powers}){between}\bby (?:the )?(?:{doers})", re.IGNORECASE)
    yield from _strikes(drafted, row, lambda sentence: bool(pattern.search(sentence)) and not _NEGATED.search(sentence), grouped=False)


def _strikes(drafted: Drafted, row: CheckRow, counts: Callable[[str], bool], *, grouped: bool = True) -> Iterator[Hit]:
    groups = [re.compile(rf"\b(?:{_any(group, drafted)})", re.IGNORECASE) for group in row.allowed.split(";")] if grouped else []
    for clause, parameter, sentence in _sentences(drafted, row):
        if all(group.search(sentence) for group in groups) and counts(sentence) and applies(drafted, row, facts_of(drafted, row, clause)):
            yield Hit(clause, parameter, sentence)


def _any(group: str, drafted: Drafted) -> str:
    listed = [word.strip() for word in group.split(",")]
    client = drafted.deal.served
    listed += [client.name] if client and client.name and "client" in listed else []
    return "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in listed if word)


def _sentences(drafted: Drafted, row: CheckRow) -> Iterator[tuple[str, str, str]]:
    """Yield every sentence typed into the clauses of the row, or into any clause where the row names none."""
    return (each for each in _typed(drafted) if not row.clauses or each[0] in row.clauses)


@lru_cache(maxsize=1)
def _typed(drafted: Drafted) -> tuple[tuple[str, str, str], ...]:
    """Return every sentence that people typed, with its clause and parameter."""
    found = []
    for clause, parameter, setting in settings(drafted):
        if setting.origin != "given" or setting.is_empty:
            continue
        values = {"text": [setting.value], "texts": setting.value}.get(parameter.type, [])
        if parameter.type == "records":
            values = [each for record in setting.value for each in record.values()]
        found += [(clause, parameter.name, sentence.strip()) for text in values if isinstance(text, str) for sentence in _SENTENCE.findall(text)]
    return tuple(found)


TESTS = {test.__name__: test for test in (says, bans, touches, hands_over)}
