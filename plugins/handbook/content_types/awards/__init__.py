"""Awards: the ways in which a programme thanks and honours people (evidence 6.21)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, RecordList, as_it_is
from handbook.content_type.records import Entity, each, from_row
from handbook.languages import Text


@dataclass(frozen=True, kw_only=True)
class Award(Entity):
    """One kind of recognition."""

    title: Text
    description: Text
    audience: tuple[str, ...]
    given_by: Text | None


AWARDS = ContentType(
    name="awards",
    folder=Path(__file__).parent,
    source=RecordList("recognition.yaml"),
    assemble=each(from_row(Award)),
    publish=as_it_is,
)
