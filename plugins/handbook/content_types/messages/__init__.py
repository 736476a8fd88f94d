"""Messages: what participants hear from the programme at each stage (evidence 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Entity, RecordList, as_it_is, each
from handbook.languages import Text
from handbook.tables import Row, Term


@dataclass(frozen=True, kw_only=True)
class Message(Entity):
    """One message, tied to a kind of date in the timeline."""

    kind: str
    audience: tuple[str, ...]
    channel: tuple[Term, ...]
    subject: Text
    body: Text


def make_message(row: Row) -> Message:
    """Make a message of a record of `messages.yaml`."""
    return Message(
        id=row["id"],
        where=row.where,
        kind=row["kind"],
        audience=row.items("audience"),
        channel=row.terms("channel"),
        subject=row["subject"],
        body=row["body"],
    )


MESSAGES = ContentType(
    name="messages",
    folder=Path(__file__).parent,
    source=RecordList("messages.yaml"),
    assemble=each(make_message),
    publish=as_it_is,
)
