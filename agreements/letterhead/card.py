"""Read the table in which a letterhead tells who it belongs to: name, address, logo and colour; it is taken out of the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from agreements.errors import Fault, nearest, shortened
from agreements.letterhead.pictures import Picture
from agreements.letterhead.stories import W, plain_text
from agreements.letterhead.tokens import Token

_ROWS = {"name": "name", "hub": "name", "address": "address", "logo": "logo", "colour": "colour", "color": "colour"}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")
_LONGEST_NAME, _LONGEST_ADDRESS, _MOST_LINES = 200, 120, 8
_WIDEST = 6_480_000  # 18 cm in the measure of Word's drawings (360,000 a centimetre)
_READABLE = 4.5  # the contrast that text needs, from the Web Content Accessibility Guidelines 2.1


@dataclass(frozen=True, slots=True)
class Logo:
    """The hub's logo, the size that it has in the letterhead (360,000 a centimetre), and the words for those who do not see it."""

    picture: Picture
    width: int
    height: int
    alternative: str


@dataclass(frozen=True, slots=True)
class Card:
    """Who a letterhead belongs to; *colour* is six hexadecimal digits, empty for that of the house."""

    name: str = ""
    address: tuple[str, ...] = ()
    logo: Logo | None = None
    colour: str = ""


def read_card(mark: Token, find: Callable[[str, str], Picture | Fault], faults: list[Fault]) -> Card:
    """Return what the table around *mark* says and take the table out of the body; *find* returns the picture behind the id of a relation.

    What cannot be read is added to *faults*.
    """
    table = next(mark.paragraph.element.iterancestors(f"{W}tbl"), None)
    place = mark.place
    if table is None or table.getparent() is None or table.getparent().tag != f"{W}body":  # type: ignore[union-attr]
        what = f"“{mark.raw}” must stand in the first cell of a table in the body."
        faults.append(Fault(place, what, "Make a table with two columns: Name, Address, Logo, Colour at the left."))
        return Card()
    rows: dict[str, etree._Element] = {}
    for row in table.findall(f"{W}tr")[1:]:
        cells = row.findall(f"{W}tc")
        label = " ".join(plain_text(cells[0]).split()).rstrip(":").casefold() if cells else ""
        if len(cells) < 2 or label not in _ROWS:
            faults.append(
                Fault(place, f"The table of the letterhead has no row called “{shortened(label)}”.", nearest(label, ("Name", "Address", "Logo", "Colour")))
            )
        else:
            rows[_ROWS[label]] = cells[1]
    name = " ".join(plain_text(rows["name"]).split()) if "name" in rows else ""
    address = tuple(line for line in (" ".join(each.split()) for each in plain_text(rows["address"]).split("\n")) if line) if "address" in rows else ()
    faults.extend(_text_faults(name, address, place))
    logo = _logo(rows["logo"], name, find, place, faults) if "logo" in rows else None
    colour = _colour(rows["colour"], place, faults) if "colour" in rows else ""
    _take_out(table)
    return Card(name, address, logo, colour)


def _text_faults(name: str, address: tuple[str, ...], place: str) -> list[Fault]:
    faults = []
    if not name:
        faults.append(Fault(place, "The table of the letterhead does not tell the hub's name.", "Write it at the right of “Name”."))
    if len(name) > _LONGEST_NAME:
        faults.append(Fault(place, f"The name has more than {_LONGEST_NAME} letters.", "Shorten it."))
    if len(address) > _MOST_LINES or any(len(line) > _LONGEST_ADDRESS for line in address):
        faults.append(Fault(place, f"The address has more than {_MOST_LINES} lines, or a line of more than {_LONGEST_ADDRESS} letters.", "Shorten it."))
    return faults


def _logo(cell: etree._Element, name: str, find: Callable[[str, str], Picture | Fault], place: str, faults: list[Fault]) -> Logo | None:
    blips = list(cell.iter(f"{_A}blip"))
    if not blips:
        if next(cell.iter(f"{W}pict"), None) is not None or plain_text(cell).strip():
            faults.append(Fault(place, "Beside “Logo” stands no picture.", "Insert the logo there as a picture (PNG or JPEG), or leave the cell empty."))
        return None
    if len(blips) > 1:
        faults.append(Fault(place, "Beside “Logo” stands more than one picture.", "Keep one."))
        return None
    found = find(blips[0].get(f"{_R}embed", ""), f"{place}, logo")
    if isinstance(found, Fault):
        return None  # told among all pictures
    extent = next(cell.iter(f"{_WP}extent"), None)
    width, height = (_measure(extent, "cx"), _measure(extent, "cy")) if extent is not None else (0, 0)
    if not 0 < width <= _WIDEST or not 0 < height <= _WIDEST:
        faults.append(Fault(place, "The logo has no size, or is wider or higher than 18 cm.", "Make it as large as it should be printed."))
        return None
    described = next((each.get("descr", "") for each in cell.iter(f"{_WP}docPr")), "")
    return Logo(found, width, height, " ".join(described.split()) or name)


def _measure(extent: etree._Element, name: str) -> int:
    value = extent.get(name, "0")
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _colour(cell: etree._Element, place: str, faults: list[Fault]) -> str:
    """Return the colour written in *cell*, or the one that the cell is shaded with."""
    written = "".join(plain_text(cell).split())
    if not written:
        fill = next((each.get(f"{W}fill", "") for each in cell.iter(f"{W}shd")), "")
        return fill.upper() if _COLOUR.fullmatch(fill) else ""
    found = _COLOUR.fullmatch(written)
    if not found:
        faults.append(
            Fault(place, f"“{shortened(written)}” is no colour.", "Write six hexadecimal digits, such as 0B5D66, or shade the empty cell in the colour.")
        )
        return ""
    return found[1].upper()


def readable(colour: str) -> bool:
    """Tell whether text in *colour* can be read on white by people who see less well.

    >>> readable("0B5D66"), readable("FFD400")
    (True, False)
    """
    shares = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= _READABLE


def _take_out(table: etree._Element) -> None:
    """Remove the table, and the empty paragraphs and page breaks around it, which would leave an empty page."""
    body = table.getparent()
    assert body is not None  # noqa: S101 - its caller has seen the body
    for neighbours in (table.itersiblings(preceding=True), table.itersiblings()):
        for neighbour in list(neighbours):
            if neighbour.tag != f"{W}p" or not _is_empty(neighbour):
                break
            body.remove(neighbour)
    body.remove(table)


def _is_empty(paragraph: etree._Element) -> bool:
    kept = (f"{W}t", f"{W}drawing", f"{W}pict", f"{W}sectPr", f"{W}fldChar", f"{W}fldSimple", f"{W}object", f"{W}sym")
    return all(element.tag not in kept or (element.tag == f"{W}t" and not (element.text or "").strip()) for element in paragraph.iter())
