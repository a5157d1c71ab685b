"""What is known of a check: when it strikes, what it then says, and who may accept it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agreements.conditions import Condition


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What is known of a check: when it strikes (*when*, read against parameters and answers, or *test*, the name of a function), and what it then says.

    *limit* is the number, or the day as 2026-12-31, that a test compares with; *allowed* says the same to people. *overlay* is the topic of national law
    that a test asks for. *also* holds further strikes under the same code, such as the milder one.

    *legal* tells that a law stands behind it; a legal reviewer may then accept an error of this check, unless *firm* holds.
    """

    code: str
    severity: Literal["error", "warning"]
    message: str
    fix: str
    source: str
    clauses: tuple[str, ...] = ()
    parameter: str = ""
    allowed: str = ""
    when: Condition | None = None
    test: str = ""
    limit: float | str | None = None
    overlay: str = ""
    also: tuple[CheckRow, ...] = ()
    legal: bool = False
    firm: Condition | None = None

    @property
    def rows(self) -> tuple[CheckRow, ...]:
        """The check itself and its further strikes."""
        return (self, *self.also)
