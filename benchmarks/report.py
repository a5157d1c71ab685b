"""The result of one run: rows with their budgets, the other engines as ratios, as a table and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from samples import WORDS

BUSY = 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement, in seconds or as a ratio; with *words* it is scaled to the budget's agreement before it meets its *budget*."""

    work: str
    value: float
    unit: str
    budget: float | None = None
    words: int = 0
    note: str = ""

    @property
    def scaled(self) -> float:
        """The value for an agreement of the length that the budgets are for."""
        return self.value * WORDS / self.words if self.words else self.value

    @property
    def verdict(self) -> str:
        """Whether the budget is met; nothing where there is none."""
        return "" if self.budget is None else "met" if self.scaled <= self.budget else "not met"

    def as_json(self) -> dict[str, object]:
        """Return the row with what follows from it; times are in seconds, whatever unit people read them in."""
        return {**asdict(self), "unit": "ratio" if self.unit in "×%" else "s", "scaled": self.scaled, "verdict": self.verdict}


@dataclass(frozen=True, slots=True)
class Rival:
    """Another engine on the same agreement in the same turns; *ratio* is its time divided by ours. Without a time, *note* says why."""

    engine: str
    format: str
    seconds: float = 0
    ours: float = 0
    ratio: float = 0
    words: int = 0
    our_words: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the making of a document: its seconds and its share of the whole."""

    document: str
    stage: str
    seconds: float
    share: float
    words: int


@dataclass(slots=True)
class Report:
    """Everything that one run measured."""

    agreement: str
    words: int
    rows: list[Row] = field(default_factory=list)
    rivals: list[Rival] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    load: float = field(default_factory=lambda: os.getloadavg()[0])

    def table(self) -> Iterator[str]:
        """Yield the lines for people."""
        yield f"{self.agreement}, {self.words:,} words. Processor time of one core, warm, medians of interleaved turns, unless said otherwise."
        yield f"Budgets are for {WORDS:,} words: “scaled” is the measured time divided by the words and multiplied by {WORDS:,}."
        yield "; ".join(f"{name} {value}" for name, value in machine().items()) + f"; load before the run {self.load:.1f}"
        if self.load > BUSY:
            yield "This machine was doing other work: figures by the clock are worse than they would be."
        yield ""
        yield f"{'work':<64}{'measured':>11}{'scaled':>11}{'budget':>11}"
        for row in self.rows:
            scaled = shown(row.scaled, row.unit) if row.words else ""
            budget = shown(row.budget, row.unit) if row.budget is not None else ""
            note = f"  ({row.note})" if row.note else ""
            yield f"{row.work:<64}{shown(row.value, row.unit):>11}{scaled:>11}{budget:>11}  {row.verdict}{note}".rstrip()
        yield ""
        yield f"{'the same agreement in the same turns':<40}{'format':<8}{'measured':>11}{'ours':>11}{'divided by ours':>18}{'words':>9}{'our words':>11}"
        for rival in self.rivals:
            figures = (
                f"{shown(rival.seconds, 'ms'):>11}{shown(rival.ours, 'ms'):>11}{rival.ratio:>17.2f}×{rival.words:>9,}{rival.our_words:>11,}"
                if rival.seconds
                else ""
            )
            yield f"{rival.engine:<40}{rival.format:<8}{figures}{f'  {rival.note}' if rival.note else ''}"

        yield from self._where_the_time_goes()

    def _where_the_time_goes(self) -> Iterator[str]:
        for document in dict.fromkeys(stage.document for stage in self.stages):
            whole = sum(stage.seconds for stage in self.stages if stage.document == document)
            yield ""
            yield f"{f'where the time goes: {document}':<64}{'measured':>11}{'share':>11}"
            for each in (stage for stage in self.stages if stage.document == document and round(stage.share * 100)):
                yield f"{each.stage:<64}{shown(each.seconds, 'ms'):>11}{shown(each.share, '%'):>11}"
            yield f"{'together, timing included':<64}{shown(whole, 'ms'):>11}"

    def write(self, path: Path) -> None:
        """Write the report as JSON."""
        whole = {
            "agreement": self.agreement,
            "words": self.words,
            "scaled_to_words": WORDS,
            "machine": machine(),
            "load_before": self.load,
            "rows": [row.as_json() for row in self.rows],
            "rivals": [asdict(rival) for rival in self.rivals],
            "stages": [asdict(stage) for stage in self.stages],
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    return {"cores": str(os.cpu_count()), "Python": platform.python_version()} | {name: version(name) for name in ("weasyprint", "python-docx", "docxtpl")}


def shown(value: float, unit: str) -> str:
    """Return a value as people read it.

    >>> [shown(0.0123, "ms"), shown(1.5, "s"), shown(180, "min"), shown(0.98, "×"), shown(0.93, "%")]
    ['12.3 ms', '1.50 s', '3.0 min', '0.98 ×', '93 %']
    """
    match unit:
        case "ms":
            return f"{value * 1000:,.1f} ms"
        case "min":
            return f"{value / 60:.1f} min"
        case "%":
            return f"{value * 100:.0f} %"
    return f"{value:.2f} {unit}"
