"""Months and provisional dates: shown as they are known, wherever a date is shown."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course, Stage
from handbook.content_types.timeline import Milestone
from handbook.days import Day, is_month, is_provisional
from handbook.editing.next_edition import next_edition
from handbook.editing.opening import opened
from handbook.problems import Problem
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.programme import Reading, read_programme
from handbook.settings import Settings
from handbook.site.built import Build
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import made

NEW = "programme/editions/2026"
TIMELINE = f"{NEW}/timeline.csv"
HEADER = "id,kind,title,date,end,time,minutes,audience,place,detail,url,provisional\n"
PLANNED = """\
call-open,call-open,Call opens,2026-04,,,,,,,,
call-close,call-close,Call closes,2026-05-15,,,,,,,,yes
kick-off,kick-off,Kick-off,2026-09,,17:30,,mentor; mentee,,,,
check,follow-up,Check-in,kick-off + 8 weeks,,,,,,,,
weeks,event,Two weeks,2026-10-05,weeks + 2 weeks,,,,,,,yes
months,event,Two months,2026-10,2026-11,,,,,,,no
closing,closing,Closing,2026-11-20,,,,,,,,
"""
PROSE = """\
---
title: Dates
description: All of them.
---

# Dates

{{ date("kick-off") }} ¦ {{ date("call-close") | day }} ¦ {{ date("closing") | on_day }}
"""


def edition(*changes: tuple[str, str]) -> str:
    text = FILES[f"{NEW}/edition.yaml"].replace("starts: 2026-01-01", "starts: 2026-04")
    text = text.replace("ends: 2026-12-31", "provisional: yes\nends: 2026-12-04")
    text = text.replace("duration_months: 12", "duration_months: 8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def planned(rows: str = PLANNED, *changes: tuple[str, str]) -> dict[str, str | None]:
    return {TIMELINE: HEADER + rows, f"{NEW}/edition.yaml": edition(*changes)}


@cache
def on(day: str, language: str = "en") -> Build:
    changes = {**planned(), "content/en/dates.md": PROSE, "programme/matching.yaml": None}
    changes["programme/programme.yaml"] = FILES["programme/programme.yaml"].replace(
        "languages: [en]", f"languages: [{language}]"
    )
    changes |= {"programme/messages.yaml": None, "programme/faq.yaml": None}
    with TemporaryDirectory() as folder:
        return made(Path(folder), changes, today=date.fromisoformat(day))


def words(built: Build) -> dict[str, str]:
    assert built.pages, built.problems
    return {
        page.path: " ".join(re.sub(r"<[^>]+>", " ", page.body).split())
        for page in (*built.pages, *built.entries)
    }


def read(root: Path, changes: dict[str, str | None], day: str = "2026-03-01") -> Reading:
    return read_programme(
        Settings(write_programme(root, changes), date.fromisoformat(day)), REGISTRY
    )


def told(reading: Reading) -> list[Problem]:
    return [each for each in reading.problems if each.place.path.startswith(NEW)]


def test_every_page_says_a_month_where_no_day_is_known() -> None:
    pages = words(on("2026-03-02"))
    assert (
        "begins in April 2026 (provisional) and ends on 4 December 2026 (provisional)"
        in (pages["timeline.md"])
    )
    assert "You can apply from April 2026." in pages["take-part.md"]
    assert "Applications open in April 2026." in pages["index.md"]
    assert "September 2026" in pages["guides/mentor.md"]
    assert "April 2026 (provisional) – 4 December 2026 (provisional)" not in pages["editions.md"]
    assert "April 2026 – 4 December 2026 (provisional)" in pages["editions.md"]
    assert "April 2026 – 4 December 2026 (provisional)" in pages["2026.md"]
    assert "| Months 4 and 5 | Match and begin" in pages["guides/coordinator.md"].replace(
        "[Match and begin](#match)", "Match and begin"
    )
    invented = re.compile(r"\b(?:1|15|30) (?:April|September|October) 2026|17:30")
    del pages["data-dictionary.md"]
    assert {path for path, text in pages.items() if invented.search(text)} == set()


def test_every_page_says_what_is_provisional() -> None:
    pages = words(on("2026-03-02"))
    for path in ("index.md", "timeline.md", "take-part.md", "guides/mentor.md", "2026.md"):
        for found in re.finditer(r"15 May 2026(?! – )", pages[path]):
            assert pages[path][found.end() :].startswith(" (provisional)"), path
    assert "15 May 2026 (provisional)" in pages["take-part.md"]
    assert "Two weeks" in pages["2026.md"]
    assert "Monday, 5 October 2026 – Monday, 19 October 2026 (provisional)" in pages["2026.md"]
    assert "October 2026 – November 2026" in pages["2026.md"]
    assert "October 2026 – November 2026 (" not in pages["2026.md"]


def test_what_counts_from_a_month_is_a_provisional_month() -> None:
    pages = words(on("2026-03-02"))
    assert "November 2026 (provisional) Check-in" in re.sub(
        r" (Next|Now) ", " ", pages["2026.md"].replace(" Running now ", " ")
    )


def test_prose_of_ones_own_follows() -> None:
    page = words(on("2026-03-02"))["dates.md"]
    assert "September 2026 ¦ 15 May 2026 (provisional) ¦ on 20 November 2026" in page


def test_dates_are_told_in_the_language_of_the_page() -> None:
    pages = words(on("2026-03-02", "es"))
    assert "abril de 2026 – 4 de diciembre de 2026 (provisional)" in pages["2026.md"]


def test_the_data_say_what_is_known_and_no_more() -> None:
    built = on("2026-03-02")
    tables = {
        file.path: list(csv.DictReader(io.StringIO(file.content.decode())))
        for file in built.files
        if file.path.endswith(".csv")
    }
    dates = {row["id"]: row for row in tables["data/timeline.csv"] if row["edition"] == "2026"}
    assert {id: (row["date"], row["end"], row["provisional"]) for id, row in dates.items()} == {
        "call-open": ("2026-04", "", "false"),
        "call-close": ("2026-05-15", "", "true"),
        "kick-off": ("2026-09", "", "false"),
        "check": ("2026-11", "", "true"),
        "weeks": ("2026-10-05", "2026-10-19", "true"),
        "months": ("2026-10", "2026-11", "false"),
        "closing": ("2026-11-20", "", "false"),
    }
    shown = next(row for row in tables["data/editions.csv"] if row["id"] == "2026")
    assert (shown["starts"], shown["ends"]) == ("2026-04", "2026-12-04")
    assert shown["provisional"] == "true"


def test_a_long_chain_from_a_month_loses_no_week(tmp_path: Path) -> None:
    links = "".join(f"c{n},event,C,c{n - 1} + 1 week,,,,,,,,\n" for n in range(1, 10))
    reading = read(tmp_path, planned(f"c0,event,C,2026-05,,,,,,,,\n{links}"))
    dates = {each.id: each.date for each in reading.programme.all(Milestone, "2026")}
    assert str(dates["c9"]) == "2026-07"
    assert all(is_month(day) for day in dates.values())
    assert [id for id, day in dates.items() if not is_provisional(day)] == ["c0"]


@pytest.mark.parametrize(
    ("day", "stage", "open_"),
    [
        ("2026-03-31", Stage.PLANNED, False),
        ("2026-04-01", Stage.PLANNED, False),
        ("2026-04-30", Stage.CALL, True),
        ("2026-05-15", Stage.CALL, True),
        ("2026-05-16", Stage.MATCHING, False),
        ("2026-09-01", Stage.MATCHING, False),
        ("2026-09-30", Stage.RUNNING, False),
        ("2026-12-05", Stage.CLOSED, False),
    ],
)
def test_nothing_has_begun_before_its_month_is_over(
    tmp_path: Path, day: str, stage: Stage, open_: bool
) -> None:
    programme = read(tmp_path, planned(), day).programme
    course = Course(
        programme.find(Edition, "2026", "2026") or programme.all(Edition, "2026")[0],
        programme.all(Milestone, "2026"),
    )
    today = date.fromisoformat(day)
    assert (course.stage(today), course.call_open(today)) == (stage, open_)


def test_a_month_is_not_past_before_its_last_day() -> None:
    assert "Call opens" in words(on("2026-04-30"))["index.md"]
    month = Milestone(
        **dict.fromkeys(("id", "kind", "title", "url"), ""),
        **dict.fromkeys(("end", "time", "minutes", "place", "detail"), None),
        where=lambda field="": None,
        audience=(),
        date=Day(2026, 2, 1, month_only=True),
    )
    assert month.last_day == date(2026, 2, 28)
    assert month.last_day.isoformat() == "2026-02-28"
    assert str(month.last_day) == "2026-02"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        # A call may open and close in one month, and a month has no weekday.
        ("o,call-open,O,2026-05-04,,,,,,,,\nc,call-close,C,2026-05,,,,,,,,\n", []),
        ("o,call-open,O,2026-05,,,,,,,,\nc,call-close,C,2026-05-04,,,,,,,,\n", []),
        ("o,call-open,O,2026-08,,,,,,,,\n", []),
        ("o,call-open,O,2026-06,,,,,,,,\nc,call-close,C,2026-05-04,,,,,,,,\n", ["date-order"]),
        ("e,event,E,2026-05-20,2026-05,,,,,,,\n", []),
        ("e,event,E,2026-06-01,2026-05,,,,,,,\n", ["end-before-date"]),
        ("e,event,E,2026-06,2026-05-29,,,,,,,\n", ["end-before-date"]),
        ("e,event,E,2026-12,,,,,,,,\n", []),
        ("e,event,E,2027-01,,,,,,,,\n", ["date-outside"]),
        ("e,event,E,2026-03,,,,,,,,\n", ["date-outside"]),
        ("e,event,E,2026-13,,,,,,,,\n", ["date-expression"]),
        ("e,event,E,2026-00,,,,,,,,\n", ["date-expression"]),
        ("e,event,E,2026-5,,,,,,,,\n", ["date-expression"]),
        ("e,event,E,~2026-05-05,,,,,,,,\n", ["date-expression"]),
        ("e,event,E,2026-05 + 2 weeks,,,,,,,,\n", ["date-unknown"]),
        ("e,event,E,2026,,,,,,,,\n", ["date-expression"]),
        ("e,event,E,2026-05-05,,,,,,,,maybe\n", ["type-boolean"]),
        ("e,event,E,2026-05-05,,,,,,,,1\n", ["type-boolean"]),
        ("e,event,E,2026-05-05,,,,,,,,?\n", ["type-boolean"]),
    ],
)
def test_what_cannot_be_meant_is_told(tmp_path: Path, rows: str, codes: list[str]) -> None:
    assert [each.code for each in told(read(tmp_path, planned(rows)))] == codes


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("starts: 2026-04", "starts: 2026-13", ["type-date"]),
        ("starts: 2026-04", "starts: 2026", ["type-date"]),
        ("starts: 2026-04", "starts: April 2026", ["type-date"]),
        ("starts: 2026-04", "starts: ~2026-04-01", ["type-date"]),
        ("provisional: yes", "provisional: maybe", ["type-boolean"]),
        ("ends: 2026-12-04", "ends: 2026-12", []),
        ("ends: 2026-12-04", "ends: 2026-04", [*["date-outside"] * 5, "edition-short"]),
        ("ends: 2026-12-04", "ends: 2026-03", ["edition-backwards"]),
    ],
)
def test_months_of_an_edition(tmp_path: Path, old: str, new: str, codes: list[str]) -> None:
    assert [each.code for each in told(read(tmp_path, planned(PLANNED, (old, new))))] == codes


def test_what_is_past_and_still_not_settled_is_told(tmp_path: Path) -> None:
    assert told(read(tmp_path / "before", planned(), "2026-04-01")) == []
    past = told(read(tmp_path / "after", planned(), "2026-11-25"))
    rows = [each.place.line for each in past if each.place.path == TIMELINE]
    # What counts from the kick-off is settled with it, and the closing is.
    assert rows == [2, 3, 4, 6]
    assert {each.code for each in past} == {"date-unsettled", "date-month-past"}
    assert [each.place.path for each in past if each.place.path != TIMELINE] == [
        f"{NEW}/edition.yaml"
    ]


def test_the_next_edition_moves_months_by_months(tmp_path: Path) -> None:
    programme = read(tmp_path, planned()).programme
    catalogues = {"en": load_catalogue("en")}
    begun = next_edition(tmp_path, programme, "2028", "2026", catalogues)
    timeline = begun.changes["programme/editions/2028/timeline.csv"].decode()
    assert "call-open,call-open,Call opens,2028-04," in timeline
    assert "kick-off,kick-off,Kick-off,2028-09," in timeline
    assert "Check-in,kick-off + 8 weeks," in timeline
    described = begun.changes["programme/editions/2028/edition.yaml"].decode()
    assert re.search(r"^starts: '?\"?2028-04'?\"?$", described, re.MULTILINE)
    for path, content in begun.changes.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    again = read_programme(Settings(tmp_path, date(2026, 3, 1)), REGISTRY)
    assert [each for each in again.problems if each.severity.value == "error"] == []


def test_opening_the_call_settles_its_day(tmp_path: Path) -> None:
    rows = PLANNED.replace("2026-04,,,,,,,,\n", "2026-04,,,,,,,,yes\n")
    changes = planned(rows, ("how: Write to us.", "how: Write.\n  email: us@acme.example"))
    changes[TIMELINE] = (changes[TIMELINE] or "").replace(
        "kick-off,kick-off", "m,matching,Matching,2026-06,,,,,,,,\nkick-off,kick-off"
    )
    programme = read(tmp_path, changes).programme
    text = opened(tmp_path, programme, "2026").changes[TIMELINE].decode()
    assert "call-open,call-open,Call opens,2026-03-01,,,,,,,,\n" in text
