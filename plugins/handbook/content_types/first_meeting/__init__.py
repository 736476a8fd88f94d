"""The first meeting of a pair: how to prepare, hold and leave it (evidence 6.9)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from handbook.content_type import ContentType, YamlDocument, as_it_is
from handbook.content_type.models import Document, Model, Slug, TextField, covers, unique_items

REQUIRED = dict.fromkeys(
    (
        "programme-objectives",
        "mentor-experience",
        "mentee-needs",
        "channels",
        "agreement",
        "confidentiality",
        "no-fault-termination",
    ),
    "6.9",
)
"""What every first meeting speaks of, and the evidence that asks for it."""


class Preparation(Model):
    """One thing to do beforehand."""

    who: Literal["mentor", "mentee", "both", "coordinator"]
    """Who does it."""
    title: TextField
    """What to do."""
    detail: TextField | None = None
    """How."""


class AgendaItem(Model):
    """One item of the agenda."""

    id: Slug
    """Short name of the item."""
    title: TextField
    """What it is about."""
    minutes: int = Field(ge=1, le=240)
    """How long it takes, in minutes."""
    detail: TextField
    """What to do."""
    questions: tuple[TextField, ...] = ()
    """Questions that help, one each."""


class FirstMeeting(Document):
    """The first meeting of a pair: how to prepare, hold and leave it (evidence 6.9)."""

    introduction: TextField
    """What comes before the agenda."""
    before: tuple[Preparation, ...] = Field(min_length=1)
    """How to prepare."""
    agenda: tuple[AgendaItem, ...] = Field(min_length=1)
    """The agenda in its order."""
    leave_with: tuple[TextField, ...] = Field(min_length=1)
    """What the pair leaves with, a point each."""

    @property
    def minutes(self) -> int:
        """Length of the whole meeting."""
        return sum(item.minutes for item in self.agenda)


FIRST_MEETING = ContentType(
    name="first_meeting",
    folder=Path(__file__).parent,
    source=YamlDocument("first_meeting.yaml", FirstMeeting),
    publish=as_it_is,
    rules=(
        covers(
            FirstMeeting,
            "agenda",
            lambda document: [item.id for item in document.agenda],
            REQUIRED,
            "agenda-item-missing",
        ),
        unique_items(FirstMeeting, "agenda", lambda document: [i.id for i in document.agenda]),
    ),
)
