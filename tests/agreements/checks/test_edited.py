"""LIB-05 speaks of every clause whose text is no longer the library's, and of no other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from striking import JSD, Deal

from agreements.agreement import Agreement, Text, descend
from agreements.checks import reworded


def test_a_clause_with_other_words_is_told_and_no_other(deal: Deal, drafted: Any) -> None:
    draft = drafted(deal(JSD))
    first, second, *rest = draft.agreement.clauses
    point = next(each for each in descend(second) if each.runs and each is not second)
    changed = replace(
        second, children=tuple(replace(each, runs=(*each.runs, Text(" Unless it rains."))) if each is point else each for each in second.children)
    )
    edited: Agreement = replace(draft.agreement, clauses=(first, changed, *rest))

    assert [(finding.code, finding.clause) for finding in reworded(draft.agreement, edited, draft.library)] == [("LIB-05", second.id)]
    assert list(reworded(draft.agreement, draft.agreement, draft.library)) == []
