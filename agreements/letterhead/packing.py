"""Gather the parts of a Word package with their kinds and what points to them."""

from __future__ import annotations

import posixpath
from html import escape

DOCUMENT = "word/document.xml"
MEDIA = "word/media/image"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "styles": f"{_WORD}.styles+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "settings": f"{_WORD}.settings+xml",
    "fontTable": f"{_WORD}.fontTable+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "header": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
    "footnotes": f"{_WORD}.footnotes+xml",
    "endnotes": f"{_WORD}.endnotes+xml",
}
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}


class Parts:
    """The parts of a package that is being put together."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._kinds: dict[str, str] = {
            DOCUMENT: f"{_WORD}.document.main+xml",
            "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        }
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}

    def add(self, name: str, content: bytes, kind: str = "", relation: str = "") -> None:
        """Add a part; one of a *kind* belongs to the text, under the id *relation*."""
        self._parts[name] = _HEAD.encode() + content if name.endswith(".xml") else content
        if kind:
            self.name_kind(name, kind)
            self.relate(DOCUMENT, kind, name, relation)

    def name_kind(self, name: str, kind: str) -> None:
        """Say what kind of part *name* is."""
        self._kinds[name] = _KINDS[kind]

    def relate(self, owner: str, kind: str, target: str, relation: str) -> None:
        """Let *owner* point to *target* under the id *relation*."""
        self._relations.setdefault(owner, {})[relation] = (kind, target)

    def whole(self) -> dict[str, bytes]:
        """Return every part with the list of kinds and the lists of relations."""
        whole = dict(self._parts)
        whole["[Content_Types].xml"] = self._types()
        whole["_rels/.rels"] = _relations_xml(
            [("rId1", f"{_OFFICE}/officeDocument", DOCUMENT), ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")]
        )
        for owner, relations in self._relations.items():
            folder, file = posixpath.split(owner)
            rows = [(id_, f"{_OFFICE}/{kind}", posixpath.relpath(target, folder)) for id_, (kind, target) in sorted(relations.items())]
            whole[f"{folder}/_rels/{file}.rels"] = _relations_xml(rows)
        return whole

    def _types(self) -> bytes:
        used = {name.rpartition(".")[2] for name in self._parts} | {"rels", "xml"}
        defaults = "".join(f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in _DEFAULTS.items() if extension in used)
        overrides = "".join(f'<Override PartName="/{escape(name)}" ContentType="{kind}"/>' for name, kind in sorted(self._kinds.items()))
        return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'.encode()


def _relations_xml(rows: list[tuple[str, str, str]]) -> bytes:
    inner = "".join(f'<Relationship Id="{escape(id_)}" Type="{kind}" Target="{escape(target)}"/>' for id_, kind, target in rows)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'.encode()
