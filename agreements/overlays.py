"""What the law of single countries adds to the rules for all: each rule with its source and with how sure the library is of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

RECALLED = "r"  # the mark of a rule that was recalled, not read: it may raise warnings only


@dataclass(frozen=True, slots=True)
class Overlay:
    """A rule of national law on one *topic*.

    It holds where one of *countries* gives the governing law, or, when *by* is ``payer``, where the payer has its seat. *value* is a number, or the
    words of a list, as the topic needs; *only* narrows the rule to standard terms or to what a large business owes a small one. *says* tells it to people.
    """

    id: str
    topic: str
    by: Literal["law", "payer"]
    countries: tuple[str, ...]
    mark: Literal["v", "v*", "r"]
    source: str
    says: str
    value: float | tuple[str, ...] | None = None
    only: Literal["", "standard terms", "large to small"] = ""

    @property
    def number(self) -> float | None:
        """The value, when it is a number."""
        return self.value if isinstance(self.value, int | float) else None

    @property
    def words(self) -> tuple[str, ...]:
        """The value, when it is a list of words."""
        return self.value if isinstance(self.value, tuple) else ()


def national(overlays: Iterable[Overlay], topic: str, country: object) -> Iterator[Overlay]:
    """Yield the rules on *topic* that hold in *country*; the empty topic stands for all of them."""
    return (each for each in overlays if topic in ("", each.topic) and country in each.countries)


def verified_number(overlays: Iterable[Overlay], topic: str, law: object) -> float | None:
    """Return the number that the law of a country sets on *topic*, if somebody verified it."""
    return next((each.number for each in national(overlays, topic, law) if each.by == "law" and each.mark != RECALLED), None)
