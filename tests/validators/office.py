"""Let LibreOffice open Word files, save them again and print them, as another program than Word that people have."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

WORD = "docx:MS Word 2007 XML"
_SECONDS = 240


class OfficeMissingError(Exception):
    """LibreOffice cannot run on this machine; the message says what to install."""


def convert(files: Iterable[Path], to: str, folder: Path) -> Path:
    """Write each of *files* as ``pdf`` or ``WORD`` into *folder* and return it; one run, with a profile of its own, for all.

    Raises :class:`OfficeMissingError` with what to install where LibreOffice cannot run.
    """
    program = shutil.which("soffice")
    if program is None:
        message = "LibreOffice is not installed. Run make setup, or sudo apt-get install libreoffice-writer-nogui."
        raise OfficeMissingError(message)
    wanted = list(files)
    folder.mkdir(parents=True, exist_ok=True)
    profile = folder.parent / "profile"
    command = [program, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", to, "--outdir", str(folder), *map(str, wanted)]
    run = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    ending = to.partition(":")[0]
    missing = [path.name for path in wanted if not (folder / f"{path.stem}.{ending}").exists()]
    if missing:
        message = f"LibreOffice did not write {', '.join(missing)}: {run.stderr.decode()[:500]}"
        raise AssertionError(message)
    return folder
