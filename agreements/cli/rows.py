"""Read the deals of a batch one by one: a JSON array, JSON Lines, or an object with "defaults" and "deals"."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from agreements.cli.files import parse, refuse
from agreements.errors import DealRefused, Fault

_CHUNK = 1 << 16
_LARGEST_OBJECT = 200_000_000
_LARGEST_ROW = 5_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a batch, counted from 1: its deal as JSON, or the faults that make it unreadable."""

    number: int
    deal: object = None
    faults: tuple[Fault, ...] = ()


def rows(path: Path) -> Iterator[Row]:
    """Yield every row of the file *path* in its order; a row that cannot be read is yielded with its faults and stops no other."""
    first = _first(path)
    if first == "[":
        yield from _array(path)
    elif first == "{" and _is_object(path):
        yield from _with_defaults(path)
    elif first == "{":
        yield from _lines(path)
    else:
        refuse(str(path), "the file is empty." if not first else "this is neither a JSON array nor JSON Lines.", "Begin with [ or {.")


def _first(path: Path) -> str:
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        while chunk := stream.read(_CHUNK):
            if text := chunk.lstrip():
                return text[0]
    return ""


def _is_object(path: Path) -> bool:
    """Tell {"defaults", "deals"} from JSON Lines: its first line is no whole deal."""
    with path.open("rb") as stream:
        line = stream.readline(_LARGEST_ROW)
        while line and not line.strip(b"\xef\xbb\xbf \t\r\n"):
            line = stream.readline(_LARGEST_ROW)
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return b'"kind"' not in line or line.strip() == b"{"
    return isinstance(value, dict) and "deals" in value


def _lines(path: Path) -> Iterator[Row]:
    number = 0
    with path.open("rb") as stream:
        for line_number, line in enumerate(stream, start=1):
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                number += 1
                yield _row(number, line, f"{path}:{line_number}")


def _row(number: int, content: bytes, where: str) -> Row:
    if len(content) > _LARGEST_ROW:
        return Row(number, faults=(Fault(where, "the row is larger than 5 MB.", "A deal has a few kilobytes."),))
    try:
        return Row(number, parse(content, where))
    except DealRefused as refusal:
        return Row(number, faults=refusal.faults)


def _with_defaults(path: Path) -> Iterator[Row]:
    if path.stat().st_size > _LARGEST_OBJECT:
        refuse(str(path), "an object with defaults may have 200 MB.", "Write JSON Lines instead.")
    whole = parse(path.read_bytes(), str(path))
    if not isinstance(whole, dict) or not isinstance(whole.get("deals"), list):
        refuse(str(path), "the object has no list of deals.", 'Write {"defaults": {…}, "deals": […]}.')
    unknown = set(whole) - {"defaults", "deals"}
    if unknown or not isinstance(whole.get("defaults", {}), dict):
        refuse(str(path), f"“{next(iter(unknown), 'defaults')}” is not understood.", 'Write {"defaults": {…}, "deals": […]}.')
    for number, deal in enumerate(whole["deals"], start=1):
        yield Row(number, merged(whole.get("defaults", {}), deal) if isinstance(deal, dict) else deal)


def merged(defaults: dict[str, Any], deal: dict[str, Any]) -> dict[str, Any]:
    """Return *deal* with the *defaults* for what it does not say; objects are merged, all else is replaced.

    >>> merged({"answers": {"ai": "none"}, "language": "en"}, {"answers": {"kpis": True}})
    {'answers': {'ai': 'none', 'kpis': True}, 'language': 'en'}
    """
    both = {name: merged(value, deal[name]) for name, value in defaults.items() if isinstance(value, dict) and isinstance(deal.get(name), dict)}
    return {**defaults, **deal, **both}


def _array(path: Path) -> Iterator[Row]:
    """Yield the values of an array without ever holding the whole file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = _ArrayReader(stream, path)
        number = 0
        try:
            while reader.more():
                number += 1
                yield reader.row(number)
        except UnicodeDecodeError as error:
            fault = Fault(str(path), f"after row {number}: bytes that are not UTF-8 ({error.reason}).", "Save the file as UTF-8.")
            yield Row(number + 1, faults=(fault,))


class _ArrayReader:
    def __init__(self, stream: TextIO, path: Path) -> None:
        self.stream, self.path = stream, path
        self.text, self.at, self.ended = "", 0, False
        self.decoder = json.JSONDecoder()
        self.line = 1
        self._skip()
        self.at += 1

    def _read(self) -> bool:
        chunk = self.stream.read(_CHUNK)
        self.line += self.text.count("\n", 0, self.at)
        self.text, self.at = self.text[self.at :] + chunk, 0
        return bool(chunk)

    def _skip(self) -> str:
        """Move to the next character that is no white space and return it; an empty text at the end of the file."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._read():
                return ""

    def more(self) -> bool:
        """Tell whether another value follows."""
        if self.ended or self._skip() in ("]", ""):
            return False
        if self.text[self.at] == ",":
            self.at += 1
            return self._skip() not in ("]", "")
        return True

    def row(self, number: int) -> Row:
        """Return the next value; one that cannot be read ends the array, because nobody can tell where the next begins."""
        while True:
            try:
                _, end = self.decoder.raw_decode(self.text, self.at)
            except (json.JSONDecodeError, RecursionError):
                if len(self.text) - self.at < _LARGEST_ROW and self._read():
                    continue
                self.ended = True
                return self._broken(number)
            if end == len(self.text) and self._read():
                continue
            content, self.at = self.text[self.at : end], end
            return _row(number, content.encode("utf-8", "surrogatepass"), f"{self.path}, row {number}")

    def _broken(self, number: int) -> Row:
        line = self.line + self.text.count("\n", 0, self.at)
        fault = Fault(f"{self.path}:{line}", f"row {number} is not JSON, so the rows after it cannot be read.", "Correct it, or write JSON Lines.")
        return Row(number, faults=(fault,))
