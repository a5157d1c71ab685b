"""Measure processor time in interleaved turns, so that the noise of a machine falls on all alike, and compare as ratios."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path
from typing import TypeVar

Subject = TypeVar("Subject")
Result = TypeVar("Result")
Times = dict[str, list[float]]

_PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu() -> float:
    """Return the processor time in seconds that this process, its threads and its finished children have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def spent(work: Callable[[], object]) -> float:
    """Return the processor time of *work*."""
    gc.collect()
    begun = cpu()
    work()
    return cpu() - begun


def interleave(works: Mapping[str, Callable[[Subject], object]], prepare: Callable[[int], Subject], turns: int, warm: int = 1) -> Times:
    """Do every work once per turn on what *prepare* makes for that turn, each turn beginning with another work; drop the *warm* first turns."""
    times: Times = {name: [] for name in works}
    names = list(works)
    for turn in range(warm + turns):
        subject = prepare(turn)
        first = turn % len(names)
        for name in (*names[first:], *names[:first]):
            seconds = spent(partial(works[name], subject))
            if turn >= warm:
                times[name].append(seconds)
    return times


def median(times: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """Return the time that 19 of 20 turns kept."""
    return sorted(times)[ceil(0.95 * len(times)) - 1]


def ratio(times: Sequence[float], ours: Sequence[float]) -> float:
    """Return the median of the ratios turn by turn: drift of the machine hits both sides of each."""
    return statistics.median(theirs / own for theirs, own in zip(times, ours, strict=True))


def resident() -> float:
    """Return the memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 2**20


def isolated(work: Callable[[int], Result], count: int) -> Result:
    """Return ``work(count)`` as done by a fresh process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, count).result()


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took, in seconds by the clock and of processor time."""

    clock: float
    cpu: float


def command(words: Sequence[str | Path]) -> Run:
    """Run a command, which has to succeed."""
    begun, used = time.perf_counter(), cpu()
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603  # our own command
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, words))} failed:\n{done.stdout[-500:]}{done.stderr[-2000:]}")
    return Run(time.perf_counter() - begun, cpu() - used)
