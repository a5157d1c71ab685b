"""Another program than Word settles a redline: LibreOffice rejects all changes and has the older text, accepts all and has the newer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from agreements.assembly import Drafted
from agreements.foreign.word_package import open_word
from agreements.render import docx
from agreements.render.docx_tracked import tracked
from tests.validators.office_changes import ACCEPT, READ, REJECT, settled

Draft = Callable[[Any], Drafted]
Deal = Callable[..., Any]


def unnumbered(paragraphs: list[str]) -> list[str]:
    """Return *paragraphs* without numbers: LibreOffice counts references and pages anew while it reads."""
    return [re.sub(r"\d+(?:\.\d+)*(?:\([a-z]+\))?", "N", each) for each in paragraphs]


def test_libreoffice_gets_both_texts_out_of_a_redline(deal: Deal, drafted: Draft, tmp_path: Path) -> None:
    after = deal()
    after["parties"].reverse()
    after["parties"][0]["address"] = "Elsewhere 1, Brno"
    after["clauses"]["core/cover-page"]["title"] = "Another title"
    after["clauses"]["disp/escalation"] = {"variant": "two-step"}
    after["clauses"]["perf/scope-of-work"]["tasks"].pop()
    jobs: list[tuple[Path, str]] = []
    for name, older, newer in (("changed", deal(), after), ("kinds", deal("nda"), deal())):
        base = drafted(older).agreement
        sides = [docx.render(base), docx.render(drafted(newer).agreement)]
        made = tracked(*(open_word(side, name) for side in sides), base)
        paths = [tmp_path / f"{name}-{part}.docx" for part in ("older", "newer", "redline")]
        for path, content in zip(paths, (*sides, made), strict=True):
            path.write_bytes(content)
        jobs += [(paths[0], READ), (paths[2], REJECT), (paths[1], READ), (paths[2], ACCEPT)]

    found = [unnumbered(paragraphs) for paragraphs in settled(jobs)]

    for expected, left in zip(found[::2], found[1::2], strict=True):
        assert left == expected
