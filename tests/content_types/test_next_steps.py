"""What a role does now: each moment of an edition, and steps for every role at each of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course, Moment
from handbook.content_types.next_steps import NextStep
from handbook.content_types.timeline import AUDIENCES
from handbook.days import Day
from handbook.programme import Programme
from tests.content_types.test_boundaries import dated
from tests.content_types.test_speaking import some, usual
from tests.support.small_builds import made

__all__ = ["usual"]
YEAR = {
    "call_open": "2026-01-05",
    "call_close": "2026-02-02",
    "matching": "2026-02-16",
    "kick_off": "2026-03-17",
    "mid_term": "2026-09-15/2026-09-16",
    "closing": "2027-03-16",
    "report": "2027-04-20",
}
SHORT = {"kick_off": "2026-03-02", "mid_term": "2026-03-16", "closing": "2026-03-30"}
MONTHS = {"kick_off": "2026-03-02", "closing": "2026-12-31"}


def course(usual: Edition, dates: dict[str, str], **more: str) -> Course:
    made = some(usual, "2026", "2025-08-04", "2027-05-01", **dates, **more)
    return Course(made.settings, made.timeline)


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        ("2025-09-01", "planned"),
        ("2026-01-04", "planned"),
        ("2026-01-05", "call"),
        ("2026-02-02", "call"),
        ("2026-02-03", "matching"),
        ("2026-03-16", "matching"),
        ("2026-03-17", "running"),
        ("2026-08-17", "running"),
        ("2026-08-18", "mid-term"),
        ("2026-09-16", "mid-term"),
        ("2026-09-23", "mid-term"),
        ("2026-09-24", "running"),
        ("2027-02-15", "running"),
        ("2027-02-16", "closing"),
        ("2027-03-16", "closing"),
        ("2027-05-01", "closing"),
        ("2027-05-02", "closed"),
    ],
)
def test_each_day_has_its_moment(usual: Edition, day: str, moment: str) -> None:
    assert course(usual, YEAR).moment(date.fromisoformat(day)) == moment


def test_a_short_edition_gets_ready_later(usual: Edition) -> None:
    short = course(usual, SHORT)
    moments = {day: short.moment(date(2026, 3, day)).value for day in (2, 8, 9, 16, 22, 23, 30, 31)}
    assert moments == {
        2: "running",
        8: "running",
        9: "mid-term",
        16: "mid-term",
        22: "mid-term",
        23: "closing",
        30: "closing",
        31: "closing",
    }


def test_without_mid_term_or_closing_the_pairs_meet_to_the_end(usual: Edition) -> None:
    assert course(usual, MONTHS).moment(date(2026, 9, 15)) is Moment.RUNNING
    alone = course(usual, {"kick_off": "2026-03-02"})
    assert alone.moment(date(2026, 9, 15)) is Moment.RUNNING
    assert alone.moment(date(2027, 4, 4)) is Moment.CLOSING
    assert alone.moment(date(2027, 5, 2)) is Moment.CLOSED


def test_what_was_called_off_asks_for_nothing_more(usual: Edition) -> None:
    off = course(usual, YEAR, cancelled="yes")
    assert off.moment(date(2026, 5, 1)) is Moment.CLOSED
    assert off.moment_after(date(2026, 5, 1)) is None


def test_it_is_told_from_when_on_something_else_is_to_be_done(usual: Edition) -> None:
    year = course(usual, YEAR)
    assert year.moment_after(date(2026, 5, 12)) == (date(2026, 8, 18), Moment.MID_TERM)
    assert year.moment_after(date(2026, 10, 1)) == (date(2027, 2, 16), Moment.CLOSING)
    assert year.moment_after(date(2027, 4, 1)) == (date(2027, 5, 2), Moment.CLOSED)
    assert year.moment_after(date(2028, 1, 1)) is None


def test_of_what_counts_from_a_month_the_month_is_told(usual: Edition) -> None:
    year = course(usual, {"kick_off": "2026-03-02"})
    april = dated("closing", Day(2026, 4, 1, month_only=True))
    short = Course(year.settings, (*year.timeline, april))
    assert told(short, date(2026, 3, 10)) == ("2026-04", 16, Moment.CLOSING)
    may = Day(2027, 5, 31, month_only=True)
    open_ended = Course(year.settings.model_copy(update={"ends": may}), year.timeline)
    assert told(open_ended, date(2026, 3, 10)) == ("2027-05", 3, Moment.CLOSING)
    assert told(year, date(2026, 3, 10)) == ("2027-04-03", 3, Moment.CLOSING)


def told(course: Course, today: date) -> tuple[str, int, Moment]:
    after = course.moment_after(today)
    assert after is not None
    return str(after[0]), after[0].day, after[1]


@pytest.fixture(scope="module")
def steps(everything: Programme) -> tuple[NextStep, ...]:
    """Those that come with the handbook."""
    return everything.all(NextStep)


@pytest.mark.parametrize("chooses", ["coordinator", "mentee"])
@pytest.mark.parametrize("moment", [*Moment, "rolling"])
@pytest.mark.parametrize("role", AUDIENCES)
def test_every_role_has_something_to_do_at_every_moment(
    steps: tuple[NextStep, ...], role: str, moment: str, chooses: str
) -> None:
    holds = {chooses, "rolling" if moment == "rolling" else "editions"}
    told = [
        each.step
        for each in steps
        if role in each.audience and moment in each.moment and set(each.when) <= holds
    ]
    assert 1 <= len(told) <= 4
    assert len(set(map(str, told))) == len(told)


def test_a_step_that_leads_nowhere_is_told_where_it_stands(tmp_path: Path) -> None:
    """And not on each page that shows it, which nobody of the programme has written."""
    step = (
        "- {id: go, audience: [mentor], moment: [running], step: Go on., page: guides/mento.md#x}"
    )
    build = made(tmp_path, {"programme/next_steps.yaml": f"{step}\n"})
    told = [each for each in build.problems if each.code == "page-unknown"]
    assert [(each.place.path, each.place.line, each.value) for each in told] == [
        ("programme/next_steps.yaml", 1, "guides/mento.md#x")
    ]
    assert told[0].details == {"suggestion": "guides/mentor.md"}
    assert build.failed
