"""Read parameters back out of a paragraph: from its content controls, or from where the changed words stand when another program has dropped them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from agreements.agreement import Blank, Runs, Value
from agreements.comparing.parts import words
from agreements.reading.word_text import Piece, plainly

_LONGEST_NAME = 64  # Word allows no longer name of a control


@dataclass(frozen=True, slots=True)
class ParameterEdit:
    """A value that was changed: the name of the parameter, what stood there and what stands there now; *was* is what an open point asks for."""

    parameter: str
    was: str
    now: str


def parameter_edits(runs: Runs, pieces: Sequence[Piece]) -> tuple[ParameterEdit, ...]:
    """Return the parameters of *runs*, what was generated, that read differently in *pieces*, what stands there now."""
    given = [run for run in runs if isinstance(run, Value | Blank)]
    controls = [(name, "".join(piece.text for piece in group)) for name, group in groupby(pieces, key=lambda piece: piece.parameter) if name]
    if [name for name, _ in controls] == [run.parameter[:_LONGEST_NAME] for run in given]:
        found = [(run, plainly(now)) for run, (_, now) in zip(given, controls, strict=True)]
    else:
        found = list(_by_words(runs, "".join(piece.text for piece in pieces)))
    return tuple(ParameterEdit(run.parameter, plainly(run.text), now) for run, now in found if now != plainly(run.text))


def _by_words(runs: Runs, now: str) -> Iterator[tuple[Value | Blank, str]]:
    """Yield each value with the words that stand in its place; changed words belong to a value when they lie in it whole."""
    older = [(token, number) for number, run in enumerate(runs) for token in words(run.text)]
    newer = words(now)
    said = dict.fromkeys(range(len(runs)), "")
    matcher = SequenceMatcher(None, [token.key for token, _ in older], [token.key for token in newer], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            for step in range(b - a):
                said[older[a + step][1]] += newer[c + step].text
            continue
        owners = {number for _, number in older[a:b]}
        if len(owners) == 1:
            said[owners.pop()] += "".join(token.text for token in newer[c:d])
    yield from ((run, plainly(said[number])) for number, run in enumerate(runs) if isinstance(run, Value | Blank))
