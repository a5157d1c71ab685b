"""Say which annexes begin a page: all do, except short ones that find room whole below a short one."""

from __future__ import annotations

from math import ceil

from agreements.agreement import Annex, Provision, descend, plain
from agreements.render import table_shape

SHORT = table_shape.PAGE / 2
_FULL = 0.85 * table_shape.PAGE  # room for what the estimate does not see
_HEAD, _HEADING, _AFTER = 28, 16, 2.4
_LETTERS, _LINE = 80, 5.3


def begins_page(annexes: tuple[Annex, ...]) -> tuple[bool, ...]:
    """Return for each annex whether it begins a page. One with a form does always: people take it out and fill it in."""
    answers: list[bool] = []
    used = table_shape.PAGE * 1.0
    for annex in annexes:
        needed = height(annex)
        alone = needed > SHORT or _has_form(annex)
        answers.append(alone or used + needed > _FULL)
        used = table_shape.PAGE if alone else needed + (0 if answers[-1] else used)
    return tuple(answers)


def height(annex: Annex) -> float:
    """Return about how many millimetres the annex takes, with its head."""
    return _HEAD + sum(_height(provision) for root in annex.provisions for provision in descend(root))


def _height(provision: Provision) -> float:
    table = table_shape.height(provision.table) if provision.table else 0
    if provision.heading:
        return _HEADING + table
    return ceil(max(1, len(plain(provision.runs))) / _LETTERS) * _LINE + _AFTER + table


def _has_form(annex: Annex) -> bool:
    return any(provision.table.form for root in annex.provisions for provision in descend(root) if provision.table)
