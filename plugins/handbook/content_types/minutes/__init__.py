"""The minutes of a session, written by the mentee and agreed with the mentor (evidence 6.12)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from handbook.content_type import ContentType, YamlDocument, as_it_is
from handbook.content_type.models import Document, Model, Slug, TextField, covers, unique_items

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
    """Short name of the field."""
    title: TextField
    """What it asks for."""
    hint: TextField | None = None
    """How to fill it in."""
    kind: Literal["date", "short", "number", "long", "actions"]
    """What is written there: a date, a line, a number, a text, or actions."""


class Minutes(Document):
    """The minutes of a session, written by the mentee, agreed with the mentor (evidence 6.12)."""

    introduction: TextField
    """What comes before the fields."""
    fields: tuple[MinutesField, ...] = Field(min_length=1)
    """The fields in their order."""
    closing: TextField | None = None
    """What comes after the fields."""


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
