"""The example is sound on whatever day it is built: nobody is told of a leak that is none."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from handbook.problems import Severity
from handbook.settings import Settings
from handbook.site import build

ROOT = Path(__file__).parents[2]
FIRST = date(2025, 1, 1)
ONCE_BROKEN = (date(2026, 1, 23), date(2026, 3, 1), date(2026, 3, 11))
"""Days on which words of two cells, side by side, were taken for somebody's name."""
SPREAD = tuple(FIRST + timedelta(days=439 * number) for number in (0, 3))
MONTHS = [date(year, month, 1) for year in range(2025, 2029) for month in range(1, 13)]


def errors_on(day: date) -> list[str]:
    """List what `check` would refuse on a day, the search of what is published included."""
    made = build(Settings(ROOT, day), sampling=True)
    assert made.pages
    return [
        f"{each.place}: {each.code}" for each in made.problems if each.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("day", [*ONCE_BROKEN, *SPREAD], ids=str)
def test_the_example_builds(day: date) -> None:
    assert errors_on(day) == []


@pytest.mark.full
@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_the_example_builds_on_every_day_of_four_years(month: date) -> None:
    days = [month + timedelta(days=number) for number in range(31)]
    found = {day: errors_on(day) for day in days if day.month == month.month}
    assert len(found) in {28, 29, 30, 31}
    assert {day: errors for day, errors in found.items() if errors} == {}
