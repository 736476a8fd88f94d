"""Rules on what can hardly be meant of the days of an edition: a slip in a year, no such hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

from handbook.content_types.editions.record import Edition
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.timeline import Milestone
from handbook.days import is_month
from handbook.problems import Problem, warning
from handbook.programme import Programme, Rule
from handbook.text.written_days import weekday_at_odds

_MONTH = 30.44
_BESIDE = 12
"""Months that an edition may take besides those that the pairs meet."""
_YEARS_AHEAD = timedelta(days=6 * 365)
_EARLIEST = 1990
_SHARED = 0.5
"""Part of the shorter of two editions that the other may run beside it."""


def spans_plausible(programme: Programme) -> Iterator[Problem]:
    """An edition takes about as long as its pairs meet, and not in another century."""
    for edition in programme.all(Edition):
        if edition.ends > edition.starts and (found := _slip(edition, programme.reference_date)):
            key, code = found
            months = round((edition.ends - edition.starts).days / _MONTH)
            details = {"months": months, "duration": edition.duration_months}
            value = str(getattr(edition, key))
            yield warning(edition.where(key), code, key, value, **details)


def _slip(edition: Edition, today: date) -> tuple[str, str] | None:
    """Say which day of an edition is probably wrong, and why."""
    months = (edition.ends - edition.starts).days / _MONTH
    farther = "starts" if abs(edition.starts - today) > abs(edition.ends - today) else "ends"
    if months > edition.duration_months + _BESIDE:
        return farther, "edition-long"
    if months < edition.duration_months - 1:
        return "ends", "edition-short"
    if edition.starts > today + _YEARS_AHEAD or edition.starts.year < _EARLIEST:
        return "starts", "edition-far"
    return None


def editions_apart(programme: Programme) -> Iterator[Problem]:
    """No two editions of a kind take place for the most part at the same time.

    Of different kinds they may well stand side by side (evidence 3.7).
    """
    today = programme.reference_date
    sound = [
        edition
        for edition in sorted(programme.all(Edition), key=lambda edition: edition.starts)
        if edition.ends > edition.starts and not edition.cancelled and not _slip(edition, today)
    ]
    for earlier, later in combinations(sound, 2):
        if earlier.direction != later.direction:
            continue
        shared = (min(earlier.ends, later.ends) - later.starts).days
        shorter = min((each.ends - each.starts).days for each in (earlier, later))
        if shared > shorter * _SHARED:
            details = {"other": earlier.id, "ends": earlier.ends}
            place, value = later.where("starts"), str(later.starts)
            yield warning(place, "editions-overlap", "starts", value, **details)


def hours_exist(programme: Programme) -> Iterator[Problem]:
    """No date has an hour that the clock leaves out, or shows twice, that night."""
    zone = programme.one(ProgrammeDescription).zone
    for milestone in programme.all(Milestone):
        if milestone.time is None or is_month(milestone.date):
            continue
        moment = datetime.combine(milestone.date, milestone.time, zone)
        there_and_back = moment.astimezone(UTC).astimezone(zone)
        later = moment.replace(fold=1)
        if there_and_back.replace(tzinfo=None) != moment.replace(tzinfo=None):
            code = "time-skipped"
        elif later.utcoffset() != moment.utcoffset():
            code = "time-twice"
        else:
            continue
        details = {"day": milestone.date, "zone": str(zone)}
        value = f"{milestone.time:%H:%M}"
        yield warning(milestone.where("time"), code, "time", value, **details)


def weekdays_right(programme: Programme) -> Iterator[Problem]:
    """No weekday that a title or detail names is another than that of its date."""
    for milestone in programme.all(Milestone):
        if is_month(milestone.date):
            continue
        for field, text in (("title", milestone.title), ("detail", milestone.detail)):
            for code, wording in text.versions if text else ():
                word = weekday_at_odds(
                    wording,
                    (code, "en") if code != "en" else (code,),
                    milestone.date,
                    milestone.last_day,
                    alone=field == "title",
                )
                if word:
                    place, details = milestone.where(field), {"day": milestone.date}
                    yield warning(place, "weekday-wrong", field, word, **details)


PLAUSIBLE: tuple[Rule, ...] = (spans_plausible, editions_apart, hours_exist, weekdays_right)
