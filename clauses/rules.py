"""Read the checks, the numbers of Union law that they take by name, and the rules of single countries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from pydantic import Field

from agreements.check_row import CheckRow
from agreements.errors import closest
from agreements.library import Library
from agreements.overlays import Overlay
from agreements.values import is_day
from clauses.build import condition
from clauses.files import Source
from clauses.schema import Head
from clauses.wording import curly

MARKS = ("r", "v*", "v")  # from recalled to verified
TOLD = frozenset({"standard-terms", "payment", "form", "courts"})  # topics that no check asks for
_LIMIT = re.compile(r"\$([a-z_0-9]+)")
_SOURCE = re.compile(r"\bS\d{2}\b")


Topic = Literal["floor", "core-duty", "approval", "interest", "acceptance", "payment-cap", "standard-terms", "payment", "form", "courts"]
_NUMBERED = frozenset({"interest", "acceptance", "payment-cap"})  # topics whose rule is a number; that of the floor is a list of losses
_COUNTRY = re.compile(r"[A-Z]{2}")


class LimitHead(Head):
    """A number of Union law, or a day as 2026-12-31."""

    value: float | int | str
    unit: str
    mark: Literal["v", "v*", "r"]
    source: str
    says: str


class OverlayHead(Head):
    """A rule of national law."""

    topic: Topic
    by: Literal["law", "payer"] = "law"
    countries: list[str]
    value: float | int | list[str] | None = None
    only: Literal["", "standard terms", "large to small"] = ""
    mark: Literal["v", "v*", "r"]
    source: str
    says: str


class AlsoHead(Head):
    """A further strike of a check, under the same code; what it leaves out is as in the first."""

    severity: Literal["error", "warning"] | None = None
    message: str | None = None
    fix: str | None = None
    source: str | None = None
    clauses: list[str] | None = None
    parameter: str | None = None
    allowed: str | None = None
    when: str | None = None
    test: str | None = None
    limit: float | int | str | None = None
    overlay: str | None = None


class CheckHead(Head):
    """A check."""

    severity: Literal["error", "warning"]
    message: str
    fix: str
    source: str
    clauses: list[str] = Field(default_factory=list)
    parameter: str = ""
    allowed: str = ""
    when: str = ""
    test: str = ""
    limit: float | int | str | None = None
    overlay: str = ""
    firm: str = ""
    also: list[AlsoHead] = Field(default_factory=list)


def check(code: str, head: CheckHead, source: Source, limits: Mapping[str, LimitHead], laws: frozenset[str]) -> CheckRow:
    """Return the check *code* with its further strikes, the numbers of *limits* in place of their names; *laws* are the sources that are law."""
    more = [head.model_copy(update={"also": [], **each.model_dump(exclude_unset=True)}) for each in head.also]
    also = tuple(_row(code, each, source, limits, code, "also", "when") for each in more)
    legal = not laws.isdisjoint(_SOURCE.findall(head.source))
    firm = condition(source, head.firm, code, "firm")
    return replace(_row(code, head, source, limits, code, "when"), also=also, legal=legal, firm=firm)


def _row(code: str, head: CheckHead, source: Source, limits: Mapping[str, LimitHead], *where: str) -> CheckRow:
    named = _limit_name(head.limit)

    def told(text: str) -> str:
        return curly(_LIMIT.sub(lambda match: _told(limits[match.group(1)].value) if match.group(1) in limits else match.group(), text))

    when = _LIMIT.sub(lambda match: str(limits[match.group(1)].value) if match.group(1) in limits else "0", head.when)
    taken = [*_LIMIT.findall(f"{head.message} {head.fix} {head.allowed} {head.when}"), *([named] if named else [])]
    for name in dict.fromkeys(taken):
        if name not in limits:
            source.fault(f"{code} names the limit “${name}”, which does not exist.", closest(name, limits), line=source.line_of(code))
    limit = limits[named].value if named in limits else head.limit
    return CheckRow(
        code, head.severity, told(head.message), told(head.fix), head.source, tuple(head.clauses), head.parameter, told(head.allowed),
        condition(source, when, *where), head.test, limit, head.overlay,
    )  # fmt: skip


def _limit_name(limit: object) -> str:
    return limit[1:] if isinstance(limit, str) and limit.startswith("$") else ""


def _told(value: float | str) -> str:
    """Return a limit as people write it: 300,000 or 31 December 2026."""
    if isinstance(value, str):
        if not is_day(value):
            return value
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return f"{value:,.10g}"


def overlay(id_: str, head: OverlayHead) -> Overlay:
    """Return the national rule *id_*."""
    value = tuple(head.value) if isinstance(head.value, list) else head.value
    return Overlay(id_, head.topic, head.by, tuple(head.countries), head.mark, head.source, curly(head.says), value, head.only)


def examine(limits: Mapping[str, LimitHead], library: Library, sources: Mapping[str, Source], marks: Mapping[str, str]) -> None:
    """Note rules that rest on no known source, claim more than it bears out, or are asked for by no check."""
    for name, limit in limits.items():
        _proof(name, limit.mark, limit.source, sources["limits.toml"], marks)
        if isinstance(limit.value, str) and not is_day(limit.value):
            at = sources["limits.toml"].line_of(name, "value")
            sources["limits.toml"].fault(f"“{limit.value[:40]}” is neither a number nor a day.", "Write 60, or a day as “2026-12-31”.", line=at)
    asked = {row.overlay for first in library.checks.values() for row in first.rows}
    source = sources["overlays.toml"]
    for each in library.overlays:
        _proof(each.id, each.mark, each.source, source, marks)
        for what, mend in _national(each, library):
            source.fault(f"“{each.id}” {what}", mend, line=source.line_of(each.id))
        if each.topic not in asked | TOLD:
            source.fault(f"no check asks for the topic “{each.topic}” of “{each.id}”.", "Write one.", line=source.line_of(each.id))


def _national(rule: Overlay, library: Library) -> Iterator[tuple[str, str]]:
    """Say what a national rule has and nobody can apply."""
    if not rule.countries:
        yield "holds in no country.", "Name one in `countries`."
    for code in rule.countries:
        if not _COUNTRY.fullmatch(code):
            yield f"names the country “{code}”, which is no code.", "Write two capitals, such as DE."
    if rule.topic in _NUMBERED and rule.number is None:
        yield f"needs a number for the topic “{rule.topic}”.", "Write it as `value`."
    if rule.topic == "floor":
        losses = {name for clause in library.clauses.values() for each in clause.parameters.values() if each.name == "carve_outs" for name in each.choices}
        if not rule.words or not losses.issuperset(rule.words):
            yield "needs a list of losses.", f"Write it as `value`, with any of: {', '.join(sorted(losses))}."


def _proof(name: str, mark: str, rests_on: str, source: Source, marks: Mapping[str, str]) -> None:
    known = [MARKS.index(marks[code]) for code in _SOURCE.findall(rests_on) if code in marks]
    if not known:
        source.fault(f"“{name}” rests on no source of sources.toml.", "Name one, such as S12.", line=source.line_of(name))
    elif MARKS.index(mark) > max(known):
        source.fault(f"“{name}” is marked {mark}, but its source is not.", "Lower the mark, or verify the source.", line=source.line_of(name))
