"""One edition of the programme, as `edition.yaml` states it."""

from __future__ import annotations

from operator import attrgetter
from typing import Annotated, Literal

from pydantic import Field

from handbook.content_type.models import (
    MAY_WAIT,
    Document,
    Email,
    Model,
    PlannedDay,
    PlannedEnd,
    TextField,
    WebAddress,
)
from handbook.problems import Problem, warning


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
    provisional: bool = False
    """Whether its first and last day may still move."""
    starts: PlannedDay
    """First day, or a month such as 2027-03 where the day is not known yet."""
    ends: PlannedEnd
    """Last day, or a month."""
    pilot: bool = False
    """Whether it is a trial run."""
    cancelled: bool = False
    """Whether it does not take place, or was broken off; its page stays, and says so."""
    kind: Literal["career", "skills"]
    """What it is about: careers or skills."""
    direction: Literal["classic", "reverse", "peer", "cascade"] = "classic"
    """Who mentors: the more experienced (classic), the younger or newer (reverse), two of one level
    in turn (peer), or mentees who go on to mentor others (cascade) (evidence 3.7)."""
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
    partners: Annotated[tuple[str, ...], MAY_WAIT] = ()
    """Ids of the partner organisations that take part, or their names."""
    outcomes: tuple[TextField, ...] = Field(min_length=1)
    """What participants should take from it, a point each."""
    selection: Selection
    """How participants are chosen."""
    application: Application
    """How one applies."""


def warning_of(edition: Edition, code: str, key: str, **details: object) -> Problem:
    """Warn of what a key of an edition says, such as `sessions.count`."""
    return warning(edition.where(key), code, key, str(attrgetter(key)(edition)), **details)
