"""Compare two agreements paragraph by paragraph and word by word: what was added, removed, changed or moved, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from agreements.agreement import Agreement, Provision, Reference, Runs, descend

ALIKE = 0.5  # two paragraphs whose words agree to at least this part are one paragraph, changed; the rest was taken out and put in
_WORDS = re.compile(r"\s+|[\w€%]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words that stayed, was added or was removed."""

    what: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that differs. *part* is the heading it stands under, *label* its number in the newer agreement (in the older one when removed)."""

    what: Literal["added", "removed", "changed", "moved"]
    part: str
    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word; two are the same when their keys are, so that a clause that only got another number is no change."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    tokens: tuple[_Token, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(token.key for token in self.tokens)


@dataclass(frozen=True, slots=True)
class _Part:
    id: str
    title: str
    lines: tuple[_Line, ...]


def compare(older: Agreement, newer: Agreement) -> tuple[Change, ...]:
    """Return the differences in the order of *newer*; what only *older* has stands where it stood."""
    before, after = {part.id: part for part in _parts(older)}, {part.id: part for part in _parts(newer)}
    moved = _moved([id_ for id_ in before if id_ in after], [id_ for id_ in after if id_ in before])
    changes: list[Change] = []
    for id_ in _merged(list(before), list(after)):
        here, there = before.get(id_), after.get(id_)
        if here is not None and there is not None:
            if id_ in moved:
                changes.append(Change("moved", there.title, "", (Segment("same", there.title),)))
            changes.extend(_changes(here, there))
        elif there is not None:
            changes.extend(_whole("added", there))
        elif here is not None:
            changes.extend(_whole("removed", here))
    return tuple(changes)


# What is compared --------------------------------------------------------------------------------------------------------


def _parts(agreement: Agreement) -> Iterator[_Part]:
    words = agreement.words
    yield _Part("cover", words.key_terms, tuple(_Line(row.label, _tokens(row.runs)) for row in agreement.cover))
    yield _Part("parties", words.parties, tuple(_Line(line.label, _tokens(line.runs)) for line in agreement.parties))
    yield _Part("recitals", words.background, tuple(_Line(line.label, _tokens(line.runs)) for line in agreement.recitals))
    for clause in agreement.clauses:
        yield _Part(clause.id, clause.heading, tuple(_lines([clause])))
    for annex in agreement.annexes:
        yield _Part(f"annex:{annex.id}", f"{annex.label}: {annex.title}", tuple(_lines(annex.provisions)))
    signing = [f"{block.name}: {signer.name}, {signer.position}, {signer.authority}" for block in agreement.execution for signer in block.signatories]
    approved = (_Line(agreement.approval.heading, _tokens(agreement.approval.runs)),) if agreement.approval else ()
    yield _Part("execution", words.signatures, (*(_Line("", _words(text)) for text in signing), *approved))
    if agreement.record:
        yield _Part("record", agreement.record.heading, tuple(_Line(line.label, _tokens(line.runs)) for line in agreement.record.lines))


def _lines(provisions: Iterable[Provision]) -> Iterator[_Line]:
    for provision in provisions:
        for each in descend(provision):
            if each.runs:
                yield _Line(each.label, _tokens(each.runs))
            if each.table:
                yield _Line("", _words(" | ".join(each.table.head)))
                for row in each.table.rows:
                    yield _Line("", tuple(token for number, cell in enumerate(row) for token in ([_Token(" | ", " | ")] if number else []) + [*_tokens(cell)]))


def _tokens(runs: Runs) -> tuple[_Token, ...]:
    made: list[_Token] = []
    for run in runs:
        made += [_Token(f"→{run.target}", run.text)] if isinstance(run, Reference) else _words(run.text)
    return tuple(made)


def _words(text: str) -> tuple[_Token, ...]:
    return tuple(_Token(word if word.strip() else " ", word) for word in _WORDS.findall(text))


# How it is compared ------------------------------------------------------------------------------------------------------


def _merged(before: list[str], after: list[str]) -> Iterator[str]:
    """Yield all ids in the order of *after*; those only in *before* come behind the one that they followed."""
    waiting: dict[str, list[str]] = {}
    last, known = "", set(after)
    for id_ in before:
        if id_ in known:
            last = id_
        else:
            waiting.setdefault(last, []).append(id_)
    yield from waiting.get("", ())
    for id_ in after:
        yield id_
        yield from waiting.get(id_, ())


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the ids that stand in another order: all but the longest run that both orders share."""
    kept = {before[block.a + step] for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks() for step in range(block.size)}
    return set(after) - kept


def _changes(older: _Part, newer: _Part) -> Iterator[Change]:
    matcher = SequenceMatcher(None, [line.keys for line in older.lines], [line.keys for line in newer.lines], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            yield from _replaced(newer.title, older.lines[a:b], newer.lines[c:d])


def _replaced(title: str, older: Sequence[_Line], newer: Sequence[_Line]) -> Iterator[Change]:
    """Pair the paragraphs that resemble each other, in their order; the others were removed or added."""
    at = 0
    for line in newer:
        twin = next((n for n in range(at, len(older)) if SequenceMatcher(None, older[n].keys, line.keys, autojunk=False).ratio() >= ALIKE), None)
        if twin is None:
            yield _change("added", title, line)
            continue
        yield from (_change("removed", title, lost) for lost in older[at:twin])
        yield Change("changed", title, line.label, tuple(_segments(older[twin].tokens, line.tokens)))
        at = twin + 1
    yield from (_change("removed", title, lost) for lost in older[at:])


def _whole(what: Literal["added", "removed"], part: _Part) -> Iterator[Change]:
    yield from (_change(what, part.title, line) for line in part.lines)


def _change(what: Literal["added", "removed"], title: str, line: _Line) -> Change:
    return Change(what, title, line.label, (Segment(what, "".join(token.text for token in line.tokens)),))


def _segments(older: Sequence[_Token], newer: Sequence[_Token]) -> Iterator[Segment]:
    matcher = SequenceMatcher(None, [token.key for token in older], [token.key for token in newer], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield Segment("same", "".join(token.text for token in newer[c:d]))
            continue
        if b > a:
            yield Segment("removed", "".join(token.text for token in older[a:b]))
        if d > c:
            yield Segment("added", "".join(token.text for token in newer[c:d]))
