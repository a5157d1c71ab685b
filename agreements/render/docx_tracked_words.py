"""Read the words of a Word paragraph, and write them again as words that stayed, were inserted, were deleted or were moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, TypeAlias

from lxml import etree

from agreements.comparing.parts import CELL, Token, words
from agreements.comparing.wordwise import stretches

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\xad"}
_WRAPPERS = (f"{W}sdt", f"{W}hyperlink", f"{W}smartTag", f"{W}customXml")
_INSIDE = (f"{W}sdtContent", f"{W}hyperlink", f"{W}smartTag", f"{W}customXml")
_MARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}commentRangeStart", f"{W}commentRangeEnd")

Track = Literal["ins", "del", "moveFrom", "moveTo"]
Node: TypeAlias = etree._Element  # noqa: SLF001  # the name that lxml gives it


@dataclass(eq=False, slots=True)
class Atom:
    """One word, sign or field of a paragraph, in pieces that each have the look of a run; without a *token* it is a mark that has no width.

    *wrapper* is the content control or link that it lies in. *nodes* are the runs of what is no plain text, to be written as they are.
    """

    token: Token | None
    pieces: list[tuple[Node | None, str]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    wrapper: Node | None = None


@dataclass(slots=True)
class Pen:
    """Who makes the changes and when, and the number of the next one."""

    author: str
    date: str
    last: int

    def mark(self, what: str, **more: str) -> Node:
        """Return an element that says who changed something, with a number of its own."""
        self.last += 1
        made = etree.Element(f"{W}{what}", {f"{W}id": str(self.last)})
        if not what.endswith("RangeEnd"):
            made.set(f"{W}author", self.author)
            if self.date:
                made.set(f"{W}date", self.date)
        for name, value in more.items():
            made.set(f"{W}{name}", value)
        return made


# Reading -----------------------------------------------------------------------------------------------------------------


def atoms(paragraph: Node) -> list[Atom]:
    """Return what a paragraph holds, in its order."""
    made: list[Atom] = []
    text: list[tuple[Node | None, str]] = []
    wrapper: Node | None = None
    for nodes, around in _units(paragraph):
        plain = _plain(nodes[0]) if len(nodes) == 1 else None
        if text and (plain is None or around is not wrapper):
            made += _words(text, wrapper)
            text = []
        wrapper = around
        if plain is not None:
            text += plain
        else:
            made.append(_special(nodes, around))
    return made + _words(text, wrapper)


def _units(parent: Node, wrapper: Node | None = None) -> Iterator[tuple[list[Node], Node | None]]:
    """Yield the runs and marks of a paragraph; those of a field together. A field that ends in another paragraph is no unit: its signs are marks."""
    children = list(parent)
    at = 0
    while at < len(children):
        child = children[at]
        end = _end_of_field(children, at) if child.tag == f"{W}r" else at
        if child.tag in _WRAPPERS and wrapper is None:
            inner = next((each for each in child if each.tag in _INSIDE), child)
            yield from _units(inner, child)
        elif child.tag in _WRAPPERS:
            yield from _units(next((each for each in child if each.tag in _INSIDE), child), wrapper)
        elif child.tag in (f"{W}r", f"{W}fldSimple", *_MARKS):
            yield children[at : end + 1], wrapper
        at = end + 1


def _end_of_field(children: Sequence[Node], at: int) -> int:
    """Return where the field that begins in a run ends; the place itself for any other run."""
    depth = 0
    for number in range(at, len(children)):
        for sign in children[number].iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(sign.get(f"{W}fldCharType", ""), 0)
        if depth <= 0:
            return number if depth == 0 else at
    return at


def _plain(run: Node) -> list[tuple[Node | None, str]] | None:
    """Return the text of a run with its look, or None for what is no plain text."""
    if run.tag != f"{W}r":
        return None
    look = run.find(f"{W}rPr")
    made: list[tuple[Node | None, str]] = []
    for child in run:
        if child.tag == f"{W}t":
            made.append((look, child.text or ""))
        elif child.tag in _SIGNS and not (child.tag == f"{W}br" and child.get(f"{W}type") in ("page", "column")):
            made.append((look, _SIGNS[child.tag]))
        elif child.tag not in (f"{W}rPr", f"{W}lastRenderedPageBreak"):
            return None
    return [piece for piece in made if piece[1]]


def _words(text: Sequence[tuple[Node | None, str]], wrapper: Node | None) -> list[Atom]:
    """Return the words of a text, each in the pieces that it has: a word may run over two looks. What a tab keeps apart is compared apart, as cells are."""
    made: list[Atom] = []
    number = begin = 0  # the piece that is being read, and what of it has been read
    for token in words("".join(piece for _, piece in text)):
        pieces: list[tuple[Node | None, str]] = []
        wanted = len(token.text)
        while wanted:
            look, piece = text[number]
            taken = piece[begin : begin + wanted]
            pieces.append((look, taken))
            wanted -= len(taken)
            begin += len(taken)
            if begin == len(piece):
                number, begin = number + 1, 0
        made.append(Atom(Token(CELL, token.text) if "\t" in token.text else token, pieces, wrapper=wrapper))
    return made


def _special(nodes: list[Node], wrapper: Node | None) -> Atom:
    """Return a field as one word, or a mark. A field that leads somewhere is the same wherever its number comes from."""
    shown = "".join(each.text or "" for node in nodes for each in node.iter(f"{W}t"))
    told = "".join(each.text or "" for node in nodes for each in node.iter(f"{W}instrText")) or nodes[0].get(f"{W}instr", "")
    if nodes[0].tag in _MARKS or (len(nodes) == 1 and next(nodes[0].iter(f"{W}fldChar"), None) is not None) or (told and not shown):
        return Atom(None, nodes=nodes, wrapper=wrapper)
    name = told.split()
    key = f"→{name[1]}" if len(name) > 1 and name[0] in ("REF", "PAGEREF", "NOTEREF") else f"field {told.strip()}" if told else f"object {_likeness(nodes)}"
    return Atom(Token(key, shown or "\ufffc"), nodes=nodes, wrapper=wrapper)


def _likeness(nodes: Sequence[Node]) -> str:
    return "".join(etree.tostring(node, encoding="unicode") for node in nodes)


def tokens(found: Iterable[Atom]) -> tuple[Token, ...]:
    """Return the words among *found*."""
    return tuple(atom.token for atom in found if atom.token is not None)


# Planning ----------------------------------------------------------------------------------------------------------------

Plan = list[tuple[Atom, Track | None]]


def merged(older: Sequence[Atom], newer: Sequence[Atom]) -> Plan:
    """Return the words of both sides in one row: what was deleted stands before what took its place. Marks are those of the newer side."""
    plan: Plan = []
    was, now = _Reader([atom for atom in older if atom.token]), _Reader(newer)
    for stretch in stretches(tokens(older), tokens(newer)):
        gone, come = was.take(len(stretch.older)), now.take(len(stretch.newer))
        if stretch.same:
            plan += [(atom, None) for atom in come]
        else:
            plan += [*((atom, "del") for atom in gone), *((atom, "ins") for atom in come)]
    return plan + [(atom, None) for atom in now.rest()]


def departed(older: Sequence[Atom], newer: Sequence[Atom]) -> Plan:
    """Return the words of a moved paragraph where it stood: those that it lost on the way are deleted."""
    was = _Reader([atom for atom in older if atom.token])
    return [(atom, "moveFrom" if stretch.same else "del") for stretch in stretches(tokens(older), tokens(newer)) for atom in was.take(len(stretch.older))]


def arrived(older: Sequence[Atom], newer: Sequence[Atom]) -> Plan:
    """Return the words of a moved paragraph where it stands now: those that it got on the way are inserted."""
    now = _Reader(newer)
    plan: Plan = []
    for stretch in stretches(tokens(older), tokens(newer)):
        plan += [(atom, "moveTo" if stretch.same else "ins") for atom in now.take(len(stretch.newer))]
    return plan + [(atom, None) for atom in now.rest()]


class _Reader:
    """Hands out atoms in their order; a mark goes with the word behind it."""

    def __init__(self, source: Sequence[Atom]) -> None:
        self._source, self._at = source, 0

    def take(self, count: int) -> list[Atom]:
        begin = self._at
        while count:
            count -= self._source[self._at].token is not None
            self._at += 1
        return list(self._source[begin : self._at])

    def rest(self) -> list[Atom]:
        return list(self._source[self._at :])


# Writing -----------------------------------------------------------------------------------------------------------------


def written(plan: Plan, pen: Pen) -> Iterator[Node]:
    """Yield the content of a paragraph. A content control or link stays where all that it holds stayed; no change is ever nested in another."""
    broken = {id(atom.wrapper) for atom, track in plan if track and atom.wrapper is not None}

    def kept(atom: Atom) -> int:
        return id(atom.wrapper) if atom.wrapper is not None and id(atom.wrapper) not in broken else 0

    for (track, wrapper), group in groupby(plan, key=lambda pair: (pair[1] if pair[0].token else None, kept(pair[0]))):
        some = [atom for atom, _ in group]
        if wrapper and some[0].wrapper is not None:
            yield deepcopy(some[0].wrapper)
        elif track:
            change = pen.mark(track)
            change.extend(_runs(some, deleted=track == "del"))
            yield change
        else:
            yield from _runs(some)


def _runs(some: Sequence[Atom], *, deleted: bool = False) -> Iterator[Node]:
    for special, group in groupby(some, key=lambda atom: bool(atom.nodes)):
        if special:
            yield from (_as_deleted(deepcopy(node)) if deleted else deepcopy(node) for atom in group for node in atom.nodes)
        else:
            pieces = [piece for atom in group for piece in atom.pieces]
            for _, alike in groupby(pieces, key=lambda piece: id(piece[0])):
                run = list(alike)
                yield _run(run[0][0], "".join(text for _, text in run), deleted=deleted)


def _as_deleted(node: Node) -> Node:
    for element in node.iter(f"{W}t", f"{W}instrText"):
        element.tag = f"{W}delText" if element.tag == f"{W}t" else f"{W}delInstrText"
    return node


def _run(look: Node | None, text: str, *, deleted: bool) -> Node:
    run = etree.Element(f"{W}r")
    if look is not None:
        run.append(deepcopy(look))
    for sign, group in groupby(text, key=lambda letter: letter if letter in "\t\n" else ""):
        if sign:
            for _ in group:
                etree.SubElement(run, f"{W}tab" if sign == "\t" else f"{W}br")
        else:
            element = etree.SubElement(run, f"{W}delText" if deleted else f"{W}t", {_SPACE: "preserve"})
            element.text = "".join(group)
    return run
