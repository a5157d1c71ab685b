"""Turn a library into one in a language that nobody speaks: every word is changed, every id, number, condition and reference stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from string import ascii_letters
from typing import Any

from agreements.check_row import CheckRow
from agreements.library import (
    AnnexPage,
    Block,
    Clause,
    CoverRow,
    Field,
    IntakeField,
    Kind,
    Library,
    Paragraph,
    Parameter,
    SharedTerm,
    TermMark,
    Variant,
    Words,
)

_WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in ascii_letters}  # letters twice as wide, which keep the order of the alphabet
_PLAIN = {wide: letter for letter, wide in _WIDE.items()}
_TEXTS: Mapping[type, tuple[str, ...]] = {
    Words: ("text",),
    TermMark: ("text",),
    Block: ("arguments",),
    Paragraph: ("terms",),
    Clause: ("title", "purpose", "guidance", "review"),
    Variant: ("label", "for_lead", "for_partner", "introduces", "uses"),
    Parameter: ("ask", "note", "choices"),
    Field: ("label", "choices"),
    IntakeField: ("label", "choices"),
    AnnexPage: ("title",),
    CoverRow: ("label",),
    Kind: ("title", "use_when"),
    SharedTerm: ("name",),
    CheckRow: ("message", "fix"),
}


def foreign(text: str) -> str:
    """Return *text* in letters of the other language; what stands in braces stays.

    >>> foreign("in {days}")
    'ｉｎ {days}'
    """
    return "".join(part if index % 2 else part.translate(_WIDE) for index, part in enumerate(re.split(r"(\{\w+\})", text)))


def english(text: str) -> str:
    """Return what :func:`foreign` was made of."""
    return text.translate(_PLAIN)


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """Change every text in *value*; keys stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each(inner, change) for key, inner in value.items()}
    return type(value)(_each(inner, change) for inner in value)


def _changed(value: Any) -> Any:
    """Change the texts of *value* and of everything in it."""
    if isinstance(value, Block) and value.kind == "table":
        return value  # its arguments are names of columns
    if is_dataclass(value) and not isinstance(value, type):
        named = {each.name: getattr(value, each.name) for each in fields(value)}
        texts = _TEXTS.get(type(value), ())
        return replace(value, **{name: _each(inner, foreign) if name in texts else _changed(inner) for name, inner in named.items()})
    if isinstance(value, Mapping):
        return {key: _changed(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(_changed(inner) for inner in value)
    return value


def pseudo(library: Library) -> Library:
    """Return *library* with every text that an agreement may print changed."""
    parts = {name: _changed(getattr(library, name)) for name in ("kinds", "clauses", "annexes", "intake", "checks")}
    return replace(
        library,
        **parts,
        terms={foreign(name): _changed(term) for name, term in library.terms.items()},
        words=_each(library.words, foreign),
        phrase_terms={foreign(phrase): _each(terms, foreign) for phrase, terms in library.phrase_terms.items()},
        local_terms=_each(library.local_terms, foreign),
        editions={},
    )
