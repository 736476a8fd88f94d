"""Events: the dates of the editions as calendars tell them, and what became of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from handbook.content_types.editions import PublicEdition
from handbook.content_types.editions.speaking import Course, speaking_to
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.timeline import AUDIENCES, Milestone
from handbook.days import is_month
from handbook.languages import Text
from handbook.programme import Programme
from handbook.publication import HIGHEST, Announced, short_hash

EVERYBODY = "edition"
"""The calendar that holds all dates."""
CALENDARS = (EVERYBODY, *AUDIENCES)
_FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Event:
    """One date, with the edition it belongs to."""

    uid: UUID
    told: Announced
    milestone: Milestone | None = None
    """None where it was told once, and is in no timeline any more."""
    edition: PublicEdition | None = None
    left: bool = False
    """Whether it takes place, but for others than those whom this tells of it."""

    @property
    def starts(self) -> date | datetime:
        """A day, or a moment in UTC."""
        return _moment(self.told.starts)

    @property
    def ends(self) -> date | datetime | None:
        """The last day, or the moment at which it is over; None where that is not known."""
        return _moment(self.told.ends) if self.told.ends else None

    @property
    def timed(self) -> bool:
        """Whether it begins at a moment, and not with a day."""
        return isinstance(self.starts, datetime)

    @property
    def month_only(self) -> bool:
        """Whether no more than the month of its beginning or its end is known."""
        return self.milestone is not None and _by_month(self.milestone)

    @property
    def tentative(self) -> bool:
        """Whether its days may still move."""
        return self.month_only or (self.milestone is not None and self.milestone.provisional)

    def concerns(self, calendar: str) -> bool:
        """Say whether it belongs into one of `CALENDARS`."""
        return calendar == EVERYBODY or calendar in _roles(self.told)

    def as_told_in(self, calendar: str) -> Event | None:
        """Return what one of `CALENDARS` tells of it; None where it does not concern its role.

        Whoever was told of it once is told that it is not theirs any more: what a calendar merely
        leaves out may stay on a telephone.
        """
        if self.concerns(calendar):
            return self
        if calendar not in self.told.formerly:
            return None
        if self.told.cancelled:
            return self
        return replace(self, told=replace(self.told, cancelled=True), left=True)


def _roles(told: Announced) -> tuple[str, ...]:
    """Return whom a date concerns: everybody, where it names nobody."""
    return told.audience or AUDIENCES


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _by_month(milestone: Milestone) -> bool:
    return is_month(milestone.date) or is_month(milestone.end)


def namespace(programme: Programme) -> UUID:
    """Return what the ids of a programme's dates are made with, where none were told yet."""
    return uuid5(NAMESPACE_URL, str(programme.one(ProgrammeDescription).name))


def events_of(
    programme: Programme, space: UUID, before: Mapping[UUID, Announced], stamp: date
) -> tuple[Event, ...]:
    """Give all dates of a programme, and those that were told and are gone, in order.

    Args:
        programme: the published one.
        space: what the ids of its dates are made with.
        before: what was told last.
        stamp: the day of what is built.
    """
    there = {event.uid: event for event in _told(programme, space, before, stamp)}
    gone = (
        Event(uid, _called_off(told, stamp))
        for uid, told in before.items()
        if uid not in there and _until(told, programme) >= programme.reference_date
    )
    return tuple(sorted((*there.values(), *gone), key=_order))


def _order(event: Event) -> tuple[str, str, str]:
    return event.told.edition, event.told.starts, str(event.uid)


def _told(
    programme: Programme, space: UUID, before: Mapping[UUID, Announced], stamp: date
) -> Iterator[Event]:
    zone = programme.one(ProgrammeDescription).zone
    for edition in programme.all(PublicEdition):
        until = Course(edition.settings, edition.timeline).last_date
        for milestone in edition.timeline:
            uid = uuid5(space, f"{edition.id}/{milestone.id}")
            starts, ends = _span(milestone, zone)
            told = Announced(
                edition=edition.id,
                kind=milestone.kind,
                audience=milestone.audience,
                starts=starts,
                ends=ends,
                until=until,
                cancelled=edition.settings.cancelled,
                sequence=0,
                changed=stamp,
                hash=short_hash([starts, ends, edition.settings.cancelled, *_said(milestone)]),
            )
            yield Event(uid, _in_sequence(told, before.get(uid), stamp), milestone, edition)


def _said(milestone: Milestone) -> Iterator[Any]:
    """Give all that an event says besides when it is."""
    yield milestone.audience
    yield [_by_month(milestone), milestone.provisional, milestone.url, str(milestone.time)]
    for text in (milestone.title, milestone.place, milestone.detail):
        yield text.versions if isinstance(text, Text) else None


def _in_sequence(told: Announced, last: Announced | None, stamp: date) -> Announced:
    """Number a date after what was told of it last.

    What nothing is known of begins with the days since 2020, so that a number is not lower than
    one that was lost.
    """
    if last is None:
        return replace(told, sequence=max((stamp - _FIRST_DAY).days, 0))
    once = (*_roles(last), *last.formerly)
    told = replace(told, formerly=tuple(sorted({*once}.difference(_roles(told)))))
    if last.hash == told.hash:
        return replace(told, sequence=last.sequence, changed=last.changed)
    return replace(told, sequence=_next(last), changed=max(stamp, last.changed))


def _next(last: Announced) -> int:
    return min(last.sequence + 1, HIGHEST)


def _called_off(last: Announced, stamp: date) -> Announced:
    """Say of a date that is in no timeline any more that it does not take place."""
    if last.cancelled and last.hash == _GONE:
        return last
    changed = max(stamp, last.changed)
    return replace(last, cancelled=True, sequence=_next(last), changed=changed, hash=_GONE)


_GONE = short_hash("gone")


def _until(told: Announced, programme: Programme) -> date:
    """Return the day until which it is told that a date does not take place."""
    editions = [each for each in programme.all(PublicEdition) if each.id == told.edition]
    lasting = (Course(each.settings, each.timeline).last_date for each in editions)
    return max((told.until, *lasting))


def _span(milestone: Milestone, zone: Any) -> tuple[str, str]:
    """Return when it begins and ends; of what lasts days, hours are not told as if known."""
    at = milestone.at(zone)
    if at is None or (milestone.end and milestone.end > milestone.date):
        return milestone.date.isoformat(), max(milestone.date, milestone.last_day).isoformat()
    starts = at.astimezone(UTC)
    ends = starts + timedelta(minutes=milestone.minutes) if milestone.minutes else None
    return _in_utc(starts), _in_utc(ends) if ends else ""


def _in_utc(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def spoken_to(programme: Programme) -> frozenset[str]:
    """Return the ids of the editions that a calendar of the programme tells of on its day.

    They are those that pages speak of, and what was called off and would still be going on.
    """
    editions: Iterable[PublicEdition] = programme.all(PublicEdition)
    today = programme.reference_date
    speaking = speaking_to(editions, today)
    if speaking is None:
        return frozenset()
    off = (each for each in editions if each.settings.cancelled and _course(each) >= today)
    return frozenset(each.id for each in (speaking.edition, *speaking.beside, *off))


def _course(edition: PublicEdition) -> date:
    return Course(edition.settings, edition.timeline).last_date
