"""Read a Word file as it says now: tracked changes accepted, their marks gone."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from agreements.render.docx_tracked_words import Node, W

_IN = (f"{W}ins", f"{W}moveTo")
_OUT = (f"{W}del", f"{W}moveFrom")
_CHANGES = tuple(
    f"{W}{name}"
    for name in (
        "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "cellIns",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
        "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd", "proofErr",
    )
)  # fmt: skip
_BLOCK_WRAPPERS = (f"{W}sdt", f"{W}customXml")


def accepted(root: Node) -> Node:
    """Return a copy of a document, header or footer with every tracked change accepted; blocks, rows and cells in content controls stand free."""
    made = deepcopy(root)
    for each in list(made.iter(f"{W}tr")):
        properties = each.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            _remove(each)
    for each in list(made.iter(f"{W}tbl")):
        if each.find(f".//{W}tr") is None:
            _remove(each)
    joined = [each for each in made.iter(f"{W}p") if _end_is_gone(each)]
    for each in list(made.iter(*_OUT, *_CHANGES)):
        _remove(each)
    for each in list(made.iter(*_IN)):
        _unwrap(each)
    for each in joined:
        _join(each)
    for each in list(made.iter(*_BLOCK_WRAPPERS)):
        if each.getparent() is not None and next(_blocks(each), None) is not None:
            _unwrap_block(each)
    return made


def _end_is_gone(paragraph: Node) -> bool:
    look = paragraph.find(f"{W}pPr/{W}rPr")
    return look is not None and any(look.find(name) is not None for name in _OUT)


def _remove(node: Node) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(node: Node) -> None:
    parent = node.getparent()
    if parent is not None:
        place = parent.index(node)
        parent[place : place + 1] = list(node)


def _join(paragraph: Node) -> None:
    """Let a paragraph whose end was deleted run on into the next one; one that has nothing left goes."""
    following = paragraph.getnext()
    while following is not None and following.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        following = following.getnext()
    content = [each for each in paragraph if each.tag != f"{W}pPr"]
    if following is not None and following.tag == f"{W}p":
        place = 1 if following.find(f"{W}pPr") is not None else 0
        following[place:place] = content
        _remove(paragraph)
    elif not content and following is not None:
        _remove(paragraph)


def _blocks(wrapper: Node) -> Iterator[Node]:
    inner = wrapper.find(f"{W}sdtContent") if wrapper.tag == f"{W}sdt" else wrapper
    if inner is not None:
        yield from inner.iterchildren(f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc")


def _unwrap_block(wrapper: Node) -> None:
    parent = wrapper.getparent()
    inner = wrapper.find(f"{W}sdtContent") if wrapper.tag == f"{W}sdt" else wrapper
    if parent is not None and inner is not None:
        place = parent.index(wrapper)
        parent[place : place + 1] = [each for each in inner if each.tag != f"{W}customXmlPr"]
