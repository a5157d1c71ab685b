"""Take the clause library as it stood at a revision of the repository."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agreements.cli.files import refuse


@contextmanager
def folder_at(root: Path, revision: str) -> Iterator[Path]:
    """Yield a temporary copy of the folder *root* as it stood at *revision*; refuse where there is no repository or no such revision."""
    top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip())
    name = root.resolve().relative_to(top.resolve()).as_posix()
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", about=revision).decode().strip()
    content = _git(top, "archive", "--format=zip", commit, "--", name, about=revision)
    with tempfile.TemporaryDirectory(prefix="pactwright-") as folder, zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
        yield Path(folder) / name


def _git(folder: Path, *arguments: str, about: str | None = None) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)  # noqa: S603, S607  # no shell reads it
    except FileNotFoundError:
        refuse("library", "the versions of the library cannot be read, because git is not installed.", "Install git.")
    if done.returncode:
        if about is not None:
            refuse(about[:60] or "revision", "there is no such revision with a clause library in it.", "Name a commit, a tag or a branch, for example HEAD~1.")
        refuse(str(folder), "the library does not lie in a git repository.", "Run this command in a clone of the project.")
    return done.stdout
