"""Steer LibreOffice over its bridge: this module is run by the Python of the system, and needs nothing of the project."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_TRIES, _PAUSE = 120, 0.5


def main() -> None:
    """Read a list of (address, command) from standard input, and print the paragraphs of each file once the command was carried out."""
    with _office() as (desktop, dispatcher):
        json.dump([_paragraphs(desktop, dispatcher, *job) for job in json.load(sys.stdin)], sys.stdout)


@contextmanager
def _office() -> Iterator[tuple[Any, Any]]:
    import uno  # noqa: PLC0415  # type: ignore[import-not-found,unused-ignore]

    with tempfile.TemporaryDirectory() as folder:
        pipe = f"pactwright-{Path(folder).name}"
        command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(folder).as_uri()}", f"--accept=pipe,name={pipe};urp"]
        program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
        try:
            there = _resolved(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            make = there.ServiceManager.createInstanceWithContext
            yield make("com.sun.star.frame.Desktop", there), make("com.sun.star.frame.DispatchHelper", there)
        finally:
            program.terminate()
            program.wait(30)


def _resolved(resolver: Any, address: str) -> Any:
    for _ in range(_TRIES):
        try:
            return resolver.resolve(address)
        except Exception:  # noqa: BLE001  # the bridge has its own kind for “not yet”
            time.sleep(_PAUSE)
    raise TimeoutError("LibreOffice did not start")


def _paragraphs(desktop: Any, dispatcher: Any, address: str, command: str) -> list[str]:
    from com.sun.star.beans import PropertyValue  # noqa: PLC0415  # type: ignore[import-not-found,unused-ignore]

    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    document = desktop.loadComponentFromURL(address, "_blank", 0, (hidden,))
    if command:
        dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
    found = [" ".join(words.split()) for words in _texts(document.Text)]
    document.close(True)
    return [words for words in found if words]


def _texts(text: Any) -> Iterator[str]:
    contents = text.createEnumeration()
    while contents.hasMoreElements():
        each = contents.nextElement()
        if each.supportsService("com.sun.star.text.TextTable"):
            for name in each.getCellNames():
                yield from _texts(each.getCellByName(name))
        else:
            yield each.getString()
