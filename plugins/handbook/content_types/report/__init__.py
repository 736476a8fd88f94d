"""The concluding report of an edition, in its eight parts (evidence 8.1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from handbook.content_type import ContentType, YamlDocument, never
from handbook.content_type.models import Document, MarkdownField, Model, Slug, TextField
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.problems import Problem, warning
from handbook.programme import Programme


class ObjectiveOutcome(Model):
    """Whether one of the programme's objectives was met."""

    objective: Slug
    """Id of the objective in `programme.yaml`."""
    met: Literal["met", "partly", "not-met"]
    """Whether it was met."""
    comment: TextField
    """What makes us think so."""


class Participation(Model):
    """How many took part, and how much."""

    mentors: int = Field(ge=0)
    """How many mentors took part."""
    mentees: int = Field(ge=0)
    """How many mentees took part."""
    pairs: int = Field(ge=0)
    """How many pairs there were."""
    organisations: int = Field(ge=0)
    """How many organisations took part."""
    sessions: int = Field(ge=0)
    """How many sessions were held in all."""
    minutes: int = Field(ge=0)
    """Mean length of a session."""


class Report(Document):
    """The concluding report of an edition (evidence 8.1)."""

    summary: MarkdownField
    """The edition in one paragraph."""
    objectives: tuple[ObjectiveOutcome, ...] = Field(min_length=1)
    """What became of each objective."""
    timeline: MarkdownField
    """How the dates were kept."""
    participation: Participation
    """How many took part, and how much."""
    evaluation: MarkdownField
    """What the evaluation showed."""
    lessons: tuple[TextField, ...] = Field(min_length=1)
    """What we learnt, a point each."""
    recommendation: MarkdownField
    """What we recommend."""
    next_committee: MarkdownField
    """What the next committee should know."""


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


def objectives_told(programme: Programme) -> Iterator[Problem]:
    """A report says of each objective of the programme what became of it (evidence 8.7)."""
    description = programme.one(ProgrammeDescription)
    if not description.follows("8.7"):
        return
    known = [objective.id for objective in description.objectives]
    for report in programme.all(Report):
        told = {outcome.objective for outcome in report.objectives}
        untold = [id for id in known if id not in told]
        if untold and told <= {*known}:
            place = report.where("objectives")
            yield warning(place, "objectives-untold", missing=", ".join(untold))


REPORT = ContentType(
    name="report",
    folder=Path(__file__).parent,
    source=YamlDocument("editions/*/report.yaml", Report, optional=True),
    publish=never,
    rules=(objectives_known, objectives_told),
)
