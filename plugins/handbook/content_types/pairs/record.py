"""One pair, as the coordinator keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handbook.content_type import Entity


@dataclass(frozen=True, kw_only=True)
class Pair(Entity):
    """One pair of one edition."""

    mentor: str
    """Id of the mentor."""
    mentee: str
    """Id of the mentee."""
    since: date | None
    until: date | None
