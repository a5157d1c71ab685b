"""Pack each object of a PDF once before it is written: the writer would write all of them twice, and deflate them as hard as it can."""

from __future__ import annotations

import zlib
from typing import Any

import pydyf

_LEVEL = 6  # a twentieth larger than the hardest, in a quarter of the time


class Packed(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object whose bytes are settled."""

    def __init__(self, source: Any, data: bytes) -> None:
        super().__init__()
        self.number, self.generation, self.free = source.number, source.generation, source.free
        self._data, self._compressible = data, source.compressible

    @property
    def data(self) -> bytes:
        """The bytes."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Tell whether it may stand in a stream of objects."""
        return bool(self._compressible)


def pack(pdf: Any) -> None:
    """Settle the bytes of every object of *pdf*, which is about to be written; nothing in it may be changed after that."""
    pdf.objects[:] = [each if each.free == "f" else Packed(each, _bytes(each)) for each in pdf.objects]


def _bytes(each: Any) -> bytes:
    if isinstance(each, pydyf.Stream) and each.compress:
        each.stream = [zlib.compress(b"\n".join(map(pydyf._to_bytes, each.stream)), _LEVEL)]  # noqa: SLF001  # what pydyf does with it
        each.extra = {**each.extra, "Filter": "/FlateDecode"}
        each.compress = False
    data: bytes = each.data
    return data
