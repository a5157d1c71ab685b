"""The formats that an agreement can be written in, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from agreements.agreement import Agreement, to_json
from agreements.errors import nearest
from agreements.render import docx, html, pdf, text


class Renderer(Protocol):
    """Writes an agreement; *draft* marks it as one."""

    def __call__(self, agreement: Agreement, *, draft: bool = False) -> bytes:
        """Return the file."""


def _json(agreement: Agreement, *, draft: bool = False) -> bytes:  # the tree itself shows what is open
    return to_json(agreement)


FORMATS: Mapping[str, Renderer] = {"docx": docx.render, "pdf": pdf.render, "html": html.render, "txt": text.render, "json": _json}


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
