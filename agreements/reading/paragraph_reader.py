"""Read one paragraph of a Word file: runs, tracked changes, fields, content controls, comments, and whatever else may lie in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from agreements.foreign.word_package import W
from agreements.reading.word_text import Hand, Oddity, Paragraph, Piece, State

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_REFERENCE = re.compile(r"\s*(?:REF|PAGEREF)\s+\"?(\w+)", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_OFF = {"0", "false", "off", "none"}
_FAINTEST = 8  # half-points: what is smaller than 4 points nobody reads
_TRANSPARENT = {f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo", "ruby", "rubyBase", "sdtContent")}
_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t"}
_TRACKED: Mapping[str, tuple[State, bool]] = {
    f"{W}ins": ("inserted", False),
    f"{W}del": ("deleted", False),
    f"{W}moveTo": ("inserted", True),
    f"{W}moveFrom": ("deleted", True),
}
_FORMATTING = {f"{W}{name}": "formatting" for name in ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange")}


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a run: tracked how and by whom, in which control."""

    state: State = "same"
    hands: tuple[Hand, ...] = ()
    parameter: str = ""
    moved: bool = False


@dataclass(slots=True)
class Field:
    """A field that has begun: its instruction, and whether its result has."""

    instruction: str = ""
    shown: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open; the contents are one that runs over many paragraphs."""

    open: list[Field] = field(default_factory=list)

    def change(self, kind: str) -> None:
        """Take note of the begin, middle or end of a field."""
        if kind == "begin":
            self.open.append(Field())
        elif self.open and kind == "separate":
            self.open[-1].shown = True
        elif self.open and kind == "end":
            self.open.pop()

    @property
    def target(self) -> str:
        """The bookmark that the words now read point to, if they are the result of a reference."""
        found = (_REFERENCE.match(each.instruction) for each in reversed(self.open))
        return next((match[1] for match in found if match), "")

    @property
    def in_contents(self) -> bool:
        """Tell whether the words now read belong to the list of contents."""
        return any(_CONTENTS.match(each.instruction) for each in self.open)

    @property
    def hidden(self) -> bool:
        """Tell whether what is now read is an instruction and not a result."""
        return any(not each.shown for each in self.open)


def hand(node: etree._Element) -> Hand:
    """Return who tracked a change."""
    return Hand(node.get(f"{W}author", ""), node.get(f"{W}date", ""))


def value(node: etree._Element | None, path: str) -> str:
    """Return the value of the property at *path* below *node*, or nothing."""
    found = None if node is None else node.find("/".join(f"{W}{name}" for name in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


def is_on(node: etree._Element | None, name: str) -> bool:
    """Tell whether a property that is either on or off is on."""
    found = None if node is None else node.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "true").lower() not in _OFF


class ParagraphReader:
    """Reads paragraphs one after the other; fields may begin in one and end in another. *notes* gives the words of footnotes by kind and id."""

    def __init__(self, notes: Mapping[tuple[str, str], str], styles: Mapping[str, str], marked_styles: Mapping[str, str]) -> None:
        self.fields = Fields()
        self._notes, self._styles, self._marked = notes, styles, marked_styles
        self._quoting: dict[str, list[str]] = {}
        self.quoted: dict[str, str] = {}
        self._here = Paragraph()
        self._special: Mapping[str, Callable[[etree._Element, Around], None]] = {
            f"{W}sdt": self._control, f"{W}fldSimple": self._simple_field, f"{W}r": self._run, f"{W}bookmarkStart": self._bookmark,
            f"{W}commentRangeStart": self._quote, f"{W}commentRangeEnd": self._unquote, f"{W}pPr": self._properties, f"{_MATH}oMath": self._equation,
            f"{_MATH}oMathPara": self._equation, f"{W}subDoc": self._elsewhere, _CHOICE: self._box,
        }  # fmt: skip

    def read(self, node: etree._Element, here: Paragraph) -> Paragraph:
        """Fill *here* with what the paragraph *node* holds."""
        self._here = here
        begun = self.fields.in_contents
        self._inside(node, Around())
        here.contents = begun or self.fields.in_contents
        return here

    def _inside(self, node: etree._Element, around: Around) -> None:
        for child in node:
            tag = str(child.tag)
            if tag in _TRACKED:
                self._inside(child, self._tracked(child, around))
            elif tag in _TRANSPARENT:
                self._inside(child, around)
            elif tag in self._special:
                self._special[tag](child, around)

    @staticmethod
    def _tracked(node: etree._Element, around: Around) -> Around:
        state, moved = _TRACKED[str(node.tag)]
        if around.state not in ("same", state):
            state = "vain"
        return replace(around, state=state, hands=(*around.hands, hand(node)), moved=moved or around.moved)

    def _control(self, node: etree._Element, around: Around) -> None:
        properties = node.find(f"{W}sdtPr")
        name = value(properties, "tag") or value(properties, "alias")
        content = node.find(f"{W}sdtContent")
        if content is not None:
            self._inside(content, replace(around, parameter=name or around.parameter))

    def _simple_field(self, node: etree._Element, around: Around) -> None:
        self.fields.open.append(Field(node.get(f"{W}instr", ""), shown=True))
        self._inside(node, around)
        self.fields.open.pop()

    def _bookmark(self, node: etree._Element, _: Around) -> None:
        self._here.bookmarks.append(node.get(f"{W}name", ""))

    def _quote(self, node: etree._Element, _: Around) -> None:
        self._quoting[node.get(f"{W}id", "")] = []

    def _unquote(self, node: etree._Element, _: Around) -> None:
        number = node.get(f"{W}id", "")
        self.quoted[number] = "".join(self._quoting.pop(number, []))

    def _equation(self, node: etree._Element, _: Around) -> None:
        self._odd("an equation", "".join(str(text) for text in node.itertext()))

    def _elsewhere(self, _: etree._Element, __: Around) -> None:
        self._odd("a part of the document that lies in another file")

    def _box(self, node: etree._Element, _: Around) -> None:
        """Take note of a drawing with its words; the second form, for old programs, says the same."""
        texts = [text.text or "" for text in node[0].iter(f"{W}t", f"{W}delText")] if len(node) else []
        self._odd("a text box or drawing" if texts else "a drawing", "".join(texts))

    def _odd(self, what: str, words: str = "", hands: tuple[Hand, ...] = ()) -> None:
        self._here.oddities.append(Oddity(what, words, hands))

    # Properties ----------------------------------------------------------------------------------------------------------

    def _properties(self, node: etree._Element, _: Around) -> None:
        here = self._here
        here.style = self._styles.get(value(node, "pStyle"), value(node, "pStyle"))
        here.unnumbered = value(node, "numPr/numId") == "0"
        outline = value(node, "outlineLvl")
        here.level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
        marks = node.find(f"{W}rPr")
        for child in marks if marks is not None else ():
            if str(child.tag) in _TRACKED:
                state = _TRACKED[str(child.tag)][0]
                here.mark = state if here.mark == "same" else "vain"
                here.mark_hands = (*here.mark_hands, hand(child))
        self._formatting(node)
        if here.style in self._marked:
            self._odd(f"a style that is {self._marked[here.style]}")

    def _formatting(self, node: etree._Element) -> None:
        for child in node:
            if str(child.tag) in _FORMATTING:
                self._odd("formatting only, tracked", hands=(hand(child),))

    # Runs ----------------------------------------------------------------------------------------------------------------

    def _run(self, node: etree._Element, around: Around) -> None:
        properties = node.find(f"{W}rPr")
        words: list[str] = []
        for child in node:
            tag = str(child.tag)
            if tag in (f"{W}t", f"{W}delText"):
                words.append(child.text or "")
            elif tag in _SIGNS:
                words.append(_SIGNS[tag])
            elif tag == f"{W}br":
                words.append("\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else "")
            elif tag == f"{W}fldChar":
                self._words(words, around, properties)
                words = []
                self.fields.change(child.get(f"{W}fldCharType", ""))
            elif tag in (f"{W}instrText", f"{W}delInstrText") and self.fields.open:
                self.fields.open[-1].instruction += child.text or ""
            else:
                self._other(child, tag)
        self._words(words, around, properties)

    def _words(self, words: list[str], around: Around, properties: etree._Element | None) -> None:
        text = "".join(words)
        if not text:
            return
        if self.fields.hidden:
            self._odd("words in the instruction of a field", text)
            return
        self._here.pieces.append(Piece(text, around.state, around.hands, self.fields.target, around.parameter, around.moved))
        if around.state in ("same", "inserted"):
            for each in self._quoting.values():
                each.append(text)
        if around.state == "vain":
            self._odd("words that one person put in and another took out again", text, around.hands)
        if properties is not None:
            self._looks(text, properties)

    def _looks(self, text: str, properties: etree._Element) -> None:
        """Take note of formatting that changes what a reader takes from the words."""
        size, colour = value(properties, "sz"), value(properties, "color").lower()
        style = self._styles.get(value(properties, "rStyle"), "")
        struck = is_on(properties, "strike") or is_on(properties, "dstrike")
        hidden = is_on(properties, "vanish") or is_on(properties, "specVanish")
        faint = colour == "ffffff" or (size.isdigit() and int(size) < _FAINTEST)
        looks = (("hidden words", hidden), ("words struck through by formatting", struck), ("words that are too small or too light to be seen", faint))
        for what, seen in looks:
            if seen and text.strip():
                self._odd(what, text)
        if style in self._marked:
            self._odd(f"words in a style that is {self._marked[style]}", text)
        for child in properties:
            if str(child.tag) in _FORMATTING:
                self._odd("formatting only, tracked", text, (hand(child),))

    def _other(self, child: etree._Element, tag: str) -> None:
        number = child.get(f"{W}id", "")
        if tag == f"{W}commentReference":
            self._here.comments.append(number)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if tag.endswith("footnoteReference") else "endnote"
            self._odd(f"a{'n' if kind == 'endnote' else ''} {kind}", self._notes.get((kind, number), ""))
        elif tag in (f"{W}drawing", f"{W}pict"):
            texts = "".join(text.text or "" for text in child.iter(f"{W}t", f"{W}delText"))
            self._odd("a text box" if texts else "a picture", texts)
        elif tag == _CHOICE:
            self._box(child, Around())
        elif tag == f"{W}object":
            self._odd("an embedded file or object")
        elif tag == f"{W}sym":
            self._here.pieces.append(Piece("\ufffd"))
            self._odd("a sign from a font of symbols", child.get(f"{W}char", ""))
