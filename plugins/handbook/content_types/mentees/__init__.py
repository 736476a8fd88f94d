"""Mentees: who asked for a mentor (evidence 4.5). Kept in `private/`, never published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import PRIVATE, ContentType, Table, never
from handbook.content_type.records import Entity, each, from_row


@dataclass(frozen=True, kw_only=True)
class Mentee(Entity):
    """One mentee across all editions, as far as the rules on pairs need to know them."""

    name: str
    organisation: tuple[str, ...]
    """Ids of the organisations that they work for, the main one first."""


MENTEES = ContentType(
    name="mentees",
    folder=Path(__file__).parent,
    source=Table("mentees.csv", optional=True, folder=PRIVATE),
    assemble=each(from_row(Mentee)),
    publish=never,
)
