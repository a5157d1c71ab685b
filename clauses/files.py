"""Read the files of the library and keep their lines, so that every fault can name its place."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from agreements.errors import Fault

_HEADING = re.compile(r"\s*\[+([^\[\]]+)\]+\s*(?:#.*)?$")
_NAMES = re.compile(r'"([^"]+)"|([^\s."]+)')
_KEYS = re.compile(r'(?:^|[{,])\s*(?:"([^"]+)"|([\w-]+))\s*=')


@dataclass
class Source:
    """A file of the library: its TOML part, its wording if it has one, and the faults found in it."""

    path: str
    head: dict[str, Any]
    lines: list[str]
    body: str = ""
    body_line: int = 0
    faults: list[Fault] = field(default_factory=list)

    def fault(self, what: str, mend: str = "", *, line: int = 0) -> None:
        """Note a fault at *line* (0 for the whole file)."""
        self.faults.append(Fault(f"{self.path}:{line}" if line else self.path, what, mend))

    def line_of(self, *keys: str) -> int:
        """Return the line where the innermost of *keys* that can be found is written; 0 if none is asked for."""
        position = 0
        for key in keys:
            position = next((number for number in self._written.get(key, ()) if number > position), position + 1) - 1
        return position + 1 if keys else 0

    @cached_property
    def _written(self) -> dict[str, list[int]]:
        """The lines that write each key, counted from 1, found in one pass because most lines are asked for only when something is wrong."""
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines, start=1):
            heading = _HEADING.match(line)
            for match in _NAMES.finditer(heading[1]) if heading else _KEYS.finditer(line):
                found.setdefault(match[1] or match[2], []).append(number)
        return found


def _toml(source: Source, text: str, first_line: int) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = first_line + int(at.group(1)) - 1 if at else first_line
        reason = re.sub(r" \(at .*\)$", "", str(error))
        source.fault(f"this is not TOML: {reason}.", "Correct the line.", line=line)
        return {}


def read(path: Path, root: Path) -> Source:
    """Return the file with its head read; what is wrong with it is in ``faults``."""
    name = path.relative_to(root.parent).as_posix()
    source = Source(name, {}, [])
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        source.fault("the file is missing.", "Write it.")
        return source
    except UnicodeDecodeError as error:
        source.fault(f"the file is not UTF-8 (byte {error.start}).", "Save it as UTF-8.")
        return source
    source.lines = text.splitlines()
    if path.suffix == ".md":
        _split(source)
    else:
        source.head = _toml(source, text, 1)
    return source


def _split(source: Source) -> None:
    marks = [number for number, line in enumerate(source.lines) if line.strip() == "+++"]
    if len(marks) < 2 or marks[0] != 0:
        source.fault("the file has no head.", "Begin with a line +++, write the head, close it with a line +++.", line=1)
        return
    source.head = _toml(source, "\n".join(source.lines[1 : marks[1]]), 2)
    source.body = "\n".join(source.lines[marks[1] + 1 :])
    source.body_line = marks[1] + 2
