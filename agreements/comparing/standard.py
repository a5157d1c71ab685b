"""Say what a deal chose by hand, and draft the same deal as the library alone would: the standard from which an agreement deviates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from agreements.assembly import Drafted, draft
from agreements.comparing.comparison import ByHand
from agreements.deal import Deal, Override
from agreements.errors import shortened
from agreements.library import Clause, Library, Parameter
from agreements.parameters import Setting

_PLAIN = (str, int, float)
_PUT_IN, _LEFT_OUT = "in the agreement", "not in the agreement"


def standard(deal: Deal, library: Library) -> Drafted:
    """Return the draft of *deal* without the choices by hand that the library can make itself.

    What only people can say stays: a parameter for which the library has no value, from a default or from the answers. Versions stay as they are pinned.
    """
    bare = {id_: Override(version=override.version) for id_, override in deal.clauses.items()}
    settings = draft(replace(deal, clauses=bare), library, tolerant=True).settings
    kept = {id_: replace(bare[id_], parameters=_needed(id_, override, settings.get)) for id_, override in deal.clauses.items()}
    return draft(replace(deal, clauses=kept), library, tolerant=True)


def _needed(clause: str, override: Override, get: Callable[[str, str], Setting]) -> Mapping[str, Any]:
    return {name: value for name, value in override.parameters.items() if get(clause, name).is_empty}


def by_hand(drafted: Drafted, default: Drafted) -> tuple[ByHand, ...]:
    """Return what *drafted* chose otherwise than *default*, its :func:`standard`, in the order of the clauses; what follows from a choice is none."""
    order = [chosen.clause.id for chosen in (*drafted.selection.chosen, *default.selection.chosen)]
    named = [id_ for id_ in dict.fromkeys(order) if id_ in drafted.deal.clauses]
    return tuple(each for id_ in named for each in _choices(drafted.library.clauses[id_], drafted, default))


def _choices(clause: Clause, drafted: Drafted, default: Drafted) -> Iterator[ByHand]:
    override, here, there = drafted.deal.clauses[clause.id], drafted.selection.find(clause.id), default.selection.find(clause.id)
    if here is None:
        if override.include is False and there is not None:
            yield ByHand(clause.id, clause.title, "left out", "the clause", _LEFT_OUT, _PUT_IN)
        return
    if there is None and override.include:
        yield ByHand(clause.id, clause.title, "put in", "the clause", _PUT_IN, _LEFT_OUT)
    if override.variant and there is not None and here.variant != there.variant:
        yield ByHand(clause.id, clause.title, "variant", "the wording", _label(clause, here.variant), _label(clause, there.variant))
    for name in override.parameters:
        chosen, usual = drafted.settings.get(clause.id, name), default.settings.get(clause.id, name)
        if chosen.value != usual.value:
            parameter = clause.parameters[name]
            yield ByHand(
                clause.id, clause.title, "parameter", parameter.ask, _said(parameter, chosen.value, drafted), _said(parameter, usual.value, default), name
            )


def _label(clause: Clause, variant: str) -> str:
    known = clause.variants.get(variant)
    return f"{known.label} ({variant})" if known else variant


def _said(parameter: Parameter, value: Any, drafted: Drafted) -> str:
    """Return a value as the agreement prints it; a table only as much as fits a line."""
    if value is None or value == ():
        return "nothing"
    phrases = drafted.fillings[next(iter(drafted.fillings))].phrases
    shown = phrases.phrase(parameter, value)
    plain = isinstance(value, _PLAIN) or not any(isinstance(each, Mapping) for each in value)
    return shown if plain else shortened(shown)
