"""Put into a list what was done to an agreement in Word: every change of every paragraph, tracked or silent, so that nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from agreements.agreement import Blank, Runs
from agreements.comparing.parts import words
from agreements.comparing.wordwise import segments
from agreements.reading.parameters import ParameterEdit, parameter_edits
from agreements.reading.places import Generated, Place
from agreements.reading.views import View
from agreements.reading.word_text import Cell, Hand, Piece, plainly

What = Literal["replaced", "inserted", "deleted", "moved", "cell", "parameter", "filled", "reference"]
NEW = "new/"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed, were added or were removed; *hand* is empty where nobody says who did it."""

    what: Literal["same", "added", "removed"]
    text: str
    hand: Hand | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one paragraph.

    *id*, *part*, *heading* and *number* say where; a new paragraph has an id that begins with ``new/``. *after* is the paragraph that it stands
    behind now, for what was inserted or moved; *follows* is the number of the last one before it that has one. *was* and *now* are the words before
    and after this change. A change that is not *tracked* is silent:
    the file does not show it. A paragraph may have a silent change and then a tracked one.
    """

    what: What
    id: str
    part: str
    heading: str
    number: str
    was: str
    now: str
    tracked: bool
    after: str = ""
    hands: tuple[Hand, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    parameters: tuple[ParameterEdit, ...] = ()
    cell: Cell | None = None
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one paragraph: the place it has in the agreement, how it reads without the tracked changes, and with them; each may be missing."""

    id: str
    place: Place | None
    before: View | None
    after: View | None
    follows: str = ""
    moved: bool = False
    moved_tracked: bool = False

    def said(self, view: View | None) -> str | None:
        """Return what *view* says in this place, or None where there is none."""
        return None if view is None else self.place.said(view) if self.place else view.text


def edits(fates: Iterable[Fate], base: Generated, runs: Mapping[str, Runs]) -> tuple[Edit, ...]:
    """Return every change, in the order of the fates."""
    titles = {place.part: place.title for place in base.places}
    homes: dict[str, tuple[str, str]] = {"": ("cover", "")}
    numbers: dict[str, str] = {}
    found: list[Edit] = []
    for fate in fates:
        place = fate.place
        part, heading = (place.part, place.title) if place else homes.get(fate.follows, ("", ""))
        homes[fate.id] = part, heading or titles.get(part, "")
        numbers[fate.id] = (place.number if place else "") or (numbers.get(fate.follows, "") if place is None else "")
        view = fate.after or fate.before
        one = Edit("replaced", fate.id, *homes[fate.id], place.number if place else "", "", "", tracked=False, after=fate.follows)
        one = replace(one, cell=view.cell if view else None, follows=numbers.get(fate.follows, "").rstrip("."))
        found += _of(fate, one, runs.get(fate.id, ()))
    return tuple(found)


def _of(fate: Fate, one: Edit, runs: Runs) -> Iterator[Edit]:
    was = fate.place.text if fate.place else None
    before = fate.said(fate.before)
    after = fate.said(fate.after)
    if fate.moved:
        hands = _hands([*(fate.after.pieces if fate.after else ()), *(fate.before.pieces if fate.before else ())]) if fate.moved_tracked else ()
        yield replace(one, what="moved", was=was or "", now=was or "", tracked=fate.moved_tracked, hands=hands)
    yield from _silent(fate, one, was, before, runs)
    yield from _tracked(fate, one, before, after, runs)


def _silent(fate: Fate, one: Edit, was: str | None, before: str | None, runs: Runs) -> Iterator[Edit]:
    """Yield how the words without the tracked changes differ from those that were generated."""
    if was is None and before is not None:
        yield replace(one, what="inserted", now=before, stretches=(Stretch("added", before),))
    elif was is not None and before is None and fate.after is None:
        yield replace(one, what="deleted", was=was, after="", stretches=(Stretch("removed", was),))
    elif was is not None and before is not None and was != before and fate.place and fate.before:
        shown = tuple(Stretch(each.what, each.text) for each in segments(words(was), words(before)))
        given = parameter_edits(runs, fate.before.pieces)
        yield replace(one, what=_what(fate, given, fate.place.view, fate.before, runs), was=was, now=before, stretches=shown, parameters=given, after="")


