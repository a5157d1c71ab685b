"""Read a letterhead that somebody sends: every fault with the placeholder and the paragraph, all at once, or a letterhead that can be filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from agreements.errors import AgreementError, Fault
from agreements.foreign.refusal import SAVE_ANEW, FileRefused, refuse
from agreements.foreign.word_package import WordPackage, open_word
from agreements.letterhead.card import Card, read_card, readable
from agreements.letterhead.contents import relation_faults, story_faults
from agreements.letterhead.grammar import Grammar
from agreements.letterhead.letterhead import Letterhead
from agreements.letterhead.lists import empty_numbering, has_odd_numbers, list_faults
from agreements.letterhead.pictures import Picture, picture
from agreements.letterhead.placeholders import FROM_CARD, REQUIRED
from agreements.letterhead.remarks import remarks
from agreements.letterhead.sections import section_faults, section_of
from agreements.letterhead.stories import Story, W, paragraphs
from agreements.letterhead.tidying import tidy, with_prefixes
from agreements.letterhead.tokens import Token, read_tokens
from agreements.letterhead.writing import Source, written

MOST_FAULTS = 100
_MOST_TAGS, _MOST_PRINTED, _LONGEST_PRINTED, _MOST_TOKENS = 150_000, 24_000, 3_000_000, 2_000  # a page has some 600 tags and 50,000 letters
_STORIES = {"header": "header", "footer": "footer", "footnotes": "footnotes", "endnotes": "endnotes"}
_SHOWN = ("body", *_STORIES.values())
_PARAGRAPH = re.compile(rf"(?P<story>{'|'.join(_SHOWN)})(?: (?P<which>\d+))?, paragraph (?P<number>\d+) ")
_PRINTED = re.compile(r"(document|header|footer|footnotes|endnotes)\w*\.xml$")
_NUMBER = re.compile(r"(\d*)\.xml$")


class LetterheadRefused(AgreementError):
    """A letterhead with faults; no agreement is printed on it."""


@dataclass(slots=True)
class Reading:
    """What came of reading a letterhead: the faults that refuse it, what else its owner should know, and the letterhead if there is no fault."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    letterhead: Letterhead | None = None


def read(content: bytes, name: str) -> Reading:
    """Return what the Word file *content* is as a letterhead; *name* stands in messages. Nothing is raised for what a person can mend."""
    reading = Reading()
    try:
        _Reader(open_word(content, name), reading).read()
    except FileRefused as error:
        reading.faults.extend(error.faults)
    reading.faults.sort(key=_place)
    more = len(reading.faults) - MOST_FAULTS
    if more > 0:
        reading.faults[MOST_FAULTS:] = [Fault(name, f"There are {more} faults more.", "Mend those above first.")]
    if reading.faults:
        reading.letterhead = None
    return reading


def _place(fault: Fault) -> tuple[int, str, int]:
    """Return what puts faults in the order of the pages: what concerns the whole file first, then part by part and paragraph by paragraph."""
    found = _PARAGRAPH.match(fault.where)
    return (list(_SHOWN).index(found["story"]) + 1, found["which"] or "", int(found["number"])) if found else (0, "", 0)


@lru_cache(maxsize=8)
def letterhead(content: bytes, name: str) -> Letterhead:
    """Return the letterhead that *content* is; raises :class:`LetterheadRefused` with every fault."""
    reading = read(content, name)
    if reading.letterhead is None:
        raise LetterheadRefused(reading.faults)
    return reading.letterhead


