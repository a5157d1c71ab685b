"""Take the pages of a PDF apart and write as JSON what is on each of them; a program of its own, because a hostile file may eat memory and time."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import pikepdf

from agreements.foreign.pdf_words import page_words

_ASIDE = frozenset({"/Parent", "/P", "/StructParent", "/StructParents", "/Tabs", "/Prev", "/Next", "/Metadata", "/Length", "/Filter", "/DecodeParms", "/ID"})
_PARTS = {
    "/StructTreeRoot": "what a screen reader is told",
    "/Outlines": "the bookmarks",
    "/AcroForm": "form fields",
    "/OCProperties": "layers, which can hide text",
    "/OpenAction": "what happens when it is opened",
    "/AA": "what happens when it is opened",
    "/Names": "named places, scripts and attachments",
    "/Lang": "the language",
    "/PageLabels": "the numbers of its pages",
    "/Metadata": "the metadata",
    "/AF": "attachments",
}
_DEEPEST = 60


def pages(content: bytes, *, words: bool) -> dict[str, Any]:
    """Return for each page a digest of all that is drawn on it, with *words* its text, too; and a digest of each other part of the file, by what it is."""
    with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
        digests = _Digests(pdf)
        shown = [_page(page.obj, digests, words=words) for page in pdf.pages]
        parts = {name: digests.of(pdf.Root[key]).hex() for key, name in _PARTS.items() if key in pdf.Root}
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
    return {"pages": shown, "parts": {**parts, "title, author and dates": sha256(json.dumps(info, sort_keys=True).encode()).hexdigest()}}


def _page(page: Any, digests: _Digests, *, words: bool) -> dict[str, Any]:
    try:
        text = page_words(page) if words else ""
    except (pikepdf.PdfError, ValueError, TypeError, OverflowError):  # a page that cannot be read has no words, and its digest differs anyway
        text = ""
    return {"digest": digests.of(page).hex(), "notes": len(_notes(page)), "stamps": sum(_is_signature(each) for each in page.get("/Annots", [])), "text": text}


def _notes(page: Any) -> list[Any]:
    """Return what is laid over a page, but for signatures."""
    return [each for each in page.get("/Annots", []) if not _is_signature(each)]


def _is_signature(note: Any) -> bool:
    return any(each.get("/FT") == "/Sig" for each in (note, note.get("/Parent", pikepdf.Dictionary())))


class _Digests:
    """Digests of objects that do not depend on how the file numbers or packs them; a page stands for its place in the file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._known: dict[tuple[int, int], bytes] = {}
        self._open: set[tuple[int, int]] = set()

    def of(self, one: Any, depth: int = 0) -> bytes:
        key = one.objgen if isinstance(one, pikepdf.Object) and one.is_indirect else (0, 0)
        if key in self._known:
            return self._known[key]
        if depth and key in self._pages:
            return self._sum([f"page {self._pages[key]}".encode()])
        if key in self._open or depth > _DEEPEST:
            return b"round"
        self._open.add(key)
        made = self._plain(one, depth)
        self._open.discard(key)
        if key != (0, 0):
            self._known[key] = made
        return made

    def _plain(self, one: Any, depth: int) -> bytes:
        if isinstance(one, pikepdf.Stream):
            return self._sum([b"stream", _decoded(one), self._entries(one, depth)])
        if isinstance(one, pikepdf.Dictionary):
            return self._entries(one, depth)
        if isinstance(one, pikepdf.Array):
            return self._sum([b"list", *(self.of(each, depth + 1) for each in list(one))])
        return self._sum([bytes(one) if isinstance(one, pikepdf.String) else str(one).encode("utf-8", "replace")])

    def _entries(self, one: Any, depth: int) -> bytes:
        keys = sorted(key for key in one.keys() if key not in _ASIDE)  # noqa: SIM118  # a dictionary of pikepdf iterates otherwise
        parts = [b"entries"]
        for key in keys:
            if key == "/Annots" and not depth:
                notes = _notes(one)
                parts += [key.encode(), *(self.of(each, depth + 2) for each in notes)] if notes else []
            elif key == "/Resources" and not depth:
                parts += [key.encode(), self._used(one)]
            else:
                parts += [key.encode(), self.of(one[key], depth + 1)]
        return self._sum(parts)

    def _used(self, page: Any) -> bytes:
        """Return the digest of what the page draws with; pages may share a list of fonts and pictures of which each uses a few."""
        drawn = b"".join(_decoded(each) for each in _contents(page))
        parts = []
        for kind, entries in sorted(page.Resources.items()):
            if isinstance(entries, pikepdf.Dictionary):
                used = [name for name in sorted(entries.keys()) if name.encode() in drawn]
                parts += [part for name in used for part in (kind.encode(), name.encode(), self.of(entries[name], 2))]
        return self._sum(parts)

    @staticmethod
    def _sum(parts: Iterable[bytes]) -> bytes:
        made = sha256()
        for part in parts:
            made.update(len(part).to_bytes(8, "big") + part)
        return made.digest()


def _contents(page: Any) -> list[Any]:
    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Stream):
        return [contents]
    return [each for each in contents if isinstance(each, pikepdf.Stream)] if isinstance(contents, pikepdf.Array) else []


def _decoded(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(pages(sys.stdin.buffer.read(), words=sys.argv[-1] == "words")))
