"""Workload: an estimate of the coordinator's hours, month by month, from the timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from handbook.content_types.committee import COORDINATOR
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course
from handbook.content_types.timeline import Milestone

_MOST_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Effort:
    """What one date of a kind asks of the coordinator, besides being there."""

    minutes: int
    """To prepare it, and to see to what comes of it."""
    evidence: str
    """The claim that asks for the work; how long it takes is our own guess."""
    each_pair: int = 0
    """Minutes more for each pair."""
    each_person: int = 0
    """Minutes more for each mentor and each mentee."""


EFFORTS: Mapping[str, Effort] = MappingProxyType(
    {
        "planning": Effort(1200, "3.1"),
        "launch": Effort(480, "3.12"),
        "information": Effort(60, "4.2"),
        "call-open": Effort(480, "4.2"),
        "call-close": Effort(60, "4.1"),
        "interviews": Effort(0, "4.6", each_person=40),
        "matching": Effort(240, "1.10", each_pair=30),
        "announcement": Effort(60, "5.1", each_pair=10),
        "training": Effort(240, "6.2"),
        "kick-off": Effort(480, "6.9"),
        "first-meeting": Effort(0, "6.1", each_pair=5),
        # Sessions are the pair's own: the mentee sees to them.
        "session": Effort(0, "6.8"),
        "follow-up": Effort(0, "6.13", each_pair=10),
        "mid-term": Effort(240, "6.14"),
        "workshop": Effort(240, "6.20"),
        "evaluation": Effort(120, "7.3", each_pair=10),
        "closing": Effort(240, "7.4"),
        "recognition": Effort(480, "6.21"),
        "report": Effort(1200, "8.1"),
        "event": Effort(120, "6.18"),
    }
)
"""By kind of date."""


@dataclass(frozen=True, slots=True)
class Month:
    """What one month asks of the coordinator."""

    first: date
    """Its first day."""
    minutes: int


def workload(courses: Iterable[Course], today: date) -> tuple[Month, ...]:
    """Estimate the coordinator's minutes in each month from this one to the last with any.

    It is reckoned with every place taken, and a pair for each mentee.

    Args:
        courses: the editions that are not over, with their dates.
        today: the reference date.
    """
    minutes: Counter[date] = Counter()
    for course in courses:
        for milestone in course.timeline:
            for month, share in _spread(milestone, minutes_of(milestone, course.settings)):
                minutes[month] += share
    month = today.replace(day=1)
    last = max((first for first, some in minutes.items() if some), default=date.min)
    months: list[Month] = []
    while month <= last and len(months) < _MOST_MONTHS:
        months.append(Month(month, minutes[month]))
        month = _next(month)
    return tuple(months)


def minutes_of(milestone: Milestone, edition: Edition) -> int:
    """Estimate what one date asks of the coordinator, who is there where it concerns them."""
    effort, capacity = EFFORTS[milestone.kind], edition.capacity
    there = milestone.minutes or 0 if milestone.concerns(COORDINATOR) else 0
    people = capacity.mentors + capacity.mentees
    return (
        there + effort.minutes + effort.each_pair * capacity.mentees + effort.each_person * people
    )


def _spread(milestone: Milestone, minutes: int) -> Iterator[tuple[date, int]]:
    """Share minutes out among the months that a date lies in, by their days of it."""
    start, end = milestone.date, milestone.last_day
    whole, given = (end - start).days + 1, 0
    while start <= end:
        following = _next(start.replace(day=1))
        until = min(following, end + timedelta(days=1))
        reached = minutes * ((until - milestone.date).days) // whole
        yield start.replace(day=1), reached - given
        start, given = following, reached


def _next(month: date) -> date:
    """Return the first day of the month after one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
