"""The refusal of a file that comes from elsewhere."""

from __future__ import annotations

from typing import NoReturn

from agreements.errors import AgreementError, Fault

LARGEST_FILE = 20_000_000  # an agreement has some hundred kilobytes; a letterhead with pictures some megabytes
SAVE_ANEW = "Open it in Word and save it anew as a Word document (.docx)."


class FileRefused(AgreementError):
    """A file from elsewhere that cannot be used: damaged, locked, dangerous or of another kind."""


def refuse(name: str, what: str, mend: str = "") -> NoReturn:
    """Raise the refusal of the file *name*."""
    raise FileRefused([Fault(name, what, mend)])
