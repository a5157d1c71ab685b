"""Write the differences between two agreements as text and as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from agreements.comparing.comparison import Change, ComparedPart, Comparison, Side
from agreements.comparing.wordwise import Segment
from agreements.render.html import stylesheet, template

MARKS = {"same": "{}", "added": "[+{}+]", "removed": "[-{}-]"}
WHAT = {"added": "added", "removed": "removed", "changed": "changed", "moved": "moved"}
_FACTS = (("name", "File"), ("title", "Agreement"), ("kind", "Kind"), ("reference", "Reference"), ("date", "Date"), ("library", "Library"))


def text(changes: Iterable[Change]) -> str:
    """Return one block per clause, what was put in as ``[+…+]`` and what was taken out as ``[-…-]``."""
    lines: list[str] = []
    for part, rows in groupby(changes, key=lambda change: change.part):
        lines += [part, *(_row(change) for change in rows), ""]
    return "\n".join(lines)


def _row(change: Change) -> str:
    what = f"({WHAT[change.what]}{f' from {change.origin}' if change.origin else ''})"
    return "  " + " ".join(part for part in (change.place, what, _marked(change.segments) if change.line_id else "") if part)


def _marked(segments: Iterable[Segment]) -> str:
    return " ".join("".join(MARKS[segment.what].format(segment.text) for segment in segments).split())


def summary(comparison: Comparison) -> str:
    """Return one sentence on how many clauses and other parts differ, and how."""
    counts = {what: count for what, count in comparison.counts.items() if count}
    if not counts:
        return "No difference: the two say the same."
    whole = sum(counts.values())
    said = ", ".join(f"{count} {what}" for what, count in counts.items())
    return f"{whole} clause{'' if whole == 1 else 's'} or other part{'' if whole == 1 else 's'} differ{'s' if whole == 1 else ''}: {said}."


def comparison_text(comparison: Comparison) -> str:
    """Return a comparison as plain text: what was compared, the summary, what was chosen by hand, then each clause with its changes."""
    lines = [f"Older: {_named(comparison.older)}", f"Newer: {_named(comparison.newer)}", *_signed(comparison), "", summary(comparison)]
    lines += [f"Note: {remark}" for remark in comparison.remarks]
    if comparison.by_hand:
        lines += ["", "Chosen by hand", *(f"  {row.title}, {row.subject}: {row.chosen} (library default: {row.default})" for row in comparison.by_hand)]
    for part in comparison.parts:
        lines += ["", *_part(part)]
    return "\n".join(lines) + "\n"


def _part(part: ComparedPart) -> Iterator[str]:
    yield f"{part.number} {part.title} ({WHAT[part.what]})".strip()
    if part.what in ("added", "removed"):
        yield from ("  " + f"{change.place} {_marked(change.segments)}".strip() for change in part.changes if change.line_id != part.id)
    else:
        yield from (_row(change) for change in part.changes)


def _named(side: Side) -> str:
    known = ", ".join(each for each in (side.title, side.reference, side.date) if each)
    return f"{side.name} ({known})" if known else side.name


def _signed(comparison: Comparison) -> list[str]:
    by = _by(comparison)
    return [by] if by else []


def _by(comparison: Comparison) -> str:
    parts = [f"by {comparison.author}" if comparison.author else "", f"on {comparison.date}" if comparison.date else ""]
    said = " ".join(part for part in parts if part)
    return f"Compared {said}." if said else ""


def page(title: str, compared: Sequence[tuple[str, Sequence[Change]]]) -> str:
    """Return one HTML page with a section per pair of agreements: its name and its changes. Marks are words and lines, never colour alone."""
    parts = [(name, [(part, list(rows)) for part, rows in groupby(changes, key=lambda change: change.part)]) for name, changes in compared]
    return template("redline.html.jinja").render(title=title, agreements=parts, what=WHAT, style=stylesheet("redline.css"))


def comparison_page(comparison: Comparison) -> str:
    """Return a comparison as one HTML page, for the screen and as the source of its PDF."""
    older, newer = comparison.older, comparison.newer
    sides = [(label, getattr(older, name), getattr(newer, name)) for name, label in _FACTS if getattr(older, name) or getattr(newer, name)]
    return template("redline_comparison.html.jinja").render(
        title=newer.title or newer.name, comparison=comparison, sides=sides, summary=summary(comparison), by=_by(comparison), what=WHAT, style=stylesheet("redline.css"),
    )  # fmt: skip
