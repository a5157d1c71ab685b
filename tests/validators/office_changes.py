"""Let LibreOffice accept or reject the tracked changes of Word files, as a person would, and tell the paragraphs that are left."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.validators.office import OfficeMissingError

PYTHON = "/usr/bin/python3"  # LibreOffice's bridge comes with the Python of the system, not with that of the project
ACCEPT, REJECT, READ = "AcceptAllTrackedChanges", "RejectAllTrackedChanges", ""
_SECONDS = 240


def settled(jobs: list[tuple[Path, str]]) -> list[list[str]]:
    """Return the paragraphs of each file, in the body and in tables, after ACCEPT or REJECT of all its changes.

    Raises :class:`OfficeMissingError` with what to install where LibreOffice or its bridge is missing.
    """
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        message = "LibreOffice cannot be steered. Run make setup, or sudo apt-get install libreoffice-writer-nogui python3-uno."
        raise OfficeMissingError(message)
    asked = json.dumps([[path.as_uri(), command] for path, command in jobs])
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import office_steering; office_steering.main()"
    run = subprocess.run([PYTHON, "-c", code], input=asked, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if run.returncode:
        raise AssertionError(run.stderr[-800:])
    found: list[list[str]] = json.loads(run.stdout)
    return found
