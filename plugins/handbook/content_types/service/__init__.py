"""Service: who mentors in an edition, and for how many mentees."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Data, Table, never
from handbook.content_type.records import Entity, each
from handbook.row import Row


@dataclass(frozen=True, kw_only=True)
class Service(Entity):
    """One mentor's part in one edition."""

    mentor: str
    """Id of the mentor; the id of the record too."""
    capacity: int


def make_service(row: Row) -> Service:
    """Make a service of a row of an edition's `mentors.csv`."""
    return Service(
        id=row["mentor"],
        where=row.where,
        edition=row.edition,
        mentor=row["mentor"],
        capacity=row["capacity"],
    )


SERVICE = ContentType(
    name="service",
    folder=Path(__file__).parent,
    source=Table("editions/*/mentors.csv"),
    assemble=each(make_service),
    publish=never,
    data=Data(within="mentors", columns={"mentor": "mentor.id"}),
)
