"""Tell what kind of file some bytes are, whatever their name says."""

from __future__ import annotations

from typing import NoReturn

from agreements.foreign.refusal import LARGEST_FILE, SAVE_ANEW, refuse

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_HEAD = 1024  # a PDF may begin within the first kilobyte
_OLE_STREAMS = (
    ("EncryptedPackage", "it is locked with a password.", "Remove the password in Word (File, Info, Protect Document) and save it anew."),
    ("WordDocument", "this is a Word file of the old kind (.doc).", SAVE_ANEW),
    ("Workbook", "this is an Excel workbook of the old kind (.xls).", "Give a Word file or a PDF."),
    ("PowerPoint Document", "this is a PowerPoint presentation of the old kind (.ppt).", "Give a Word file or a PDF."),
)
_BEGINNINGS = (
    (b"{\\rtf", "a file in Rich Text Format (.rtf)"),
    (b"<!doctype html", "a page in HTML"),
    (b"<html", "a page in HTML"),
    (b"<?xml", "a file in XML"),
    (b"\x89png", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"gif8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"rar!", "an archive (RAR)"),
    (b"7z\xbc\xaf", "an archive (7-Zip)"),
    (b"mz", "a program"),
    (b"\x7felf", "a program"),
    (b"{", "a file in JSON"),
)


def is_word(content: bytes) -> bool:
    """Tell whether *content* begins as a Word file does: as a zip archive."""
    return content.startswith(_ZIP)


def is_pdf(content: bytes) -> bool:
    """Tell whether *content* begins as a PDF does."""
    return b"%PDF-" in content[:_HEAD] and not is_word(content)


def is_json(content: bytes) -> bool:
    """Tell whether *content* begins as a JSON object does."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and not content.startswith(b"{\\rtf")


def require(content: bytes, name: str, wanted: str, *, fits: bool) -> None:
    """Refuse the file *name* when it is empty, too large or not *wanted* (“a Word file”); *fits* says whether its first bytes are right."""
    if not content:
        refuse(name, "the file is empty.", f"Give {wanted}.")
    if len(content) > LARGEST_FILE:
        refuse(name, f"the file is larger than {LARGEST_FILE // 1_000_000} MB.", f"Give {wanted} without large pictures.")
    if fits:
        return
    if content.startswith(_OLE):
        _refuse_ole(content, name)
    if is_pdf(content) or is_word(content):
        refuse(name, f"this is {'a PDF' if is_pdf(content) else 'a Word file or another archive'}, not {wanted}.", f"Give {wanted}.")
    beginning = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    found = next((kind for mark, kind in _BEGINNINGS if beginning.startswith(mark)), "")
    refuse(name, f"this is {found}, not {wanted}." if found else f"this is not {wanted}.", f"Give {wanted}.")


def _refuse_ole(content: bytes, name: str) -> NoReturn:
    """Say what lies in the container of old Office programs, in which locked Word files are kept, too."""
    for stream, what, mend in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            refuse(name, what, mend)
    refuse(name, "this is a file of an old Office program.", SAVE_ANEW)
