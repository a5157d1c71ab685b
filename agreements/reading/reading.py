"""Read an edited Word file against the agreement that it was generated from: what was changed, what was commented, what a person has to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from agreements.agreement import Agreement
from agreements.foreign.word_package import WordPackage
from agreements.reading.edited import edited_agreement
from agreements.reading.edits import NEW, Edit, Fate, edits
from agreements.reading.letterhead_lines import letterhead_line
from agreements.reading.matching import match, unmoved
from agreements.reading.places import Generated, Place, generated
from agreements.reading.references import without_renumbering
from agreements.reading.remarks import PlacedComment, Remark, placed_comments, remarks
from agreements.reading.tree_runs import tree_runs
from agreements.reading.views import View, accepted, partners, rejected
from agreements.reading.word_reader import read_word
from agreements.reading.word_text import WordText


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. *fates* hold every paragraph in the order in which the file has them once its changes are accepted, and those that are gone."""

    base: Agreement
    printed: Generated
    text: WordText
    fates: tuple[Fate, ...]
    edits: tuple[Edit, ...]
    comments: tuple[PlacedComment, ...]
    remarks: tuple[Remark, ...]

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the file says what was generated, and nothing else."""
        return not self.edits and not self.remarks


def read_back(package: WordPackage, base: Agreement) -> Reading:
    """Return what was done to *base* in the Word file *package*; the same file gives the same reading.

    Raises :class:`~agreements.foreign.refusal.FileRefused` when a part of the file cannot be read.
    """
    text = read_word(package)
    printed = generated(base)
    fates = tuple(_fates(printed, text))
    made, comments, noted = edits(fates, printed, tree_runs(base)), tuple(placed_comments(fates, text, printed)), tuple(remarks(fates, text, printed))
    reading = Reading(base, printed, text, fates, made, comments, noted)
    if any(edit.what == "reference" for edit in made):
        return replace(reading, edits=without_renumbering(made, fates, base, edited_agreement(reading), printed))
    return reading


def _fates(printed: Generated, text: WordText) -> Iterator[Fate]:
    """Yield every paragraph in the order of the file, those that are gone where they stood."""
    before, after = rejected(text.paragraphs), accepted(text.paragraphs)
    known = match(printed.places, before)
    became = partners(before, after, text.paragraphs)
    origins = {new: old for old, new in became.items()}
    order = [(number, known[origins[number]]) for number in range(len(after)) if origins.get(number, -1) in known]
    stayed = _in_place(order, printed.places, own_order=text.letterhead)
    fresh = count(1)
    gone = {place: old for old, place in known.items() if old not in became}
    missing = iter(sorted(set(range(len(printed.places))) - {place for _, place in order}))
    waiting = next(missing, None)
    last = ""
    for number, view in enumerate(after):
        old = origins.get(number)
        place = None if old is None else known.get(old)
        if place is None and (_is_empty(view, None if old is None else before[old]) or letterhead_line(view.bookmarks, view.words)):
            continue
        while place is not None and number in stayed and waiting is not None and waiting < place:
            yield _lost(printed, waiting, gone, before)
            waiting = next(missing, None)
        home = None if place is None else printed.places[place]
        id_ = home.id if home else f"{NEW}{next(fresh)}"
        was = None if old is None else before[old]
        moved = place is not None and number not in stayed
        yield Fate(id_, home, was, view, last, moved, moved and any(piece.moved for piece in view.pieces))
        last = id_
    while waiting is not None:
        yield _lost(printed, waiting, gone, before)
        waiting = next(missing, None)
    for number, view in enumerate(before):  # put in without a trace, and taken out again under tracking
        if number not in known and number not in became and view.text and not letterhead_line(view.bookmarks, view.words):
            yield Fate(f"{NEW}{next(fresh)}", None, view, None)


def _in_place(order: Sequence[tuple[int, int]], places: Sequence[Place], *, own_order: bool) -> set[int]:
    """Return the paragraphs that were not moved; a letterhead has an *own_order* of the cover, the clauses, the signatures and the annexes."""
    if not own_order:
        return unmoved(order)
    zones: dict[str, list[tuple[int, int]]] = {}
    for number, place in order:
        zones.setdefault(_zone(places[place], place), []).append((number, place))
    return {number for zone in zones.values() for number in unmoved(zone)}


def _zone(place: Place, number: int) -> str:
    if place.part in ("cover", "contents"):
        return f"cover {number}"
    return {"execution": "signatures", "approval": "signatures", "record": "record"}.get(
        place.part, "annexes" if place.part.startswith("annex:") else "clauses"
    )


def _is_empty(view: View, before: View | None) -> bool:
    return not view.text and (before is None or not before.text)


def _lost(printed: Generated, place: int, gone: Mapping[int, int], before: Sequence[View]) -> Fate:
    home = printed.places[place]
    return Fate(home.id, home, before[gone[place]] if place in gone else None, None)
