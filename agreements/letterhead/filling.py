"""Fill a letterhead for one agreement: what its placeholders print, as typed, in every part of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from agreements.agreement import Agreement, plain
from agreements.letterhead.letterhead import Letterhead
from agreements.phrases import day
from agreements.render.docx_text import clean


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    """Return an engine that knows names, loops and conditions and nothing else: no filter, no test, no function."""
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    for table in (environment.globals, environment.filters, environment.tests):
        table.clear()
    return environment


@lru_cache(maxsize=64)
def _compiled(source: str) -> Template:
    return _environment().from_string(source)


def filled(letterhead: Letterhead, agreement: Agreement, *, fingerprint: str, draft: bool) -> Iterator[tuple[str, str]]:
    """Yield the name and the XML of each part that prints, with the values of *agreement*; marks stand where blocks and page numbers go."""
    values = {**context(letterhead, agreement, draft=draft), "fingerprint": fingerprint}
    for name, source in letterhead.stories.items():
        yield name, _compiled(source).render(values)


def context(letterhead: Letterhead, agreement: Agreement, *, draft: bool) -> Mapping[str, Any]:
    """Return what every placeholder prints."""
    texts = {
        "name": letterhead.name,
        "address": "\n".join(letterhead.address),
        "kind": agreement.kind_title,
        "title": agreement.title,
        "subtitle": agreement.subtitle,
        "reference": agreement.reference,
        "date": day(agreement.date, agreement.language) if agreement.date else "",
        "note": agreement.cover_note,
        "draft": agreement.words.draft if draft else "",
    }
    blocks = {block.party: block for block in agreement.execution}
    parties = [
        {
            "number": line.label,
            "name": blocks[line.id].name if line.id in blocks else plain(line.runs),
            "role": blocks[line.id].role if line.id in blocks else "",
        }
        for line in agreement.parties
    ]
    lists = {"parties": parties, "key_terms": [{"label": term.label, "text": plain(term.runs)} for term in agreement.cover]}
    cleaned: dict[str, Any] = _cleaned({**texts, **lists})
    return {**cleaned, "logo": letterhead.card.logo is not None}


def _cleaned(value: Any) -> Any:
    """Return *value* with every text freed of what no page can show."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(each) for name, each in value.items()}
    return [_cleaned(each) for each in value]
