"""Write the differences between two agreements as text and as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from agreements.comparison import Change
from agreements.render.html import stylesheet, template

MARKS = {"same": "{}", "added": "[+{}+]", "removed": "[-{}-]"}
WHAT = {"added": "added", "removed": "removed", "changed": "changed", "moved": "moved"}


def text(changes: Iterable[Change]) -> str:
    """Return one block per clause, what was put in as ``[+…+]`` and what was taken out as ``[-…-]``."""
    lines: list[str] = []
    for part, rows in groupby(changes, key=lambda change: change.part):
        lines.append(part)
        for change in rows:
            words = "".join(MARKS[segment.what].format(segment.text) for segment in change.segments)
            moved = f" from {change.origin}" if change.origin else ""
            lines.append(f"  {change.label + ' ' if change.label else ''}({WHAT[change.what]}{moved}) {words if change.line_id else ''}".rstrip())
        lines.append("")
    return "\n".join(lines)


def page(title: str, compared: Sequence[tuple[str, Sequence[Change]]]) -> str:
    """Return one HTML page with a section per pair of agreements: its name and its changes. Marks are words and lines, never colour alone."""
    parts = [(name, [(part, list(rows)) for part, rows in groupby(changes, key=lambda change: change.part)]) for name, changes in compared]
    return template("redline.html.jinja").render(title=title, agreements=parts, what=WHAT, style=stylesheet("redline.css"))
