"""Read a zip archive that nobody vouches for: its directory is checked first, and what comes out is counted, because a directory can lie."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import NoReturn

from agreements.foreign.refusal import SAVE_ANEW, refuse

MOST_PARTS = 2000
LARGEST_PART = 24_000_000
LARGEST_WHOLE = 60_000_000
MOST_BLOWN_UP = 150  # times its packed size: XML packs to a twentieth, zeros to a thousandth
_SMALL = 200_000  # a part up to this size may be packed as tight as it likes
_CHUNK = 65_536
_LOCKED = 0x1
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error, LookupError, OverflowError)


class Archive:
    """The parts of an archive by name; every part has been unpacked once, within the limits, when it is made.

    Raises :class:`~agreements.foreign.refusal.FileRefused` for damage, passwords, odd names and for what unpacks to too much.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        if content.count(b"PK\x01\x02") > MOST_PARTS:
            self._too_much(f"it has more than {MOST_PARTS:,} parts.")
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except _DAMAGE:
            self._damaged()
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        self._check_directory()
        left = LARGEST_WHOLE
        for part in self._entries:
            left -= self._unpacked(part, left)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the archive."""
        return tuple(self._entries)

    def part(self, name: str) -> bytes:
        """Return one part; refuse the file when there is none of this name."""
        if name not in self._entries:
            refuse(self.name, f"its part “{name[:60]}” is missing.", SAVE_ANEW)
        with self._archive.open(self._entries[name]) as stream:
            return stream.read(LARGEST_PART)

    def _check_directory(self) -> None:
        entries = self._archive.infolist()
        if len(entries) > MOST_PARTS:
            self._too_much(f"it has more than {MOST_PARTS:,} parts.")
        folded = [entry.filename.casefold() for entry in entries]
        if len(set(folded)) < len(folded):
            double = next(name for name in folded if folded.count(name) > 1)
            refuse(self.name, f"its part “{double[:60]}” stands in it twice, so that it is unclear which one counts.", SAVE_ANEW)
        for entry in entries:
            self._check_entry(entry)
        if sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
            self._too_much(f"it unpacks to more than {LARGEST_WHOLE // 1_000_000} MB.")

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or "\x00" in entry.orig_filename:
            refuse(self.name, f"its part “{name[:60]}” has a name that leads out of the file.", "Do not use this file; ask its sender for another.")
        if entry.flag_bits & _LOCKED:
            refuse(self.name, "it is locked with a password.", "Ask its sender for a file without a password.")
        if entry.compress_type not in _READABLE:
            refuse(self.name, f"its part “{name[:60]}” is packed in a way that Word does not use.", SAVE_ANEW)
        if entry.file_size > LARGEST_PART:
            self._too_much(f"its part “{name[:60]}” unpacks to more than {LARGEST_PART // 1_000_000} MB.")
        self._check_ratio(name, entry.file_size, entry.compress_size)

    def _check_ratio(self, name: str, unpacked: int, packed: int) -> None:
        if unpacked > _SMALL and unpacked > MOST_BLOWN_UP * packed:
            self._too_much(f"its part “{name[:60]}” unpacks to more than {MOST_BLOWN_UP} times its size.")

    def _unpacked(self, part: str, left: int) -> int:
        """Unpack *part* without keeping it, and return its size; what is larger than the directory says is damage."""
        size = 0
        try:
            with self._archive.open(self._entries[part]) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > min(left, LARGEST_PART):
                        self._too_much(f"its part “{part[:60]}” unpacks to too much.")
        except _DAMAGE:
            self._damaged()
        if size != self._entries[part].file_size:
            self._damaged()
        return size

    def _damaged(self) -> NoReturn:
        refuse(self.name, "the file is damaged or was not sent whole.", "Ask its sender for it again.")

    def _too_much(self, what: str) -> NoReturn:
        refuse(self.name, what, "Do not use this file; ask its sender for another.")
