"""Draft many deals: every row ends as made or refused, in the order of the rows, and a refused row stops no other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass

from agreements.errors import AgreementError, Fault


@dataclass(frozen=True, slots=True)
class Made:
    """A row that became files: their contents by format, the name they should have, and the codes of its findings."""

    row: int
    reference: str
    fingerprint: str
    contents: tuple[tuple[str, bytes], ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that became nothing, with every reason."""

    row: int
    reference: str
    reasons: tuple[str, ...]


Outcome = Made | Refused
Make = Callable[[int, object], Made]

AHEAD = 16


def attempt(make: Make, row: int, deal: object) -> Outcome:
    """Return what *make* makes of one row; a refusal becomes a value."""
    try:
        return make(row, deal)
    except AgreementError as error:
        reference = deal.get("reference") if isinstance(deal, dict) else ""
        return Refused(row, reference if isinstance(reference, str) else "", tuple(str(fault) for fault in error.faults))


def refused(row: int, faults: Iterable[Fault]) -> Refused:
    """Return the outcome of a row that could not even be read."""
    return Refused(row, "", tuple(str(fault) for fault in faults))


def outcomes(rows: Iterable[tuple[int, object] | Refused], work: Callable[[int, object], Outcome], jobs: int, prepare: Callable[[], None]) -> Iterator[Outcome]:
    """Yield the outcome of each row in order, made by *jobs* processes that each call *prepare* once; few rows are held at a time.

    One job is done in this process.
    """
    if jobs == 1:
        prepare()
        yield from (row if isinstance(row, Refused) else work(*row) for row in rows)
        return
    waiting: deque[Future[Outcome] | Refused] = deque()
    with ProcessPoolExecutor(max_workers=jobs, initializer=prepare) as pool:
        for row in rows:
            waiting.append(row if isinstance(row, Refused) else pool.submit(work, *row))
            if len(waiting) >= jobs * AHEAD:
                yield _outcome(waiting.popleft())
        while waiting:
            yield _outcome(waiting.popleft())


def _outcome(each: Future[Outcome] | Refused) -> Outcome:
    return each if isinstance(each, Refused) else each.result()