class _Reader:
    """Goes through one package, part by part."""

    def __init__(self, package: WordPackage, reading: Reading) -> None:
        self.package = package
        self.faults = reading.faults
        self.reading = reading
        self.pictures: dict[str, Picture] = {}
        self.card = Card()
        self.placed: list[str] = []
        self.named: list[Token] = []
        self.has_card = False

    def read(self) -> None:
        if self._is_too_large():
            return
        self.faults.extend(relation_faults(self.package))
        self._read_pictures()
        stories = list(self._stories())
        for story in stories:
            self.faults.extend(story_faults(story))
        if len(self.faults) >= MOST_FAULTS:
            return
        for story in stories:
            tidy(story.root)
        tokens = {story.part: self._tokens(story) for story in stories}
        if sum(map(len, tokens.values())) > _MOST_TOKENS:
            self._fault(f"It has more than {_MOST_TOKENS:,} placeholders.", "Make it simpler.")
            return
        self._read_card(tokens)
        for story in stories:
            self._check(story, tokens[story.part])
        self._check_required({token.name for found in tokens.values() for token in found})
        styles, numbering = self._styles(), self._numbering()
        if has_odd_numbers(styles) or has_odd_numbers(numbering):
            self._fault("Its styles or lists are damaged: they have numbers that are none.", SAVE_ANEW)
            return
        self.faults.extend(list_faults(styles, numbering, self.package.name))
        if self.faults:
            return
        places = {token.name: token.paragraph.element for token in self.named}
        source = Source(self.package, stories, styles, numbering, self.pictures, self.card, tuple(self.named), places["agreement"])
        self.reading.letterhead = written(source, frozenset(self.placed))
        self.reading.remarks.extend(remarks(source, has_card=self.has_card, readable=not self.card.colour or readable(self.card.colour)))

    def _fault(self, what: str, mend: str) -> None:
        self.faults.append(Fault(self.package.name, what, mend))

    def _is_too_large(self) -> bool:
        """Refuse before parsing what would take too long: a letterhead has some hundred paragraphs."""
        parts = {name: self.package.part(name) for name in self.package.names if name.endswith(".xml")}
        printed = [content for name, content in parts.items() if _PRINTED.search(name)]
        measures = (
            (sum(content.count(b"<") for content in parts.values()), _MOST_TAGS),
            (sum(content.count(b"<") for content in printed), _MOST_PRINTED),
            (sum(map(len, printed)), _LONGEST_PRINTED),
            (sum(content.count(sign) for content in parts.values() for sign in (b"{{", b"{%", b"{#")), _MOST_TOKENS),
        )
        if all(measure <= most for measure, most in measures):
            return False
        self._fault("It is far too large for a letterhead: thousands of paragraphs or placeholders.", "Leave in it only what is printed with every agreement.")
        return True

    def _stories(self) -> Iterator[Story]:
        """Yield the parts that print, the body first."""
        wanted = [(self.package.main, "body")]
        for kind, shown in _STORIES.items():
            names = sorted(dict.fromkeys(self.package.related(kind)), key=lambda name: (int((_NUMBER.search(name) or [0, 0])[1] or 0), name))
            numbered = kind in ("header", "footer")
            wanted += [(name, f"{shown} {number}" if numbered else shown) for number, name in enumerate(names, 1)]
        for name, shown in wanted:
            root = with_prefixes(self.package.document if shown == "body" else self.package.xml(name))
            if root is None or not name.startswith("word/"):
                self._fault(f"The part “{name[:60]}” is written in an unusual way.", SAVE_ANEW)
            else:
                yield Story(name, shown, root)

    def _read_pictures(self) -> None:
        names = dict.fromkeys(each.target for each in self.package.relations if each.kind == "image" and not each.external)
        for name in names:
            if name not in self.package.names:
                continue
            found = picture(self.package.part(name), f"{self.package.name}, {name.rpartition('/')[2]}")
            if isinstance(found, Fault):
                self.faults.append(found)
            else:
                self.pictures[name] = found

    def _tokens(self, story: Story) -> list[Token]:
        return [token for paragraph in paragraphs(story) for token in read_tokens(paragraph, self.faults)]

    def _read_card(self, tokens: dict[str, list[Token]]) -> None:
        """Read the first table of the hub's details and forget what else stands in it."""
        body = tokens.get(self.package.main, [])
        marks = [token for each in tokens.values() for token in each if token.does == "print" and token.name == "letterhead"]
        if not marks:
            return
        self.has_card = True
        table = next(marks[0].paragraph.element.iterancestors(f"{W}tbl"), None)
        if len(marks) > 1 or marks[0] not in body:
            self._fault("{{ letterhead }} must stand in the letterhead once, in the first cell of a table in the body.", "Keep one.")
        inside = {token.leaf for token in body if table is not None and table in token.paragraph.element.iterancestors()}
        self.card = read_card(marks[0], self._picture_behind, self.faults)
        for part, found in tokens.items():
            tokens[part] = [token for token in found if token.leaf not in inside and token not in marks]

    def _picture_behind(self, relation: str, place: str) -> Picture | Fault:
        target = next((each.target for each in self.package.relations if each.source == self.package.main and each.id == relation), "")
        return self.pictures.get(target) or Fault(place, "The picture is missing.", "Insert it anew.")

    def _check(self, story: Story, tokens: list[Token]) -> None:
        grammar = Grammar(story, self.faults)
        grammar.read(tokens)
        self.named.extend(grammar.named)
        if story.shown == "body":
            self.placed = grammar.placed
        for token in grammar.named:
            if token.name in FROM_CARD and not self.has_card:
                what = f"“{token.raw}” has no value: the letterhead has no table that tells the hub's details."
                self.faults.append(Fault(token.place, what, "Add the table with {{ letterhead }} in its first cell (see: pactwright letterhead placeholders)."))

    def _check_required(self, met: set[str]) -> None:
        """Every agreement must find its place, in a section where it has room; of what was *met* in a wrong place is told already."""
        named = {token.name: token for token in self.named}
        for name in REQUIRED:
            if name not in named and name not in met:
                self._fault(f"The placeholder {{{{ {name} }}}} is missing in the body.", "Write it into a paragraph of its own, where the agreement goes.")
        if "agreement" in named:
            token = named["agreement"]
            body = token.paragraph.element.getparent()
            if body is not None:
                self.faults.extend(section_faults(section_of(token.paragraph.element, body), token.place))

    def _styles(self) -> etree._Element:
        return self._tree("styles") if self.package.related("styles") else etree.fromstring(f'<w:styles xmlns:w="{W[1:-1]}"/>')

    def _numbering(self) -> etree._Element:
        return self._tree("numbering") if self.package.related("numbering") else empty_numbering()

    def _tree(self, kind: str) -> etree._Element:
        part = self.package.related(kind)[0]
        root = with_prefixes(self.package.xml(part))
        if root is None:
            refuse(self.package.name, f"its part “{part[:60]}” is written in an unusual way.", SAVE_ANEW)
        return root
