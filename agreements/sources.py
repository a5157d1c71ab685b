"""What clauses, checks and limits rest on: a law, a guideline or a paper, with how sure the library is of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["v", "v*", "r"]


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source. *mark* is v (read and verified), v* (verified in part) or r (recalled); *supports* says what it is used for."""

    id: str
    mark: Mark
    title: str
    supports: str
