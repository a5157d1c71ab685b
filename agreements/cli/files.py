"""Read deals from files of any origin, and write results whole or not at all."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import click

from agreements.errors import DealRefused, Fault

LARGEST_DEAL = 5_000_000
_LONGEST_NAME = 80
_DEALS = "pactwright example joint-service-delivery"
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


class Place(click.Path):
    """A path to write to; an empty one, which would mean the folder that one stands in, is a slip."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return *value* as a path."""
        if not str(value).strip():
            self.fail("it is empty. Name a folder or a file.", param, ctx)
        return super().convert(value, param, ctx)


def refuse(where: str, what: str, mend: str = "") -> NoReturn:
    """Raise the refusal of a file."""
    raise DealRefused([Fault(where, what, mend)])


def read_json(path: str, see: str = _DEALS) -> object:
    """Return the JSON value in the file *path* (``-`` for standard input); refuse what is empty, too large, no UTF-8 or no JSON.

    *see* is the command that shows what belongs there.
    """
    name = "standard input" if path == "-" else path
    if path == "-":
        content = sys.stdin.buffer.read(LARGEST_DEAL + 1) if sys.stdin else b""
    else:
        with Path(path).open("rb") as stream:
            content = stream.read(LARGEST_DEAL + 1)
    if len(content) > LARGEST_DEAL:
        refuse(name, f"the file is larger than {LARGEST_DEAL // 1_000_000} MB; a deal has a few kilobytes.", "For many deals use: pactwright batch.")
    return parse(content, name, see)


def parse(content: bytes, name: str, see: str = _DEALS) -> object:
    """Return the JSON value that *content* writes; *name* says in refusals where it comes from, *see* which command shows what belongs there."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(name, f"byte {error.start + 1} is not UTF-8.", "Save the file as UTF-8.")
    if not text.strip():
        refuse(name, "the file is empty.", f"See: {see}.")
    try:
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        refuse(f"{name}:{error.lineno}:{error.colno}", f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}.", "Correct the line.")
    except (RecursionError, ValueError) as error:
        refuse(name, f"this cannot be read: {_because(error)}.", f"See: {see}.")


def _because(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key “{double[:60]}” stands twice in one object")
    return found


def file_name(reference: str, fingerprint: str) -> str:
    """Return a name that is safe in every folder: letters, digits, dots and dashes of *reference*, or the beginning of *fingerprint*.

    >>> file_name("../LH 2026/007", "abc")
    'LH-2026-007'
    """
    plain = re.sub(r"[^\w.-]+", "-", reference, flags=re.UNICODE).strip("-._")[:_LONGEST_NAME]
    while len(plain.encode()) > 2 * _LONGEST_NAME:
        plain = plain[:-1]
    return plain if plain and not _RESERVED.match(plain) else f"agreement-{fingerprint[:12]}"


def write(path: Path, content: bytes) -> None:
    """Write *content* beside *path* first and rename it then, so that no reader ever sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as stream:
            _whole(stream, content)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _whole(stream: BinaryIO, content: bytes) -> None:
    stream.write(content)
    stream.flush()
    os.fsync(stream.fileno())
