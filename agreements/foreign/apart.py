"""Run a program of ours on a hostile file in a process of its own, which may use only so much memory and time: a library in C cannot be stopped otherwise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_MEGABYTE = 1_000_000
_ROOT = Path(__file__).parents[2]  # where the program finds the package
_SLOW = 12  # a machine that does much else may take so many times longer than the processor's own time
_LIMITS = """
import resource, runpy, signal, sys
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[2]), int(sys.argv[2])))
signal.setitimer(signal.ITIMER_PROF, float(sys.argv[3]))
sys.path.insert(0, sys.argv[4])
sys.argv[:] = [sys.argv[1], *sys.argv[5:]]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


class Stopped(Exception):
    """The program used more memory or time than it may, or fell over the file."""


def run_apart(program: Path, content: bytes, *arguments: str, megabytes: int, seconds: float) -> bytes:
    """Return what *program*, a file in Python, writes when it reads *content*.

    It gets *megabytes* of memory and *seconds* of the processor. Raises :class:`Stopped` when it does not end well within them.
    """
    command = [sys.executable, "-I", "-c", _LIMITS, str(program), str(megabytes * _MEGABYTE), str(seconds), str(_ROOT), *arguments]
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=False, timeout=seconds * _SLOW)  # noqa: S603  # our own program, no shell
    except subprocess.TimeoutExpired as error:
        raise Stopped from error
    if done.returncode:
        raise Stopped
    return done.stdout
