"""Editions: each round of the programme, past, running or planned (evidence section 3)."""

from __future__ import annotations

from pathlib import Path

from handbook.content_type import ContentType, Data, Entries, YamlDocument
from handbook.content_types.editions.publication import publish_edition
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.rules import RULES

EDITIONS = ContentType(
    name="editions",
    folder=Path(__file__).parent,
    source=YamlDocument("editions/*/edition.yaml", Edition),
    publish=publish_edition,
    data=Data(
        columns={
            **{name: f"settings.{name}" for name in ("starts", "ends", "pilot", "kind", "format")},
            "duration_months": "settings.duration_months",
            "sessions": "settings.sessions.count",
            "every_weeks": "settings.sessions.every_weeks",
            "minutes": "settings.sessions.minutes",
            "mentors": "settings.capacity.mentors",
            "mentees": "settings.capacity.mentees",
            "partners": "settings.partners",
        }
    ),
    rules=RULES,
    entries=Entries(
        title=lambda edition: edition.title,
        description=lambda edition: edition.summary,
        path="{id}.md",
    ),
)
