"""Make room for the agreement in its own Word file, and leave behind what a template tells of whoever made it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

NAMESPACE = "urn:pactwright:agreement"
ITEM, PROPERTIES, RELATIONS = "customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels"
_TYPES, _PACKAGE_RELATIONS, _DOCUMENT_RELATIONS = "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STORE = "{0C7B6C1E-5F0B-4B0E-9C63-7A1D2E5F8B40}"
_RELATION = "rIdAgreement"
# What XML cannot hold as it is; of the last two it holds nothing, JSON may write them so.
_WRITTEN = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), ("\ufffe".encode(), rb"\ufffe"), ("\uffff".encode(), rb"\uffff"))

_PROPERTIES_XML = (
    f'{_HEAD}<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_OFFICE}/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_RELATIONS_XML = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>'
)
_TYPE = '<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
_BEHIND = ("customXml/", "docProps/app.xml", "docProps/custom.xml", "docProps/thumbnail")
_FOREIGN = re.compile(rf'<(?:Override|Relationship)\b[^>]*? (?:PartName|Target)="(?:/|\.\./)?(?:{"|".join(map(re.escape, _BEHIND))})[^>]*>'.encode())
_SAVED = re.compile(rb"<w:rsids>.*?</w:rsids>| w:rsid\w*=\"[0-9A-Fa-f]*\"", re.DOTALL)  # in which session which words were written
_LINK = f'<Relationship Id="{_RELATION}" Type="{_OFFICE}/relationships/customXml" Target="../customXml/item1.xml"/>'


def with_place(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a template with room for the agreement, without its own custom XML, statistics and marks of its sessions."""
    kept = {name: without_sessions(content) for name, content in parts.items() if not name.startswith(_BEHIND)}
    kept[_PACKAGE_RELATIONS] = _FOREIGN.sub(b"", kept[_PACKAGE_RELATIONS])
    kept[_TYPES] = _before(kept[_TYPES], "</Types>", _TYPE)
    kept[_DOCUMENT_RELATIONS] = _before(kept[_DOCUMENT_RELATIONS], "</Relationships>", _LINK)
    return kept | {PROPERTIES: _PROPERTIES_XML.encode(), RELATIONS: _RELATIONS_XML.encode()}


def without_sessions(xml: bytes) -> bytes:
    """Return a part without the numbers by which Word tells its sessions of editing apart; what is not XML stays as it is."""
    return _SAVED.sub(b"", xml) if xml.startswith((b"<?xml", b"<w:", b"\xef\xbb\xbf<")) else xml


@lru_cache(maxsize=1)  # asked for twice while one file is written
def digest(source: bytes) -> str:
    """Return the fingerprint of the agreement whose JSON is *source*."""
    return sha256(source).hexdigest()


def item(source: bytes, *, draft: bool) -> bytes:
    """Return the part that holds *source*, the agreement's JSON, with its fingerprint."""
    head = f'{_HEAD}<agreement xmlns="{NAMESPACE}" fingerprint="{digest(source)}" draft="{str(draft).lower()}">'
    for sign, written in _WRITTEN:
        source = source.replace(sign, written)
    return head.encode() + source + b"</agreement>"


def _before(xml: bytes, end: str, added: str) -> bytes:
    return _FOREIGN.sub(b"", xml).replace(end.encode(), added.encode() + end.encode())
