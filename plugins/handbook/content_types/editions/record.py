"""One edition of the programme: its structure, and the stage it has reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from handbook.content_type import Document, Model, TextField
from handbook.content_types.programme_description import Email, Slug, WebAddress
from handbook.content_types.timeline import Milestone


class Stage(StrEnum):
    """Where an edition stands on a day."""

    PLANNED = "planned"
    CALL = "call"
    MATCHING = "matching"
    RUNNING = "running"
    CLOSING = "closing"
    CLOSED = "closed"


class Sessions(Model):
    """How often pairs meet, and for how long (evidence 3.3 to 3.5)."""

    count: int = Field(ge=1, le=200)
    every_weeks: int = Field(ge=1, le=52)
    minutes: int = Field(ge=10, le=480)


class Capacity(Model):
    """How many can take part (evidence 4.11)."""

    mentors: int = Field(ge=1)
    mentees: int = Field(ge=1)
    mentees_per_mentor: int = Field(ge=1, le=12)


class Selection(Model):
    """By what criteria participants are chosen (evidence 4.14)."""

    mentors: tuple[TextField, ...] = Field(min_length=1)
    mentees: tuple[TextField, ...] = Field(min_length=1)


class Application(Model):
    """How one applies (evidence 4.1)."""

    how: TextField
    email: Email | None = None
    mentor_form: WebAddress | None = None
    mentee_form: WebAddress | None = None


class Edition(Document):
    """The contents of an edition's `edition.yaml`."""

    title: TextField
    summary: TextField
    starts: date
    ends: date
    pilot: bool = False
    kind: Literal["career", "skills"]
    format: Literal["individual", "group", "mixed"] = "individual"
    duration_months: int = Field(ge=1, le=60)
    sessions: Sessions
    follow_up_weeks: int = Field(ge=1, le=60)
    """How often the coordinator asks how it goes (evidence 6.13)."""
    capacity: Capacity
    partners: tuple[Slug, ...] = Field(min_length=1)
    outcomes: tuple[TextField, ...] = Field(min_length=1)
    selection: Selection
    application: Application


def stage_of(edition: Edition, milestones: Iterable[Milestone], today: date) -> Stage:
    """Say where an edition stands on a day, by its dates and nothing else."""
    first = {milestone.kind: milestone for milestone in reversed(tuple(milestones))}

    def reached(kind: str) -> bool:
        return kind in first and first[kind].date <= today

    def over(kind: str) -> bool:
        return kind in first and first[kind].last_day < today

    if today > edition.ends:
        return Stage.CLOSED
    if over("closing"):
        return Stage.CLOSING
    if reached("kick-off"):
        return Stage.RUNNING
    if over("call-close"):
        return Stage.MATCHING
    if reached("call-open"):
        return Stage.CALL
    return Stage.PLANNED


def current_edition(editions: Iterable[Edition], today: date) -> Edition | None:
    """Choose the edition the front door is about.

    The latest that has begun and not ended; else the next to begin; else the last to end.
    """
    ordered = sorted(editions, key=lambda edition: (edition.starts, edition.id))
    under_way = [edition for edition in ordered if edition.starts <= today <= edition.ends]
    if under_way:
        return under_way[-1]
    ahead = [edition for edition in ordered if edition.starts > today]
    if ahead:
        return ahead[0]
    return max(ordered, key=lambda edition: edition.ends, default=None)
