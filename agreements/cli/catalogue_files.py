"""Write the catalogue of the library into a folder: pages, style sheet and the fonts that they are set in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from font_source_sans_pro import font_directory as sans
from font_source_serif_pro import font_directory as serif

from agreements.catalogue import pages
from agreements.cli.files import refuse, write
from agreements.library import Library

START = "index.html"
_LICENCE = "LICENSE.txt"


def write_catalogue(library: Library, folder: Path) -> None:
    """Write the catalogue of *library* into *folder*, the start page last: whoever opens it finds every page that it leads to."""
    if folder.exists() and not folder.is_dir():
        refuse(str(folder), "this is a file.", "Name a folder.")
    content = {**dict(fonts()), **pages(library)}
    for path, made in content.items():
        write(folder / path, made)
    click.echo(f"{len(content)} files written; open the start page in a browser.", err=True)
    click.echo(str(folder / START))


def fonts() -> Iterator[tuple[str, bytes]]:
    """Yield the fonts with their licences: a reader needs nothing from elsewhere."""
    for name, directory in (("SourceSansPro", sans), ("SourceSerifPro", serif)):
        for face in (f"{name}-Regular.otf", f"{name}-Semibold.otf"):
            yield f"fonts/{face}", (Path(directory) / face).read_bytes()
        yield f"fonts/{name}-{_LICENCE}", (Path(directory) / _LICENCE).read_bytes()
