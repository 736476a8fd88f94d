"""Reference date: the one day by which everything in a programme is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.problems import Place, Problem
from handbook.reading.files import PINNED, label, read_text
from handbook.settings import Settings


@dataclass(frozen=True, slots=True)
class ReferenceDate:
    """A day, and where it comes from."""

    day: date
    pinned: bool
    """Whether it is that of an example, which stands in the programme's own file."""


def read_reference_date(
    settings: Settings, description: ProgrammeDescription | None
) -> tuple[ReferenceDate, tuple[Problem, ...]]:
    """Tell the reference date: what was asked for, else the pinned day, else today.

    A programme of real people must not be pinned to a day: a consent that ends would never end.

    Args:
        settings: what this run was asked to do.
        description: tells the time zone, and whether the people are real; None where it could not
            be read.

    Returns:
        The date, and what is wrong with the file that pins it.
    """
    pinned, problems = _pinned(settings, description)
    if settings.today is not None:
        return ReferenceDate(settings.today, pinned=False), problems
    if pinned is not None:
        return ReferenceDate(pinned, pinned=True), problems
    zone = description.zone if description else None
    return ReferenceDate(datetime.now(zone).astimezone(zone).date(), pinned=False), problems


def _pinned(
    settings: Settings, description: ProgrammeDescription | None
) -> tuple[date | None, tuple[Problem, ...]]:
    read = read_text(settings.root, PINNED, optional=True)
    if read.text is None:
        return None, read.problems
    text = read.text.strip()
    try:
        pinned = date.fromisoformat(text)
    except ValueError:
        place = Place(label(PINNED), 1, 1)
        return None, (Problem(place, "date-pinned-unreadable", value=text[:40]),)
    if description is not None and description.people != "fictional":
        return pinned, (Problem(Place(label(PINNED)), "date-pinned", value=text),)
    return pinned, ()
