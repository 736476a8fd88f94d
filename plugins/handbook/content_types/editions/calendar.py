"""Rules on the dates of an edition: in order, inside it, and on days on which people work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.serving import not_over
from handbook.content_types.programme_description import ProgrammeDescription
from handbook.content_types.timeline import Milestone
from handbook.languages import Text
from handbook.problems import Problem, Severity
from handbook.programme import Programme

SATURDAY = 5
PLANNING_AHEAD = timedelta(days=366)
"""How long before an edition its planning may begin; earlier is a slip in the year."""
FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "call-open": ("planning",),
    "call-close": ("call-open",),
    "interviews": ("call-open",),
    "matching": ("call-open",),
    "announcement": ("call-close", "matching"),
    "kick-off": ("call-close", "matching", "announcement"),
    "first-meeting": ("kick-off",),
    "follow-up": ("kick-off",),
    "mid-term": ("kick-off",),
    "evaluation": ("kick-off",),
    "closing": ("kick-off", "mid-term"),
    "recognition": ("kick-off",),
    "report": ("kick-off",),
}
"""Kinds of date, and those that come first (evidence 3.2)."""
IMPOSSIBLE = {("call-close", "call-open"), ("closing", "kick-off")}
"""Orders that cannot be meant, so that the stage shown of the edition would be wrong."""


def dates_in_order(programme: Programme) -> Iterator[Problem]:
    """The dates of an edition follow one another as its stages do (evidence 3.2)."""
    for edition in programme.all(Edition):
        for milestone, earlier in _disordered(programme, edition):
            impossible = (milestone.kind, earlier.kind) in IMPOSSIBLE
            yield Problem(
                milestone.where("date"),
                "date-order",
                "date",
                str(milestone.date),
                Severity.ERROR if impossible else Severity.WARNING,
                {"kind": milestone.kind, "other": earlier.kind, "day": earlier.date},
            )


def _disordered(programme: Programme, edition: Edition) -> Iterator[tuple[Milestone, Milestone]]:
    """Find dates that come before one they follow, with the gravest or latest such one."""
    dates = programme.all(Milestone, edition.id)
    first = {milestone.kind: milestone for milestone in reversed(dates)}
    for milestone in dates:
        due = [first[kind] for kind in FOLLOWS.get(milestone.kind, ()) if kind in first]
        missed = [earlier for earlier in due if milestone.date < earlier.date]
        grave = [earlier for earlier in missed if (milestone.kind, earlier.kind) in IMPOSSIBLE]
        if missed:
            yield milestone, max(grave or missed, key=lambda earlier: earlier.date)


def dates_inside(programme: Programme) -> Iterator[Problem]:
    """The dates of an edition lie between its start and its end.

    Planning goes before it, by three months in the reference timeline (evidence 3.2). A date out
    of order has been told already, and one that counts from such a one moves with it.
    """
    for edition in programme.all(Edition):
        if edition.ends <= edition.starts:
            continue
        dates = programme.all(Milestone, edition.id)
        disordered = {milestone.id for milestone, _ in _disordered(programme, edition)}
        outside = [
            milestone
            for milestone in dates
            if milestone.date < _earliest(edition, milestone) or milestone.last_day > edition.ends
        ]
        told = disordered | {milestone.id for milestone in outside}
        for milestone in outside:
            if milestone.id in disordered or _moves_with(milestone.date_from, told, dates):
                continue
            yield Problem(
                milestone.where("date"),
                "date-outside",
                "date",
                str(milestone.date),
                Severity.WARNING,
                {"starts": edition.starts, "ends": edition.ends},
            )


def _earliest(edition: Edition, milestone: Milestone) -> date:
    planning = milestone.kind == "planning"
    return edition.starts - PLANNING_AHEAD if planning else edition.starts


def days_of_work(programme: Programme) -> Iterator[Problem]:
    """No date of an edition that is not over falls on a weekend or a listed holiday.

    A date that counts from such a one is not told as well: it moves when that one is mended.
    """
    listed = programme.one(ProgrammeDescription).holidays
    holidays = {holiday.date: holiday.title for holiday in listed}
    for edition in not_over(programme):
        dates = programme.all(Milestone, edition.id)
        told = {each.id for each in dates if _is_off(each.date, holidays)}
        for milestone in dates:
            days = {milestone.date: ("date", milestone.date_from)}
            if milestone.end and milestone.end > milestone.date:
                days[milestone.end] = ("end", milestone.end_from)
            for day, (field, start) in days.items():
                if _is_off(day, holidays) and not _moves_with(start, told, dates):
                    yield _day_off(milestone, field, day, holidays)


def _is_off(day: date, holidays: Mapping[date, Text]) -> bool:
    return day in holidays or day.weekday() >= SATURDAY


def _day_off(milestone: Milestone, field: str, day: date, holidays: Mapping[date, Text]) -> Problem:
    place = milestone.where(field)
    if day in holidays:
        details = {"holiday": holidays[day]}
        return Problem(place, "date-holiday", field, str(day), Severity.WARNING, details)
    return Problem(place, "date-weekend", field, str(day), Severity.WARNING)


def _moves_with(start: str, told: Collection[str], dates: Iterable[Milestone]) -> bool:
    """Say whether a date that counts from `start` counts, through others or not, from one told."""
    counts_from = {milestone.id: milestone.date_from for milestone in dates}
    while start and start not in told:
        start = counts_from.get(start, "")
    return bool(start)
