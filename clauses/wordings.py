"""Read the wordings of a clause: one file each, and one for what all of them print in a kind that has its own text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from agreements.library import Variant
from clauses import build, schema
from clauses.files import Source

Texts = Mapping[str, Mapping[str, Variant]]


def read_wordings(folder: Path, open_: Callable[[Path], Source], terms: build.Terms) -> tuple[dict[str, Variant], Texts]:
    """Return the wordings in *folder* and, by code of a kind, what they print there instead; faults are noted in the sources."""
    sources = {path.stem: open_(path) for path in sorted(folder.glob("*.md"))}
    variants: dict[str, Variant] = {}
    for id_, source in sources.items():
        if id_ not in schema.CODES and (head := schema.head(schema.VariantHead, source.head, source)):
            variants[id_] = build.variant(id_, head, source, terms)
    texts: dict[str, Mapping[str, Variant]] = {}
    for code in (each for each in schema.CODES if each in sources):
        source = sources[code]
        if own := schema.head(schema.TextHead, source.head, source):
            texts[code] = build.text(own, source, variants, terms)
    return variants, texts
