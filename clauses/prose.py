"""Measure how plain the wordings are: length of sentences, passive voice, sentences that stand in two clauses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from agreements.library import Clause, Paragraph, Slot, TermMark, Words

LONG = 35  # words; the drafting guide asks for sentences below
TELLING = 8  # words; shorter sentences may well stand in two clauses
_END = re.compile(r"(?<=[.;:])\s+")
_WORD = re.compile(r"[A-Za-z0-9’'-]+")
_IRREGULAR = (
    "known|given|made|paid|held|kept|sent|set|put|found|done|taken|chosen|written|shown|told|met|lost|borne|bound|brought|built|drawn|hidden|led|left|let"
    "|lent|read|said|seen|sold|spent|split|understood|withdrawn|broken|begun|become|caught|cut|dealt|driven|fallen|felt|forgotten|gone|grown|heard|hit|run"
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being)\s+(?:(?:not|also|only|first|then|fully|\w+ly)\s+){{0,2}}(?:\w{{2,}}ed|{_IRREGULAR})\b", re.IGNORECASE
)
_NO_PASSIVE = re.compile(r"\b(?:is|are|be)\s+(?:not\s+)?(?:need|interested|based|limited|agreed)\b", re.IGNORECASE)  # states, or the parties act


@dataclass(frozen=True, slots=True)
class Plainness:
    """What was measured of a clause, over all its wordings; *long* is the share of sentences over the limit, *passive* that in passive voice, in per cent."""

    sentences: int
    mean: float
    longest: int
    long: float
    passive: float


def plainness(clause: Clause) -> Plainness:
    """Return the measures of *clause*; a sentence that stands in several of its wordings counts once."""
    found = list(dict.fromkeys(sentence for paragraphs in texts(clause) for sentence in sentences(paragraphs)))
    lengths = [len(_WORD.findall(sentence)) for sentence in found] or [0]
    passive = sum(is_passive(sentence) for sentence in found)
    over = sum(length > LONG for length in lengths)
    count = max(len(found), 1)
    return Plainness(len(found), round(sum(lengths) / count, 1), max(lengths), round(100 * over / count, 1), round(100 * passive / count, 1))


def texts(clause: Clause) -> Iterator[tuple[Paragraph, ...]]:
    """Yield every text that *clause* may print: its wordings, its texts of single kinds, its pointer."""
    yield from (variant.paragraphs for variant in clause.variants.values())
    yield from (variant.paragraphs for variants in clause.texts.values() for variant in variants.values())
    if clause.pointer:
        yield (clause.pointer,)


def sentences(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Yield the sentences, lead-ins and points of *paragraphs*; a value counts as the one word X, a reference as 1."""
    for paragraph in paragraphs:
        shown = "".join(_shown(piece) for piece in paragraph.pieces)
        yield from (sentence for sentence in _END.split(shown.strip()) if _WORD.search(sentence))
        yield from sentences(paragraph.children)


def _shown(piece: object) -> str:
    match piece:
        case Words(text) | TermMark(text):
            return text
        case Slot():
            return "X"
    return "1"


def is_passive(sentence: str) -> bool:
    """Tell whether *sentence* has a verb in passive voice.

    >>> is_passive("The fee is paid by the lead hub.")
    True
    >>> is_passive("The lead hub must pay the fee.")
    False
    """
    return bool(_PASSIVE.search(_NO_PASSIVE.sub("", sentence)))


def repeated(clauses: Iterable[Clause]) -> Mapping[str, tuple[str, ...]]:
    """Return the telling sentences that stand in more than one clause, each with the ids of these clauses."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for clause in clauses:
        for paragraphs in texts(clause):
            for sentence in sentences(paragraphs):
                if len(_WORD.findall(sentence)) >= TELLING:
                    owners[sentence.rstrip(".;:")].add(clause.id)
    return {sentence: tuple(sorted(ids)) for sentence, ids in sorted(owners.items()) if len(ids) > 1}
