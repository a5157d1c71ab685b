"""Lay the body of a Word file out as parts and lines for comparison, each line with the paragraph or table that it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from agreements.comparing.parts import CELL, Line, Part, Token, row
from agreements.render.docx_tracked_words import Atom, Node, W, atoms, tokens

_SECTIONS = ("d_contents", "d_parties", "d_background", "d_terms", "d_signatures", "d_approval", "d_record")
_LASTING = "dpnsavl"  # bookmarks of these kinds say what a line is; those of provisions say its place
_ENTRY_ENDS = "\t\u2002"  # after the number of an entry in the contents
_HIGHEST_LEVEL = 2


@dataclass(eq=False, slots=True)
class Block:
    """A paragraph or a table. *tail* is what follows it and has no words: empty paragraphs and the ends of bookmarks."""

    node: Node
    line: Line
    tail: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Laid:
    """A body: its parts, the block of each line by the line's id, and what stands before the first of them."""

    parts: tuple[Part, ...]
    blocks: Mapping[str, Block]
    lead: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Styles:
    """What the styles of a file say about paragraphs: those that open a part, and those of entries in the contents."""

    headings: frozenset[str]
    entries: frozenset[str]
    known: frozenset[str]


def read_styles(root: Node) -> Styles:
    """Read ``styles.xml``: a heading is a style with an outline level, or one that Word calls a heading."""
    headings, entries, known = set(), set(), set()
    for style in root.iter(f"{W}style"):
        id_, name = style.get(f"{W}styleId", ""), style.find(f"{W}name")
        shown = "" if name is None else name.get(f"{W}val", "").casefold()
        level = style.find(f"{W}pPr/{W}outlineLvl")
        known.add(id_)
        if (level is not None and int(level.get(f"{W}val", "9")) <= _HIGHEST_LEVEL) or shown.startswith("heading"):
            headings.add(id_)
        if shown.startswith("toc ") and shown != "toc heading":
            entries.add(id_)
    return Styles(frozenset(headings), frozenset(entries), frozenset(known))


def style_of(paragraph: Node) -> str:
    """Return the id of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val", ""))


def lay_out(body: Node, styles: Styles) -> Laid:
    """Return *body* as parts; a heading opens a part, and so does each section of an agreement."""
    blocks: list[Block] = []
    lead: list[Node] = []
    names = _Names()
    for node in body:
        line = _line(node, styles, names)
        if line is not None:
            blocks.append(Block(node, line))
        elif node.tag != f"{W}sectPr":
            (blocks[-1].tail if blocks else lead).append(node)
    return Laid(tuple(_parts(blocks, styles)), {block.line.id: block for block in blocks}, tuple(lead))


class _Names:
    """Gives each line an id of its own: its bookmark, or its place where it has none or one that was there before."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, node: Node, *, lasting: bool) -> str:
        found = bookmark(node)
        id_ = found if lasting or (found[:1] in _LASTING and found[1:2] == "_") else f"#{found}"
        if not found or id_ in self._taken:
            id_ = f"#{len(self._taken)}"
        self._taken.add(id_)
        return id_


def bookmark(node: Node) -> str:
    """Return the name of the first bookmark in a paragraph or table that is not one of Word's own."""
    return next((name for each in node.iter(f"{W}bookmarkStart") if not (name := each.get(f"{W}name", "_")).startswith("_")), "")


def _line(node: Node, styles: Styles, names: _Names) -> Line | None:
    if node.tag == f"{W}p":
        made = tokens(atoms(node))
        if styles.entries and style_of(node) in styles.entries:
            made = tuple(_unnumbered(made))
    elif node.tag == f"{W}tbl":
        made = tuple(token for number, each in enumerate(rows(node)) for token in ([Token(CELL, CELL)] if number else []) + list(row_tokens(each)))
    else:
        return None
    heading = node.tag == f"{W}p" and style_of(node) in styles.headings
    return Line(names.of(node, lasting=heading), "", made) if any(token.key.strip(" |") for token in made) else None


def _unnumbered(made: Iterable[Token]) -> Iterator[Token]:
    """Yield an entry of the contents in which the number is no word, because it only follows from the order."""
    found = list(made)
    end = next((number for number, token in enumerate(found) if token.text[:1] in _ENTRY_ENDS), 0)
    for number, token in enumerate(found):
        yield Token("→", token.text) if number < end and token.key != " " else token


def rows(table: Node) -> list[Node]:
    """Return the rows of a table."""
    return table.findall(f"{W}tr")


def cells(row_: Node) -> list[Node]:
    """Return the cells of a row."""
    return row_.findall(f"{W}tc")


def row_tokens(row_: Node) -> tuple[Token, ...]:
    """Return the words of a row, cell by cell."""
    return row(cell_tokens(cell) for cell in cells(row_))


def cell_tokens(cell: Node) -> tuple[Token, ...]:
    """Return the words of a cell, its paragraphs with a break between them."""
    made: list[Token] = []
    for paragraph in cell.iter(f"{W}p"):
        made += [Token(" ", "\n")] if made else []
        made += tokens(atoms(paragraph))
    return tuple(made)


def _parts(blocks: Iterable[Block], styles: Styles) -> Iterator[Part]:
    id_, title = "start", ""
    lines: list[Line] = []
    seen: set[str] = set()
    for block in blocks:
        name = bookmark(block.node)
        if block.node.tag == f"{W}p" and (style_of(block.node) in styles.headings or name in _SECTIONS):
            if lines:
                yield Part(id_, title, tuple(lines))
            title = block.line.text.strip()
            id_ = name or f"heading {title.casefold()}"
            id_ = id_ if id_ not in seen else f"{id_} {len(seen)}"
            lines = []
        seen.add(id_)
        lines.append(block.line)
    if lines:
        yield Part(id_, title, tuple(lines))


def portable(found: Iterable[Atom]) -> list[Atom]:
    """Return what can be shown in another file: pictures, notes and other things that lie in parts of their own are left behind, as are marks."""
    return [atom for atom in found if atom.token is not None and not any(_points_elsewhere(node) for node in atom.nodes)]


def _points_elsewhere(node: Node) -> bool:
    foreign = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}footnoteReference", f"{W}endnoteReference", f"{W}commentReference")
    return next(node.iter(*foreign), None) is not None
