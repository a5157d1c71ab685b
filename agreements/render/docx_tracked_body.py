"""Weave the bodies of two Word files into one: what stayed as it is in the newer file, everything else as tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import pairwise

from agreements.comparing.alignment import LinePair, PartPair
from agreements.comparing.parts import Line
from agreements.render.docx_tracked_blocks import BlockWriter
from agreements.render.docx_tracked_reading import Block, Laid
from agreements.render.docx_tracked_words import Node, Pen, W


def body(older: Laid, newer: Laid, writer: BlockWriter, pen: Pen, pairs: Sequence[PartPair]) -> list[Node]:
    """Return the content of the body, without its last section; *pairs* say which part and line of one side is which of the other."""
    weaver = _Weaver(older, newer, writer, pen, pairs)
    content = [*(deepcopy(node) for node in newer.lead), *(node for pair in pairs for node in weaver.part(pair))]
    for here, following in pairwise(content):
        _keep_apart(here, following)
    return content


def _keep_apart(paragraph: Node, following: Node) -> None:
    """Let words inserted at the end of a paragraph not touch an inserted paragraph: LibreOffice would take the end between them for inserted, too."""
    if following.find(f"{W}pPr/{W}rPr/{W}ins") is None or paragraph.find(f"{W}pPr/{W}rPr/{W}ins") is not None:
        return
    changes = [each for each in paragraph if each.tag not in (f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}pPr")]
    if len(changes) > 1 and changes[-1].tag == f"{W}ins" and changes[-2].tag == f"{W}del":
        changes[-1].addnext(changes[-2])


class _Weaver:
    """Knows where each moved line and part stood and went, and gives both places the same name."""

    def __init__(self, older: Laid, newer: Laid, writer: BlockWriter, pen: Pen, pairs: Sequence[PartPair]) -> None:
        self._older, self._newer, self._writer, self._pen = older.blocks, newer.blocks, writer, pen
        self._moves = [pair for pair in pairs if pair.what == "moved"]
        self._inside = {line.id for pair in self._moves if pair.older for line in pair.older.lines}
        self._into = {line.id for pair in self._moves if pair.newer for line in pair.newer.lines}
        moved = (line for pair in pairs for line in pair.lines if line.what == "moved" and line.newer)
        self._names = {line.newer.id: f"move{number}" for number, line in enumerate(moved, len(self._moves) + 1) if line.newer}

    def part(self, pair: PartPair) -> Iterator[Node]:
        """Yield everything of one part; a part that moved as a whole stands twice, between marks of one name."""
        if pair.what == "left":
            move = next(each for each in self._moves if each.older is pair.older)
            yield from self._between("moveFrom", f"move{self._moves.index(move) + 1}", self._departed(move))
        elif pair.what == "moved":
            yield from self._between("moveTo", f"move{self._moves.index(pair) + 1}", self._arrived(pair))
        else:
            for line in pair.lines:
                yield from self._line(line)

    def _departed(self, move: PartPair) -> Iterator[Node]:
        there = {line.older.id: line for line in move.lines if line.older and line.newer and line.what in ("same", "changed")}
        for line in move.older.lines if move.older else ():
            pair = there.get(line.id)
            if pair is None or pair.newer is None:
                yield from self._writer.only(self._older[line.id], "del")
            else:
                yield from self._writer.left(self._older[line.id], self._newer[pair.newer.id])

    def _arrived(self, move: PartPair) -> Iterator[Node]:
        for line in move.lines:
            if line.newer is not None and line.older is not None and line.what in ("same", "changed"):
                yield from self._writer.moved(self._older[line.older.id], self._newer[line.newer.id])
            elif line.newer is not None and line.what in ("added", "moved"):
                yield from self._writer.only(self._newer[line.newer.id], "ins")

    def _line(self, pair: LinePair) -> Iterator[Node]:
        was, now = self._block(pair.older, older=True), self._block(pair.newer, older=False)
        if pair.what in ("moved", "left") and was and now and pair.older and pair.newer:
            yield from self._moved_line(pair, was, now)
        elif was and now and pair.what == "same":
            yield deepcopy(now.node)
            yield from (deepcopy(node) for node in now.tail)
        elif was and now:
            yield from self._writer.both(was, now)
        elif was:
            yield from self._writer.only(was, "del")
        elif now:
            yield from self._writer.only(now, "ins")

    def _moved_line(self, pair: LinePair, was: Block, now: Block) -> Iterator[Node]:
        """Yield one end of the way of a moved line; from or into a part that moved as a whole it is taken out and put in, for moves cannot be nested."""
        gone = pair.what == "left"
        nested = was.line.id in self._inside or now.line.id in self._into
        if nested:
            yield from self._writer.only(was, "del") if gone else self._writer.only(now, "ins")
        elif gone:
            yield from self._between("moveFrom", self._names[now.line.id], self._writer.left(was, now))
        else:
            yield from self._between("moveTo", self._names[now.line.id], self._writer.moved(was, now))

    def _block(self, line: Line | None, *, older: bool) -> Block | None:
        return None if line is None else (self._older if older else self._newer)[line.id]

    def _between(self, what: str, name: str, nodes: Iterator[Node]) -> Iterator[Node]:
        """Yield *nodes* between the two marks of a move, if there are any: a table that moved is taken out and put in."""
        inner = list(nodes)
        if not any(node.find(f".//{{*}}{what}") is not None for node in inner):
            yield from inner
            return
        begin = self._pen.mark(f"{what}RangeStart", name=name)
        end = self._pen.mark(f"{what}RangeEnd")
        end.set(end.keys()[0], begin.get(end.keys()[0], ""))
        yield from (begin, *inner, end)
