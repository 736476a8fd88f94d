"""Hours: what an edition asks of each role, date by date; every figure comes from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from handbook.content_types.committee import COORDINATOR
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course
from handbook.content_types.timeline import PAIR_ROLES, Milestone
from handbook.languages import Text

FOLLOW_UP, SESSION = "follow-up", "session"
_WEEKS_OF_A_MONTH = 52 / 12


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
        "round-table": Effort(120, "5.6"),
        "matching": Effort(240, "1.10", each_pair=30),
        "announcement": Effort(60, "5.1", each_pair=10),
        "training": Effort(240, "6.2"),
        "kick-off": Effort(480, "6.9"),
        "first-meeting": Effort(0, "6.1", each_pair=5),
        # Sessions are the pair's own: the mentee sees to them.
        SESSION: Effort(0, "6.8"),
        FOLLOW_UP: Effort(0, "6.13", each_pair=10),
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

_ANSWERS: Mapping[str, int] = MappingProxyType({"interviews": 30, FOLLOW_UP: 10, "evaluation": 15})
"""Minutes that a participant needs where the timeline tells none; our own guess."""
_BEFORE_JOINING = ("launch", "information", "call-open", "call-close", SESSION, "first-meeting")
"""Kinds of date for those who have not joined, or counted among the sessions already."""
_NEWS = ("call-open", "call-close", "announcement", "report")
"""Kinds of date at which something is told: they take time where the timeline says so alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is asked of a role: a date, all sessions, or all rounds of follow-up."""

    kind: str
    title: Text | None
    """None for sessions and follow-up, which have the name of their kind."""
    first: date
    last: date
    count: int = 1
    there: int = 0
    """Minutes of being there."""
    work: int = 0
    """Minutes of work besides, or of answering; our own guess."""
    told: bool = True
    """Whether its length is known or guessed; else it is in no sum."""

    @property
    def minutes(self) -> int:
        """All of them."""
        return self.there + self.work

    @property
    def hours(self) -> int:
        """Likewise, in whole hours."""
        return in_hours(self.minutes)


@dataclass(frozen=True, slots=True)
class Hours:
    """What an edition asks of a role."""

    lines: tuple[Line, ...]
    """Sessions first, then by date."""

    @property
    def minutes(self) -> int:
        """The sum."""
        return sum(line.minutes for line in self.lines)

    @property
    def total(self) -> int:
        """The sum in whole hours."""
        return in_hours(self.minutes)

    @property
    def untold(self) -> int:
        """How many lines are in no sum, since nothing tells how long they last."""
        return sum(not line.told for line in self.lines)

    @property
    def follow_up(self) -> Line | None:
        """All rounds of follow-up together."""
        return next((line for line in self.lines if line.kind == FOLLOW_UP), None)


def in_hours(minutes: int) -> int:
    """Round minutes to hours, half an hour up: the only place that does.

    >>> in_hours(89), in_hours(90)
    (1, 2)
    """
    return (minutes + 30) // 60


def hours_of(course: Course, role: str) -> Hours:
    """Reckon what an edition asks of a role: its dates, and for a pair one mentee's sessions.

    What one does before one joins counts for nothing. The coordinator's is reckoned with every
    place taken and a pair for each mentee.

    Args:
        course: the edition with its dates.
        role: one of the audiences of the timeline.
    """
    found: list[Line] = []
    if role in PAIR_ROLES:
        sessions, (first, last) = course.settings.sessions, _meeting(course)
        there = sessions.count * sessions.minutes
        found.append(Line(SESSION, None, first, last, sessions.count, there))
    found += _together(work_of(course, role))
    return Hours(tuple(found))


def work_of(course: Course, role: str) -> Iterator[Line]:
    """Give a line for each date, in their order, and one for follow-up that has no dates."""
    edition = course.settings
    for milestone in course.timeline:
        line = _line(milestone, edition, role)
        if line is not None:
            yield line
    if not any(milestone.kind == FOLLOW_UP for milestone in course.timeline):
        minutes = _follow_up_minutes(edition, role)
        if minutes:
            rounds = max(
                round(edition.duration_months * _WEEKS_OF_A_MONTH / edition.follow_up_weeks), 1
            )
            first, last = _meeting(course)
            yield Line(FOLLOW_UP, None, first, last, rounds, work=rounds * minutes)


def _line(milestone: Milestone, edition: Edition, role: str) -> Line | None:
    """Tell what a date asks of a role; None where it asks nothing."""
    kind, there = milestone.kind, milestone.minutes or 0
    concerned = milestone.concerns(role)
    line = Line(kind, milestone.title, milestone.date, milestone.last_day)
    if role == COORDINATOR:
        line = replace(line, there=there if concerned else 0, work=_work(kind, edition))
        return line if line.minutes else None
    if not concerned or (role in PAIR_ROLES and kind in _BEFORE_JOINING):
        return None
    if there:
        return replace(line, there=there)
    if role in PAIR_ROLES and kind in _ANSWERS:
        return replace(line, work=_ANSWERS[kind])
    return None if kind in _NEWS else replace(line, told=False)


def _work(kind: str, edition: Edition) -> int:
    effort, places = EFFORTS[kind], edition.capacity
    people = places.mentors + places.mentees
    return effort.minutes + effort.each_pair * places.mentees + effort.each_person * people


def _follow_up_minutes(edition: Edition, role: str) -> int:
    if role == COORDINATOR:
        return _work(FOLLOW_UP, edition)
    return _ANSWERS[FOLLOW_UP] if role in PAIR_ROLES else 0


def _meeting(course: Course) -> tuple[date, date]:
    """Return the first and the last day on which pairs meet, as they are known: perhaps months."""
    first = course.meetings_begin.date if course.meetings_begin else course.settings.starts
    closing = course.first.get("closing")
    last = closing.last_day if closing else course.settings.ends
    return first, max(first, last)


def _together(lines: Iterator[Line]) -> Iterator[Line]:
    """Put all rounds of follow-up in one line, where the first of them stands."""
    every = list(lines)
    rounds = [line for line in every if line.kind == FOLLOW_UP]
    for line in every:
        if line.kind != FOLLOW_UP:
            yield line
        elif line is rounds[0]:
            yield Line(
                FOLLOW_UP,
                None,
                line.first,
                max(each.last for each in rounds),
                sum(each.count for each in rounds),
                sum(each.there for each in rounds),
                sum(each.work for each in rounds),
                all(each.told for each in rounds),
            )
