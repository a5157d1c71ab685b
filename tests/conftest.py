"""What all tests share: the library, the example deals, the command, golden files."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from agreements.assembly import Drafted, draft
from agreements.cli import main
from agreements.intake import read_deal
from agreements.library import Library
from clauses import library as read
from clauses.library import ROOT, example

collect_ignore_glob = ["validators/office_*.py"]  # programs for the Python of LibreOffice
GOLDEN = Path(__file__).parent / "golden"
KINDS = tuple(sorted(path.stem for path in (ROOT / "kinds").glob("*.toml")))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden agreements")
    parser.addoption("--update-prose", action="store_true", help="lower the measures of plain language to what has been reached")


@pytest.fixture(scope="session", name="library")
def _library() -> Library:
    return read()


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(name="deal")
def _deal() -> Callable[..., dict[str, Any]]:
    """Return the example deal of a kind as JSON, free to be changed, with some keys replaced."""

    def make(kind: str = "joint-service-delivery", **changes: Any) -> dict[str, Any]:
        return copy.deepcopy(example(kind)) | changes  # type: ignore[operator]  # an example is an object

    return make


@pytest.fixture(name="drafted")
def _drafted(library: Library) -> Callable[[Any], Drafted]:
    """Return the draft of a JSON deal, however incomplete."""
    return lambda raw: draft(read_deal(raw, library), library, tolerant=True)


@pytest.fixture(name="run")
def _run() -> Callable[..., Result]:
    """Run ``pactwright`` and return its result."""

    def run(*arguments: Any, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin, catch_exceptions=False)

    return run


@pytest.fixture(name="golden")
def _golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name, or rewrite it under --update-golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), f"{name} changed; if that is right, run make golden and read the diff"

    return compare
