"""Say how a table is to be set: whether its first column names the rows, how tall it will be, and whether it may be divided."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from agreements.agreement import Runs, Table, plain

PAGE = 241  # millimetres of text on a page
_WIDTH = 150
_LETTER, _LINE, _WHITE, _GUTTER = 1.5, 4.3, 3.1, 2.5  # millimetres: a letter of the table face, a line of it, the white below and beside its words
_SHORTEST, _LONGEST = 8, 40


@lru_cache(maxsize=512)
def names_rows(table: Table) -> bool:
    """Return whether the first column says what each row is about: filled in everywhere, never the same twice, and not only numbers."""
    first = [plain(row[0]).strip() for row in table.rows if row]
    if not first or len(table.head) == 1:
        return False
    if not any(table.head):
        return True
    named = all(first) and len(set(first)) == len(table.rows)
    return named and not all(each.rstrip(".").isdecimal() for each in first)


@lru_cache(maxsize=512)
def row_heights(table: Table) -> tuple[float, ...]:
    """Return about how many millimetres each row takes, when each column gets room after its longest cell."""
    columns = max(len(table.head), *(len(row) for row in table.rows), 1) if table.rows else len(table.head)
    longest = [_longest(table, column) for column in range(columns)]
    shares = [min(max(_SHORTEST, length), _LONGEST) for length in longest]
    letters = [max(1.0, _WIDTH * share / sum(shares) / _LETTER) for share in shares]
    white = 7.0 if table.form else _WHITE
    return tuple(white + _LINE * max((_lines(cell, room) for cell, room in zip(row, letters, strict=False)), default=1) for row in table.rows)


def _longest(table: Table, column: int) -> int:
    cells = [plain(row[column]) for row in table.rows if len(row) > column]
    return max((len(words) for words in (*cells, *table.head[column : column + 1])), default=_SHORTEST)


def _lines(cell: Runs, letters: float) -> int:
    return max(1, ceil(len(plain(cell)) / letters))


def height(table: Table) -> float:
    """Return about how many millimetres the table takes with its head and the gap after it."""
    return sum(row_heights(table)) + (8 if any(table.head) else 0) + 5


def stays_whole(table: Table) -> bool:
    """Return whether the table is small enough (a third of a page) to be moved to the next page rather than divided."""
    return height(table) <= PAGE / 3


@lru_cache(maxsize=512)
def has_long_words(table: Table) -> bool:
    """Return whether words that cannot be torn would push the table over the edge: its columns are made equal then, and words are broken."""
    rows = [table.head, *(tuple(plain(cell) for cell in row) for row in table.rows)]
    longest = [max((len(word) for row in rows if len(row) > column for word in row[column].split()), default=0) for column in range(max(map(len, rows)))]
    return sum(length * _LETTER + _GUTTER for length in longest) > _WIDTH


def divides(row_height: float) -> bool:
    """Return whether a row is so tall (a third of a page) that it may go on over a page."""
    return row_height > PAGE / 3
