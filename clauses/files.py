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
_TWICE = re.compile(r"Cannot (?:declare|overwrite|mutate)|Duplicate")


@dataclass
class Source:
    """A file of the library: its TOML part, its wording if it has one, and the faults found in it; *unread* when nothing could be made of it."""

    path: str
    head: dict[str, Any]
    lines: list[str]
    body: str = ""
    body_line: int = 0
    faults: list[Fault] = field(default_factory=list)
    unread: bool = False

    def fault(self, what: str, mend: str = "", *, line: int = 0) -> None:
        """Note a fault at *line* (0 for the whole file)."""
        self.faults.append(Fault(f"{self.path}:{line}" if line else self.path, what, mend))

    def lost(self, what: str, mend: str, *, line: int = 0) -> None:
        """Note the fault for which nothing can be made of the file."""
        self.unread = True
        self.fault(what, mend, line=line)

    def line_of(self, *keys: str | int) -> int:
        """Return the line where the innermost of *keys* that can be found is written; 0 if none is asked for.

        A number counts, from 0, the entries of the list that the key before it is.
        """
        position, key = 0, ""
        for each in keys:
            if isinstance(each, int):
                position = self._entry(key, position, each)
            else:
                key = each
                position = next((number for number in self._written.get(key, ()) if number > position), position + 1) - 1
        return position + 1 if keys else 0

    def _entry(self, key: str, position: int, index: int) -> int:
        """Return the place of an entry: of its heading, or of its line when it is written in braces below the key."""
        tables = [number for number in self._written.get(key, ()) if number > position and self.lines[number - 1].lstrip().startswith("[[")]
        if tables and tables[0] == position + 1:
            return tables[index] - 1 if index < len(tables) else position
        if not self.lines or not self.lines[position].rstrip().endswith("["):
            return position
        braces = [number for number, line in enumerate(self.lines[position + 1 :], start=position + 1) if line.lstrip().startswith("{")]
        return braces[index] if index < len(braces) else position

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
    except ValueError as error:
        at = re.search(r"line (\d+)", str(error))
        line = first_line + (int(at.group(1)) - 1 if at else text.rstrip().count("\n"))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        if _TWICE.match(reason):
            source.lost("a key or a table stands twice here.", "Keep one of the two.", line=line)
        else:
            source.lost(f"this is not TOML: {reason}.", "Correct the line.", line=line)
    except RecursionError:
        source.lost("this is not TOML: it is nested too deep.", "Write it with fewer brackets.", line=first_line)
    return {}


def read(path: Path, root: Path) -> Source:
    """Return the file with its head read; what is wrong with it is in ``faults``."""
    name = path.relative_to(root.parent).as_posix()
    source = Source(name, {}, [])
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        source.lost("the file is missing.", "Write it.")
        return source
    except OSError as error:
        source.lost(f"the file cannot be opened: {error.strerror}.", "Put a file there that may be read.")
        return source
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        source.lost(f"the file is not UTF-8 (byte {error.start + 1}).", "Save it as UTF-8.", line=line)
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
        source.lost("the file has no head.", "Begin with a line +++, write the head, close it with a line +++.", line=1)
        return
    source.head = _toml(source, "\n".join(source.lines[1 : marks[1]]), 2)
    source.body = "\n".join(source.lines[marks[1] + 1 :])
    source.body_line = marks[1] + 2
