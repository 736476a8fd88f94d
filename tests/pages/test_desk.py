"""The coordinator's desk and the audit, in programmes of several kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import FILES
from tests.support.small_builds import made

TIMELINE = "programme/editions/2026/timeline.csv"
PROGRAMME = "programme/programme.yaml"
HEADER = FILES[TIMELINE].splitlines()[0]
CHECK = re.compile(r'data-check="(\w+)" data-done="(yes|no)"')
SUM = re.compile(r"(\d+) of (\d+) points")
DATED = re.compile(r"^ *- \[ \] \*\*(.+)\*\*$", re.MULTILINE)
TASK = re.compile(r"^ +- \[ \] [^*].+$", re.MULTILINE)
DOUBLE = {"roles", "announcement", "criteria", "objectives"}


def desk(built: Build) -> str:
    assert built.pages, built.problems
    (page,) = (each for each in built.pages if each.path == "guides/desk.md")
    return page.body


def small(root: Path, *rows: str, changes: Mapping[str, str | None] | None = None) -> str:
    text = "\n".join((HEADER, *rows)) + "\n"
    return desk(made(root, {TIMELINE: text, **(changes or {})}, today=date(2026, 3, 10)))


def audited(page: str) -> dict[str, bool]:
    return {key: done == "yes" for key, done in CHECK.findall(page)}


def points(page: str) -> tuple[int, int]:
    (found,) = SUM.findall(page)
    return int(found[0]), int(found[1])


def test_the_points_are_those_of_the_lines_and_three_things_count_double() -> None:
    page = desk(build(Settings(Path(__file__).parents[2], date(2026, 5, 12))))
    found = audited(page)
    assert set(found) >= DOUBLE
    assert all(found.values())
    assert points(page) == (len(found) + len(DOUBLE),) * 2


@pytest.mark.parametrize(
    ("rows", "there"),
    [
        (
            (
                "a,training,T,2026-02-01,,,,mentor,,,",
                "b,mid-term,M,2026-06-01,,,,mentor,,,",
                "c,matching,M,2026-02-01,,,,,,,",
                "d,call-open,C,2026-01-02,,,,,,,",
            ),
            set(),
        ),
        (
            (
                "a,training,T,2026-02-01,,,,mentor,,,",
                "b,training,T,2026-02-02,,,,mentee,,,",
                "c,mid-term,M,2026-06-01,,,,mentor;mentee,,,",
                "d,recognition,R,2026-11-01,,,,,,,",
            ),
            {"training", "mid_term", "recognition"},
        ),
        (
            (
                "a,matching,M,2026-02-01,,,,,,,",
                "b,announcement,A,2026-02-05,,,,,,,",
                "c,follow-up,F,2026-06-01,,,,,,,",
                "d,call-open,C,2026-01-02,2026-01-20,,,,,,",
            ),
            {"announcement", "follow_up", "call"},
        ),
    ],
)
def test_what_the_timeline_holds_is_found_and_the_rest_has_a_next_step(
    tmp_path: Path, rows: tuple[str, ...], there: set[str]
) -> None:
    page = small(tmp_path, *rows)
    dated = {"training", "mid_term", "announcement", "follow_up", "recognition", "call"}
    found = audited(page)
    assert {key for key in dated if found[key]} == there
    reached, possible = points(page)
    assert reached == sum(done * (2 if key in DOUBLE else 1) for key, done in found.items())
    assert possible == sum(2 if key in DOUBLE else 1 for key in found)
    assert page.count("Add ") >= len(dated - there)


NOW = {
    "today": ("2026-03-10", ""),
    "first": ("2026-03-01", ""),
    "into": ("2026-02-28", "2026-03-01"),
    "all-year": ("2026-01-01", "2026-12-31"),
    "month": ("2026-03", ""),
}
OTHER = {
    "before": ("2026-02-28", ""),
    "after": ("2026-04-01", ""),
    "year-before": ("2025-03-10", ""),
    "year-after": ("2027-03-10", ""),
}


def test_a_date_stands_once_under_this_month_or_elsewhere(tmp_path: Path) -> None:
    dates = {**NOW, **OTHER}
    rows = (f"{id},event,{id},{start},{end},,,,,," for id, (start, end) in dates.items())
    this_month, _, others = small(tmp_path, *rows).partition("{#months}")
    assert {each.rpartition(": ")[2] for each in DATED.findall(this_month)} == set(NOW)
    assert {each.rpartition(": ")[2] for each in DATED.findall(others)} == set(OTHER)
    assert len(DATED.findall(this_month + others)) == len(dates)
    assert len(TASK.findall(others.partition("\n## ")[0])) == 2 * len(OTHER)


def test_where_mentees_choose_nobody_is_asked_for_pairs(tmp_path: Path) -> None:
    row = "a,matching,M,2026-03-10,,,,,,,"
    ours = small(tmp_path / "ours", row)
    chosen = FILES[PROGRAMME] + "matching_by: mentee\n"
    theirs = small(tmp_path / "theirs", row, changes={PROGRAMME: chosen})
    assert "Propose pairs" in ours
    assert "Propose pairs" not in theirs
    assert "announcement" not in audited(theirs)
