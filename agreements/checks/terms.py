"""Checks of definitions, references and the words that people type: nothing undefined, nothing unused, no reference to nowhere, no vague duty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from agreements.agreement import Blank, Term, plain
from agreements.assembly import Drafted, term_is_inherited
from agreements.check_row import CheckRow
from agreements.checks.hit import Hit
from agreements.checks.structure import runs, settings
from agreements.library import Library
from agreements.phrases import spelled

_MONEY = re.compile(r"(?<![\w.])\d{1,3}(?:[,.]\d{3})+(?=$|[.;:)]| (?:for|per|net|plus|in|to|at|as|and|is)\b)")
_CURRENCY = re.compile(r"EUR|€|euro|[A-Z]{3}")
_FIGURED = re.compile(r"\b([a-z]+(?:-[a-z]+)?) \((\d{1,4})\)")
_LITERAL = re.compile(r"\bclauses?\s+\d+", re.IGNORECASE)
_NUMBERS = 1000
_CAPITAL = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The terms of an agreement: how often each known term occurs, and where terms are defined."""

    counts: Counter[str]
    defined: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _vocabulary(drafted: Drafted) -> _Vocabulary:
    agreement, known = drafted.agreement, _known(drafted.library)
    counts = Counter(term for run in runs(agreement) for term in known(run.text))
    defined = tuple((run.text, plain(provision.runs)) for provision in agreement.provisions() for run in provision.runs if isinstance(run, Term))
    return _Vocabulary(counts, defined)


@lru_cache(maxsize=4)
def _known_terms(shared: frozenset[str], local: frozenset[str]) -> Callable[[str], tuple[str, ...]]:
    plurals = {name: name for name in shared | local}
    plurals |= {f"{name}s": name for name in shared | local} | {f"{name[:-1]}ies": name for name in shared | local if name.endswith("y")}
    pattern = re.compile(r"\b(" + "|".join(re.escape(word) for word in sorted(plurals, key=len, reverse=True)) + r")\b")

    @lru_cache(maxsize=20_000)
    def find(text: str) -> tuple[str, ...]:
        return tuple(plurals[word] for word in pattern.findall(text)) if _CAPITAL.search(text) else ()

    return find


def _known(library: Library) -> Callable[[str], tuple[str, ...]]:
    """Return what finds the shared terms and the local terms in capitals in a text; library texts are looked through once."""
    return _known_terms(frozenset(library.terms), library.local_terms)


def undefined_term(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """DEF-01: a capitalised term of the library stands in the text, and no provision defines it."""
    words = _vocabulary(drafted)
    known = {term for term, _ in words.defined}
    known |= {term for term in drafted.library.terms if term_is_inherited(term, drafted.selection, drafted.library)}
    yield from (Hit(found=term) for term in sorted(words.counts) if term not in known)


def unused_term(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """DEF-02: a defined term that occurs nowhere but in its own definition."""
    words = _vocabulary(drafted)
    find = _known(drafted.library)
    for term, definition in words.defined:
        if words.counts[term] and words.counts[term] <= find(definition).count(term):
            yield Hit(found=term)


def two_meanings(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """DEF-03."""
    meanings: dict[str, str] = {}
    for term, definition in _vocabulary(drafted).defined:
        if meanings.setdefault(term, definition) != definition:
            yield Hit(found=term)


def lost_reference(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """DEF-04: a reference whose target is not in the agreement."""
    for provision in drafted.agreement.provisions():
        clause = provision.source.partition(":")[0]
        for run in provision.runs:
            if isinstance(run, Blank) and run.parameter.startswith("reference."):
                yield Hit(clause if clause in drafted.library.clauses else "", found=run.parameter.removeprefix("reference."), slots={"place": provision.id})


def literal_reference(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """DEF-05: somebody typed the number of a clause."""
    for clause, parameter, text in _typed(drafted):
        if found := _LITERAL.search(text):
            yield Hit(clause, parameter, found.group(0))


def circular_terms(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """DEF-06: two definitions that need each other."""
    terms = drafted.library.terms
    printed = {term for term, _ in _vocabulary(drafted).defined} & terms.keys()
    for term in sorted(printed):
        for other in sorted(terms[term].paragraph.terms & printed):
            if term in terms[other].paragraph.terms and term < other:
                yield Hit(found=f"{term}, {other}")


def unclear_figures(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """DEF-07: in typed text, an amount without currency, or a number in words and figures that differ."""
    words = _spellings(drafted.library.language)
    for clause, parameter, text in _typed(drafted):
        for amount in _MONEY.finditer(text):
            around = text[max(0, amount.start() - 8) : amount.end() + 8]
            if not _CURRENCY.search(around):
                yield Hit(clause, parameter, amount.group(0), "an amount with its currency, such as EUR 18,000")
        for word, figure in _FIGURED.findall(text):
            if word in words and words[word] != int(figure):
                yield Hit(clause, parameter, f"{word} ({figure})", f"{word} ({words[word]})")


@cache
def _spellings(language: str) -> dict[str, int]:
    return {spelled(number, language): number for number in range(_NUMBERS)}


def vague_words(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """DEF-08: a typed text measures a duty by one of the words in ``allowed`` of the check."""
    pattern = re.compile(rf"\b({'|'.join(re.escape(word.strip()) for word in row.allowed.split(','))})\b", re.IGNORECASE)
    for clause, parameter, text in _typed(drafted):
        if found := pattern.search(text):
            yield Hit(clause, parameter, found.group(0))


def _typed(drafted: Drafted) -> Iterator[tuple[str, str, str]]:
    """Yield every text that people typed into a parameter, in records too."""
    for clause, parameter, setting in settings(drafted):
        if setting.origin != "given" or setting.is_empty:
            continue
        values = {"text": [setting.value], "texts": setting.value}.get(parameter.type, [])
        if parameter.type == "records":
            values = [each for record in setting.value for each in record.values()]
        yield from ((clause, parameter.name, each) for each in values if isinstance(each, str))


TESTS = {
    test.__name__: test for test in (undefined_term, unused_term, two_meanings, lost_reference, literal_reference, circular_terms, unclear_figures, vague_words)
}
