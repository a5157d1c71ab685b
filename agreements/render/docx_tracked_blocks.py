"""Write paragraphs, tables and rows of two Word files as one body with tracked changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from agreements.comparing.line_matching import matched, weave
from agreements.comparing.parts import Line
from agreements.render.docx_tracked_reading import Block, cell_tokens, cells, portable, row_tokens, rows, style_of
from agreements.render.docx_tracked_words import Atom, Node, Pen, Plan, Track, W, arrived, atoms, departed, merged, written

_AFTER_MARK = (f"{W}sectPr", f"{W}pPrChange")
_NO_BASE = (f"{W}rPr", *_AFTER_MARK)


class BlockWriter:
    """Writes blocks with one pen.

    *fit* makes what the older file says of a paragraph's look true in the newer one; *named* are the bookmarks of the newer one: deleted text keeps its
    own ones, so that references to it hold when the deletion is rejected.
    """

    def __init__(self, pen: Pen, fit: Callable[[Node], None], named: frozenset[str]) -> None:
        self._pen, self._fit, self._named = pen, fit, named

    def only(self, block: Block, track: Track) -> Iterator[Node]:
        """Yield a block that one side has: inserted or deleted as a whole, with the empty paragraphs behind it."""
        yield self._whole(block.node, track)
        for node in block.tail:
            if track in ("ins", "moveTo"):
                yield self._whole(node, track) if node.tag == f"{W}p" else deepcopy(node)
            elif node.tag == f"{W}p" and block.node.tag == f"{W}tbl":
                yield self._whole(node, track)

    def both(self, older: Block, newer: Block) -> Iterator[Node]:
        """Yield a block that both sides have, with what changed in it."""
        if older.node.tag != newer.node.tag or (newer.node.tag == f"{W}tbl" and _columns(older.node) != _columns(newer.node)):
            yield from self.only(older, "del")
            yield from self.only(newer, "ins")
            return
        if newer.node.tag == f"{W}p":
            yield self.paragraph(older.node, newer.node)
        else:
            yield self._table(older.node, newer.node)
        yield from (deepcopy(node) for node in newer.tail)

    def left(self, older: Block, newer: Block) -> Iterator[Node]:
        """Yield a moved block where it stood."""
        if older.node.tag == newer.node.tag == f"{W}p":
            yield self._written(older.node, departed(portable(atoms(older.node)), atoms(newer.node)), "moveFrom")
        else:
            yield from self.only(older, "del")

    def moved(self, older: Block, newer: Block) -> Iterator[Node]:
        """Yield a moved block where it stands now."""
        if older.node.tag == newer.node.tag == f"{W}p":
            yield self._written(newer.node, arrived(portable(atoms(older.node)), atoms(newer.node)), "moveTo")
            yield from (self._whole(node, "ins") if node.tag == f"{W}p" else deepcopy(node) for node in newer.tail)
        else:
            yield from self.only(newer, "ins")

    # Paragraphs ----------------------------------------------------------------------------------------------------------

    def paragraph(self, older: Node, newer: Node) -> Node:
        """Return a paragraph of both sides; another style is a tracked change, too."""
        made = self._written(newer, merged(portable(atoms(older)), atoms(newer)), None)
        if style_of(older) != style_of(newer):
            was = older.find(f"{W}pPr")
            look = deepcopy(was) if was is not None else etree.Element(f"{W}pPr")
            for element in [each for each in look if each.tag in _NO_BASE]:
                look.remove(element)
            self._fit(look)
            change = self._pen.mark("pPrChange")
            change.append(look)
            _look(made).append(change)
        return made

    def _written(self, source: Node, plan: Plan, mark: Track | None) -> Node:
        made = etree.Element(f"{W}p")
        look = source.find(f"{W}pPr")
        if look is not None:
            made.append(deepcopy(look))
        if mark in ("del", "moveFrom"):
            self._fit(_look(made))
            for section in _look(made).findall(f"{W}sectPr"):
                _look(made).remove(section)
        if mark:
            self._end(made, mark)
        made.extend(written(plan, self._pen))
        return made

    def _end(self, paragraph: Node, track: Track) -> None:
        """Mark the end of a paragraph as inserted, deleted or moved, so that the whole paragraph goes when the change is rejected or accepted."""
        look = _look(paragraph)
        run = look.find(f"{W}rPr")
        if run is None:
            run = etree.Element(f"{W}rPr")
            place = next((number for number, each in enumerate(look) if each.tag in _AFTER_MARK), len(look))
            look.insert(place, run)
        run.insert(0, self._pen.mark(track))

    def _whole(self, node: Node, track: Track) -> Node:
        if node.tag == f"{W}tbl":
            return self._whole_table(node, track)
        found = atoms(node)
        if track in ("del", "moveFrom"):
            found = portable(found) if track == "moveFrom" else self._with_own_marks(found)
        return self._written(node, [(atom, track) for atom in found], track)

    def _with_own_marks(self, found: Sequence[Atom]) -> list[Atom]:
        """Return what can be shown of a deleted paragraph, with the bookmarks that the newer file has not; one that goes on beyond it ends with it."""
        numbers: dict[str, str] = {}
        kept = {id(atom) for atom in portable(found)}
        made: list[Atom] = []
        for atom in found:
            mark = atom.nodes[0] if atom.token is None and atom.nodes else None
            old, name = ("", "") if mark is None else (mark.get(f"{W}id", ""), mark.get(f"{W}name", ""))
            if id(atom) in kept:
                made.append(atom)
            elif mark is not None and mark.tag == f"{W}bookmarkStart" and name not in self._named and not name.startswith("_"):
                self._pen.last += 1
                numbers[old] = str(self._pen.last)
                made.append(_bookmark("bookmarkStart", numbers[old], name))
            elif mark is not None and mark.tag == f"{W}bookmarkEnd" and old in numbers:
                made.append(_bookmark("bookmarkEnd", numbers.pop(old)))
        return [*made, *(_bookmark("bookmarkEnd", number) for number in numbers.values())]

    # Tables --------------------------------------------------------------------------------------------------------------

    def _whole_table(self, table: Node, track: Track) -> Node:
        made = _shell(table)
        made.extend(self._row(each, track) for each in rows(table))
        return made

    def _table(self, older: Node, newer: Node) -> Node:
        made = _shell(newer)
        before, after = rows(older), rows(newer)
        anchors = matched([Line("row-", "", row_tokens(each)) for each in before], [Line("row-", "", row_tokens(each)) for each in after])
        for a, b in weave(anchors, len(before), len(after)):
            if a is not None and b is not None and len(cells(before[a])) == len(cells(after[b])):
                made.append(self._both_rows(before[a], after[b]))
                continue
            if a is not None:
                made.append(self._row(before[a], "del"))
            if b is not None:
                made.append(self._row(after[b], "ins"))
        return made

    def _row(self, row: Node, track: Track) -> Node:
        """Return a row that was put in or taken out; Word knows no moved rows."""
        gone = track in ("del", "moveFrom")
        made = deepcopy(row)
        properties = made.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            made.insert(next((number for number, each in enumerate(made) if each.tag == f"{W}tc"), 0), properties)
        properties.append(self._pen.mark("del" if gone else "ins"))
        for paragraph in list(made.iter(f"{W}p")):
            parent = paragraph.getparent()
            if parent is not None:
                parent.replace(paragraph, self._whole(paragraph, "del" if gone else "ins"))
        return made

    def _both_rows(self, older: Node, newer: Node) -> Node:
        made = deepcopy(newer)
        for was, now, cell in zip(cells(older), cells(newer), cells(made), strict=True):
            if [token.key for token in cell_tokens(was)] != [token.key for token in cell_tokens(now)]:
                for old in [each for each in cell if each.tag == f"{W}p"]:
                    cell.remove(old)
                cell.extend(self._cell(was.findall(f"{W}p"), now.findall(f"{W}p")))
        return made

    def _cell(self, older: Sequence[Node], newer: Sequence[Node]) -> Iterator[Node]:
        """Yield the paragraphs of a cell; one against one is always the same paragraph, changed."""
        lines = [
            [Line(f"#{number}", "", tuple(atom.token for atom in atoms(each) if atom.token)) for number, each in enumerate(side)] for side in (older, newer)
        ]
        anchors = [(0, 0)] if len(older) == len(newer) == 1 else matched(*lines)
        for a, b in weave(anchors, len(older), len(newer)):
            if a is not None and b is not None:
                yield self.paragraph(older[a], newer[b])
            elif a is not None:
                yield self._whole(older[a], "del")
            elif b is not None:
                yield self._whole(newer[b], "ins")


def _bookmark(what: str, number: str, name: str = "") -> Atom:
    return Atom(None, nodes=[etree.Element(f"{W}{what}", {f"{W}id": number, **({f"{W}name": name} if name else {})})])


def _look(paragraph: Node) -> Node:
    look = paragraph.find(f"{W}pPr")
    if look is None:
        look = etree.Element(f"{W}pPr")
        paragraph.insert(0, look)
    return look


def _columns(table: Node) -> int:
    return len(table.findall(f"{W}tblGrid/{W}gridCol"))


def _shell(table: Node) -> Node:
    """Return a table without its rows."""
    made = etree.Element(f"{W}tbl")
    made.extend(deepcopy(each) for each in _before_rows(table))
    return made


def _before_rows(table: Node) -> Iterable[Node]:
    return (each for each in table if each.tag in (f"{W}tblPr", f"{W}tblGrid"))
