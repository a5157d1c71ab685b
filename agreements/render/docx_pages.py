"""Put measured paragraphs and rows on pages by Word's rules: what is kept with the next, no line alone, no row torn apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """A paragraph, or a row of a table; lengths in twentieths of a point. A *whole* one is not divided; *mark* is the bookmark that begins in it."""

    height: float
    lines: int = 1
    before: float = 0
    after: float = 0
    keep: bool = False
    new_page: bool = False
    whole: bool = False
    mark: str = ""


class Sheets:
    """Pages of one height, filled from top to bottom."""

    def __init__(self, room: float) -> None:
        self._room = room
        self._at = 0.0
        self._after = 0.0
        self.page = 1
        self.found: dict[str, int] = {}

    def place(self, blocks: Iterable[Block]) -> None:
        """Put *blocks* on the pages, in their order."""
        together: list[Block] = []
        for block in blocks:
            if not (together or block.keep or block.new_page) and self._fits(block):
                continue
            if block.new_page and together:
                self._place(together)
                together = []
            together.append(block)
            if not block.keep:
                self._place(together)
                together = []
        if together:
            self._place(together)

    def _fits(self, block: Block) -> bool:
        """Put a block that needs no other and finds room where the page has come to; most do."""
        at = self._at + block.height * block.lines + (max(self._after, block.before) if self._at else 0)
        if at > self._room:
            return False
        self._at, self._after = at, block.after
        if block.mark:
            self.found[block.mark] = self.page
        return True

    def _place(self, blocks: Sequence[Block]) -> None:
        """Put blocks that stay together: all of them, but of the last one the first two lines do."""
        if blocks[0].new_page and (self._at or self.found or self.page > 1):
            self._turn()
        if self._at and self._needed(blocks) > self._room - self._at + _TOLERANCE:
            self._turn()
        for block in blocks:
            self._put(block)

    def _needed(self, blocks: Sequence[Block]) -> float:
        """Return the room that *blocks* need below what stands on the page: between two paragraphs stands the larger of their spaces."""
        needed, after = 0.0, self._after
        for block in blocks:
            lines = block.lines if block is not blocks[-1] or block.whole or block.lines <= _SPLIT_FROM else _LEAST
            needed += max(after, block.before) + block.height * lines
            after = block.after
        return needed

    def _put(self, block: Block) -> None:
        gap = max(self._after, block.before) if self._at else 0
        left = self._room - self._at - gap
        fitting = int((left + _TOLERANCE) // block.height) if block.height else block.lines
        begins = self.page
        if fitting >= block.lines:
            self._at += gap + block.height * block.lines
        elif block.whole or block.lines <= _SPLIT_FROM or fitting < _LEAST:
            begins = self._put_on_next(block)
        else:
            self._over(block, block.lines - min(fitting, block.lines - _LEAST))
        self._after = block.after
        if block.mark:
            self.found[block.mark] = begins

    def _put_on_next(self, block: Block) -> int:
        if self._at:
            self._turn()
        begins = self.page
        self._over_from_top(block, block.lines)
        return begins

    def _over(self, block: Block, rest: int) -> None:
        self._turn()
        self._over_from_top(block, rest)

    def _over_from_top(self, block: Block, rest: int) -> None:
        while rest * block.height > self._room + _TOLERANCE and block.height <= self._room:
            rest -= int(self._room // block.height)
            self._turn()
        self._at = min(self._room, rest * block.height)

    def _turn(self) -> None:
        self.page += 1
        self._at = self._after = 0.0


_LEAST = 2  # lines of a paragraph that may stand alone
_SPLIT_FROM = 3  # a paragraph of three lines cannot be divided
_TOLERANCE = 1.0
