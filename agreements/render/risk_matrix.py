"""Lay out the picture of a risk report: a row per risk, a column per group of clauses, a box with its number per clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from agreements.render.html import template
from agreements.risks import RiskReport, RiskState
from agreements.scenario import Group

Shape = Literal["full", "part", "support", "idle", "gap"]
Mark = tuple[str, Shape, str]
SHAPES: tuple[Shape, ...] = ("full", "part", "support", "idle", "gap")

# All measures are in units of a quarter of a millimetre: the picture is as wide as a landscape page of A4 between its margins.
WIDTH = 1068
TITLES, STRENGTHS = 336, 108
LINE, BOX, GAP, PAD = 15, 18, 3, 6
HEAD = 42
FOOT = 46
LETTERS = 40
ABREAST = 3


@dataclass(frozen=True, slots=True)
class Box:
    """One clause in one row; *text* is its number, *says* the same in words."""

    x: float
    y: float
    text: str
    shape: Shape
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """One risk."""

    y: float
    height: float
    code: str
    lines: tuple[str, ...]
    main: bool
    strength: str
    word: str
    boxes: tuple[Box, ...]

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Column:
    """One group of clauses."""

    x: float
    width: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole picture; its rows end at *bottom*, below stands the legend."""

    width: int
    height: float
    bottom: float
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    legend: tuple[Box, ...]


def matrix(report: RiskReport, groups: tuple[Group, ...], words: Mapping[str, str]) -> Matrix:
    """Return the picture of *report*; groups without any clause have no column."""
    deepest = {group.id: max((len(_stack(state, group.id, words)) for state in report.risks), default=0) for group in groups}
    shown = [group for group in groups if deepest[group.id]]
    columns = _columns(shown, deepest)
    at = {group.id: column for group, column in zip(shown, columns, strict=True)}
    rows: list[Row] = []
    top: float = HEAD
    for state in report.risks:
        rows.append(_row(state, top, at, words))
        top += rows[-1].height
    legend = tuple(Box(TITLES + number * 136, top + 18, _sample(shape), shape, words[f"risk.shape_{shape}"]) for number, shape in enumerate(SHAPES))
    return Matrix(WIDTH, top + FOOT, top, columns, tuple(rows), legend)


def _columns(groups: list[Group], deepest: Mapping[str, int]) -> tuple[Column, ...]:
    """Return a column per group, wide enough for its fullest row of at most three boxes abreast and for its title; what is left over is shared."""
    needs = [max(min(deepest[group.id], ABREAST) * (BOX + GAP) + 6, max(map(len, group.short.split())) * 5.9 + 6) for group in groups]
    spare = max(WIDTH - TITLES - STRENGTHS - sum(needs), 0) / max(len(groups), 1)
    squeeze = min((WIDTH - TITLES - STRENGTHS) / sum(needs), 1) if needs else 1
    columns: list[Column] = []
    left: float = TITLES + STRENGTHS
    for group, need in zip(groups, needs, strict=True):
        width = need * squeeze + spare
        columns.append(Column(left, width, tuple(wrap(group.short, max(int(width / 6.2), 6)))))
        left += width
    return tuple(columns)


def draw(report: RiskReport, groups: tuple[Group, ...], words: Mapping[str, str]) -> str:
    """Return the picture of *report* as SVG with a title and a description."""
    return template("risks.svg.jinja").render(matrix=matrix(report, groups, words), report=report, words=words)


def _sample(shape: Shape) -> str:
    return "+" if shape == "gap" else "7"


def _row(state: RiskState, top: float, at: Mapping[str, Column], words: Mapping[str, str]) -> Row:
    lines = tuple(wrap(state.title, LETTERS))
    stacks = {group: _stack(state, group, words) for group in at}
    abreast = {group: max(int((column.width - 6 + GAP) // (BOX + GAP)), 1) for group, column in at.items()}
    deep = max([-(-len(stack) // abreast[group]) for group, stack in stacks.items()], default=0)
    height = max(len(lines) * LINE, deep * (BOX + GAP) - GAP, LINE) + 2 * PAD
    boxes = tuple(box for group, stack in stacks.items() for box in _placed(stack, at[group].x + 4, top, height, abreast[group]))
    return Row(top, height, state.risk, lines, state.main, state.strength, words[f"risk.{state.strength}"], boxes)


def _stack(state: RiskState, group: str, words: Mapping[str, str]) -> list[Mark]:
    return [mark for found, mark in _marks(state, words) if found == group]


def _placed(stack: list[Mark], left: float, top: float, height: float, abreast: int) -> list[Box]:
    deep = -(-len(stack) // abreast)
    start = top + (height - deep * (BOX + GAP) + GAP) / 2
    return [
        Box(left + number % abreast * (BOX + GAP), start + number // abreast * (BOX + GAP), text, shape, says)
        for number, (text, shape, says) in enumerate(stack)
    ]


def _marks(state: RiskState, words: Mapping[str, str]) -> list[tuple[str, Mark]]:
    """Return group and mark of every clause in the agreement that names the risk, and of every clause that would close a gap."""
    marks: list[tuple[str, Mark]] = []
    for each in state.clauses:
        shapes: dict[str, Shape] = {"in full": "full" if each.key else "support", "in part": "part", "not": "idle"}
        shape = shapes[each.helps]
        says = " ".join(part for part in (each.number, each.title, f"({each.note})" if each.note else "") if part)
        marks.append((each.group, (each.number or words["risk.parent_mark"], shape, f"{says}: {words[f'risk.shape_{shape}']}")))
    standing = {each.clause for each in state.clauses}
    gaps = {closing.clause: closing for held in state.open for closing in held.closings if closing.how == "add" and closing.clause not in standing}
    marks += [(closing.group, ("+", "gap", f"{closing.title}: {words['risk.shape_gap']}")) for closing in gaps.values()]
    return marks
