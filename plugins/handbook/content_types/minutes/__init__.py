"""The minutes of a session, written by the mentee and agreed with the mentor (evidence 6.12)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from handbook.content_type import ContentType, Document, Model, TextField, YamlDocument, as_it_is
from handbook.content_types.programme_description import Slug
from handbook.content_types.requirements import covers, unique_items

REQUIRED = dict.fromkeys(
    (
        "date",
        "mentor",
        "mentee",
        "session",
        "topics",
        "ongoing-actions",
        "future-actions",
        "observations",
    ),
    "6.12",
)
"""Fields all minutes have, and the evidence that asks for them."""


class MinutesField(Model):
    """One field of the minutes."""

    id: Slug
    title: TextField
    hint: TextField | None = None
    kind: Literal["date", "short", "number", "long", "actions"]


class Minutes(Document):
    """The contents of `minutes.yaml`."""

    introduction: TextField
    fields: tuple[MinutesField, ...] = Field(min_length=1)
    closing: TextField | None = None


MINUTES = ContentType(
    name="minutes",
    folder=Path(__file__).parent,
    source=YamlDocument("minutes.yaml", Minutes),
    publish=as_it_is,
    rules=(
        covers(
            Minutes,
            "fields",
            lambda document: [field.id for field in document.fields],
            REQUIRED,
            "minutes-field-missing",
        ),
        unique_items(Minutes, "fields", lambda document: [f.id for f in document.fields]),
    ),
)
