"""Write the redline of two Word files as the newer one with tracked changes: rejecting all of them gives the older text, accepting all the newer."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO

from lxml import etree

from agreements.agreement import Agreement, to_json
from agreements.comparing.alignment import PartPair, align
from agreements.foreign.word_package import WordPackage
from agreements.render import docx_carried
from agreements.render.docx_accepted import accepted
from agreements.render.docx_tracked_blocks import BlockWriter
from agreements.render.docx_tracked_body import body
from agreements.render.docx_tracked_reading import Laid, Styles, lay_out, read_styles
from agreements.render.docx_tracked_words import Node, Pen, W

AUTHOR = "Pactwright"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ID = f"{W}id"
_MARK = docx_carried.NAMESPACE.encode()
_NOTHING = b'<nothing xmlns="urn:pactwright:nothing"/>'


def tracked(older: WordPackage, newer: WordPackage, base: Agreement | None, *, author: str = AUTHOR, date: str = "") -> bytes:
    """Return *newer* as a Word file in which all that differs from *older* is a tracked change by *author* on *date* (``2026-03-02``).

    Both are read as they say now, with their own tracked changes accepted. The file carries *base*, the agreement that *older* says, so that reading it
    back finds each change under its author, and whatever somebody changes on top of it without tracking. Where that is no agreement, it carries none.
    """
    was, now = accepted(older.document), accepted(newer.document)
    styles = [_styles(package) for package in (older, newer)]
    before, after = lay_out(_body(was), styles[0]), lay_out(_body(now), styles[1])
    pairs = align(before.parts, after.parts)
    pen = Pen(author, f"{date}T00:00:00Z" if date else "", _last_id(now))
    fit = _Fit(older, newer, styles[1], _lists(pairs, before, after))
    writer = BlockWriter(pen, fit, frozenset(each.get(f"{W}name", "") for each in now.iter(f"{W}bookmarkStart")))
    target = _body(now)
    section = target[-1] if len(target) and target[-1].tag == f"{W}sectPr" else None
    content = body(before, after, writer, pen, pairs)
    target[:] = [*content, *([section] if section is not None else [])]
    made = {newer.main: _xml(now), **_margins(older, newer, writer), **fit.numbering()}
    return _package(_carrying(base, {name: made.get(name) or newer.part(name) for name in newer.names}))


def _body(root: Node) -> Node:
    found = root.find(f"{W}body")
    return root if found is None else found


def _styles(package: WordPackage) -> Styles:
    names = package.related("styles")
    return read_styles(package.xml(names[0])) if names else Styles(frozenset(), frozenset(), frozenset())


def _last_id(root: Node) -> int:
    """Return the highest number that a bookmark or comment of the file has."""
    found = (each.get(_ID, "") for each in root.iter())
    return max((int(number) for number in found if number.lstrip("-").isdigit()), default=0)


def _margins(older: WordPackage, newer: WordPackage, writer: BlockWriter) -> dict[str, bytes]:
    """Return the headers and footers that differ, where both files have the same ones."""
    made = {}
    for kind in ("header", "footer"):
        before, after = sorted(older.related(kind)), sorted(newer.related(kind))
        for a, b in zip(before, after, strict=True) if len(before) == len(after) else ():
            was, now = accepted(older.xml(a)), accepted(newer.xml(b))
            lines = [list(root.iterchildren(f"{W}p")) for root in (was, now)]
            if older.part(a) == newer.part(b) or len(lines[0]) != len(lines[1]):
                continue
            for old, new in zip(*lines, strict=True):
                now.replace(new, writer.paragraph(old, new))
            made[b] = _xml(now)
    return made


# Lists -------------------------------------------------------------------------------------------------------------------


def _lists(pairs: Sequence[PartPair], older: Laid, newer: Laid) -> dict[str, str]:
    """Return which list of the newer file goes on which of the older one, as the paragraphs of both tell."""
    found: dict[str, str] = {}
    for pair in pairs:
        for line in pair.lines:
            if line.older and line.newer and line.what in ("same", "changed"):
                was, now = _list_of(older.blocks[line.older.id].node), _list_of(newer.blocks[line.newer.id].node)
                if was and now:
                    found.setdefault(was, now)
    return found


def _list_of(paragraph: Node) -> str:
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return "" if number is None else str(number.get(f"{W}val", ""))


class _Fit:
    """Makes what the older file says of a paragraph's look true in the newer one: styles that it lacks go, lists that it lacks are added."""

    def __init__(self, older: WordPackage, newer: WordPackage, styles: Styles, lists: dict[str, str]) -> None:
        self._styles, self._lists = styles, lists
        self._name = next(iter(newer.related("numbering")), "")
        self._root = newer.xml(self._name) if self._name else None
        names = older.related("numbering")
        before = older.xml(names[0]) if names and self._root is not None else None
        alike = before is not None and self._root is not None and _abstract(before) == _abstract(self._root)
        self._nums = {each.get(f"{W}numId", ""): each for each in before.findall(f"{W}num")} if alike and before is not None else {}
        self._shared = {number for number, each in self._nums.items() if each.find(f"{W}lvlOverride") is None}
        self._added = False

    def __call__(self, look: Node) -> None:
        """Change the properties of one paragraph."""
        style = look.find(f"{W}pStyle")
        if style is not None and style.get(f"{W}val", "") not in self._styles.known:
            look.remove(style)
        number = look.find(f"{W}numPr/{W}numId")
        if number is not None:
            used = self._list(number.get(f"{W}val", ""))
            if used:
                number.set(f"{W}val", used)
            else:
                for element in look.findall(f"{W}numPr"):
                    look.remove(element)

    def _list(self, number: str) -> str:
        if number == "0" or number in self._shared:
            return number
        if number not in self._lists and number in self._nums and self._root is not None:
            all_ = self._root.findall(f"{W}num")
            added = deepcopy(self._nums[number])
            added.set(f"{W}numId", str(1 + max(int(each.get(f"{W}numId", "0")) for each in all_)))
            all_[-1].addnext(added)
            self._lists[number] = added.get(f"{W}numId", "")
            self._added = True
        return self._lists.get(number, "")

    def numbering(self) -> dict[str, bytes]:
        """Return the lists of the newer file with those that were added."""
        return {self._name: _xml(self._root)} if self._added and self._root is not None else {}


def _abstract(root: Node) -> list[bytes]:
    return [etree.tostring(each, method="c14n") for each in root.findall(f"{W}abstractNum")]


# The file ----------------------------------------------------------------------------------------------------------------


def _carrying(base: Agreement | None, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a file with *base* in the place of the agreement that they carry, if they carry one."""
    carrier = next((name for name, content in parts.items() if name.startswith("customXml/item") and _MARK in content and b"<agreement" in content), "")
    if base is None:
        return parts | ({carrier: _NOTHING} if carrier else {})
    if not carrier and "word/_rels/document.xml.rels" not in parts:
        return parts
    placed = parts if carrier else docx_carried.with_place(parts)
    return placed | {carrier or docx_carried.ITEM: docx_carried.item(to_json(base), draft=False)}


def _xml(root: Node) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=[prefix for prefix in root.nsmap if prefix])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _package(parts: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return content.getvalue()
