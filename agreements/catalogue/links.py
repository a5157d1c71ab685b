"""Where each thing of the library stands in the catalogue: paths from its root, and names of places on a page."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.render.html import anchor


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page; *note* is said beside them."""

    text: str
    path: str
    note: str = ""


def clause(id_: str) -> str:
    """Return the page of a clause.

    >>> clause("comp/non-compete")
    'clauses/comp-non-compete.html'
    """
    return f"clauses/{anchor(id_)}.html"


def variant(id_: str, name: str) -> str:
    """Return the place of a wording."""
    return f"{clause(id_)}#v-{name}"


def in_kinds(id_: str, code: str = "") -> str:
    """Return the page with what a clause prints in some kinds instead, or the place of the kind with this code on it.

    >>> in_kinds("fin/fees", "EXP")
    'clauses/fin-fees.kinds.html#EXP'
    """
    return f"{clause(id_).removesuffix('.html')}.kinds.html" + (f"#{code}" if code else "")


def parameter(id_: str, name: str) -> str:
    """Return the place of a parameter."""
    return f"{clause(id_)}#p-{name}"


def kind(id_: str) -> str:
    """Return the page of a kind."""
    return f"kinds/{id_}.html"


def risk(id_: str) -> str:
    """Return the page of a risk."""
    return f"risks/{id_}.html"


def check_group(code: str) -> str:
    """Return the page of the checks whose codes begin alike.

    >>> check_group("CMP-01")
    'checks/CMP.html'
    """
    return f"checks/{code.partition('-')[0]}.html"


def check(code: str) -> str:
    """Return the place of a check."""
    return f"{check_group(code)}#{code}"


def source(code: str) -> str:
    """Return the place of a source."""
    return f"sources.html#{code}"


def annex(id_: str) -> str:
    """Return the page of an annex."""
    return f"annexes/{id_}.html"


def term(name: str) -> str:
    """Return the place of a shared term."""
    return f"terms.html#{anchor(name)}"
