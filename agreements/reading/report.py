"""Tell what was read back, for people and for machines: silent changes first, then by clause what was changed, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from typing import Any

from agreements.reading.edits import Edit, Stretch
from agreements.reading.reading import Reading
from agreements.reading.remarks import PlacedComment, Remark
from agreements.reading.word_text import Comment, Hand

_CONTEXT = 60  # letters shown beside a change
_SILENT = "Changed without a trace: these changes were made with tracking switched off, so that Word does not show them."
_TRACKED = "Changed under tracking"
VERBS = {
    "replaced": "changed", "cell": "changed", "parameter": "value changed", "filled": "filled in", "inserted": "new", "deleted": "deleted", "moved": "moved",
    "reference": "number of a reference",
}  # fmt: skip


def report(reading: Reading) -> str:
    """Return what was done to the agreement, as text."""
    silent, tracked = [[edit for edit in reading.edits if edit.tracked is way] for way in (False, True)]
    blocks = [_changes(_SILENT, silent, ()), _changes(_TRACKED if tracked else "Comments", tracked, reading.comments)]
    if reading.remarks:
        blocks.append("\n".join(["For a person to look at", "", *(line for remark in reading.remarks for line in _remark(remark))]))
    return "\n\n".join(block for block in blocks if block)


def counted(reading: Reading) -> str:
    """Return “2 silent changes, 1 tracked change, 1 comment, nothing else to look at”."""
    silent = sum(not edit.tracked for edit in reading.edits)
    numbers = ((silent, "silent change"), (len(reading.edits) - silent, "tracked change"), (len(reading.comments), "comment"))
    rest = f"{len(reading.remarks)} more to look at" if reading.remarks else "nothing else to look at"
    return ", ".join([*(f"{number} {word}{'' if number == 1 else 's'}" for number, word in numbers), rest])


def as_rows(reading: Reading) -> dict[str, Any]:
    """Return the same for machines: every change of every paragraph, every comment, every remark."""
    return {
        "changes": [_row(edit) for edit in reading.edits],
        "comments": [{**asdict(one.comment), "id": one.comment.id, "clause": one.part, "paragraph": one.id, "heading": one.heading, "number": one.number,
                      "answers": [asdict(answer) for answer in one.answers]} for one in reading.comments],
        "remarks": [{**asdict(remark), "hands": [asdict(hand) for hand in remark.hands]} for remark in reading.remarks],
    }  # fmt: skip


def _row(edit: Edit) -> dict[str, Any]:
    row = asdict(edit)
    row.pop("cell")
    return {"what": row.pop("what"), "clause": row.pop("part"), "paragraph": row.pop("id"), **row}


def _changes(title: str, made: Sequence[Edit], comments: Sequence[PlacedComment]) -> str:
    rows: list[tuple[str, str, list[str]]] = [(edit.part, edit.heading, _lines(edit)) for edit in _gathered(made)]
    parts = list(dict.fromkeys([part for part, _, _ in rows] + [one.part for one in comments]))
    if not parts:
        return ""
    headings = {part: heading for part, heading, _ in rows} | {one.part: one.heading for one in comments}
    lines = [title, ""]
    for part in parts:
        lines.append(headings[part] or part or "Elsewhere")
        lines += [line for owner, _, said in rows if owner == part for line in said]
        lines += [line for one in comments if one.part == part for line in _comment(one)]
        lines.append("")
    return "\n".join(lines[:-1])


def _gathered(made: Iterable[Edit]) -> Iterator[Edit]:
    """Yield changes as a reader counts them: a row is one, and so is a whole clause that was moved."""
    moved = {edit.part for edit in made if edit.what == "moved" and edit.id == edit.part}
    for key, group in groupby(made, key=lambda edit: (edit.what, edit.tracked, edit.part, edit.cell and (edit.cell.table, edit.cell.row))):
        edits = list(group)
        if edits[0].what == "moved" and edits[0].part in moved:
            yield from (edit for edit in edits if edit.id == edit.part)
        elif edits[0].what in ("inserted", "deleted") and key[3]:
            hands = tuple(dict.fromkeys(hand for edit in edits for hand in edit.hands))
            yield replace(edits[0], was=" | ".join(edit.was for edit in edits), now=" | ".join(edit.now for edit in edits), hands=hands, stretches=())
        else:
            yield from edits


def place_of(edit: Edit) -> str:
    """Return number and heading of a change: “9.4 Quality of the work”, “after 13.7 Fees” for what is new."""
    number = edit.number or (f"after {edit.follows}" if edit.what == "inserted" and edit.follows else "")
    return " ".join(part for part in (number, edit.heading) if part)


def _lines(edit: Edit) -> list[str]:
    number = f"{edit.number} " if edit.number else f"after {edit.follows}: " if edit.what == "inserted" and edit.follows else ""
    by = _by(edit.hands) if edit.tracked else ""
    what = VERBS[edit.what] + (" row" if edit.what in ("inserted", "deleted") and edit.cell else "")
    if edit.what == "moved" and edit.id == edit.part:
        what = "the clause was moved"
    what += f" behind {edit.follows}" if edit.what == "moved" and edit.follows else ""
    head = f"  {number}{what}{by}"
    if edit.parameters and edit.what in ("parameter", "filled"):
        return [f"{head}:", *(f"      {each.parameter}: {each.was} → {each.now}" for each in edit.parameters)]
    if edit.what in ("inserted", "deleted", "moved"):
        return [f"{head}: {edit.now or edit.was}"]
    return [f"{head}: {shown(edit.stretches)}"]


def shown(stretches: Sequence[Stretch]) -> str:
    """Return a changed paragraph on one line: what was put in as ``[+…+]``, what was taken out as ``[-…-]``, little of what stayed."""
    made = []
    for number, each in enumerate(stretches):
        text = " ".join(each.text.split("\n"))
        if each.what == "same":
            first, last = number == 0, number + 1 == len(stretches)
            made.append(_short(text, first=first, last=last))
        else:
            made.append(f"[+{text}+]" if each.what == "added" else f"[-{text}-]")
    return "".join(made)


def _short(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= (1 if first or last else 2) * _CONTEXT:
        return text
    return ("" if first else text[:_CONTEXT]) + "…" + ("" if last else text[-_CONTEXT:])


def _comment(one: PlacedComment) -> list[str]:
    number = f"{one.number} " if one.number else ""
    quoted = f" on “{one.comment.quoted[:_CONTEXT]}{'…' if len(one.comment.quoted) > _CONTEXT else ''}”" if one.comment.quoted else ""
    lines = [f"  {number}comment{_said(one.comment)}{quoted}: {one.comment.text}{' (done)' if one.comment.done else ''}"]
    return [*lines, *(f"      answer{_said(answer)}: {answer.text}" for answer in one.answers)]


def _said(comment: Comment) -> str:
    return _by((Hand(comment.author, comment.date),))


def _by(hands: Sequence[Hand]) -> str:
    shown_hands = dict.fromkeys(f"{hand.author or 'somebody'}{f', {_moment(hand.date)}' if hand.date else ''}" for hand in hands)
    return f" by {'; '.join(shown_hands)}" if shown_hands else ""


def _moment(date: str) -> str:
    """Return ``2026-03-04T10:00:00Z`` as ``2026-03-04 10:00``."""
    return date[:16].replace("T", " ")


def _remark(remark: Remark) -> list[str]:
    place = " ".join(part for part in (remark.number, remark.heading) if part)
    lines = [f"  {place + ': ' if place else ''}{remark.what}{_by(remark.hands)}{f': “{remark.words}”' if remark.words else ''}"]
    return [*lines, f"      in: {remark.paragraph}"] if remark.paragraph and remark.paragraph != remark.words else lines
