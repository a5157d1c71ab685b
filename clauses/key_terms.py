"""Read key_terms.toml, the terms that a register of contracts asks for, and check that each leads to something of the library."""

from __future__ import annotations

import re

from agreements.errors import nearest
from agreements.key_terms import FACTS
from agreements.library import KeyTermGroup, Library
from clauses.files import Source

NAME = "key_terms.toml"
_TITLE = "title"
_PLAIN = re.compile(r"[a-z][a-z0-9_]*")


def groups(source: Source) -> tuple[KeyTermGroup, ...]:
    """Return the groups of *source*; whatever has another form is a fault."""
    made = []
    for id_, table in source.head.items():
        texts = {name: text for name, text in table.items() if isinstance(text, str)} if isinstance(table, dict) else {}
        if not texts.get(_TITLE) or texts != table:
            source.fault(
                f"“{id_}” must be a group with a title and texts.",
                'Write it as a table: title = "…", then name = "clause.parameter".',
                line=source.line_of(id_),
            )
            continue
        for name in texts:
            if not _PLAIN.fullmatch(name):
                source.fault(f"“{name}” cannot be the name of a key term.", "Use small letters, digits and underscores.", line=source.line_of(id_, name))
        made.append(KeyTermGroup(id_, texts[_TITLE], {name: text for name, text in texts.items() if name != _TITLE}))
    return tuple(made)


def examine(library: Library, source: Source) -> None:
    """Note each key term that leads to no clause, no parameter and no fact."""
    for group in library.key_terms:
        for name, place in group.places.items():
            clause, _, parameter = place.partition(".")
            if clause == "deal":
                what, known = f"the fact “{parameter}”", FACTS
            elif clause not in library.clauses:
                what, known, parameter = f"the clause “{clause}”", dict.fromkeys(library.clauses, ""), clause
            else:
                what, known = f"the parameter “{parameter}” of “{clause}”", dict.fromkeys(library.clauses[clause].parameters, "")
            if parameter and parameter not in known:
                source.fault(f"“{name}” leads to {what}, which does not exist.", nearest(parameter, known), line=source.line_of(group.id, name))
