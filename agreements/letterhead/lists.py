"""Bring the lists of the house into a letterhead, and check those that the hub has for our styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from lxml import etree

from agreements.errors import Fault
from agreements.letterhead.stories import W
from agreements.letterhead.styling import named_styles, numbered_by
from agreements.render.docx_numbering import Level, Lists, printed_labels, read_lists
from agreements.render.docx_template import NUMBERED, house_template

_NUMBERS = {
    "ind": ("left", "start", "right", "end", "hanging", "firstLine"),
    "ilvl": ("val",),
    "numId": ("val",),
    "abstractNumId": ("val",),
    "start": ("val",),
    "startOverride": ("val",),
    "lvl": ("ilvl",),
    "lvlOverride": ("ilvl",),
    "num": ("numId",),
    "abstractNum": ("abstractNumId",),
}
_NUMBER, _LEVELS = re.compile(r"-?[0-9]{1,9}"), 9
_HEAD = f'<w:numbering xmlns:w="{W[1:-1]}"/>'


@dataclass(frozen=True, slots=True)
class Count:
    """How a style of the house counts: in which list, and what the first paragraph prints."""

    list: int
    printed: str


def empty_numbering() -> etree._Element:
    """Return a part for lists that has none."""
    return etree.fromstring(_HEAD)


def has_odd_numbers(root: etree._Element) -> bool:
    """Tell whether styles or lists have a number where Word would find none, or a level that no list has."""
    numbers = (value for tag, names in _NUMBERS.items() for each in root.iter(f"{W}{tag}") for name in names if (value := each.get(f"{W}{name}")) is not None)
    if not all(_NUMBER.fullmatch(value) for value in numbers):
        return True
    return any(int(place) > _LEVELS for text in root.iter(f"{W}lvlText") for place in re.findall(r"%(\d)", text.get(f"{W}val", "")))


@cache
def _house() -> Mapping[str, Count]:
    """Return how the numbered styles of the house count, by name."""
    parts = house_template().parts
    styles, lists = named_styles(etree.fromstring(parts["word/styles.xml"])), read_lists(parts["word/numbering.xml"])
    used = {name: numbered_by(styles[name.casefold()]) for name in NUMBERED}
    return {name: Count(lists.nums[one[0]].abstract, _first(lists, *one)) for name, one in used.items() if one}


def _first(lists: Lists, num: int, level: int) -> str:
    """Return what the first paragraph of *level* prints when one of each level above stands before it."""
    return printed_labels(lists, [(num, above) for above in range(level + 1)])[-1]


def list_faults(styles: etree._Element, numbering: etree._Element, name: str) -> Iterator[Fault]:
    """Yield what is wrong with the lists of the styles that the hub has under our names."""
    own = named_styles(styles)
    where = f"{name}, styles"
    lists = read_lists(etree.tostring(numbering))
    for family in _families():
        has = [each for each in family if each.casefold() in own]
        if has and len(has) < len(family):
            lacking = ", ".join(f"“{each}”" for each in family if each not in has)
            yield Fault(
                where,
                f"The letterhead has a style “{has[0]}” of its own, but none called {lacking}.",
                "Make all of them, or none: then those of the house are used.",
            )
        used_lists = set()
        for each in has:
            used = numbered_by(own[each.casefold()])
            if fault := _fault(each, used, lists, where):
                yield fault
            elif used:
                used_lists.add(lists.nums[used[0]].abstract)
        if len(used_lists) > 1:
            yield Fault(where, f"“{has[0]}” to “{has[-1]}” count in different lists.", "Link all of them to one multilevel list.")


def _families() -> list[list[str]]:
    """Return the names of the numbered styles, those together that count in one list."""
    families: dict[int, list[str]] = {}
    for name, count in _house().items():
        families.setdefault(count.list, []).append(name)
    return list(families.values())


def _fault(style: str, used: tuple[int, int] | None, lists: Lists, where: str) -> Fault | None:
    wanted = _house()[style].printed
    mend = f"Give it a list that prints {wanted} (Modify Style, Format, Numbering): the agreement refers to these numbers."
    levels = lists.levels.get(lists.nums[used[0]].abstract, ()) if used and used[0] in lists.nums else ()
    if used is None or used[1] >= len(levels) or _reaches_beyond(levels[: used[1] + 1]):
        return Fault(where, f"The style “{style}” is not numbered.", mend)
    if any(level.start != 1 for level in levels[: used[1] + 1]):
        return Fault(where, f"The list of the style “{style}” does not begin at 1.", "Let each of its levels begin at 1.")
    printed = _first(lists, *used)
    return None if printed == wanted else Fault(where, f"The style “{style}” prints “{printed[:20]}” before its first paragraph.", mend)


def _reaches_beyond(levels: Sequence[Level]) -> bool:
    """Tell whether a level prints the number of one that is not above it."""
    return any(not 1 <= int(place) <= len(levels) for level in levels for place in re.findall(r"%(\d)", level.text))


def merge_lists(numbering: etree._Element, house_styles: etree._Element, ids: Mapping[str, str], added: Iterable[str]) -> dict[str, int]:
    """Add the lists of the house styles called *added* to *numbering*; return the use of a list for each of these styles by name."""
    house_lists = etree.fromstring(house_template().parts["word/numbering.xml"])
    ours = named_styles(house_styles)
    nums = {int(num.get(f"{W}numId", "0")): num.find(f"{W}abstractNumId") for num in house_lists.findall(f"{W}num")}
    lists = {each.get(f"{W}abstractNumId", ""): each for each in house_lists.findall(f"{W}abstractNum")}
    by_old_id = {ours[name.casefold()].get(f"{W}styleId", ""): ids[name] for name in added}
    uses: dict[str, int] = {}
    made: dict[str, int] = {}
    for name in added:
        numbered = numbered_by(ours[name.casefold()])
        abstract = nums[numbered[0]] if numbered else None
        if abstract is None:
            continue
        key = abstract.get(f"{W}val", "")
        if key not in made:
            made[key] = _add(numbering, lists[key], by_old_id)
        uses[name] = made[key]
    return uses


def _add(numbering: etree._Element, abstract: etree._Element, by_old_id: Mapping[str, str]) -> int:
    """Add a list and one use of it, each in its place; return the number of the use."""
    last_list = max((int(each.get(f"{W}abstractNumId", "0")) for each in numbering.findall(f"{W}abstractNum")), default=-1)
    last_use = max((int(each.get(f"{W}numId", "0")) for each in numbering.findall(f"{W}num")), default=0)
    copy = deepcopy(abstract)
    copy.set(f"{W}abstractNumId", str(last_list + 1))
    for level in list(copy.iter(f"{W}lvl")):
        for style in level.findall(f"{W}pStyle"):
            if style.get(f"{W}val", "") in by_old_id:
                style.set(f"{W}val", by_old_id[style.get(f"{W}val", "")])
            else:
                level.remove(style)  # the hub has a style of its own there, which does not count
    use = etree.Element(f"{W}num")
    use.set(f"{W}numId", str(last_use + 1))
    etree.SubElement(use, f"{W}abstractNumId").set(f"{W}val", str(last_list + 1))
    first_use = numbering.find(f"{W}num")
    if first_use is None:
        end = numbering.find(f"{W}numIdMacAtCleanup")
        for element in (copy, use):
            if end is None:
                numbering.append(element)
            else:
                end.addprevious(element)
    else:
        first_use.addprevious(copy)
        numbering.findall(f"{W}num")[-1].addnext(use)
    return last_use + 1
