"""Whom the pages speak to on a day: where each edition stands, and which of them comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from handbook.content_types.editions.record import Edition
from handbook.content_types.timeline import Milestone
from handbook.days import Day, is_month


class Stage(StrEnum):
    """Where an edition stands on a day."""

    PLANNED = "planned"
    CALL = "call"
    MATCHING = "matching"
    RUNNING = "running"
    CLOSING = "closing"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Moment(StrEnum):
    """What an edition asks for on a day: its stage, and what is near while its pairs meet."""

    PLANNED = "planned"
    CALL = "call"
    MATCHING = "matching"
    RUNNING = "running"
    MID_TERM = "mid-term"
    CLOSING = "closing"
    CLOSED = "closed"


_MOMENTS = {Stage.CANCELLED: Moment.CLOSED}
_AHEAD = timedelta(days=28)
"""How long before the mid-term and the closing one gets ready for them, in a long edition."""
_AFTER = timedelta(days=7)
"""How long after the mid-term there may be something left to do for it."""
_NEXT_DAY = timedelta(days=1)
AHEAD = (Stage.PLANNED, Stage.CALL, Stage.MATCHING)
"""Stages before the pairs meet."""
_MEETING = ("kick-off", "first-meeting", "follow-up", "mid-term")
"""Kinds of date from which pairs meet; the first of them that a timeline has counts."""
_ANSWERS = ("matching", "announcement", *_MEETING)
"""Kinds of date by which a call is over, where no day is given for its close."""


@dataclass(frozen=True, eq=False)
class Course:
    """An edition with its dates, and what they say."""

    settings: Edition
    timeline: tuple[Milestone, ...]

    @cached_property
    def first(self) -> Mapping[str, Milestone]:
        """The first date of each kind."""
        return {milestone.kind: milestone for milestone in reversed(self.timeline)}

    @cached_property
    def meetings_begin(self) -> Milestone | None:
        """The date from which pairs meet; None where the timeline does not say."""
        return next((self.first[kind] for kind in _MEETING if kind in self.first), None)

    @property
    def meeting_from(self) -> date | None:
        """The day from which pairs meet for sure; None where the timeline does not say."""
        return self.meetings_begin.surely_from if self.meetings_begin else None

    @cached_property
    def last_day(self) -> date:
        """Its end, or the closing of its pairs if that is later."""
        closing = self.first.get("closing")
        return max(self.settings.ends, closing.last_day) if closing else self.settings.ends

    @cached_property
    def last_date(self) -> date:
        """Its last day, or the last of its dates if that is later, such as that of the report."""
        return max((self.last_day, *(each.last_day for each in self.timeline)))

    @cached_property
    def call_closes(self) -> Milestone | None:
        """The date on which its call closes: one of its own, else the end of its opening."""
        opens = self.first.get("call-open")
        return self.first.get("call-close", opens if opens and opens.end else None)

    @cached_property
    def call_until(self) -> date:
        """The last day on which one can apply: as told, else before what comes of the call."""
        if self.call_closes:
            return self.call_closes.last_day
        answers = [self.first[kind].surely_from for kind in _ANSWERS if kind in self.first]
        return min(answers) - _NEXT_DAY if answers else self.last_day

    @cached_property
    def order(self) -> tuple[date, date, str]:
        """By when pairs begin, else by the first day."""
        begin = self.meeting_from or self.settings.starts
        return begin, self.settings.starts, self.settings.id

    def call_open(self, today: date) -> bool:
        """Say whether one can apply on a day."""
        if self.settings.cancelled or "call-open" not in self.first:
            return False
        return self.first["call-open"].surely_from <= today <= min(self.call_until, self.last_day)

    def stage(self, today: date) -> Stage:
        """Say where it stands on a day, by its dates, and by whether it was cancelled."""
        if self.settings.cancelled:
            return Stage.CANCELLED
        if today > self.last_day:
            return Stage.CLOSED
        if "closing" in self.first and self.first["closing"].last_day < today:
            return Stage.CLOSING
        if self.meeting_from is not None and self.meeting_from <= today:
            return Stage.RUNNING
        if self.call_until < today:
            return Stage.MATCHING
        return Stage.CALL if self.call_open(today) else Stage.PLANNED

    def moment(self, today: date) -> Moment:
        """Say what it asks for on a day."""
        stage = self.stage(today)
        if stage is not Stage.RUNNING:
            return _MOMENTS.get(stage) or Moment(stage.value)
        ahead, after = self._near
        if today >= self._end - ahead:
            return Moment.CLOSING
        near = (
            each.date - ahead <= today <= each.last_day + after
            for each in self.timeline
            if each.kind == "mid-term"
        )
        return Moment.MID_TERM if any(near) else Moment.RUNNING

    @property
    def _end(self) -> date:
        """The day on which its pairs close for sure, else its last."""
        closing = self.first.get("closing")
        return closing.surely_from if closing else self.settings.ends

    @property
    def _near(self) -> tuple[timedelta, timedelta]:
        """How long before and after a date it asks for something, while its pairs meet.

        In a short edition nothing is got ready for while half of it is still to come.
        """
        begin = self.meeting_from or self.settings.starts
        ahead = min(_AHEAD, timedelta(days=(self._end - begin).days // 4))
        return ahead, min(_AFTER, ahead)

    def moment_after(self, today: date) -> tuple[date, Moment] | None:
        """Say from which day on it asks for something else; None where that never comes."""
        now = self.moment(today)
        days = (
            (today + timedelta(days=ahead)) for ahead in range(1, (self.last_date - today).days + 2)
        )
        return next(
            ((self._as_known(day), then) for day in days if (then := self.moment(day)) is not now),
            None,
        )

    def _as_known(self, day: date) -> date:
        """Return a day as its month alone where the date that it follows is no more than that."""
        told = [each for one in self.timeline for each in (one.date, one.end) if each is not None]
        exact = next((each for each in told if each == day and not is_month(each)), None)
        if exact is not None:
            return exact
        ahead, after = self._near
        vague = {
            edge + apart
            for month in (*told, self.settings.ends)
            if isinstance(month, Day) and month.month_only
            for edge in (month.replace(day=1), month.latest)
            for apart in (-ahead, timedelta(0), _NEXT_DAY, after, after + _NEXT_DAY)
        }
        return Day.like(day, month_only=True) if day in vague else day


class Dated(Protocol):
    """What has an edition and its dates."""

    @property
    def settings(self) -> Edition:
        """The edition as `edition.yaml` states it."""
        ...

    @property
    def timeline(self) -> tuple[Milestone, ...]:
        """Its dates, in order."""
        ...


E = TypeVar("E", bound=Dated)


@dataclass(frozen=True, slots=True)
class Speaking(Generic[E]):
    """The editions that pages speak of on a day."""

    edition: E
    """The one that pages speak to: whose pairs meet, until they close; else the next to come; else
    the last that ended."""
    running: tuple[E, ...]
    """Whose pairs meet; those that have met longest come first."""
    closing: tuple[E, ...]
    """Whose pairs have closed, while thanks and report are still to come."""
    coming: E | None
    """The next whose pairs will meet."""
    joining: E
    """For those who want to take part: whose call is open; else whose call comes next; else the
    last that could be joined."""
    calling: E
    """What an invitation speaks of: whose call is open, else the edition."""
    beside: tuple[E, ...]
    """The others of these, and the next of each kind by `direction` (evidence 3.7): they stand
    beside the edition, never in its place."""


def speaking_to(editions: Iterable[E], today: date) -> Speaking[E] | None:
    """Say whom pages speak to on a day, and what stands beside; None where there is no edition.

    While pairs meet, pages speak to them until they close, whatever else is planned meanwhile.
    """
    given = {each.settings.id: each for each in editions}
    courses = [Course(each.settings, each.timeline) for each in given.values()]
    every = sorted(courses, key=lambda course: course.order)
    if not every:
        return None
    running = [each for each in every if each.stage(today) is Stage.RUNNING]
    closing = [each for each in every if each.stage(today) is Stage.CLOSING]
    coming = [each for each in every if each.stage(today) in AHEAD]
    held = [each for each in every if not each.settings.cancelled] or every
    edition = [*running, *coming, max(held, key=lambda each: each.last_day)][0]
    planned = [each for each in every if each.stage(today) is Stage.PLANNED]
    open_now = [each for each in every if each.call_open(today)]
    joining = sorted([*open_now, *planned], key=lambda each: _by_call(each, today))[:1]
    of_each_kind = {each.settings.direction: each for each in reversed(coming)}
    ahead = sorted(of_each_kind.values(), key=lambda course: course.order)
    lively = dict.fromkeys((*running, *closing, *ahead, *joining))
    lively.pop(edition, None)

    def of(course: Course) -> E:
        return given[course.settings.id]

    return Speaking(
        edition=of(edition),
        running=tuple(map(of, running)),
        closing=tuple(map(of, closing)),
        coming=of(coming[0]) if coming else None,
        joining=of([*joining, held[-1]][0]),
        calling=of(joining[0] if open_now else edition),
        beside=tuple(map(of, lively)),
    )


def _by_call(course: Course, today: date) -> tuple[bool, date]:
    """Order those that can be joined: first what closes soonest, then what opens soonest."""
    if course.call_open(today):
        return False, course.call_until
    opens = course.first.get("call-open")
    return True, opens.date if opens else course.order[0]
