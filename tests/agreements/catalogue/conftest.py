"""What all tests of the catalogue share: its pages, as bytes and read."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from page_reading import Page

from agreements.catalogue import pages
from agreements.library import Library


@pytest.fixture(name="made", scope="session")
def _made(library: Library) -> Mapping[str, bytes]:
    return pages(library)


@pytest.fixture(name="read", scope="session")
def _read(made: Mapping[str, bytes]) -> Mapping[str, Page]:
    return {path: Page(content) for path, content in made.items() if path.endswith(".html")}
