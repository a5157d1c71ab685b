"""Edit a Word file in LibreOffice as a counterparty does, tracked and silently; run by the Python of the system, as ``office_steering`` is."""

from __future__ import annotations

import json
import sys
from typing import Any

import office_steering


def main() -> None:
    """Read source, target and edits from standard input: each edit is silent or tracked, words that stand there, and what to do with them."""
    source, target, edits = json.load(sys.stdin)
    with office_steering._office() as (desktop, _):
        document = desktop.loadComponentFromURL(source, "_blank", 0, (_property("Hidden", value=True),))
        for tracked, words, what, new in edits:
            document.RecordChanges = tracked
            _edit(document, words, what, new)
        document.storeToURL(target, (_property("FilterName", "MS Word 2007 XML"),))
        document.close(True)


def _property(name: str, value: object) -> Any:
    from com.sun.star.beans import PropertyValue  # noqa: PLC0415  # type: ignore[import-not-found,unused-ignore]

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _edit(document: Any, words: str, what: str, new: str) -> None:
    search = document.createSearchDescriptor()
    search.SearchString = words
    found = document.findFirst(search)
    cursor = found.Text.createTextCursorByRange(found)
    if what == "replace":
        found.setString(new)
        return
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    if what == "empty":
        cursor.setString("")
        return
    end = cursor.getEnd()
    end.Text.insertControlCharacter(end, 0, False)
    end.Text.insertString(end.Text.createTextCursorByRange(end), new, False)
