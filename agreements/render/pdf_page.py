"""Read the page of an agreement for WeasyPrint with the parser of lxml: that of WeasyPrint takes a twentieth of the time of a whole PDF."""

from __future__ import annotations

from typing import Any

from cssselect2 import ElementWrapper
from lxml import etree


def read(page: str, source: Any) -> Any:
    """Return *source*, WeasyPrint's reading of an empty page, with *page* in place of that; a page with pictures drawn in SVG has to be read by WeasyPrint."""
    root = etree.fromstring(page.replace("\0", "").encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True))
    source.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    source.etree_element = source.wrapper_element.etree_element
    return source
