"""Workload: an estimate of the coordinator's hours, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.content_types.committee import COORDINATOR
from handbook.content_types.editions.hours import Line, work_of
from handbook.content_types.editions.speaking import Course

_MOST_MONTHS = 36


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
        for line in work_of(course, COORDINATOR):
            for month, share in _spread(line):
                minutes[month] += share
    month = today.replace(day=1)
    last = max((first for first, some in minutes.items() if some), default=date.min)
    months: list[Month] = []
    while month <= last and len(months) < _MOST_MONTHS:
        months.append(Month(month, minutes[month]))
        month = _next(month)
    return tuple(months)


def _spread(line: Line) -> Iterator[tuple[date, int]]:
    """Share minutes out among the months that a line lies in, by their days of it."""
    start, end, minutes = line.first, line.last, line.minutes
    whole, given = (end - start).days + 1, 0
    while start <= end:
        following = _next(start.replace(day=1))
        until = min(following, end + timedelta(days=1))
        reached = minutes * ((until - line.first).days) // whole
        yield start.replace(day=1), reached - given
        start, given = following, reached


def _next(month: date) -> date:
    """Return the first day of the month after one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
