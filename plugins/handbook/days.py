"""Days: those of a plan, of which perhaps only the month is known, and how they are written."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal, Self

from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    get_timezone_gmt,
    get_timezone_location,
)

from handbook.languages import Catalogue, locale


class Day(date):
    """A day of a plan as it was told: perhaps only its month, perhaps not settled yet.

    It counts as the plain day does, and whatever writes a date tells what is known of it.

    >>> month = Day(2027, 3, 1, month_only=True)
    >>> str(month), month.latest, month == date(2027, 3, 1)
    ('2027-03', Day(2027, 3, 31), True)
    """

    month_only: bool
    provisional: bool

    def __new__(
        cls,
        year: int,
        month: int,
        day: int,
        *,
        month_only: bool = False,
        provisional: bool = False,
    ) -> Self:
        """Make a day; one that is computed from it is a plain one again."""
        made = super().__new__(cls, year, month, day)
        made.month_only, made.provisional = month_only, provisional
        return made

    @classmethod
    def like(cls, day: date, *, month_only: bool = False, provisional: bool = False) -> Self:
        """Make one of any day."""
        told = {"month_only": month_only, "provisional": provisional}
        return cls(day.year, day.month, day.day, **told)

    @property
    def latest(self) -> Self:
        """The last day that may be meant."""
        if not self.month_only:
            return self
        last = calendar.monthrange(self.year, self.month)[1]
        return self.like(date(self.year, self.month, last), provisional=self.provisional)

    def __str__(self) -> str:
        """Write it as tables do."""
        return f"{self.year:04}-{self.month:02}" if self.month_only else self.isoformat()


def is_month(day: object) -> bool:
    """Say whether only the month of a day is known."""
    return isinstance(day, Day) and day.month_only


def is_provisional(day: object) -> bool:
    """Say whether a day is not settled yet."""
    return isinstance(day, Day) and day.provisional


_PROVISIONAL = "{date} (?)"
"""How a day that is not settled is written where there are no words for it."""


def long_date(day: date, language: str) -> str:
    """Write a date out, for instance "3 March 2026", or "March 2026" where no more is known."""
    written = _certain(day, language)
    return _PROVISIONAL.format(date=written) if is_provisional(day) else written


def _certain(day: date, language: str, weekday: bool = False) -> str:
    if is_month(day):
        return month_name(day, language)
    return _full_date(day.toordinal(), "full" if weekday else "long", language)


# Of thousands of people many confirmed what they wrote on the same days.
@lru_cache(maxsize=1_024)
def _full_date(ordinal: int, form: Literal["full", "long"], language: str) -> str:
    return format_date(date.fromordinal(ordinal), form, locale(language))


def month_name(day: date, language: str) -> str:
    """Name the month of a day with its year, for instance "March 2026"."""
    return format_skeleton("yMMMM", day, locale=locale(language))


def date_range(start: date, end: date | None, words: Catalogue, *, weekday: bool = False) -> str:
    """Write a span of days, or the one day where it has no other end."""
    days = [start] if end is None or end == start else [start, end]
    written = dict.fromkeys(_certain(day, words.language, weekday) for day in days)
    told = " – ".join(written)
    return words.text("date.provisional", date=told) if any(map(is_provisional, days)) else told


def on_day(day: date, words: Catalogue) -> str:
    """Write when something is, as a sentence goes on: "on 3 March 2026", "in March 2026"."""
    told = date_range(day, None, words)
    return words.text("date.in_month" if is_month(day) else "date.on_day", date=told)


def clock_time(moment: time, language: str) -> str:
    """Write a time of day as the language does, without seconds."""
    return format_time(moment, format="short", locale=locale(language))


def zone_name(moment: datetime, words: Catalogue) -> str:
    """Name the time zone of a moment as readers do, by the city whose clock it is.

    A zone of no place is named by what it is ahead of UTC then.
    """
    zone = str(moment.tzinfo)
    city = get_timezone_location(zone, locale=locale(words.language), return_city=True)
    if zone.startswith("Etc/") or city == zone:
        ahead = get_timezone_gmt(moment, "long", locale="en").removesuffix("+00:00")
        return ahead.replace("GMT", "UTC")
    return words.text("time.zone", city=city.rpartition("/")[2])
