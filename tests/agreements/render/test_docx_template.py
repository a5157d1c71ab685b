"""What the Word house template must hold, and how Word counts."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from agreements.errors import AgreementError
from agreements.render.docx_numbering import word_number
from agreements.render.docx_template import HOUSE, STYLES, read_template
from templates import ROOT


@pytest.mark.parametrize(("number", "style", "printed"), [(27, "lowerLetter", "aa"), (3, "upperLetter", "C"), (9, "lowerRoman", "ix")])
def test_words_own_counting(number: int, style: str, printed: str) -> None:
    assert word_number(number, style) == printed


def test_a_template_that_lost_a_style_is_refused_with_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(HOUSE) as house, zipfile.ZipFile(broken, "w") as copy:
        for name in house.namelist():
            copy.writestr(name, house.read(name).replace(b'w:name w:val="Clause 2"', b'w:name w:val="Clause two"'))
    with pytest.raises(AgreementError, match="no style named “Clause 2”"):
        read_template(broken)


def test_the_readme_of_the_templates_names_every_style() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in STYLES if f"`{name}`" not in readme] == []
