"""Rules on the dates of an edition, and on how many take part (evidence 1.4, 3.2, 4.11)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from handbook.content_types.editions.participants import not_over
from handbook.content_types.editions.record import Edition, warning_of
from handbook.content_types.editions.speaking import Course, Stage
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.service import SERVICE, serving_in
from handbook.content_types.timeline import TIMELINE, Milestone
from handbook.days import is_month, is_provisional
from handbook.languages import Text
from handbook.problems import Place, Problem, Severity, warning, warning_at
from handbook.programme import Programme, Rule

SATURDAY = 5
PLANNING_AHEAD = timedelta(days=366)
"""How long before an edition its planning may begin; earlier is a slip in the year."""
FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "call-open": ("planning",),
    "call-close": ("call-open",),
    "interviews": ("call-open",),
    "round-table": ("call-open",),
    "matching": ("call-open",),
    "announcement": ("call-close", "round-table", "matching"),
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


def starts_before_ends(programme: Programme) -> Iterator[Problem]:
    """An edition ends after it starts."""
    for edition in programme.all(Edition):
        if edition.ends <= edition.starts:
            yield Problem(edition.where("ends"), "edition-backwards", "ends", str(edition.ends))


def titles_differ(programme: Programme) -> Iterator[Problem]:
    """No two editions have one title: readers could not tell them apart."""
    first: dict[str, str] = {}
    for edition in programme.all(Edition):
        other = first.setdefault(str(edition.title).casefold(), edition.id)
        if other != edition.id:
            yield warning_of(edition, "title-repeated", "title", other=other)


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
        missed = [earlier for earlier in due if milestone.surely_from < earlier.date]
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
            if milestone.surely_from < _earliest(edition, milestone)
            or milestone.first_end > edition.ends
        ]
        told = disordered | {milestone.id for milestone in outside}
        for milestone in outside:
            if milestone.id in disordered or _moves_with(milestone.date_from, told, dates):
                continue
            day, limits = str(milestone.date), {"starts": edition.starts, "ends": edition.ends}
            yield warning_at(milestone, "date-outside", "date", day, **limits)


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
    return not is_month(day) and (day in holidays or day.weekday() >= SATURDAY)


def _day_off(milestone: Milestone, field: str, day: date, holidays: Mapping[date, Text]) -> Problem:
    place = milestone.where(field)
    if day in holidays:
        details = {"holiday": holidays[day]}
        return warning(place, "date-holiday", field, str(day), **details)
    return warning(place, "date-weekend", field, str(day))


def _moves_with(start: str, told: Collection[str], dates: Iterable[Milestone]) -> bool:
    """Say whether a date that counts from `start` counts, through others or not, from one told."""
    counts_from = {milestone.id: milestone.date_from for milestone in dates}
    while start and start not in told:
        start = counts_from.get(start, "")
    return bool(start)


def dates_settled(programme: Programme) -> Iterator[Problem]:
    """No date that is past is a month alone, or still provisional.

    What counts from such a one is settled with it.
    """
    today = programme.reference_date
    for edition in not_over(programme):
        if edition.provisional and edition.starts < today:
            yield _unsettled(edition.where("provisional"), "provisional", edition.starts)
        for milestone in programme.all(Milestone, edition.id):
            if milestone.unsettled and milestone.last_day < today:
                yield _unsettled(milestone.where("date"), "date", milestone.date)


def _unsettled(place: Place, field: str, day: date) -> Problem:
    code = "date-unsettled" if is_provisional(day) else "date-month-past"
    return warning(place, code, field, str(day))


PILOT = (5, 10)
"""Fewest and most pairs of a pilot (evidence 1.4)."""
_MATCHED = {Stage.MATCHING, Stage.RUNNING}
"""Stages in which the mentors of an edition are known and still have their mentees before them."""


def mentees_within(programme: Programme) -> Iterator[Problem]:
    """No mentor takes more mentees than the edition allows."""
    for edition in programme.all(Edition):
        most = edition.capacity.mentees_per_mentor
        for service in serving_in(programme, edition.id):
            if service.capacity > most:
                value = str(service.capacity)
                yield warning_at(service, "capacity-over", "capacity", value, most=most)


def mentors_within(programme: Programme) -> Iterator[Problem]:
    """No more mentors serve than the edition has room for."""
    for edition in programme.all(Edition):
        serving = len(serving_in(programme, edition.id))
        if serving > edition.capacity.mentors:
            yield warning_of(edition, "mentors-over", "capacity.mentors", serving=serving)


def places_for_all(programme: Programme) -> Iterator[Problem]:
    """The mentors of an edition can together take as many mentees as it promises."""
    for edition in programme.all(Edition):
        capacity = edition.capacity
        most = capacity.mentors * capacity.mentees_per_mentor
        if capacity.mentees > most:
            yield warning_of(edition, "capacity-impossible", "capacity.mentees", most=most)
        elif _matched(programme, edition):
            places = sum(service.capacity for service in serving_in(programme, edition.id))
            if places < capacity.mentees:
                yield warning_of(edition, "capacity-short", "capacity.mentees", places=places)


def _matched(programme: Programme, edition: Edition) -> bool:
    """Say whether mentors are known to be as many as they will be."""
    if {SERVICE.name, TIMELINE.name} & programme.incomplete:
        return False
    dates = programme.all(Milestone, edition.id)
    return Course(edition, dates).stage(programme.reference_date) in _MATCHED


def pilot_small(programme: Programme) -> Iterator[Problem]:
    """A pilot has five to ten pairs (evidence 1.4)."""
    for edition in programme.all(Edition):
        if edition.pilot and not PILOT[0] <= edition.capacity.mentees <= PILOT[1]:
            fewest, most = PILOT
            yield warning_of(edition, "pilot-size", "capacity.mentees", fewest=fewest, most=most)


STRUCTURE: tuple[Rule, ...] = (
    starts_before_ends,
    titles_differ,
    dates_in_order,
    dates_inside,
    days_of_work,
    dates_settled,
    mentees_within,
    mentors_within,
    places_for_all,
    pilot_small,
)
