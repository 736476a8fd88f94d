"""The coordinator's hours: what each date asks, and in which months."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.editions.hours import EFFORTS, hours_of
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course
from handbook.content_types.timeline import TIMELINE, Milestone
from handbook.progress.workload import workload
from handbook.reading.documents.package_data import load_citations
from handbook.reading.programme import read_programme
from handbook.reading.sheets.schemas import load_schema
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme

PATH = "programme/editions/2026/timeline.csv"
HEADER = FILES[PATH].splitlines()[0]
LONG_AGO = "long-ago,follow-up,F,2020-01-01,,,,mentor,,,"
"""Without any follow-up in the timeline, its rounds are counted from the edition."""


def course(root: Path, *rows: str) -> Course:
    """Read an edition with the places of the small programme and dates of one's own."""
    write_programme(root, {PATH: "\n".join((HEADER, LONG_AGO, *rows)) + "\n"})
    programme = read_programme(Settings(root, date(2026, 1, 1)), REGISTRY).programme
    (edition,) = (each for each in programme.all(Edition) if each.id == "2026")
    return Course(edition, programme.all(Milestone, "2026"))


def minutes(root: Path, *rows: str, today: date = date(2026, 1, 1)) -> dict[str, int]:
    months = workload([course(root, *rows)], today)
    return {f"{month.first:%Y-%m}": month.minutes for month in months}


def work(made: Course) -> int:
    """What the dates of one's own ask of the coordinator."""
    return hours_of(made, "coordinator").minutes - 10 * made.settings.capacity.mentees


def test_each_kind_of_date_has_its_effort_and_a_claim_that_asks_for_it():
    (kinds,) = (
        field.descriptor["constraints"]["enum"]
        for field in load_schema(TIMELINE.schema).fields
        if field.name == "kind"
    )
    assert set(EFFORTS) == set(kinds)
    claims = load_citations().claims
    assert [kind for kind, effort in EFFORTS.items() if effort.evidence not in claims] == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("a,kick-off,A,2026-03-01,,,90,,,,", 480 + 90),
        ("a,kick-off,A,2026-03-01,,,90,mentor;coordinator,,,", 480 + 90),
        ("a,kick-off,A,2026-03-01,,,90,mentor;mentee,,,", 480),
        ("a,kick-off,A,2026-03-01,,,,,,,", 480),
        ("a,session,A,2026-03-01,,,60,mentor;mentee,,,", 0),
        ("a,session,A,2026-03-01,,,60,coordinator,,,", 60),
    ],
)
def test_minutes_count_where_the_coordinator_is_there(tmp_path: Path, row: str, expected: int):
    made = course(tmp_path, row)
    assert work(made) == expected


@pytest.mark.parametrize(
    ("kind", "whole", "each_pair", "each_person"),
    [("follow-up", 0, 10, 0), ("interviews", 0, 0, 40), ("matching", 240, 30, 0)],
)
def test_work_grows_with_the_places(
    tmp_path: Path, kind: str, whole: int, each_pair: int, each_person: int
):
    made = course(tmp_path, f"a,{kind},A,2026-03-01,,,,mentor,,,")
    places = made.settings.capacity
    expected = whole + each_pair * places.mentees + each_person * (places.mentors + places.mentees)
    assert work(made) == expected > 0


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-01-01", "", {"2026-01": 1200}),
        ("2026-01-31", "2026-02-01", {"2026-01": 600, "2026-02": 600}),
        ("2026-01-30", "2026-02-01", {"2026-01": 800, "2026-02": 400}),
        ("2025-12-31", "2026-01-01", {"2026-01": 600}),
        ("2025-12-01", "2025-12-31", {}),
        ("2026-03-01", "", {"2026-01": 0, "2026-02": 0, "2026-03": 1200}),
        ("2025-12-17", "2026-02-14", {"2026-01": 620, "2026-02": 280}),
    ],
)
def test_work_is_shared_out_by_the_days_of_each_month(
    tmp_path: Path, start: str, end: str, expected: dict[str, int]
):
    found = minutes(tmp_path, f"a,planning,A,{start},{end},,,committee,,,")
    assert found.keys() == expected.keys()
    assert all(abs(found[month] - expected[month]) <= 10 for month in expected)


def test_no_minute_is_lost_between_months(tmp_path: Path):
    found = minutes(tmp_path, "a,planning,A,2026-01-07,2026-12-29,,7,,,,")
    assert len(found) == 12
    assert sum(found.values()) == 1207


def test_the_list_of_months_has_an_end(tmp_path: Path):
    assert len(minutes(tmp_path, "a,report,A,2099-01-01,,,,,,,")) == 36


def test_editions_add_up(tmp_path: Path):
    made = course(tmp_path, "a,kick-off,A,2026-01-10,,,,,,,")
    (month,) = workload([made, made], date(2026, 1, 31))
    assert (month.first, month.minutes) == (date(2026, 1, 1), 960)
    assert workload([], date(2026, 1, 31)) == ()
