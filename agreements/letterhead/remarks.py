"""Say what is no fault of a letterhead, but what its owner should know."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.errors import Fault
from agreements.letterhead.fonts import fonts_used
from agreements.letterhead.writing import Source

_DOC_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
COMMON = frozenset(
    name.casefold()
    for name in (
        "Arial", "Arial Narrow", "Aptos", "Aptos Display", "Book Antiqua", "Bookman Old Style", "Calibri", "Calibri Light", "Cambria", "Cambria Math", "Candara",
        "Century", "Century Gothic", "Consolas", "Constantia", "Corbel", "Courier New", "Garamond", "Georgia", "Helvetica", "Liberation Sans", "Liberation Serif",
        "Lucida Sans Unicode", "Palatino Linotype", "Segoe UI", "Source Sans Pro", "Source Serif Pro", "Symbol", "Tahoma", "Times New Roman", "Trebuchet MS",
        "Verdana", "Wingdings",
    )
)  # fmt: skip


def remarks(source: Source, *, has_card: bool, readable: bool) -> Iterator[Fault]:
    """Yield what the letterhead of *source* leaves to chance."""
    name = source.package.name
    if not has_card:
        yield Fault(
            name, "It has no table with {{ letterhead }}, so that PDFs show neither logo nor name of the hub.", "Add it: pactwright letterhead sample has one."
        )
    if not readable:
        yield Fault(
            name, f"The colour {source.card.colour} is too light for words on white; PDFs use it for lines only.", "Choose a darker one for words, too."
        )
    if source.card.logo is None and any(token.name == "logo" for token in source.named):
        yield Fault(name, "{{ logo }} prints nothing: beside “Logo” stands no picture.", "Insert it there, or take the placeholder out.")
    unseen = [story.shown for story in source.stories if any(not each.get("descr") for each in story.root.iter(_DOC_PROPERTIES))]
    if unseen:
        where = ", ".join(dict.fromkeys(unseen))
        yield Fault(f"{name}, {where}", "A picture has no words for those who do not see it.", "Right click it, Edit Alt Text.")
    rare = sorted(each for each in fonts_used(source.styles, *(story.root for story in source.stories)) if each.casefold() not in COMMON)
    if rare:
        shown = ", ".join(f"“{each}”" for each in rare[:8])
        yield Fault(name, f"Not every computer has the font {shown}; where it is missing, Word takes another.", "Use a common one if this matters.")
