"""Print an agreement on a letterhead: fill every part, settle it, and put what the house writer wrote where the letterhead wants it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from agreements.agreement import Agreement
from agreements.letterhead.filling import filled
from agreements.letterhead.letterhead import Letterhead
from agreements.letterhead.packing import DOCUMENT
from agreements.letterhead.settling import mark_words, settled
from agreements.letterhead.stories import W
from agreements.letterhead.writing import INSTRUCTION

_BLOCK = re.compile(rf"<\?{INSTRUCTION} (\w+)\?>")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WRAP = f'<w:wrap xmlns:w="{W[1:-1]}">%s</w:wrap>'


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the house writer gives to every sheet: the short fingerprint, the page number as XML, the mark of a draft, and numbers for bookmarks.

    *lines* are the bookmarks of those lines of the agreement that the letterhead prints itself, by their words without any space.
    """

    fingerprint: str
    page: str
    mark: str
    number: Callable[[], int]
    lines: Mapping[str, str]


def printed(letterhead: Letterhead, agreement: Agreement, blocks: Mapping[str, str], sheet: Sheet) -> dict[str, str]:
    """Return the XML of every part that prints, by its name in the package; *blocks* is what the house writer wrote, by the name of its placeholder."""
    stories: dict[str, str] = {}
    for name, xml in filled(letterhead, agreement, fingerprint=sheet.fingerprint, draft=bool(sheet.mark)):
        root = settled(xml, sheet.page)
        mark_words(root, sheet.number, dict(sheet.lines) if name == DOCUMENT else {})
        if root.tag == f"{W}hdr" and sheet.mark:
            _mark(root, sheet.mark)
        text = etree.tostring(root, encoding="unicode")
        stories[name] = _HEAD + _BLOCK.sub(lambda found: blocks[found[1]], text)
    return stories


def _mark(header: etree._Element, mark: str) -> None:
    """Put the mark of a draft into the first paragraph that belongs to the header itself."""
    paragraph = header.find(f"{W}p")
    if paragraph is not None:
        paragraph.extend(list(etree.fromstring(_WRAP % mark)))
