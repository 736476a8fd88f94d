"""Messages: what participants hear from the programme at each stage (evidence 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, RecordList, as_it_is
from handbook.content_type.records import Entity, each, from_row
from handbook.content_types.programme_description.description import where_it_suits
from handbook.languages import Text
from handbook.schema import Term


@dataclass(frozen=True, kw_only=True)
class Message(Entity):
    """One message, tied to a kind of date in the timeline."""

    kind: str
    audience: tuple[str, ...]
    channel: tuple[Term, ...]
    subject: Text
    body: Text
    when: tuple[str, ...]
    """In what circumstances it is said; empty for all."""


MESSAGES = ContentType(
    name="messages",
    folder=Path(__file__).parent,
    source=RecordList("messages.yaml"),
    assemble=each(from_row(Message)),
    publish=as_it_is,
    suits=where_it_suits,
)
