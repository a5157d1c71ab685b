"""What a counterparty does in LibreOffice is read back: tracked and silent edits, a new paragraph and a deleted one."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from validators import office_changes

from agreements.assembly import draft
from agreements.foreign.carried import carried_in_word
from agreements.foreign.word_package import open_word
from agreements.intake import read_deal
from agreements.reading.reading import read_back
from agreements.render import docx
from clauses import library
from clauses.library import example

STEERING = Path(__file__).parents[2] / "validators"
EDITS = [
    (False, "The parties agree as follows", "replace", "The parties promise as follows"),
    (True, "If it is changed, all parties must sign anew", "replace", "If it is changed, one party must sign anew"),
    (True, "The parties may sign separate copies of the same text.", "empty", ""),
    (True, "Each party states that, on the day it signs", "behind", "A statement by e-mail counts."),
]


def test_the_edits_of_a_counterparty_are_read_back(tmp_path: Path) -> None:
    agreement = draft(read_deal(example("nda"), library()), library()).agreement
    source, target = tmp_path / "sent.docx", tmp_path / "returned.docx"
    source.write_bytes(docx.render(agreement))
    code = f"import sys; sys.path.insert(0, {str(STEERING)!r}); import office_editing; office_editing.main()"
    asked = json.dumps([source.as_uri(), target.as_uri(), EDITS])
    done = subprocess.run([office_changes.PYTHON, "-c", code], input=asked, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 0, done.stderr[-800:]

    package = open_word(target.read_bytes(), "returned.docx")
    carried = carried_in_word(package)
    assert carried
    assert (carried.agreement, carried.is_whole) == (agreement, True)
    reading = read_back(package, carried.agreement)

    assert [(edit.what, edit.part, edit.tracked) for edit in reading.edits] == [
        ("replaced", "terms", False),
        ("inserted", "core/parties-purpose", True),
        ("replaced", "gen/signature", True),
        ("deleted", "gen/signature", True),
    ]
    assert reading.remarks == ()
