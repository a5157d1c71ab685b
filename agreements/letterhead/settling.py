"""Put right what filling leaves behind: line breaks and right-to-left words in values, page numbers, cells and tables that went empty, numbers used twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from agreements.letterhead.own_words import own_name
from agreements.letterhead.stories import W
from agreements.letterhead.tidying import put_in_order
from agreements.render.docx_text import text

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DOC_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SPECIAL = re.compile("[\n\t\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_HOLDERS = (f"{W}tc", f"{W}txbxContent", f"{W}hdr", f"{W}ftr", f"{W}footnote", f"{W}endnote")
_WRAP = f'<w:r xmlns:w="{W[1:-1]}">%s</w:r>'
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def settled(xml: str, page: str) -> etree._Element:
    """Return the tree of a filled part; *page* is the XML of the page number."""
    root = etree.fromstring(xml.encode(), _PARSER)
    for leaf in list(root.iter(f"{W}t")):
        if len(leaf):
            _settle_page(leaf, page)
        elif leaf.text and _SPECIAL.search(leaf.text):
            _replace(leaf, text(leaf.text))
        elif not leaf.text:
            _drop(leaf)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            _drop(table)
    for holder in root.iter(*_HOLDERS):
        if not len(holder) or holder[-1].tag != f"{W}p":
            etree.SubElement(holder, f"{W}p")
    for number, properties in enumerate(root.iter(_DOC_PROPERTIES), 1):
        properties.set("id", str(number))
    return root


def _settle_page(leaf: etree._Element, page: str) -> None:
    run = leaf.getparent()
    if run is not None:
        _put(run, leaf, page)


def _replace(leaf: etree._Element, runs: str) -> None:
    run = leaf.getparent()
    if run is not None:
        _put(run, leaf, runs)


def _put(run: etree._Element, leaf: etree._Element, runs: str) -> None:
    """Put *runs* in the place of *leaf*: what stands before and after it keeps runs of its own, all look alike."""
    look = run.find(f"{W}rPr")
    made = list(etree.fromstring(_WRAP % runs))
    if look is not None:
        for each in made:
            own = each.find(f"{W}rPr")
            merged = deepcopy(look)
            merged.extend([] if own is None else list(own))
            if own is not None:
                each.remove(own)
            put_in_order(merged)
            each.insert(0, merged)
    rest = etree.Element(f"{W}r")
    if look is not None:
        rest.append(deepcopy(look))
    rest.extend(list(leaf.itersiblings()))
    run.remove(leaf)
    last = run
    for each in (*made, *([rest] if len(rest) > (look is not None) else [])):
        last.addnext(each)
        last = each


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def mark_words(root: etree._Element, number: Callable[[], int], lines: dict[str, str]) -> None:
    """Put each paragraph that has words into a bookmark: that of the line of the agreement that it prints, or one of the letterhead.

    Those of headers and footers have one in any case, so that a file shows that it is printed on a letterhead.
    *lines* gives the bookmarks of such lines by their words without any space, each used once; *number* gives numbers for bookmarks.
    """
    for paragraph in root.iter(f"{W}p"):
        words = "".join(leaf.text or "" for leaf in paragraph.iter(f"{W}t"))
        if (root.tag == f"{W}document" and not words.strip()) or next(paragraph.iter(f"{W}txbxContent"), None) is not None:
            continue
        fixed = next(paragraph.iter(f"{W}fldChar", f"{W}fldSimple"), None) is None
        begin, end = etree.Element(f"{W}bookmarkStart"), etree.Element(f"{W}bookmarkEnd")
        id_ = number()
        begin.set(f"{W}id", str(id_))
        begin.set(f"{W}name", lines.pop("".join(words.split()), "") or own_name(id_, words, fixed=fixed))
        end.set(f"{W}id", str(id_))
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else 1, begin)
        paragraph.append(end)
