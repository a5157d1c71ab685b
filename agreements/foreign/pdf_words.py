"""Read the words that the pages of a PDF draw, in the order in which they draw them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f\s]+>|\[.*?\])", re.DOTALL)
_LARGEST_RANGE = 70_000
_GAP = -180.0  # thousandths of the size of the letters: from here on it is a blank
_DEEPEST = 6


def page_words(page: Any) -> str:
    """Return the words of one page, a line break wherever the page moves on to another line."""
    return "".join(_Drawing().read(page, page.get("/Resources", pikepdf.Dictionary()), 0))


class _Drawing:
    """Follows the operators that show text; fonts are read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], tuple[Mapping[bytes, str], int]] = {}

    def read(self, content: Any, resources: Any, depth: int) -> Iterator[str]:
        letters: Mapping[bytes, str] = {}
        width = 1
        for instruction in pikepdf.parse_content_stream(content):
            operands, name = instruction.operands, str(instruction.operator)
            if name == "Tf":
                letters, width = self._font(resources.get("/Font", pikepdf.Dictionary()).get(str(operands[0])))
            elif name in ("Tj", "'", '"'):
                yield "\n" if name != "Tj" else ""
                yield _shown(bytes(operands[-1]), letters, width)
            elif name == "TJ":
                yield from _array(operands[0], letters, width)
            elif name in ("Td", "TD", "T*", "Tm", "BT"):
                yield "\n"
            elif name == "Do" and depth < _DEEPEST:
                form = resources.get("/XObject", pikepdf.Dictionary()).get(str(operands[0]))
                if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
                    yield from self.read(form, form.get("/Resources", resources), depth + 1)

    def _font(self, font: Any) -> tuple[Mapping[bytes, str], int]:
        if font is None:
            return {}, 1
        key = font.objgen
        if key not in self._fonts or key == (0, 0):
            width = 2 if font.get("/Subtype") == "/Type0" else 1
            table = font.get("/ToUnicode")
            self._fonts[key] = (_letters(bytes(table.read_bytes())) if isinstance(table, pikepdf.Stream) else {}, width)
        return self._fonts[key]


def _array(parts: Any, letters: Mapping[bytes, str], width: int) -> Iterator[str]:
    for part in parts:
        if isinstance(part, pikepdf.String):
            yield _shown(bytes(part), letters, width)
        elif float(part) < _GAP:
            yield " "


def _shown(codes: bytes, letters: Mapping[bytes, str], width: int) -> str:
    """Return the letters behind *codes*; without a table they are read as the usual one-byte encoding."""
    if not letters:
        return codes.decode("cp1252", "replace")
    return "".join(letters.get(codes[at : at + width], "\ufffd") for at in range(0, len(codes), width))


def _letters(table: bytes) -> dict[bytes, str]:
    """Read a table that says which letters stand behind the codes of a font."""
    found: dict[bytes, str] = {}
    for kind, block in _BLOCK.findall(table):
        if kind == b"bfchar":
            codes = _HEX.findall(block)
            found.update({_bytes(code): _bytes(said).decode("utf-16-be", "replace") for code, said in zip(codes[::2], codes[1::2], strict=False)})
            continue
        for first, last, said in _RANGE.findall(block):
            found.update(_range(_bytes(first), _bytes(last), said))
    return found


def _range(first: bytes, last: bytes, said: bytes) -> Iterator[tuple[bytes, str]]:
    start, count = int.from_bytes(first, "big"), int.from_bytes(last, "big") - int.from_bytes(first, "big") + 1
    given = _HEX.findall(said)
    for step in range(min(count, _LARGEST_RANGE)):
        code = (start + step).to_bytes(len(first), "big")
        if said.startswith(b"["):
            if step < len(given):
                yield code, _bytes(given[step]).decode("utf-16-be", "replace")
        else:
            base = _bytes(given[0])
            number = int.from_bytes(base, "big") + step
            yield code, number.to_bytes(max(len(base), 1), "big", signed=False).decode("utf-16-be", "replace") if number < 256 ** len(base) else ""


def _bytes(digits: bytes) -> bytes:
    plain = bytes(digits).translate(None, b" \r\n\t")
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))
