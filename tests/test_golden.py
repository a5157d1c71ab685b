"""The example agreements, word for word: what a lawyer reads to see what a change has done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agreements.assembly import Drafted
from agreements.checks import check
from agreements.render import text

VERSION = "0.0+library"


def test_the_example_agreement_reads_as_it_did(
    kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted], golden: Callable[[str, str], None]
) -> None:
    agreement = drafted(deal(kind)).agreement

    golden(f"{kind}.txt", text.render(agreement).decode().replace(agreement.library, VERSION))


def test_the_example_agreement_has_no_error(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    assert [finding for finding in check(drafted(deal(kind))) if finding.severity == "error"] == []
