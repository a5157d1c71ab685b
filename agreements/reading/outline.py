"""Put provisions that stand one after the other into a tree again, and count their numbers anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from agreements.agreement import Provision, descend
from agreements.numbering import label


def tree(flat: Iterable[Provision]) -> tuple[Provision, ...]:
    """Return *flat* as a tree: each provision stands below the last one before it that has a higher level."""
    top: list[list[object]] = []
    path: list[tuple[int, list[list[object]]]] = [(0, top)]
    for provision in flat:
        while path[-1][0] >= provision.level:
            path.pop()
        below: list[list[object]] = []
        path[-1][1].append([provision, below])
        path.append((provision.level, below))
    return _grown(top)


def _grown(nodes: Sequence[Sequence[object]]) -> tuple[Provision, ...]:
    made = []
    for provision, below in nodes:
        if isinstance(provision, Provision) and isinstance(below, list):
            made.append(replace(provision, children=_grown(below)))
    return tuple(made)


def renumbered(made: tuple[Provision, ...], was: tuple[Provision, ...]) -> tuple[Provision, ...]:
    """Return *made* with numbers counted anew, or as it is when it has the provisions of *was* in their order."""
    if [provision.id for top in made for provision in descend(top)] == [provision.id for top in was for provision in descend(top)]:
        return made
    return _counted(made, ())


def _counted(provisions: Sequence[Provision], above: tuple[int, ...]) -> tuple[Provision, ...]:
    """Count those that have a number; one without continues what is above it."""
    made, number = [], 0
    for provision in provisions:
        if provision.label:
            number += 1
        place = (*above, *[0] * (provision.level - 1 - len(above)), number)[: provision.level]
        shown = label(place) if provision.label else ""
        made.append(replace(provision, label=shown, children=_counted(provision.children, place if provision.label else (*above, number))))
    return tuple(made)
