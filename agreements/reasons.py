"""Say in words why a clause stands in an agreement and why in this wording."""

from __future__ import annotations

from collections.abc import Iterable

from agreements.conditions import Read
from agreements.facts import in_words
from agreements.library import Library
from agreements.selection import Chosen


def because(chosen: Chosen, library: Library) -> tuple[str, ...]:
    """Return the reasons for *chosen*: first for the clause, then for its wording; each names the answers that decided."""
    words = library.words
    entry = {"mandatory": "because_m", "default": "because_d", "trigger": "because_trigger", "hand": "because_hand"}[chosen.entry]
    label = chosen.clause.variants[chosen.variant].label if chosen.variant in chosen.clause.variants else chosen.variant
    choice = {"only": "because_only", "standard": "because_standard", "rule": "because_variant", "hand": "because_chosen"}[chosen.choice]
    return (
        _with(words[entry], chosen.entry_reads, library),
        _with(words[choice].replace("{label}", label), chosen.choice_reads, library),
    )


def _with(sentence: str, reads: Iterable[Read], library: Library) -> str:
    facts = list(dict.fromkeys(in_words(read.name, read.value, library) for read in reads))
    return f"{sentence} ({'; '.join(facts)})" if facts else sentence
