"""Hours: what an edition asks of each role, from one reckoning."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.editions import PublicEdition
from handbook.content_types.editions.hours import Line, in_hours
from handbook.content_types.editions.speaking import Course
from handbook.progress.workload import workload
from handbook.reading.programme import published, read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme

PATH = "programme/editions/2026/timeline.csv"
HEADER = FILES[PATH].splitlines()[0]
ROLES = ("mentor", "mentee", "coordinator", "committee", "partner")


def edition(root: Path, *rows: str) -> PublicEdition:
    """Publish an edition with dates of one's own."""
    write_programme(root, {PATH: "\n".join((HEADER, *rows)) + "\n"})
    programme = read_programme(Settings(root, date(2026, 1, 1)), REGISTRY).programme
    (found,) = (
        each for each in published(programme, REGISTRY).all(PublicEdition) if each.id == "2026"
    )
    return found


def line(found: PublicEdition, role: str, kind: str) -> Line | None:
    return next((each for each in found.hours(role).lines if each.kind == kind), None)


def test_every_figure_is_the_sum_of_its_lines(tmp_path: Path) -> None:
    found = edition(
        tmp_path,
        "go,kick-off,K,2026-03-01,,,90,,,,",
        "ask,follow-up,F,2026-04-01,,,,mentor;mentee,,,",
        "ask-again,follow-up,F,2026-05-01,,,20,mentor,,,",
        "end,closing,C,2026-09-01,,,60,mentor;mentee;partner,,,",
    )
    for role in ROLES:
        hours = found.hours(role)
        assert hours.minutes == sum(each.there + each.work for each in hours.lines)
        assert found.minutes_for(role) == hours.minutes
        assert found.hours_for(role) == hours.total == in_hours(hours.minutes)
    assert found.hours_for("mentor", "mentee") == in_hours(
        found.minutes_for("mentor") + found.minutes_for("mentee")
    )
    sessions = found.settings.sessions
    meetings = sessions.count * sessions.minutes
    assert found.minutes_for("mentor") == meetings + 90 + 10 + 20 + 60
    assert found.minutes_for("mentee") == meetings + 90 + 10 + 60
    assert found.minutes_for("partner") == 90 + 60
    assert found.minutes_for("committee") == 90


@pytest.mark.parametrize("row", ["", "go,kick-off,K,2026-03-01,,,90,,,,"])
def test_the_hours_of_the_coordinator_are_those_of_the_months(tmp_path: Path, row: str) -> None:
    found = edition(tmp_path, *([row] if row else []), "say,report,R,2026-12-01,,,,,,,")
    months = workload([Course(found.settings, found.timeline)], found.settings.starts)
    assert sum(each.minutes for each in months) == found.minutes_for("coordinator")


def test_rounds_of_follow_up_stand_in_one_line(tmp_path: Path) -> None:
    found = edition(
        tmp_path,
        "one,follow-up,F,2026-04-01,2026-04-03,,,coordinator,,,",
        "go,kick-off,K,2026-04-02,,,,,,,",
        "two,follow-up,F,2026-06-01,2026-06-20,,,coordinator,,,",
    )
    talks = line(found, "coordinator", "follow-up")
    assert talks is not None
    assert (talks.count, talks.work) == (2, 2 * 10 * found.settings.capacity.mentees)
    assert (talks.first, talks.last) == (date(2026, 4, 1), date(2026, 6, 20))
    assert line(found, "mentor", "follow-up") is None


@pytest.mark.parametrize(
    "row", ["go,kick-off,K,2026-03-01,,,,,,,", "plan,planning,P,2025-09-01,,,,,,,"]
)
def test_without_dates_follow_up_is_counted_from_the_edition(tmp_path: Path, row: str) -> None:
    found = edition(tmp_path, row)
    settings = found.settings
    rounds = max(round(settings.duration_months * 52 / 12 / settings.follow_up_weeks), 1)
    talks = line(found, "coordinator", "follow-up")
    assert talks is not None
    assert talks.count == rounds
    assert talks.work == rounds * 10 * settings.capacity.mentees
    begins = date(2026, 3, 1) if "kick-off" in row else settings.starts
    assert talks.first == begins
    answered = line(found, "mentee", "follow-up")
    assert answered is not None
    assert answered.work == rounds * 10
    assert line(found, "partner", "follow-up") is None


@pytest.mark.parametrize(
    ("kind", "minutes", "role", "asked"),
    [
        ("information", "60", "mentor", None),
        ("information", "60", "partner", 60),
        ("launch", "90", "mentee", None),
        ("session", "90", "mentor", "sessions"),
        ("interviews", "", "mentor", 30),
        ("interviews", "45", "mentor", 45),
        ("round-table", "120", "mentee", 120),
        ("evaluation", "", "mentee", 15),
        ("evaluation", "", "committee", 0),
        ("announcement", "", "mentor", None),
        ("announcement", "20", "mentor", 20),
        ("report", "", "partner", None),
        ("workshop", "", "mentor", 0),
        ("planning", "", "mentee", 0),
    ],
)
def test_what_one_date_asks_of_whom(
    tmp_path: Path, kind: str, minutes: str, role: str, asked: int | str | None
) -> None:
    found = edition(tmp_path, f"a,{kind},A,2026-03-01,,,{minutes},{role},,,")
    shown = line(found, role, kind)
    sessions = found.settings.sessions
    if asked == "sessions":
        asked = sessions.count * sessions.minutes
    assert (shown.minutes if shown else None) == asked
    assert found.hours(role).untold == (asked == 0)
    others = {"mentor", "mentee", "committee", "partner"} - {role}
    if kind != "session":
        assert [each for each in others if line(found, each, kind)] == []


@pytest.mark.parametrize(("minutes", "hours"), [(0, 0), (29, 0), (30, 1), (150, 3), (2310, 39)])
def test_half_an_hour_is_rounded_up(minutes: int, hours: int) -> None:
    assert in_hours(minutes) == hours
