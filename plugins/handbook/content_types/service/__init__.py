"""Service: who mentors in an edition, and for how many mentees."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Data, Table, never
from handbook.content_type.records import Entity, each
from handbook.languages import Text
from handbook.programme import Programme
from handbook.row import Row


@dataclass(frozen=True, kw_only=True)
class Service(Entity):
    """One mentor's part in one edition."""

    mentor: str
    """Id of the mentor; the id of the record too."""
    capacity: int
    confirmed: bool = True
    """Whether they have said yes; until then they are neither counted nor shown."""
    organisation: tuple[str, ...] = ()
    """Ids of the organisations of that time; none while they are those of the mentor's own row."""
    position: Text | None = None
    """Their position of that time."""


def make_service(row: Row) -> Service:
    """Make a service of a row of an edition's `mentors.csv`."""
    return Service(
        id=row["mentor"],
        where=row.where,
        edition=row.edition,
        mentor=row["mentor"],
        capacity=row["capacity"],
        confirmed=row["confirmed"] is not False,
        organisation=row.items("organisation"),
        position=row["position"],
    )


def serving_in(programme: Programme, edition: str) -> tuple[Service, ...]:
    """Return the mentors of an edition who have said yes to it."""
    return tuple(each for each in programme.all(Service, edition) if each.confirmed)


SERVICE = ContentType(
    name="service",
    folder=Path(__file__).parent,
    source=Table("editions/*/mentors.csv"),
    assemble=each(make_service),
    publish=never,
    data=Data(within="mentors", columns={"organisation": "organisation_ids"}),
)
