"""Look at the pictures of a letterhead: PNG and JPEG within limits, whole and harmless, and nothing else."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from agreements.errors import Fault

_SHARP = 1200  # points at the longer side: 500 an inch for the widest logo
LARGEST_PICTURE = 5_000_000
MOST_PIXELS = 12_000_000
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_OTHERS = (
    (b"\x01\x00\x00\x00", "EMF, a drawing that programs run as commands"),
    (b"\xd7\xcd\xc6\x9a", "WMF, a drawing that programs run as commands"),
    (b"<?xml", "SVG, which can carry scripts"),
    (b"<svg", "SVG, which can carry scripts"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"RIFF", "WebP"),
)
_MEND = "Save the picture as PNG or JPEG and insert it anew."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was looked at: its bytes, ``png`` or ``jpeg``, and its size in pixels."""

    content: bytes
    kind: str
    width: int
    height: int


def picture(content: bytes, place: str) -> Picture | Fault:
    """Return the picture that *content* is, or the fault that keeps it out; *place* says where it lies."""
    kind = "png" if content.startswith(_PNG) else "jpeg" if content.startswith(_JPEG) else ""
    if not kind:
        other = next((name for mark, name in _OTHERS if content[:256].lstrip().startswith(mark)), "of an unknown kind")
        return Fault(place, f"The picture is {other}; a letterhead may have PNG and JPEG.", _MEND)
    if len(content) > LARGEST_PICTURE:
        return Fault(place, f"The picture is larger than {LARGEST_PICTURE // 1_000_000} MB.", "Make it smaller.")
    width, height = _png_size(content) if kind == "png" else _jpeg_size(content)
    if not width or not height:
        return Fault(place, "The picture is damaged.", _MEND)
    if width * height > MOST_PIXELS:
        return Fault(place, f"The picture has {width} × {height} points, more than {MOST_PIXELS // 1_000_000} million.", "Make it smaller.")
    try:
        with Image.open(BytesIO(content), formats=[kind.upper()]) as image:
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        return Fault(place, "The picture is damaged.", _MEND)
    return Picture(content, kind, width, height)


def _png_size(content: bytes) -> tuple[int, int]:
    if len(content) < 33 or content[12:16] != b"IHDR":
        return 0, 0
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            return 0, 0
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 if marker in (0x01, *range(0xD0, 0xD9)) else 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return 0, 0


def plain_png(picture: Picture) -> bytes:
    """Return *picture* as PNG in red, green and blue without anything that is not seen, no larger than print needs: what a PDF to be kept can take up."""
    with Image.open(BytesIO(picture.content)) as image:
        transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        plain = image.convert("RGBA" if transparent else "RGB")
    plain.thumbnail((_SHARP, _SHARP))
    written = BytesIO()
    Image.frombytes(plain.mode, plain.size, plain.tobytes()).save(written, "PNG")
    return written.getvalue()
