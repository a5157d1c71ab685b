"""Say what a person has to mend: where it is, what is wrong, how to put it right."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_UNKNOWN = "Correct the name, or write what it names."


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a person can mend.

    *where* is a path, a line or the place in a deal; *what* a sentence in the reader's words; *mend* an imperative.
    """

    where: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.where}:" if self.where else "", self.what, self.mend) if part)


class AgreementError(Exception):
    """Something that a person can put right; it carries every fault that was found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class DealRefused(AgreementError):
    """The deal has no meaning: it cannot be read, or names a kind, key, clause or parameter that does not exist."""


class LibraryFaulty(AgreementError):
    """Files of the clause library contradict its format or each other."""


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return the end of an error message: the closest allowed word, then all of them.

    >>> nearest("delivry", ["delivery", "nda"])
    'Did you mean “delivery”? Use one of: delivery, nda.'
    """
    known = sorted(allowed)
    close = get_close_matches(str(word), known, n=1)
    guess = f"Did you mean “{close[0]}”? " if close else ""
    return f"{guess}Use one of: {', '.join(known)}." if known else _UNKNOWN


def closest(word: str, allowed: Iterable[str], few: int = 30) -> str:
    """Return the end of an error message as :func:`nearest` does, but without the list of words where it holds *few* or more.

    >>> closest("delivry", ["delivery", *map(str, range(30))])
    'Did you mean “delivery”?'
    """
    known = sorted(allowed)
    if len(known) < few:
        return nearest(word, known)
    close = get_close_matches(str(word), known, n=1)
    return f"Did you mean “{close[0]}”?" if close else _UNKNOWN


def shortened(value: object) -> str:
    """Return *value* as a message quotes it: at most 60 characters."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"
