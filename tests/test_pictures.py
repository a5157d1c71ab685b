"""The pictures of the documents are small, are all shown, and say in words what they show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
SHOWN = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (DOCS / "pictures.md").read_text(encoding="utf-8"))


def test_every_picture_is_shown_and_none_is_missing() -> None:
    assert sorted(DOCS / name for _, name in SHOWN) == sorted((DOCS / "pictures").glob("*"))
    assert len(SHOWN) == 12


@pytest.mark.parametrize(("alt", "name"), SHOWN, ids=[name for _, name in SHOWN])
def test_a_picture_is_small_and_described(alt: str, name: str) -> None:
    assert (DOCS / name).stat().st_size < 150_000
    assert len(alt.split()) > 8
