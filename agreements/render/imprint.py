"""The foot of every page: by it a sheet of paper is matched to its file."""

from __future__ import annotations

_DIGITS, _GROUP = 12, 4


def imprint(reference: str, fingerprint: str) -> str:
    """Return the reference and the beginning of the fingerprint in groups of four.

    >>> imprint("LH-2026-007", "3f2a91bc04de77b0")
    'LH-2026-007 · 3f2a 91bc 04de'
    """
    groups = (fingerprint[start : start + _GROUP] for start in range(0, _DIGITS, _GROUP))
    return f"{reference} · {' '.join(groups)}" if reference else " ".join(groups)
