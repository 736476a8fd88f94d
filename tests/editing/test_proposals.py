"""Editions begun, opened, closed, called off and compared, on the small programme."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from handbook.content_types import REGISTRY
from handbook.editing.closing import INDICATORS, closed
from handbook.editing.difference import difference
from handbook.editing.next_edition import next_edition
from handbook.editing.opening import cancelled, opened
from handbook.editing.proposals import Proposal
from handbook.problems import has_errors
from handbook.programme import Programme
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, replaced, write_programme

ENGLISH = load_catalogue("en")
FOLDER = "programme/editions"
SAYS = "contacts:\n"
EMPTY = {"organisation": "", "position": ""}
HOLIDAYS = {"2027-03-15": "A feast", "2027-03-22": "Another"}


def read(root: Path, today: str) -> Programme:
    reading = read_programme(Settings(root, date.fromisoformat(today)), REGISTRY)
    assert not has_errors(reading.problems), reading.problems
    return reading.programme


def codes(proposal: Proposal) -> list[str]:
    return [note.code for note in proposal.refused or proposal.notes]


def begun(
    root: Path, slug: str = "2027", source: str = "2026", today: str = "2026-10-01"
) -> Proposal:
    return next_edition(root, read(root, today), slug, source, {"en": ENGLISH})


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def holidays(days: Mapping[str, str]) -> dict[str, str]:
    listed = "".join(f"  - {{date: {day}, title: {title}}}\n" for day, title in days.items())
    return replaced("programme/programme.yaml", SAYS, f"holidays:\n{listed}{SAYS}")


# new


def test_dates_keep_their_day_of_the_week_and_relative_ones_stay(tmp_path: Path) -> None:
    proposal = begun(write_programme(tmp_path))
    dates = {
        row["id"]: row["date"] for row in rows(proposal.changes[f"{FOLDER}/2027/timeline.csv"])
    }
    assert dates == {
        "call-open": "2027-01-11",
        "call-close": "call-open + 4 weeks",
        "kick-off": "2027-03-15",
        "mid": "kick-off + 20 weeks",
        "closing": "2027-11-19",
    }
    before = {row["id"]: row["date"] for row in rows(FILES[f"{FOLDER}/2026/timeline.csv"].encode())}
    for id, day in dates.items():
        if day[:2] == "20":
            days = [date.fromisoformat(each).weekday() for each in (before[id], day)]
            assert days[0] == days[1]


def test_a_holiday_is_avoided_and_told(tmp_path: Path) -> None:
    proposal = begun(write_programme(tmp_path, holidays(HOLIDAYS)))
    dates = {
        row["id"]: row["date"] for row in rows(proposal.changes[f"{FOLDER}/2027/timeline.csv"])
    }
    assert dates["kick-off"] == "2027-03-29"
    (note,) = [note.said(ENGLISH) for note in proposal.notes if note.code == "holiday"]
    assert note == "kick-off: 2027-03-15 is one of your holidays, so it is on 2027-03-29."


@pytest.mark.parametrize(
    ("slug", "source", "weeks"),
    [("2027", "2026", 52), ("2030", "2026", 209), ("2031", "2026", 261), ("autumn", "2026", 52)],
)
def test_years_are_whole_weeks(tmp_path: Path, slug: str, source: str, weeks: int) -> None:
    proposal = begun(write_programme(tmp_path), slug, source)
    assert proposal.notes[0].details["weeks"] == weeks


def test_structure_is_taken_over_and_what_came_of_it_is_left(tmp_path: Path) -> None:
    forms = "  how: Write to us.\n"
    said = f"{forms}  mentor_form: https://f.example/1\n  mentee_form: https://f.example/2\n"
    changes = replaced(f"{FOLDER}/2026/edition.yaml", forms, said)
    proposal = begun(write_programme(tmp_path, changes))
    assert sorted(proposal.changes) == [
        f"{FOLDER}/2027/edition.yaml",
        f"{FOLDER}/2027/mentors.csv",
        f"{FOLDER}/2027/timeline.csv",
    ]
    edition = yaml.safe_load(proposal.changes[f"{FOLDER}/2027/edition.yaml"])
    assert edition["title"] == "Edition 2027"
    assert edition["summary"].startswith("The next edition: {{ edition.sessions.count }} sessions")
    assert (edition["starts"], edition["ends"]) == (date(2026, 12, 31), date(2027, 12, 30))
    assert edition["application"] == {"how": "Write to us."}
    former = yaml.safe_load(FILES[f"{FOLDER}/2026/edition.yaml"])
    same = ("capacity", "duration_months", "kind", "outcomes", "partners", "selection", "sessions")
    assert {key: edition[key] for key in same} == {key: former[key] for key in same}


def test_what_is_begun_is_sound_and_its_mentors_wait(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    for path, content in begun(root).changes.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content)
    programme = read(root, "2026-10-01")
    waiting = rows((root / FOLDER / "2027/mentors.csv").read_bytes())
    assert waiting == [
        {**EMPTY, "mentor": "ana", "capacity": "1", "confirmed": "no"},
        {**EMPTY, "mentor": "ben", "capacity": "1", "confirmed": "no"},
    ]
    assert codes(next_edition(root, programme, "2027", "2026", {"en": ENGLISH})) == ["exists"]


@pytest.mark.parametrize(
    ("slug", "source", "code"),
    [("2027", "2020", "unknown"), ("20 27", "2026", "slug"), ("../x", "2026", "slug")],
)
def test_what_cannot_begin_is_refused(tmp_path: Path, slug: str, source: str, code: str) -> None:
    proposal = begun(write_programme(tmp_path), slug, source)
    assert (codes(proposal), proposal.changes) == ([code], {})


def test_lines_that_tell_of_a_year_are_named(tmp_path: Path) -> None:
    changes = replaced(f"{FOLDER}/2026/timeline.csv", "Bring a pen", "As in March 2026")
    changes |= replaced(f"{FOLDER}/2026/edition.yaml", "A plan", "A plan for 2026 and after")
    places = [
        note.details["place"]
        for note in begun(write_programme(tmp_path, changes)).notes
        if note.code == "year"
    ]
    assert places == [f"{FOLDER}/2027/edition.yaml:12"]


# open


READY = {
    **replaced(f"{FOLDER}/2026/edition.yaml", "Write to us.", "Write to us.\n  email: a@ferry.org"),
    **replaced(
        f"{FOLDER}/2026/timeline.csv",
        "kick-off,kick-off",
        "pairs,matching,Matching,2026-02-16,,,,,,,\nkick-off,kick-off",
    ),
}


def test_a_call_opens_today_and_what_counts_from_it_moves(tmp_path: Path) -> None:
    root = write_programme(tmp_path, READY)
    proposal = opened(root, read(root, "2026-01-05"), "2026")
    assert codes(proposal) == ["opened"]
    (content,) = proposal.changes.values()
    before = READY[f"{FOLDER}/2026/timeline.csv"]
    assert content.decode() == before.replace("2026-01-12", "2026-01-05")


@pytest.mark.parametrize(
    ("today", "slug", "code"),
    [
        ("2026-01-20", "2026", "is_open"),
        ("2026-02-20", "2026", "call_over"),
        ("2026-04-20", "2026", "call_over"),
        ("2026-01-05", "2020", "unknown"),
    ],
)
def test_a_call_that_is_open_or_over_stays(
    tmp_path: Path, today: str, slug: str, code: str
) -> None:
    root = write_programme(tmp_path, READY)
    proposal = opened(root, read(root, today), slug)
    assert (codes(proposal), proposal.changes) == ([code], {})


def test_what_whoever_applies_would_miss_is_told_at_once(tmp_path: Path) -> None:
    timeline = FILES[f"{FOLDER}/2026/timeline.csv"]
    changes = {
        **replaced("programme/programme.yaml", "  statement: We bring", "  #"),
        f"{FOLDER}/2026/timeline.csv": "".join(
            line for line in timeline.splitlines(keepends=True) if "closing" not in line
        ),
        **replaced(f"{FOLDER}/2026/edition.yaml", "[acme, beta]", "[acme]"),
    }
    root = write_programme(tmp_path, changes)
    proposal = opened(root, read(root, "2026-01-05"), "2026")
    assert [note.said(ENGLISH) for note in proposal.refused] == [
        "Missing: Why the programme exists (programme/programme.yaml:12).",
        "Missing: As many partner organisations as the programme wants at least "
        f"({FOLDER}/2026/edition.yaml:10).",
        f"Missing: A form or an address of your own to apply to ({FOLDER}/2026/edition.yaml:16).",
        f"Missing: The date of the matching ({FOLDER}/2026/timeline.csv).",
        f"Missing: The date of the closing ({FOLDER}/2026/timeline.csv).",
    ]


# cancel


def test_an_edition_is_called_off_once(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    proposal = cancelled(root, read(root, "2026-02-01"), "2026")
    ((path, content),) = proposal.changes.items()
    assert content.decode() == FILES[path].replace(
        "ends: 2026-12-31\n", "ends: 2026-12-31\ncancelled: yes\n"
    )
    (root / path).write_bytes(content)
    again = cancelled(root, read(root, "2026-02-01"), "2026")
    assert (codes(again), again.changes) == (["is_cancelled"], {})
    assert codes(cancelled(root, read(root, "2026-02-01"), "2025")) == ["is_closed"]
    assert codes(opened(root, read(root, "2026-01-05"), "2026")) == ["is_cancelled"]
    assert codes(closed(root, read(root, "2026-12-05"), "2026", ENGLISH)) == ["is_cancelled"]


# close


def test_no_edition_closes_while_its_pairs_meet(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    proposal = closed(root, read(root, "2026-11-20"), "2026", ENGLISH)
    assert (codes(proposal), proposal.changes) == (["still_meeting"], {})
    assert proposal.refused[0].details["day"] == date(2026, 11, 20)


def test_what_is_owed_is_told_and_forms_are_laid_out_once(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    proposal = closed(root, read(root, "2026-12-01"), "2026", ENGLISH)
    assert codes(proposal) == [
        *("closed", "owed_results", "owed_report", "owed_recognitions", "owed_testimonials"),
        *("employers", "form", "form", "form", "form", "form"),
    ]
    for path, content in proposal.changes.items():
        (root / path).write_bytes(content)
    folder = root / FOLDER / "2026"
    figures = rows((folder / "_results.csv").read_bytes())
    assert [row["id"] for row in figures] == [id for id, *_ in INDICATORS]
    report = yaml.safe_load((folder / "_report.yaml").read_text("utf-8"))
    assert len(report) == 8
    assert [each["objective"] for each in report["objectives"]] == ["skills"]
    again = closed(root, read(root, "2026-12-01"), "2026", ENGLISH)
    assert again.changes == {}
    assert yaml.safe_load((folder / "edition.yaml").read_text("utf-8"))["ends"] == date(
        2026, 11, 20
    )


def test_a_form_that_is_filled_in_is_sound(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    folder = root / FOLDER / "2026"
    for path, content in closed(root, read(root, "2026-12-01"), "2026", ENGLISH).changes.items():
        (root / path).write_bytes(content)
    for form in folder.glob("_*"):
        text = form.read_text("utf-8")
        if form.name == "_testimonials.yaml":
            text = text.replace("# ", "").replace("What people said", "# What people said")
            text = text.replace("name:\n", "name: Somebody\n")
        form.unlink()
        (folder / form.name.removeprefix("_")).write_text(text, "utf-8")
    codes_told = set(codes(closed(root, read(root, "2026-12-01"), "2026", ENGLISH)))
    assert codes_told & {"owed_results", "owed_report", "owed_testimonials"} == set()


def test_where_mentors_work_is_kept_as_it_is_then(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    for path, content in closed(root, read(root, "2026-12-01"), "2026", ENGLISH).changes.items():
        (root / path).write_bytes(content)
    table = root / FOLDER / "2026/mentors.csv"
    kept = [
        {"mentor": "ana", "capacity": "1", "organisation": "acme", "position": "Pilot"},
        {"mentor": "ben", "capacity": "1", "organisation": "beta", "position": ""},
    ]
    assert rows(table.read_bytes()) == kept
    mentors = root / "programme/mentors.csv"
    mentors.write_text(
        mentors.read_text("utf-8").replace(",acme,Pilot,", ",beta,Captain,"), "utf-8"
    )
    assert closed(root, read(root, "2026-12-02"), "2026", ENGLISH).changes == {}
    assert rows(table.read_bytes()) == kept


def test_long_afterwards_nobody_knows_where_they_worked(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    proposal = closed(root, read(root, "2026-12-01"), "2025", ENGLISH)
    assert not [path for path in proposal.changes if path.endswith("/mentors.csv")]


# diff


def test_what_differs_is_told_by_setting_and_date(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    proposal = difference(read(root, "2026-10-01"), "2025", "2026")
    said = [note.said(ENGLISH) for note in proposal.notes]
    assert "title: Edition 2025 → Edition 2026" in said
    assert "Dates are 364 days later." in said
    assert "call-close: new, on 2026-02-09." in said
    assert said[-1] == "Mentors: 1 stay, 1 gone, 1 new."
    same = difference(read(root, "2026-10-01"), "2026", "2026")
    assert codes(same)[0] in {"same", "mentors"}
    assert codes(difference(read(root, "2026-10-01"), "2026", "2020")) == ["unknown"]
