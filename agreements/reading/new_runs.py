"""Write the words of an edited paragraph as runs of the tree: values, terms and references stay what they were where their words stayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from agreements.agreement import Blank, Reference, Run, Runs, Text, Value
from agreements.comparing.parts import words
from agreements.reading.views import View
from agreements.reading.word_text import plainly


def new_runs(was: Runs, view: View, targets: Mapping[str, str]) -> Runs:
    """Return what *view* says as runs; *was* is what was generated, *targets* gives the id behind each bookmark that a reference may point to."""
    said: list[tuple[str, str, Run]] = []
    for piece in view.pieces:
        target = targets.get(piece.target, "")
        if target:
            said.append((f"→{target}", piece.text, Reference(piece.text, target)))
            continue
        run: Run = Value("", piece.parameter) if piece.parameter else Text("")
        said += [(token.key, token.text, run) for token in words(piece.text)]
    older = [(f"→{run.target}" if isinstance(run, Reference) else token.key, run) for run in was for token in words(run.text)]
    kinds: list[Run] = [run for _, _, run in said]
    matcher = SequenceMatcher(None, [key for key, _ in older], [key for key, _, _ in said], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            kinds[c:d] = [run for _, run in older[a:b]]
        elif what == "replace":
            kinds[c:d] = _replaced([run for _, run in older[a:b]], kinds[c:d])
    return _joined([(text, kind) for (_, text, _), kind in zip(said, kinds, strict=True)])


def _replaced(older: list[Run], newer: list[Run]) -> list[Run]:
    """Return kinds for words that took the place of others: those of one value belong to it, an open point that was filled is a value."""
    owner = older[0]
    if isinstance(owner, Value | Blank) and all(run is owner for run in older):
        return [run if isinstance(run, Reference) else Value("", owner.parameter) for run in newer]
    return newer


def _joined(said: list[tuple[str, Run]]) -> Runs:
    made: list[Run] = []
    last: object = None
    for text, kind in said:
        same = bool(made) and (kind is last or _alike(made[-1], kind))
        if same:
            made[-1] = replace(made[-1], text=made[-1].text + text)
        else:
            made.append(replace(kind, text=text))
        last = kind
    return _trimmed(made)


def _alike(first: Run, second: Run) -> bool:
    """Tell whether two runs can be one: words of the same kind, or of the same value."""
    if isinstance(first, Text) and isinstance(second, Text):
        return True
    return isinstance(first, Value) and isinstance(second, Value) and first.parameter == second.parameter


def _trimmed(made: list[Run]) -> Runs:
    """Leave out white space at both ends, and unprinted blanks, which the tree does not have."""
    while made and not plainly(made[0].text):
        made.pop(0)
    while made and not plainly(made[-1].text):
        made.pop()
    if made:
        made[0] = replace(made[0], text=made[0].text.lstrip())
        made[-1] = replace(made[-1], text=made[-1].text.rstrip())
    return tuple(replace(run, text=run.text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u00ad", "")) for run in made)
