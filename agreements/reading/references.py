"""Tell references that print another number because clauses came, went or moved from references that somebody has made print something else."""

from __future__ import annotations

from collections.abc import Iterable

from agreements.agreement import Agreement
from agreements.comparing.parts import parts
from agreements.reading.edits import Edit, Fate
from agreements.reading.places import Generated
from agreements.reading.word_text import plainly


def without_renumbering(made: Iterable[Edit], fates: Iterable[Fate], base: Agreement, edited: Agreement, printed: Generated) -> tuple[Edit, ...]:
    """Return *made* without the changes of references alone that print the number of their target before or after the edits, as Word does by itself."""
    right = [_numbers(agreement) for agreement in (base, edited)]
    targets = printed.targets
    views = {fate.id: (fate.before, fate.after) for fate in fates}

    def is_right(edit: Edit) -> bool:
        said = [piece for view in views.get(edit.id, ()) if view for piece in view.pieces if piece.target]
        return all(any(plainly(piece.text) in numbers.get(targets.get(piece.target, ""), ()) for numbers in right) for piece in said)

    return tuple(edit for edit in made if edit.what != "reference" or not is_right(edit))


def _numbers(agreement: Agreement) -> dict[str, frozenset[str]]:
    """Return for the id of each provision and annex what a reference to it may print: its number alone, or with those above it."""
    whole = {line.id: line.label for part in parts(agreement) for line in part.lines}
    found = {provision.id: frozenset({provision.label.rstrip("."), whole.get(provision.id, "").rstrip(".")}) for provision in agreement.provisions()}
    return {**found, **{annex.id: frozenset({annex.label}) for annex in agreement.annexes}}
