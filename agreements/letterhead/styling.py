"""Bring the styles of the house into a letterhead: the hub's own where it has them under our names, ours in the hub's face otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from agreements.letterhead.stories import W
from agreements.render.docx_template import STYLES

_KINDS = {"paragraph", "table", "character"}
_PARAGRAPH_ORDER = (
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "widowControl",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "spacing",
    "ind",
    "contextualSpacing",
    "jc",
    "outlineLvl",
)
_RUN_ORDER = ("rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "color", "spacing", "sz", "szCs", "shd", "lang")
_HOUSE_ACCENT, INK = "0B5D66", "1C2333"


def named_styles(root: etree._Element) -> dict[str, etree._Element]:
    """Return the styles of a ``styles.xml`` by name, in small letters: programs change ids and capitals, names stay."""
    found: dict[str, etree._Element] = {}
    for style in root.findall(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None and style.get(f"{W}styleId"):
            found.setdefault(name.get(f"{W}val", "").casefold(), style)
    return found


def numbered_by(style: etree._Element) -> tuple[int, int] | None:
    """Return the use of a list and the level by which *style* counts."""
    number = style.find(f"{W}pPr/{W}numPr/{W}numId")
    level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
    if number is None or not number.get(f"{W}val", "").isdecimal() or number.get(f"{W}val") == "0":
        return None
    return int(number.get(f"{W}val", "0")), int(level.get(f"{W}val", "0")) if level is not None else 0


def missing_styles(hub: etree._Element) -> tuple[str, ...]:
    """Return the names of the styles that the agreement needs and the letterhead does not have."""
    own = named_styles(hub)
    return tuple(name for name in STYLES if name.casefold() not in own)


def _with_bases(names: Iterable[str], ours: Mapping[str, etree._Element], own: Mapping[str, etree._Element]) -> tuple[str, ...]:
    """Return *names* and the styles of the house that these are based on, as far as the hub has none of that name."""
    by_id = {style.get(f"{W}styleId", ""): style for style in ours.values()}
    found = dict.fromkeys(names)
    for name in list(found):
        style: etree._Element | None = ours[name.casefold()]
        while style is not None:
            base = style.find(f"{W}basedOn")
            style = None if base is None else by_id.get(base.get(f"{W}val", ""))
            if style is not None and style.get(f"{W}default") is None and _name(style).casefold() not in own:
                found.setdefault(_name(style))
    return tuple(found)


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "")


def merge_styles(hub: etree._Element, house: etree._Element, names: Iterable[str], width: int) -> dict[str, str]:
    """Add the house styles called *names* to *hub*, and return the id of every style of the house by its name."""
    ours, own = named_styles(house), named_styles(hub)
    added = _with_bases(names, ours, own)
    taken = {style.get(f"{W}styleId") for style in own.values()}
    ids = {name: own[name.casefold()].get(f"{W}styleId", "") for name in STYLES if name.casefold() in own}
    for name in added:
        wanted = ours[name.casefold()].get(f"{W}styleId", "")
        ids[name] = next(each for each in _tries(wanted) if each not in taken)
        taken.add(ids[name])
    renamed = _renamed(ours, own, ids)
    defaults = _defaults(house)
    normal = _default_id(house)
    for name in added:
        style = deepcopy(ours[name.casefold()])
        style.set(f"{W}styleId", ids[name])
        base = style.find(f"{W}basedOn")
        stands_alone = base is None or base.get(f"{W}val") == normal
        for link in ("basedOn", "next", "link"):
            _relink(style, link, renamed)
        if style.get(f"{W}type") == "paragraph":
            _make_whole(style, defaults if stands_alone else None)
        _fit(style, width)
        hub.append(style)
    _complete_contents(own.get("toc 1"), ours["toc 1"], width)
    heading = own.get("toc heading")
    if heading is not None:
        _child(_properties(heading), "pageBreakBefore", _PARAGRAPH_ORDER)
    return ids


def _tries(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"Agreement{wanted}{number or ''}" for number in range(1000))


def _renamed(ours: Mapping[str, etree._Element], own: Mapping[str, etree._Element], ids: Mapping[str, str]) -> dict[str, str]:
    """Return the id in the letterhead for each id of the house; what has none there is left out."""
    known = {name.casefold(): id_ for name, id_ in ids.items()} | {name: style.get(f"{W}styleId", "") for name, style in own.items()}
    return {style.get(f"{W}styleId", ""): known[name] for name, style in ours.items() if name in known}


def _relink(style: etree._Element, link: str, renamed: Mapping[str, str]) -> None:
    found = style.find(f"{W}{link}")
    if found is None:
        return
    to = renamed.get(found.get(f"{W}val", ""))
    if to:
        found.set(f"{W}val", to)
    else:
        style.remove(found)


def _defaults(house: etree._Element) -> tuple[etree._Element, etree._Element]:
    run, paragraph = (house.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}") for kind in ("rPr", "pPr"))
    empty = etree.Element(f"{W}none")
    return empty if run is None else run, empty if paragraph is None else paragraph


def _make_whole(style: etree._Element, defaults: tuple[etree._Element, etree._Element] | None) -> None:
    """Write into *style* what it took from the *defaults* of the house: spacing, size and colour; the face is left to the hub."""
    for fonts in list(style.iter(f"{W}rFonts")):
        _remove(fonts)
    if defaults is None:
        return
    run, paragraph = _child(style, "rPr"), _child(style, "pPr")
    style.remove(run)
    paragraph.addnext(run)  # the order of the standard
    for spacing in defaults[1].findall(f"{W}spacing"):
        mine = _child(paragraph, "spacing", _PARAGRAPH_ORDER)
        for name, value in ((f"{W}before", "0"), *spacing.attrib.items()):
            if mine.get(name) is None:
                mine.set(name, value)
    for name in ("color", "sz", "szCs"):
        given = defaults[0].find(f"{W}{name}")
        if given is not None and run.find(f"{W}{name}") is None:
            _child(run, name, _RUN_ORDER).set(f"{W}val", given.get(f"{W}val", ""))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _default_id(styles: etree._Element) -> str:
    """Return the id of the style that paragraphs have when they name none."""
    return next((each.get(f"{W}styleId", "") for each in styles.findall(f"{W}style") if each.get(f"{W}default") and each.get(f"{W}type") == "paragraph"), "")


def _child(parent: etree._Element, name: str, order: tuple[str, ...] = ()) -> etree._Element:
    """Return the child called *name*, made in its place in *order* when there is none."""
    found = parent.find(f"{W}{name}")
    if found is not None:
        return found
    made = etree.Element(f"{W}{name}")
    later = {f"{W}{each}" for each in order[order.index(name) + 1 :]} if name in order else set()
    before = next((each for each in parent if each.tag in later), None)
    if before is None:
        parent.append(made)
    else:
        before.addprevious(made)
    return made


def _properties(style: etree._Element) -> etree._Element:
    """Return the properties of the paragraphs of *style*, made before those of its runs when there are none."""
    paragraph = _child(style, "pPr")
    run = style.find(f"{W}rPr")
    if run is not None:
        run.addprevious(paragraph)
    return paragraph


def _fit(style: etree._Element, width: int) -> None:
    right = [tab for tab in style.iter(f"{W}tab") if tab.get(f"{W}val") == "right" and tab.get(f"{W}leader") is None]
    for tab in right:
        tab.set(f"{W}pos", str(width))


def _complete_contents(own: etree._Element | None, ours: etree._Element, width: int) -> None:
    """Give the hub's style of the contents the tab stops that an entry needs, when it has none."""
    if own is None or own.find(f"{W}pPr/{W}tabs") is not None:
        return
    paragraph = _properties(own)
    for name in ("tabs", "ind"):
        given = ours.find(f"{W}pPr/{W}{name}")
        if given is not None:
            for old in paragraph.findall(f"{W}{name}"):
                paragraph.remove(old)
            _child(paragraph, name, _PARAGRAPH_ORDER)
            paragraph.replace(paragraph.find(f"{W}{name}"), deepcopy(given))  # type: ignore[arg-type]
    _fit(own, width)


def recolour(root: etree._Element, colour: str, text_colour: str) -> None:
    """Put *colour* in the place of the accent of the house wherever *root* uses it, and *text_colour* where words have it."""
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if value == _HOUSE_ACCENT:
                element.set(name, text_colour if element.tag == f"{W}color" else colour)


def set_language(styles: etree._Element) -> None:
    """Make sure that the styles have a place for the language of the agreement."""
    defaults = styles.find(f"{W}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{W}docDefaults")
        styles.insert(0, defaults)
    default = defaults.find(f"{W}rPrDefault")
    if default is None:
        default = etree.Element(f"{W}rPrDefault")
        defaults.insert(0, default)
    run = _child(default, "rPr")
    language = run.find(f"{W}lang")
    if language is None:
        language = etree.SubElement(run, f"{W}lang")
    language.set(f"{W}val", language.get(f"{W}val", "en"))
