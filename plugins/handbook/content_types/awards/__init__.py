"""Awards: the ways in which a programme thanks and honours people (evidence 6.21)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Entity, RecordList, as_it_is, each
from handbook.languages import Text
from handbook.tables import Row


@dataclass(frozen=True, kw_only=True)
class Award(Entity):
    """One kind of recognition."""

    title: Text
    description: Text
    audience: tuple[str, ...]
    given_by: Text | None


def make_award(row: Row) -> Award:
    """Make an award of a record of `recognition.yaml`."""
    return Award(
        id=row["id"],
        where=row.where,
        title=row["title"],
        description=row["description"],
        audience=row.items("audience"),
        given_by=row.text("given_by"),
    )


AWARDS = ContentType(
    name="awards",
    folder=Path(__file__).parent,
    source=RecordList("recognition.yaml"),
    assemble=each(make_award),
    publish=as_it_is,
)
