"""The concluding report of an edition, in its eight parts (evidence 8.1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from handbook.content_type import ContentType, Document, Model, TextField, YamlDocument, never
from handbook.content_types.programme_description import ProgrammeDescription, Slug
from handbook.problems import Problem
from handbook.programme import Programme


class ObjectiveOutcome(Model):
    """Whether one of the programme's objectives was met."""

    objective: Slug
    met: Literal["met", "partly", "not-met"]
    comment: TextField


class Participation(Model):
    """How many took part, and how much."""

    mentors: int = Field(ge=0)
    mentees: int = Field(ge=0)
    pairs: int = Field(ge=0)
    organisations: int = Field(ge=0)
    sessions: int = Field(ge=0)
    minutes: int = Field(ge=0)
    """Mean length of a session."""


class Report(Document):
    """The contents of an edition's `report.yaml`."""

    summary: TextField
    objectives: tuple[ObjectiveOutcome, ...] = Field(min_length=1)
    timeline: TextField
    participation: Participation
    evaluation: TextField
    lessons: tuple[TextField, ...] = Field(min_length=1)
    recommendation: TextField
    next_committee: TextField


def objectives_known(programme: Programme) -> Iterator[Problem]:
    """A report speaks of the programme's own objectives, each once."""
    known = [objective.id for objective in programme.one(ProgrammeDescription).objectives]
    for report in programme.all(Report):
        seen: set[str] = set()
        for number, outcome in enumerate(report.objectives):
            field = f"objectives.{number}.objective"
            if outcome.objective not in known:
                yield Problem(
                    report.where(field),
                    "objective-unknown",
                    field,
                    outcome.objective,
                    details={"allowed": ", ".join(known)},
                )
            elif outcome.objective in seen:
                yield Problem(report.where(field), "item-duplicate", field, outcome.objective)
            seen.add(outcome.objective)


REPORT = ContentType(
    name="report",
    folder=Path(__file__).parent,
    source=YamlDocument("editions/*/report.yaml", Report, optional=True),
    publish=never,
    rules=(objectives_known,),
)
