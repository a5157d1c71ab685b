"""Say which annexes begin a page: all do, except short ones that find room whole below a short one."""

from __future__ import annotations

from math import ceil

from agreements.agreement import Annex, Provision, descend, plain
from agreements.render import table_shape

SHORT = table_shape.PAGE / 2
_FULL = 0.92 * table_shape.PAGE  # room for what the estimate does not see
_GAP = 14  # between two annexes on a page
_HEAD, _HEADING, _AFTER = 26, 14.5, 2.2
_LETTERS, _LINE = 84, 5.1
_TABLE = 0.88  # the columns of real tables are balanced better than those of the estimate


def begins_page(annexes: tuple[Annex, ...]) -> tuple[bool, ...]:
    """Return for each annex whether it begins a page. One with a form does always: people take it out and fill it in."""
    answers: list[bool] = []
    used = table_shape.PAGE * 1.0
    for annex in annexes:
        needed = height(annex)
        alone = needed > SHORT or _has_form(annex)
        answers.append(alone or used + _GAP + needed > _FULL)
        used = table_shape.PAGE if alone else needed + (0 if answers[-1] else used + _GAP)
    return tuple(answers)


def height(annex: Annex) -> float:
    """Return about how many millimetres the annex takes, with its head."""
    return _HEAD + sum(_height(provision) for root in annex.provisions for provision in descend(root))


def _height(provision: Provision) -> float:
    table = _TABLE * table_shape.height(provision.table) if provision.table else 0
    if provision.heading:
        return _HEADING + table
    return ceil(max(1, len(plain(provision.runs))) / _LETTERS) * _LINE + _AFTER + table


def _has_form(annex: Annex) -> bool:
    return any(provision.table.form for root in annex.provisions for provision in descend(root) if provision.table)