def _tracked(fate: Fate, one: Edit, before: str | None, after: str | None, runs: Runs) -> Iterator[Edit]:
    if before is None and after is not None:
        new = [piece for piece in fate.after.pieces if piece.state == "inserted"] if fate.after else []
        yield replace(one, what="inserted", now=after, tracked=True, hands=_hands(new), stretches=_pieces(fate.after, fate.after))
    elif before is not None and after is None:
        hands = _hands(piece for piece in fate.before.pieces if piece.state == "deleted") if fate.before else ()
        yield replace(one, what="deleted", was=before, tracked=True, hands=hands, after="", stretches=_pieces(fate.before, fate.before))
    elif before is not None and after is not None and before != after and fate.before and fate.after:
        shown = _pieces(fate.before, fate.after)
        hands = _hands(piece for view in (fate.before, fate.after) for piece in view.pieces if piece.state != "same")
        given = parameter_edits(runs, fate.after.pieces) if fate.place else ()
        what = _what(fate, given, fate.before, fate.after, runs)
        yield replace(one, what=what, was=before, now=after, tracked=True, hands=hands, stretches=shown, parameters=given, after="")


def _what(fate: Fate, given: tuple[ParameterEdit, ...], older: View, newer: View, runs: Runs) -> What:
    """Tell what kind of change it is: one of parameters alone, of what a reference prints, of a cell, or any other."""
    if given and _without(older.text, [each.was for each in given]) == _without(newer.text, [each.now for each in given]):
        blanks = {run.parameter for run in runs if isinstance(run, Blank)}
        return "filled" if all(each.parameter in blanks for each in given) else "parameter"
    if older.keys == newer.keys:
        return "reference"
    return "cell" if fate.place and fate.place.in_table else "replaced"


def _without(text: str, values: Sequence[str]) -> str:
    for value in values:
        text = text.replace(plainly(value), "\x00", 1)
    return plainly(text)


def _hands(pieces: Iterable[Piece]) -> tuple[Hand, ...]:
    return tuple(dict.fromkeys(hand for piece in pieces for hand in piece.hands))


def _pieces(before: View | None, after: View | None) -> tuple[Stretch, ...]:
    """Return the stretches of a tracked change as the file has them: what stays and what was removed in its order, what was added where it stands."""
    old = [piece for piece in before.pieces if piece.text] if before else []
    new = [piece for piece in after.pieces if piece.text] if after else []
    if before is after:
        what: Literal["added", "removed"] = "added" if any(piece.state == "inserted" for piece in new) else "removed"
        return tuple(Stretch(what, piece.text, piece.hands[-1] if piece.hands else None) for piece in new)
    made: list[Stretch] = []
    kept = {id(piece) for piece in old} & {id(piece) for piece in new}
    while old or new:
        while old and id(old[0]) not in kept:
            made.append(_stretch("removed", old.pop(0)))
        while new and id(new[0]) not in kept:
            made.append(_stretch("added", new.pop(0)))
        if old and new and id(old[0]) == id(new[0]):
            made.append(Stretch("same", old.pop(0).text))
            new.pop(0)
        elif old or new:
            kept -= {id(piece) for piece in (old or new)[:1]}
    return tuple(_joined(made))


def _stretch(what: Literal["added", "removed"], piece: Piece) -> Stretch:
    return Stretch(what, piece.text, piece.hands[-1] if piece.hands else None)


def _joined(made: Iterable[Stretch]) -> Iterator[Stretch]:
    last: Stretch | None = None
    for each in made:
        if last and (last.what, last.hand) == (each.what, each.hand):
            last = replace(last, text=last.text + each.text)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def rebuilt(base: Iterable[tuple[str, str]], made: Iterable[Edit]) -> list[tuple[str, str]]:
    """Return the paragraphs (id and words) that come out when *made* is done to *base*: what the file says once every tracked change is accepted."""
    text = dict(base)
    order = list(text)
    made = tuple(made)
    lost = {edit.id for edit in made if edit.what == "deleted"}
    waiting = [edit for edit in made if edit.what in ("inserted", "moved") and edit.id not in lost]
    gone = lost | {edit.id for edit in waiting}
    order = [id_ for id_ in order if id_ not in gone]
    text.update({edit.id: edit.now for edit in made if edit.what != "moved"})
    for edit in waiting:
        order.insert(order.index(edit.after) + 1 if edit.after else 0, edit.id)
    return [(id_, text[id_]) for id_ in order]
