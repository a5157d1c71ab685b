"""Know what Word's numbering prints, so that the labels in the document are those of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree import ElementTree

from agreements.numbering import letter, roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST_RESTART = 200


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, what it prints (``%1.%2``), where its text begins (twentieths of a point), the id of the style that it belongs to."""

    format: str
    text: str
    start: int
    indent: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class Num:
    """A use of a list (``w:num``): which list, and the levels that begin anew with the first paragraph of this use."""

    abstract: int
    starts: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lists:
    """What ``numbering.xml`` says: the levels of every list and every use of one."""

    levels: Mapping[int, tuple[Level, ...]]
    nums: Mapping[int, Num]


def read_lists(xml: bytes) -> Lists:
    """Read ``numbering.xml``."""
    root = ElementTree.fromstring(xml)
    levels = {_number(one, "abstractNumId"): tuple(_level(level) for level in one.iter(f"{W}lvl")) for one in root.iter(f"{W}abstractNum")}
    return Lists(levels, {_number(one, "numId"): _num(one) for one in root.iter(f"{W}num")})


def _level(level: ElementTree.Element) -> Level:
    indent = level.find(f"{W}pPr/{W}ind")
    return Level(
        _value(level, "numFmt", "decimal"),
        _value(level, "lvlText", ""),
        int(_value(level, "start", "1")),
        0 if indent is None else int(indent.get(f"{W}left", indent.get(f"{W}start", "0"))),
        _value(level, "pStyle", ""),
    )


def _num(num: ElementTree.Element) -> Num:
    starts = {_number(one, "ilvl"): int(_value(one, "startOverride", "1")) for one in num.iter(f"{W}lvlOverride")}
    return Num(int(_value(num, "abstractNumId", "0")), starts)


def _number(element: ElementTree.Element, name: str) -> int:
    return int(element.get(f"{W}{name}", "0"))


def _value(element: ElementTree.Element, name: str, default: str) -> str:
    child = element.find(f"{W}{name}")
    return default if child is None else child.get(f"{W}val", default)


def word_number(number: int, style: str) -> str:
    """Return *number* as Word prints it: after z come aa, bb, cc.

    >>> [word_number(28, style) for style in ("decimal", "lowerLetter", "upperLetter", "lowerRoman")]
    ['28', 'bb', 'BB', 'xxviii']
    """
    if style == "decimal":
        return str(number)
    if style.endswith("Letter"):
        return letter(number).upper() if style == "upperLetter" else letter(number)
    return roman(number) if style == "lowerRoman" else str(number)


@lru_cache(maxsize=4_096)
def _label(shape: str, counts: tuple[int, ...], formats: tuple[str, ...]) -> str:
    for place, (number, style) in enumerate(zip(counts, formats, strict=True), 1):
        shape = shape.replace(f"%{place}", word_number(number, style))
    return shape


class Counter:
    """Count as Word does: uses of one list share their counts, and a higher level sets the lower ones back."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self._counts = {abstract: [0] * len(levels) for abstract, levels in lists.levels.items()}
        self._used: set[tuple[int, int]] = set()

    def next(self, num: int, use: Num, level: int) -> list[int]:
        """Return the counts that the next paragraph at *level* would have; nothing is counted yet."""
        levels, before = self.lists.levels[use.abstract], self._counts[use.abstract]
        counts = [count or levels[above].start for above, count in enumerate(before[:level])]
        if level in use.starts and (num, level) not in self._used:
            counts.append(use.starts[level])
        else:
            counts.append(before[level] + 1 if before[level] else levels[level].start)
        return counts + [0] * (len(before) - level - 1)

    def label(self, use: Num, level: int, counts: list[int]) -> str:
        """Return what Word prints before a paragraph at *level* with these *counts*."""
        levels = self.lists.levels[use.abstract]
        return _label(levels[level].text, tuple(counts[: level + 1]), tuple(each.format for each in levels[: level + 1]))

    def count(self, num: int, use: Num, level: int, counts: list[int]) -> None:
        """Take the paragraph as printed."""
        self._used.add((num, level))
        self._counts[use.abstract] = counts


def printed_labels(lists: Lists, paragraphs: Iterable[tuple[int, int]]) -> list[str]:
    """Return the labels that Word prints for *paragraphs*, each given as number of its list use and level (from 0)."""
    counter, labels = Counter(lists), []
    for num, level in paragraphs:
        use = lists.nums[num]
        counts = counter.next(num, use, level)
        counter.count(num, use, level, counts)
        labels.append(counter.label(use, level, counts))
    return labels


class Numbering:
    """Give each paragraph the use of a list under which Word prints its label, and add uses where counting must begin anew."""

    def __init__(self, lists: Lists) -> None:
        self._counter = Counter(lists)
        self._nums = dict(lists.nums)
        self._known = len(lists.nums)
        self._restarted: dict[tuple[int, int], int] = {}

    def place(self, num: int, level: int, label: str) -> int | None:
        """Return the use of a list that prints *label* at this place; ``None`` if no list of Word can."""
        used = num
        if self._restarted:
            self._restarted = {key: used for key, used in self._restarted.items() if key[0] != num or key[1] <= level}
            used = self._restarted.get((num, level), num)
        use = self._nums[used]
        counts = self._counter.next(used, use, level)
        if self._counter.label(use, level, counts) != label:
            begin = self._beginning(use, level, counts, label)
            if begin is None:
                return None
            used = self._restarted[num, level] = self._restart(num, {level: begin})
            use, counts[level] = self._nums[used], begin
        self._counter.count(used, use, level, counts)
        return used

    def _restart(self, num: int, starts: Mapping[int, int]) -> int:
        """Add a use of the list behind *num* that begins anew at *starts*."""
        added = max(self._nums) + 1
        self._nums[added] = Num(self._nums[num].abstract, starts)
        return added

    def _beginning(self, use: Num, level: int, counts: list[int], label: str) -> int | None:
        tries = ([*counts[:level], number, *counts[level + 1 :]] for number in range(1, _LARGEST_RESTART))
        return next((tried[level] for tried in tries if self._counter.label(use, level, tried) == label), None)

    def added_xml(self) -> str:
        """Return the added uses for ``numbering.xml``."""
        return "".join(_num_xml(number, num) for number, num in list(self._nums.items())[self._known :])


def _num_xml(number: int, num: Num) -> str:
    starts = "".join(f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>' for level, start in num.starts.items())
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{num.abstract}"/>{starts}</w:num>'
