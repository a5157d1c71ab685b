"""Lay an edited or a foreign Word file out as the parts that a comparison reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from agreements.comparing.parts import Line, Part, Token, parts, row, words
from agreements.foreign.word_package import WordPackage
from agreements.reading.edited import edited_agreement
from agreements.reading.reading import Reading
from agreements.reading.views import View, accepted
from agreements.reading.word_reader import read_word

_HEADING = re.compile(r"(?i)(heading|überschrift|titre|título|titolo|kop|rubrik|nadpis|nagłówek|clause|annex heading|section heading)\s*1?")
_TYPED = re.compile(r"(?:(?:article|clause|section|annex|schedule)\s+)?(\d{1,3}|[IVX]{1,6})[.):]?\s+\S.{1,90}[^.;:,]")
_LONGEST_HEADING = 100


def parts_of_reading(reading: Reading) -> tuple[Part, ...]:
    """Return the agreement as edited, every tracked change accepted; what has no place in its tree is a line of the part that it stands behind."""
    made = list(parts(edited_agreement(reading)))
    shown = {line.id for part in made for line in part.lines} | {line.id.rpartition("/row-")[0] for part in made for line in part.lines}
    for edit in reading.edits:
        loose = edit.id not in shown and (edit.what == "inserted" or edit.id.endswith("/heading"))
        if loose and edit.now and not any(edit.now in line.text for part in made for line in part.lines):
            at = next((number for number, part in enumerate(made) if part.id == edit.part), len(made) - 1)
            made[at] = replace(made[at], lines=(*made[at].lines, Line(edit.id, "", words(edit.now))))
    return tuple(made)


def parts_by_headings(package: WordPackage) -> tuple[Part, ...]:
    """Return a Word file that carries no agreement as parts: one per heading, known by its style or its typed number; every tracked change accepted."""
    made: list[Part] = []
    for title, views in _sections(accepted(read_word(package).paragraphs)):
        id_ = f"part-{len(made) + 1}"
        lines = tuple(Line(f"{id_}/{number}", "", tokens) for number, tokens in enumerate(_lines(views), 1))
        if lines:
            made.append(Part(id_, title, lines))
    return tuple(made)


def _sections(views: Sequence[View]) -> Iterator[tuple[str, list[View]]]:
    """Yield each heading with what stands below it, itself first; what stands above the first heading has no title."""
    title, here = "", list[View]()
    for view in views:
        if view.cell is None and _is_heading(view):
            yield title, here
            title, here = _title(view.text), []
        here.append(view)
    yield title, here


def _is_heading(view: View) -> bool:
    if len(view.text) > _LONGEST_HEADING:
        return False
    return view.level == 1 or bool(_HEADING.fullmatch(view.style)) or bool(_TYPED.fullmatch(view.text))


def _title(text: str) -> str:
    return re.sub(r"^(?:\d{1,3}|[IVX]{1,6})[.):]?\s+", "", text)


def _lines(views: Sequence[View]) -> Iterator[tuple[Token, ...]]:
    """Yield the words of each paragraph and of each row of a table."""
    for place, group in groupby(views, key=lambda view: (view.cell.table, view.cell.row) if view.cell else None):
        if place is None:
            yield from (words(view.text) for view in group if view.text)
            continue
        cells = [words(" ".join(view.text for view in inside)) for _, inside in groupby(group, key=lambda view: view.cell.column if view.cell else 0)]
        if any(cells):
            yield row(cells)
