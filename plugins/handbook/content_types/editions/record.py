"""One edition of the programme: its structure, and the stage it has reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from handbook.content_type.models import Document, Email, Model, Slug, TextField, WebAddress
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
    """How many sessions a pair has."""
    every_weeks: int = Field(ge=1, le=52)
    """How many weeks lie between two."""
    minutes: int = Field(ge=10, le=480)
    """How long one lasts, in minutes."""


class Capacity(Model):
    """How many can take part (evidence 4.11)."""

    mentors: int = Field(ge=1)
    """How many mentors can take part."""
    mentees: int = Field(ge=1)
    """How many mentees can take part."""
    mentees_per_mentor: int = Field(ge=1, le=12)
    """How many mentees a mentor has at most."""


class Selection(Model):
    """By what criteria participants are chosen (evidence 4.14)."""

    mentors: tuple[TextField, ...] = Field(min_length=1)
    """Criteria for mentors, a point each."""
    mentees: tuple[TextField, ...] = Field(min_length=1)
    """Criteria for mentees, a point each."""


class Application(Model):
    """How one applies (evidence 4.1)."""

    how: TextField
    """What to do to apply."""
    email: Email | None = None
    """Where to send the application."""
    mentor_form: WebAddress | None = None
    """Address of the form for mentors."""
    mentee_form: WebAddress | None = None
    """Address of the form for mentees."""


class Edition(Document):
    """How one edition is set up: dates, sessions, capacity, selection (evidence section 3)."""

    title: TextField
    """Name of the edition."""
    summary: TextField
    """What is special about it, in a sentence or two."""
    starts: date
    """First day."""
    ends: date
    """Last day."""
    pilot: bool = False
    """Whether it is a trial run."""
    kind: Literal["career", "skills"]
    """What it is about: careers or skills."""
    format: Literal["individual", "group", "mixed"] = "individual"
    """Whether one meets in pairs, in groups, or both."""
    duration_months: int = Field(ge=1, le=60)
    """How many months it lasts."""
    sessions: Sessions
    """How often pairs meet, and for how long."""
    follow_up_weeks: int = Field(ge=1, le=60)
    """How often the coordinator asks how it goes (evidence 6.13)."""
    capacity: Capacity
    """How many can take part."""
    partners: tuple[Slug, ...] = Field(min_length=1)
    """Ids of the partner organisations that take part."""
    outcomes: tuple[TextField, ...] = Field(min_length=1)
    """What participants should take from it, a point each."""
    selection: Selection
    """How participants are chosen."""
    application: Application
    """How one applies."""


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
