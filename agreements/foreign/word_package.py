"""Open a Word file that comes from elsewhere: its parts, within limits, and what it draws from outside."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn
from urllib.parse import unquote

from lxml import etree

from agreements.foreign.archive import Archive
from agreements.foreign.file_kind import is_word, require
from agreements.foreign.refusal import SAVE_ANEW, refuse
from agreements.foreign.xml_part import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CONTENT_TYPES, _ROOT_RELATIONS = "[Content_Types].xml", "_rels/.rels"
_MAIN = "officeDocument"
_OTHERS = (
    ("spreadsheetml", "an Excel workbook"),
    ("presentationml", "a PowerPoint presentation"),
    ("visio", "a Visio drawing"),
    ("xps", "a page description (XPS)"),
)
_OPEN_DOCUMENTS = (
    ("text", "an OpenDocument text (.odt)"),
    ("spreadsheet", "an OpenDocument table (.ods)"),
    ("presentation", "an OpenDocument presentation (.odp)"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part of the package points to: *kind* is the last word of its type (``image``, ``hyperlink``); outside it when *external*."""

    source: str
    id: str
    kind: str
    target: str
    external: bool


class WordPackage:
    """A Word file whose parts have all been unpacked once, within the limits; made by :func:`open_word`."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.name = archive.name
        self.names = archive.names

    def part(self, name: str) -> bytes:
        """Return the bytes of a part."""
        return self._archive.part(name)

    def xml(self, name: str) -> etree._Element:
        """Return the root of a part in XML; raises :class:`FileRefused` for what is no harmless XML."""
        return parse_xml(self.part(name), self.name, name)

    @cached_property
    def main(self) -> str:
        """The name of the part with the text."""
        found = next((each.target for each in self.relations if not each.source and each.kind == _MAIN and not each.external), "")
        if found not in self.names:
            refuse(self.name, "this is an archive, but no Word file.", "Give a Word file (.docx).")
        return found

    @cached_property
    def document(self) -> etree._Element:
        """The root of the part with the text."""
        root = self.xml(self.main)
        if root.tag.startswith(_STRICT):
            refuse(self.name, "it is saved as “Strict Open XML”.", SAVE_ANEW)
        if root.tag != f"{W}document" or root.find(f"{W}body") is None:
            refuse(self.name, "there is no Word text in it.", SAVE_ANEW)
        return root

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """What every part points to."""
        return tuple(relation for name in self.names if name.endswith(".rels") for relation in self._relations(name))

    @property
    def external(self) -> tuple[Relation, ...]:
        """What is drawn from outside the file; a link that somebody must click is not."""
        return tuple(each for each in self.relations if each.external and each.kind != "hyperlink")

    def related(self, kind: str) -> tuple[str, ...]:
        """Return the names of the parts of one *kind* (``comments``, ``footnotes``) that belong to the text and are there."""
        return tuple(
            each.target for each in self.relations if each.source == self.main and each.kind == kind and not each.external and each.target in self.names
        )

    def _relations(self, name: str) -> Iterator[Relation]:
        folder, file = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        for one in self.xml(name).iter(_RELATION):
            external = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), unquote(target))).lstrip("/")
            yield Relation(source, one.get("Id", ""), one.get("Type", "").rpartition("/")[2], target, external)


def open_word(content: bytes, name: str) -> WordPackage:
    """Return the Word file whose bytes are *content*; *name* stands in refusals.

    Raises :class:`~agreements.foreign.refusal.FileRefused` for what is no Word file, damaged, locked, too large when unpacked, or carries macros.
    What it draws from outside is told by :attr:`WordPackage.external`.
    """
    require(content, name, "a Word file (.docx)", fits=is_word(content))
    archive = Archive(content, name)
    if _CONTENT_TYPES not in archive.names:
        _refuse_archive(archive)
    package = WordPackage(archive)
    kinds = [each.get("ContentType", "").lower() for each in package.xml(_CONTENT_TYPES) if each.tag in (f"{_TYPES}Default", f"{_TYPES}Override")]
    if any("macroenabled" in kind or "vbaproject" in kind for kind in kinds) or any("vbaproject" in part.lower() for part in archive.names):
        refuse(name, "it carries macros, that is programs.", "Save it in Word as a document without macros (.docx).")
    if any("activex" in kind for kind in kinds):
        refuse(name, "it carries ActiveX controls, that is programs.", "Delete the controls in Word and save it anew.")
    other = next((what for mark, what in _OTHERS if any(mark in kind and "main" in kind for kind in kinds)), "")
    if other and not any("wordprocessingml" in kind and "main" in kind for kind in kinds):
        refuse(name, f"this is {other}, not a Word file (.docx).", "Give a Word file (.docx).")
    _ = package.document  # so that nobody goes on with a file that has no text
    return package


def _refuse_archive(archive: Archive) -> NoReturn:
    """Say what an archive is that no Office program of today has made."""
    if "mimetype" in archive.names:
        kind = archive.part("mimetype")[:100].decode("ascii", "replace")
        found = next((what for mark, what in _OPEN_DOCUMENTS if mark in kind), "a file of another program")
        refuse(archive.name, f"this is {found}, not a Word file (.docx).", "Save it as a Word document (.docx).")
    refuse(archive.name, "this is an archive, but no Word file.", "Unpack it and give the Word file (.docx) that is in it.")
