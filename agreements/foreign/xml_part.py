"""Parse XML that nobody vouches for: no document type, no entities, no network, and no more elements than memory has room for."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from agreements.foreign.refusal import SAVE_ANEW, refuse

_LARGEST_TREE = 64_000_000  # bytes of memory, estimated
_PER_TAG, _PER_VALUE = 130, 220
_DECLARED = re.compile(r"\s*<\?xml\b[^>]*\?>")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def parse_xml(content: bytes, name: str, part: str) -> etree._Element:
    """Return the root of *content*, which is *part* of the file *name*.

    Raises :class:`~agreements.foreign.refusal.FileRefused` for anything but well-formed XML in UTF-8 or UTF-16 without a document type.
    """
    text = _decoded(content, name, part)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        refuse(name, f"its part “{part}” has a document type, which no Word file has and which can make a reader run wild.", "Do not use this file.")
    if _PER_TAG * text.count("<") + _PER_VALUE * text.count("=") > _LARGEST_TREE:
        refuse(name, f"its part “{part}” has too many elements for an agreement.", "Give the agreement alone, without what is attached to it.")
    declared = _DECLARED.match(text)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        return etree.fromstring((text[declared.end() :] if declared else text).encode(), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError, ValueError) as error:
        deep = "depth" in str(error)
        refuse(name, f"its part “{part}” {'is nested too deep' if deep else 'is damaged'}.", SAVE_ANEW)


def _decoded(content: bytes, name: str, part: str) -> str:
    """Decode as the standard for such packages allows, whatever the XML declares: in another encoding a document type could hide."""
    mark, encoding = next(((mark, encoding) for mark, encoding in _BOMS if content.startswith(mark)), (b"", "utf-8"))
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        refuse(name, f"its part “{part}” is damaged: it is not UTF-8.", SAVE_ANEW)
