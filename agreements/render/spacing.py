"""Keep together what a line must not tear apart: a number and its unit, a date, an amount, a word and the number that stands for it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from agreements.agreement import Reference, Runs

NO_BREAK = "\u00a0"
_PLAIN = ("text", "value")
_TORN = re.compile(
    r"(?:(?<![\w.,:/-])\(?\d{1,3}(?:[.,]\d{1,2})?\)? (?=[^\W\d_]|%)"  # 30 days, (30) days, 100 %, 2 March
    r"|(?<!\w)[A-Z]\w*\.? (?=\d)"  # EUR 18,000, March 2026, Annex 1, Article 26
    r"|(?<=\)) (?=\d)"  # (EU) 2016/679
    r"|(?<=\w) (?=\(\d{1,4}(?:[.,]\d+)?(?: %)?\)))"  # thirty (30)
)


@lru_cache(maxsize=16384)
def kept_together(words: str) -> str:
    """Return *words* with no-break spaces where a number belongs to the word beside it; nothing else changes.

    >>> kept_together("EUR 18,000 within thirty (30) days from 2 March 2026").replace(NO_BREAK, "~")
    'EUR~18,000 within thirty~(30)~days from 2~March~2026'
    """
    return _TORN.sub(lambda found: found[0][:-1] + NO_BREAK, words)


def set_runs(runs: Runs) -> list[tuple[str, str, str]]:
    """Return the sort, the words and the target or parameter of each run, kept together within runs and before references ("clause 9")."""
    words = [kept_together(run.text) for run in runs]
    for number, (before, run) in enumerate(pairwise(runs)):
        if isinstance(run, Reference) and before.text[-1:] == " " and before.text[-2:-1].isalpha():
            words[number] = words[number][:-1] + NO_BREAK
    return [(run.run, text, getattr(run, "target", getattr(run, "parameter", ""))) for run, text in zip(runs, words, strict=True)]


def inline_runs(runs: Runs) -> list[tuple[str, str, str]]:
    """Return the same for paper: a piece of text never ends with a space, because the line breaker of WeasyPrint tears off its first word then.

    The space goes into the term, open point or link that follows, and so does the word that is kept together with a reference.
    """
    pieces = set_runs(runs)
    for number, ((sort, words, to), (after, following, leads)) in enumerate(pairwise(pieces)):
        if sort not in _PLAIN or after in _PLAIN or words[-1:] not in (" ", NO_BREAK):
            continue
        between = number and isinstance(runs[number - 1], Reference)  # the "and" of "clauses 9 and 10" is no part of a link
        cut = max(words[:-1].rfind(" "), 0) if words.endswith(NO_BREAK) and not between else len(words) - 1
        pieces[number] = (sort, words[:cut], to)
        pieces[number + 1] = (after, words[cut:] + following, leads)
    return pieces
