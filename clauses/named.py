"""Check what the engine finds by name: the words between the clauses, the parameters of anchors.toml, the names of territories."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from agreements.errors import nearest
from agreements.library import Library
from clauses.files import Source
from clauses.schema import Head

PARAMETERS = ("start", "months", "end", "law", "parent", "title", "approval", "effective", "approved_hash", "standard_terms", "negotiated")
CLAUSES = ("approved", "definitions")  # each names clauses, parted by blanks
_PLACE = re.compile(r"\{([a-z_]+)\}")


class AskedHead(Head):
    """language/asked.toml: the names that every language must have, and the places that a text fills."""

    plain: list[str]
    places: dict[str, list[str]]


class RegionsHead(Head):
    """territories.toml."""

    trusted: list[str]
    eea: list[str]
    regions: dict[str, str]


def texts(source: Source) -> dict[str, str]:
    """Return the keys of *source* with their texts; whatever is no text is a fault."""
    flat = {key: value for key, value in source.head.items() if isinstance(value, str)}
    for key in source.head:
        if key not in flat:
            source.fault(f"“{key}” must be a text.", "Put it in quotes.", line=source.line_of(key))
    return flat


def examine_words(said: Mapping[str, str], source: Source, asked: AskedHead | None) -> None:
    """Note each text that is missing in *said*, and each that lacks a place, or has one that nothing fills."""
    if asked is None or source.unread:
        return
    wanted = {**dict.fromkeys(asked.plain, ()), **asked.places}
    spare = [name for name in said if name not in wanted and not name.startswith("country_")]
    for name, places in wanted.items():
        if name in source.head:
            found = set(_PLACE.findall(said.get(name, "")))
            if name in said and found != set(places):
                braces = ", ".join(f"{{{place}}}" for place in places) or "no place in braces"
                source.fault(f"“{name}” must hold {braces}.", "Put each place where its value belongs.", line=source.line_of(name))
            continue
        close = get_close_matches(name, spare, n=1)
        line = source.line_of(close[0]) if close else 1
        source.fault(f"“{name}” is missing.", f"Write it instead of “{close[0]}”." if close else "Add it.", line=line)


def examine_anchors(library: Library, source: Source) -> None:
    """Note each name of anchors.toml that is missing, or that leads to no clause or parameter."""
    if source.unread:
        return
    for name in (*PARAMETERS, *CLAUSES):
        if name not in source.head:
            source.fault(f"“{name}” is missing.", "Add it: the engine asks for it by name.", line=1)
    for name, text in library.anchors.items():
        at = source.line_of(name)
        for place in text.split() if name in CLAUSES else [text]:
            clause, _, parameter = place.partition(".")
            if clause not in library.clauses:
                source.fault(f"“{name}” names the clause “{clause}”, which does not exist.", nearest(clause, library.clauses), line=at)
            elif name not in CLAUSES and parameter not in library.clauses[clause].parameters:
                mend = nearest(parameter, library.clauses[clause].parameters)
                source.fault(f"“{name}” names the parameter “{parameter}”, which “{clause}” does not have.", mend, line=at)
        if name not in (*PARAMETERS, *CLAUSES):
            source.fault(f"“{name}” is not known here.", nearest(name, (*PARAMETERS, *CLAUSES)), line=at)
