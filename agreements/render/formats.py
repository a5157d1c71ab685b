"""The formats that an agreement can be written in, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from agreements import summary
from agreements.agreement import Agreement, to_json
from agreements.errors import nearest
from agreements.letterhead.letterhead import Letterhead
from agreements.library import Library
from agreements.render import akn, docx, html, pdf, text


class Renderer(Protocol):
    """Writes an agreement that was made from *library*; *draft* marks it as one, and *letterhead* is used by formats that have a look."""

    def __call__(self, agreement: Agreement, library: Library, *, draft: bool = False, letterhead: Letterhead | None = None) -> bytes:
        """Return the file."""


def _with_look(render: Callable[..., bytes]) -> Renderer:
    """Return the renderer of a format that needs nothing but the tree, and prints it on a letterhead."""
    return lambda agreement, library, *, draft=False, letterhead=None: render(agreement, draft=draft, letterhead=letterhead)


def _of_the_tree(render: Callable[..., bytes]) -> Renderer:
    """Return the renderer of a format that needs nothing but the tree."""
    return lambda agreement, library, *, draft=False, letterhead=None: render(agreement, draft=draft)


def _terms(agreement: Agreement, library: Library, *, draft: bool = False, letterhead: Letterhead | None = None) -> bytes:
    return summary.render(agreement, library, draft=draft)


def _json(agreement: Agreement, *, draft: bool = False) -> bytes:  # the tree itself shows what is open
    return to_json(agreement)


FORMATS: Mapping[str, Renderer] = {
    "docx": _with_look(docx.render),
    "pdf": _with_look(pdf.render),
    "html": _with_look(html.render),
    "txt": _of_the_tree(text.render),
    "json": _of_the_tree(_json),
    "akn": _of_the_tree(akn.render),
    "terms": _terms,
}
_ENDINGS = {"terms": "terms.json"}


def ending(name: str) -> str:
    """Return what the name of a file in this format ends with, after the dot.

    >>> ending("docx"), ending("terms")
    ('docx', 'terms.json')
    """
    return _ENDINGS.get(name, name)


def formats(names: str) -> tuple[str, ...]:
    """Return the formats in “docx,pdf”, each once; raise ``ValueError`` with the allowed ones for any other.

    >>> formats("docx, pdf")
    ('docx', 'pdf')
    """
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip()))
    for name in wanted:
        if name not in FORMATS:
            raise ValueError(f"there is no format “{name[:20]}”. {nearest(name, FORMATS)}")
    if not wanted:
        raise ValueError(f"name at least one format. {nearest('', FORMATS)}")
    return wanted
