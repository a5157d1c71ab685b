"""Write an agreement as HTML: the preview on screen and the source of the PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from agreements.agreement import Agreement
from agreements.letterhead.head import Head, head_of
from agreements.letterhead.letterhead import Letterhead
from agreements.render import annex_pages, spacing, table_shape
from templates import ROOT

_SETTING: dict[str, Callable[..., object]] = {
    "begins_page": annex_pages.begins_page,
    "kept_together": spacing.kept_together,
    "inline_runs": spacing.inline_runs,
    "divides": table_shape.divides,
    "has_long_words": table_shape.has_long_words,
    "names_rows": table_shape.names_rows,
    "row_heights": table_shape.row_heights,
    "stays_whole": table_shape.stays_whole,
}


@cache
def template(name: str, folder: str = "html") -> Template:
    """Return a compiled template of the folder *folder*; what it prints is escaped, and a name that nobody gave is a fault."""
    environment = Environment(loader=FileSystemLoader(ROOT / folder), autoescape=True, undefined=StrictUndefined, auto_reload=False, trim_blocks=False)
    environment.filters |= {"anchor": anchor, **_SETTING}
    return environment.get_template(name)


@cache
def stylesheet(name: str = "agreement.css", folder: str = "html") -> str:
    """Return a style sheet of the folder *folder*: that of agreements, or the one called *name*."""
    return (ROOT / folder / name).read_text(encoding="utf-8")


@lru_cache(maxsize=8_192)  # people name parties and annexes as they like
def anchor(id_: str) -> str:
    """Return an id that can stand in a link: plain ids keep their letters, others get a mark that keeps them apart.

    >>> anchor("comp/non-compete")
    'comp-non-compete'
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "-", id_).strip("-")
    return plain if re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", id_) else f"{plain}-{sha256(id_.encode()).hexdigest()[:6]}"


def page(agreement: Agreement, *, draft: bool = False, style: str = "", paper: bool = False, head: Head | None = None) -> str:
    """Return the agreement as one HTML page, with the *head* of a letterhead if one is given; *style* is put into its head.

    On *paper* answers carry no mark of their own, which saves time.
    """
    return template("agreement.html.jinja").render(agreement=agreement, words=agreement.words, draft=draft, style=style, paper=paper, head=head)


def head_style(head: Head | None) -> str:
    """Return the style sheet that the *head* of a letterhead adds: nothing without one."""
    return f":root {{ --accent: #{head.accent}; --words: #{head.words}; }}\n{stylesheet('letterhead.css')}" if head else ""


def render(agreement: Agreement, *, draft: bool = False, letterhead: Letterhead | None = None) -> bytes:
    """Return the agreement as a self-contained HTML file for the screen."""
    head = head_of(letterhead) if letterhead else None
    return page(agreement, draft=draft, style=stylesheet() + head_style(head), head=head).encode()
