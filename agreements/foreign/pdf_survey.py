"""Look into a PDF and write what is in it as JSON; a program of its own, because a hostile file may eat memory and time."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf

OURS = ("agreement.json", "letterhead.json")
MOST_PAGES = 3000
LARGEST_ATTACHMENT = 8_000_000
ACTIVE = {
    "/JavaScript": "a script",
    "/Launch": "a command that starts a program",
    "/SubmitForm": "a command that sends data",
    "/ImportData": "a command that reads data from outside",
    "/GoToE": "a link into an attachment",
    "/GoToR": "a link to another file",
    "/Rendition": "a film or sound",
    "/RichMediaExecute": "a film or sound",
}


def survey(content: bytes) -> dict[str, Any]:
    """Return ``{"refused": why}``, or pages, attachments (the text of ours, the names of others), actions and signatures."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            return {"refused": "locked"} if pdf.is_encrypted else _survey(pdf)
    except pikepdf.PasswordError:
        return {"refused": "locked"}
    except MemoryError:
        return {"refused": "large"}
    except Exception as error:  # noqa: BLE001  # whatever a library says of a hostile file, it is a file that cannot be read
        return {"refused": "large" if "alloc" in str(error) or "memory" in str(error) else "damaged"}


def _survey(pdf: pikepdf.Pdf) -> dict[str, Any]:
    if len(pdf.pages) > MOST_PAGES:
        return {"refused": "long"}
    if not pdf.pages:
        return {"refused": "damaged"}
    found: dict[str, Any] = {
        "pages": len(pdf.pages),
        "attached": sorted(pdf.attachments),
        "ours": {},
        "actions": sorted(set(_actions(pdf))),
        "signatures": _signatures(pdf),
    }
    for name in OURS:
        if name in pdf.attachments:
            attached = pdf.attachments[name].get_file().read_bytes()
            if len(attached) > LARGEST_ATTACHMENT:
                return {"refused": "large"}
            found["ours"][name] = attached.decode("utf-8", "replace")
    return found


def _actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what the file may do on its own or at a click, besides showing itself; links to web pages are harmless."""
    form = pdf.Root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        yield "a form in XFA, which may hold scripts"
    if "/JavaScript" in pdf.Root.get("/Names", pikepdf.Dictionary()):
        yield ACTIVE["/JavaScript"]
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary):
            yield from _action(each)


def _action(each: Any) -> Iterator[str]:
    waiting, depth = [each], 0
    while waiting and depth < 6:
        below = []
        for one in waiting:
            kind = str(one.get("/S", ""))
            if kind in ACTIVE:
                yield ACTIVE[kind]
            below += [one[key] for key in ("/A", "/AA", "/OpenAction", "/Next") if isinstance(one.get(key), pikepdf.Dictionary)]
            extra = one.get("/AA")
            if isinstance(extra, pikepdf.Dictionary):
                below += [value for value in extra.values() if isinstance(value, pikepdf.Dictionary)]
        waiting, depth = below, depth + 1


def _signatures(pdf: pikepdf.Pdf) -> int:
    return sum(1 for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ByteRange" in each)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(survey(sys.stdin.buffer.read())))
