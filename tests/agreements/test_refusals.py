"""What cannot be made is refused in words: a wording that is not written, a library that is missing; and what the law adds is there."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agreements.assembly import Drafted, WordingMissing, draft
from agreements.checks import check
from agreements.cli import demo
from agreements.errors import AgreementError
from agreements.intake import read_deal
from agreements.library import Library
from agreements.render import pdf, text

Deal = Callable[..., dict[str, Any]]


def test_a_wording_that_is_not_written_is_refused_with_those_that_are(deal: Deal, library: Library) -> None:
    whole = library.clauses["disp/escalation"]
    written = {id_: variant for id_, variant in whole.variants.items() if id_ != "expert"}
    known = replace(library, clauses={**library.clauses, whole.id: replace(whole, variants=written, pending=("expert",))})
    raw = deal()
    raw["clauses"][whole.id] = {"variant": "expert"}
    asked = read_deal(raw, known)

    with pytest.raises(WordingMissing, match=r"the wording “expert” is not written yet.*two-step") as refused:
        draft(asked, known)

    assert [fault.where for fault in refused.value.faults] == [whole.id]
    drafted = draft(asked, known, tolerant=True)
    assert "LIB-01" in {finding.code for finding in check(drafted)}
    assert "is not written yet" in text.render(drafted.agreement).decode()


def test_italian_law_brings_the_second_signature_with_the_clauses_by_number(deal: Deal, drafted: Callable[[Any], Drafted]) -> None:
    raw = deal()
    raw["clauses"]["disp/governing-law"] = {"law": "IT"}

    agreement = drafted(raw).agreement
    printed = " ".join(text.render(agreement).decode().split())

    assert agreement.approval is not None
    assert "SPECIFIC APPROVAL OF CLAUSES Under articles 1341 and 1342 of the Italian Civil Code" in printed
    number = next(clause.label.rstrip(".") for clause in agreement.clauses if clause.id == "liab/cap")
    assert f"{number} (Limit of liability)" in printed
    assert len(agreement.approval.blocks) == len(raw["parties"])


def test_without_pango_a_pdf_is_refused_with_the_command_that_helps(deal: Deal, drafted: Callable[[Any], Drafted], monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pango)

    with pytest.raises(AgreementError, match="apt-get install libpango"):
        pdf.render(drafted(deal("nda")).agreement)


def test_the_demo_makes_every_example_as_word_and_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str], library: Library) -> None:
    assert demo.main(tmp_path) == 0

    assert len(list(tmp_path.glob("*.docx"))) == len(list(tmp_path.glob("*.pdf"))) == len(library.kinds)
    assert capsys.readouterr().out.count(" pages, 0 errors") == len(library.kinds)
