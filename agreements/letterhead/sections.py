"""Read the sections of a letterhead: how wide the text is where the agreement goes, and which headers a section lacks."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from agreements.errors import Fault
from agreements.letterhead.stories import W
from agreements.letterhead.tidying import R

HEADER = "word/header_plain.xml"
HEADER_ID = "rIdPlainHeader"
_NARROWEST, _WIDEST = 4536, 31680  # 8 cm, and what Word allows
_A4 = (
    f'<w:sectPr xmlns:w="{W[1:-1]}"><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1701" w:right="1417" w:bottom="1474" w:left="1587" w:header="737" w:footer="652" w:gutter="0"/></w:sectPr>'
)


def complete_sections(body: etree._Element, *, even: bool) -> bool:
    """Give *body* a section, and each section its headers, so that the mark of a draft finds a place on every page; tell whether a plain header was used."""
    if body.find(f"{W}sectPr") is None:
        body.append(etree.fromstring(_A4))
    sections = list(body.iter(f"{W}sectPr"))
    given: set[str] = set()
    plain = False
    for section in sections:
        given |= {each.get(f"{W}type", "") for each in section.findall(f"{W}headerReference")}
        needed = ["default", *(["first"] if _is_on(section.find(f"{W}titlePg")) else []), *(["even"] if even else [])]
        for kind in needed:
            if kind not in given:
                reference = etree.Element(f"{W}headerReference")
                reference.set(f"{W}type", kind)
                reference.set(f"{R}id", HEADER_ID)
                section.insert(0, reference)
                given.add(kind)
                plain = True
    return plain


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def section_of(place: etree._Element, body: etree._Element) -> etree._Element:
    """Return the section in which *place*, a paragraph of *body*, stands."""
    for element in (place, *place.itersiblings()):
        found = element if element.tag == f"{W}sectPr" else element.find(f"{W}pPr/{W}sectPr")
        if found is not None:
            return found
    return next(iter(body.findall(f"{W}sectPr")), etree.fromstring(_A4))


def width(section: etree._Element) -> int:
    """Return the width of the text in twentieths of a point."""
    page = _number(section.find(f"{W}pgSz"), "w", 11906)
    margins = section.find(f"{W}pgMar")
    return page - _number(margins, "left", 1440) - _number(margins, "right", 1440) - _number(margins, "gutter", 0)


def section_faults(section: etree._Element, place: str) -> Iterator[Fault]:
    """Yield what keeps the agreement from being set in *section*."""
    columns = section.find(f"{W}cols")
    if columns is not None and (_number(columns, "num", 1) > 1 or len(columns) > 1):
        yield Fault(place, "The agreement stands in a section with columns.", "Give this section one column.")
    if not _NARROWEST <= width(section) <= _WIDEST:
        yield Fault(place, "Between the margins there is less than 8 cm, or more than a page is wide.", "Set the margins so that the text has room.")


def _number(element: etree._Element | None, name: str, default: int) -> int:
    value = element.get(f"{W}{name}", "") if element is not None else ""
    return int(value) if value.lstrip("-").isdecimal() and len(value) < 8 else default
