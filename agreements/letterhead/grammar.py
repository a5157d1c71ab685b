"""Check what the tokens of one part mean together: names that exist, loops and conditions that close where they can."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from agreements.errors import Fault, nearest
from agreements.letterhead.placeholders import BLOCKS, BY_NAME, LIST_BY_NAME, LISTS, did_you_mean
from agreements.letterhead.stories import Story, W
from agreements.letterhead.tokens import Token

_DEEPEST = 6
_LEVELS = {"line": "within one line", "p": "in paragraphs of their own", "tr": "in rows of their own"}
_INLINE = ("text", "picture", "page")


@dataclass(frozen=True, slots=True)
class Frame:
    """A loop or a condition that is open: its token, and the list that it goes through, if it is a loop."""

    token: Token
    goes_through: str = ""


class Grammar:
    """Reads the tokens of one story in order; *known* are the placeholders that have a value, *placed* those that were met outside every condition."""

    def __init__(self, story: Story, faults: list[Fault]) -> None:
        self._story = story
        self._faults = faults
        self._open: list[Frame] = []
        self.placed: list[str] = []
        self.named: list[Token] = []

    def read(self, tokens: list[Token]) -> None:
        """Check *tokens*, and that nothing stays open behind them."""
        for token in tokens:
            match token.does:
                case "print":
                    self._print(token)
                case "for":
                    self._loop(token)
                case "if":
                    self._condition(token)
                case "else":
                    self._else(token)
                case _:
                    self._end(token)
        for frame in self._open:
            self._fault(frame.token, f"“{frame.token.raw}” is not closed.", f"Write {{% end{frame.token.does} %}} behind what belongs to it.")

    def _fault(self, token: Token, what: str, mend: str = "") -> None:
        self._faults.append(Fault(token.place, what, mend))

    def _print(self, token: Token) -> None:
        variable, _, field = token.name.partition(".")
        if field or variable in self._variables():
            self._field(token, variable, field)
            return
        known = BY_NAME.get(token.name)
        if known and (known.sort in _INLINE or known.sort == "mark"):
            self._named(token)
        elif token.name in BLOCKS:
            self._block(token)
        elif token.name in LIST_BY_NAME:
            entry = LIST_BY_NAME[token.name]
            where = f"{{% for {entry.entry} in {entry.name} %}}{{{{ {entry.entry}.name }}}}{{% endfor %}}"
            self._fault(token, f"“{token.raw}” is a list, which only a loop can print.", f"Write for example {where}.")
        else:
            self._fault(token, f"There is no placeholder “{token.name[:60]}”.", did_you_mean(token.name))

    def _named(self, token: Token) -> None:
        self.named.append(token)
        if not self._open:
            self.placed.append(token.name)

    def _field(self, token: Token, variable: str, field: str) -> None:
        goes_through = self._variables().get(variable)
        if goes_through is None:
            own = next((one for one in LISTS if one.entry == variable), None)
            loop = f"{{% for {variable} in {own.name} %}}" if own else "{% for … in … %}"
            self._fault(token, f"“{token.raw}” stands outside of a loop that names “{variable}”.", f"Put it between {loop} and {{% endfor %}}.")
        elif field not in LIST_BY_NAME[goes_through].fields:
            self._fault(token, f"An entry of {goes_through} has no “{field}”.", nearest(field, LIST_BY_NAME[goes_through].fields))

    def _block(self, token: Token) -> None:
        if self._story.shown != "body":
            self._fault(token, f"“{token.raw}” stands in a {self._story.shown.split()[0]}; it belongs into the body.", "Move it.")
        elif token.level != "p" or not _on_the_page(token.paragraph.element):
            self._fault(token, f"“{token.raw}” must have a paragraph of the page for itself, outside of tables and text boxes.", "Move it there.")
        elif self._open:
            self._fault(token, f"“{token.raw}” stands within “{self._open[-1].token.raw}”.", "Move it out: it must be printed exactly once.")
        elif token.name in self.placed:
            self._fault(token, f"“{token.raw}” stands in the letterhead twice.", "Keep one of them.")
        else:
            self._named(token)

    def _loop(self, token: Token) -> None:
        variables = self._variables()
        goes_through = token.name if token.name in LIST_BY_NAME else ""
        if not goes_through:
            self._fault(token, f"There is no list “{token.name[:60]}” to go through.", nearest(token.name, LIST_BY_NAME))
        elif variables:
            self._fault(token, f"“{token.raw}” stands within another loop.", "Put the two loops one after the other.")
        if token.variable in BY_NAME or token.variable in LIST_BY_NAME:
            example = LIST_BY_NAME[goes_through].entry if goes_through else "entry"
            self._fault(token, f"“{token.variable}” has a meaning already.", f"Name an entry differently, for example {{% for {example} in {token.name} %}}.")
        if goes_through and not self._open:
            self.placed.append(f"for {goes_through}")
        self._enter(Frame(token, goes_through))

    def _condition(self, token: Token) -> None:
        variable, _, field = token.name.partition(".")
        goes_through = self._variables().get(variable, "")
        known = goes_through and field in LIST_BY_NAME[goes_through].fields
        if not known and not (token.name in BY_NAME and BY_NAME[token.name].sort in ("text", "picture")) and token.name not in LIST_BY_NAME:
            self._fault(token, f"“{token.raw}” asks for “{token.name[:60]}”, which no placeholder is called here.", did_you_mean(token.name))
        self._enter(Frame(token))

    def _enter(self, frame: Frame) -> None:
        if len(self._open) == _DEEPEST:
            self._fault(frame.token, f"Loops and conditions stand more than {_DEEPEST} deep in each other.", "Make it simpler.")
        self._open.append(frame)

    def _else(self, token: Token) -> None:
        if not self._open or self._open[-1].token.does != "if":
            self._fault(token, f"“{token.raw}” belongs to no condition.", "Write {% if … %} before it, or take it out.")
        else:
            self._same_place(self._open[-1].token, token)

    def _end(self, token: Token) -> None:
        if not self._open or self._open[-1].token.does != token.of:
            opening = f", but the last that is open is “{self._open[-1].token.raw}”" if self._open else ""
            self._fault(token, f"“{token.raw}” closes nothing that is open{opening}.", f"Write {{% {token.of} … %}} before it, or take it out.")
            return
        self._same_place(self._open.pop().token, token)

    def _same_place(self, first: Token, last: Token) -> None:
        """Begin and end must stand alike and side by side, or what is between them could be torn apart."""
        if first.level != last.level:
            what = f"“{first.raw}” and “{last.raw}” do not stand alike: {_LEVELS[first.level or 'line']} and {_LEVELS[last.level or 'line']}."
            self._fault(first, what, "Put both into one line, or each into a paragraph of its own, or each into a row of its own.")
        elif _around(first) is not _around(last):
            where = {"line": "different paragraphs", "p": "different cells or frames", "tr": "different tables"}[first.level]
            self._fault(first, f"“{first.raw}” and “{last.raw}” stand in {where}.", "Put them side by side.")

    def _variables(self) -> dict[str, str]:
        return {frame.token.variable: frame.goes_through for frame in self._open if frame.goes_through}


def _on_the_page(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == f"{W}body"


def _around(token: Token) -> etree._Element | None:
    """Return what a token stands in: the parent of its run, of its paragraph or of its row."""
    if token.level == "tr":
        return next(token.paragraph.element.iterancestors(f"{W}tbl"), None)
    if token.level == "p":
        return token.paragraph.element.getparent()
    run = token.leaf.getparent()
    return run.getparent() if run is not None else None
