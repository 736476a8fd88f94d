"""Until when rows are kept: the rules of `programme.yaml`, and what goes by them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from handbook.content_types import REGISTRY
from handbook.people.holdings import holdings
from handbook.people.retention import kept, months_after, possible_events
from handbook.reading.programme import published, read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, replaced, write_programme
from tests.support.small_builds import fault, made, worded

PROGRAMME = "programme/programme.yaml"
RULE = "    - {table: mentors, months: 24, after: participation}\n"
LINE = next(n for n, line in enumerate(FILES[PROGRAMME].splitlines(True), 1) if line == RULE)
MENTEES = (
    "id,name,organisation,email,phone,career,objectives,wishes,notes\n"
    "mia,Mia Mentee,acme,mia@home.example,,,,,\n"
    "zoe,Zoe Dee,acme,,,,,,\n"
)
PAIRS = 'mentor,mentee,since,until,reasons,notes\nana,mia,2025-03-17,,"Both\nrow",\n'
PRIVATE = {"private/mentees.csv": MENTEES, "private/editions/2025/pairs.csv": PAIRS}


def forget(root: Path, *arguments: str, today: str = "2031-06-01") -> Result:
    options = ["forget", "--root", str(root), "--today", today, *arguments]
    return CliRunner().invoke(main, options)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2025, 12, 31), 24, date(2027, 12, 31)),
        (date(2025, 12, 31), 0, date(2025, 12, 31)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, expected: date):
    assert months_after(day, months) == expected


def test_each_table_of_people_has_its_events():
    assert dict(possible_events(REGISTRY)) == {
        "organisations": ("participation", "consent"),
        "committee": ("term", "consent"),
        "mentors": ("participation", "consent"),
        "recognitions": ("edition", "consent"),
        "testimonials": ("edition", "consent"),
        "former_mentees": ("participation", "consent"),
        "mentees": ("participation",),
        "pairs": ("edition",),
    }


@pytest.mark.parametrize(
    ("rule", "expected", "words"),
    [
        (
            "{table: mentor, months: 24, after: participation}",
            [(LINE, 15, "retention-table", "error")],
            'table: "mentor" is no table of people',
        ),
        (
            "{table: mentors, months: 24, after: term}",
            [(LINE, 43, "retention-event", "error")],
            "only from: participation, consent.",
        ),
        (
            "{table: mentors, months: 24, after: retirement}",
            [(LINE, 43, "enum", "error")],
            "after",
        ),
        (
            "{table: mentors, months: -1, after: participation}",
            [(LINE, 32, "minimum", "error")],
            "months",
        ),
        (
            "{table: committee, months: 24, after: term}",
            [(LINE, 15, "item-duplicate", "error")],
            '"committee" stands here twice.',
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rules_are_checked(tmp_path: Path, rule: str, expected: list[object], words: str):
    build = made(tmp_path, replaced(PROGRAMME, RULE, f"    - {rule}\n"))
    assert [(path, *rest) for path, *rest in map(fault, build.problems)] == [
        (PROGRAMME, *each) for each in expected
    ]
    assert words in worded(build.problems[0])


def test_a_slip_in_a_name_gets_a_suggestion(tmp_path: Path):
    (problem,) = made(tmp_path, replaced(PROGRAMME, "{table: mentors,", "{table: mentor,")).problems
    assert problem.details["suggestion"] == "mentors"
    assert 'Did you mean "mentors"?' in worded(problem)


def test_real_people_need_a_rule_for_each_table(tmp_path: Path):
    text = FILES[PROGRAMME].replace(RULE, "").replace("people: fictional", "people: real")
    text = text.replace(".example", ".org")
    found = [one for one in made(tmp_path, {PROGRAMME: text}).problems if "retention" in one.code]
    (problem,) = found
    assert problem.code == "retention-missing"
    assert problem.severity == "warning"
    assert problem.details == {"tables": "mentors"}
    assert "kept: mentors." in worded(problem)


def rows(root: Path, today: date) -> dict[str, tuple[date | None, bool]]:
    reading = read_programme(Settings(root, today, private=True), REGISTRY)
    shown = published(reading.programme, REGISTRY)
    held = tuple(holdings(reading, shown, REGISTRY))
    return {
        f"{one.holding.kind.name} {one.holding.id}": (one.due, one.in_use)
        for one in kept(reading.programme, held)
    }


def test_when_each_row_has_to_go(tmp_path: Path):
    write_programme(tmp_path, PRIVATE)
    assert rows(tmp_path, date(2026, 3, 1)) == {
        # A consent without end, and one that was never given.
        "organisations acme": (None, True),
        "organisations beta": (None, True),
        "committee chair-ann": (None, True),
        "committee coord-bo": (None, True),
        "mentors ana": (date(2028, 12, 31), True),
        "mentors ben": (date(2028, 12, 31), True),
        "mentors eva": (date(2027, 12, 31), False),
        "recognitions r1": (date(2030, 12, 31), False),
        "recognitions r2": (date(2030, 12, 31), False),
        "testimonials t1": (date(2026, 12, 31), False),
        "testimonials t2": (date(2026, 12, 31), False),
        "former_mentees ida": (date(2030, 12, 31), False),
        "former_mentees olaf-unseen": (date(2030, 12, 31), False),
        "mentees mia": (date(2026, 12, 31), False),
        "mentees zoe": (None, False),
        "pairs ana mia": (date(2026, 12, 31), False),
    }


def test_who_never_took_part_is_kept_from_their_last_word(tmp_path: Path):
    header, *people = FILES["programme/mentors.csv"].splitlines()
    row = people[0].replace("ana,Ana <Á> & Sons", "kim,Kim Waiting")
    cells = row.replace("2026-01-01,yes,2026-01-01", "2026-02-02,yes,2026-01-15")
    table = "\n".join([header, *people, cells, ""])
    write_programme(tmp_path, {"programme/mentors.csv": table})
    assert rows(tmp_path, date(2026, 3, 1))["mentors kim"] == (date(2028, 2, 2), False)


def test_a_look_lists_places_and_changes_nothing(tmp_path: Path):
    write_programme(tmp_path, PRIVATE)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    result = forget(tmp_path, "--before", "2027-06-01")
    assert result.exit_code == 0
    assert "4 rows had to go before 2027-06-01." in result.output
    assert "programme/editions/2025/testimonials.yaml:1: to be kept until 2026-12-31" in (
        result.output
    )
    assert "private/mentees.csv:2: to be kept" in result.output
    assert "private/mentees.csv:3\n" in result.output.partition("Nothing tells since when")[2]
    assert not any(f"({id}" in result.output for id in ("t1", "mia", "zoe", "ana", "eva"))
    assert not any(name in result.output for name in ("Tess", "Mia", "Zoe", "Eva Expired"))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_writing_removes_what_is_due_and_nothing_else(tmp_path: Path):
    write_programme(tmp_path, PRIVATE)
    result = forget(tmp_path, "--before", "2028-06-01", "--write")
    assert result.exit_code == 0, result.output
    assert "private/editions/2025/pairs.csv:2: the row is deleted." in result.output
    mentors = (tmp_path / "programme/mentors.csv").read_text("utf-8")
    assert "eva" not in mentors
    assert mentors.count("\nwithdrawn-") == 1
    assert mentors.splitlines()[1:3] == FILES["programme/mentors.csv"].splitlines()[1:3]
    assert not (tmp_path / "programme/mentors/eva.en.md").exists()
    assert (tmp_path / "programme/mentors/ana.en.md").exists()
    service = (tmp_path / "programme/editions/2025/mentors.csv").read_text("utf-8").splitlines()
    assert service[1] == "ana,1"
    assert service[2].startswith("withdrawn-")
    pairs = (tmp_path / "private/editions/2025/pairs.csv").read_text("utf-8")
    assert pairs == "mentor,mentee,since,until,reasons,notes\n"
    mentees = (tmp_path / "private/mentees.csv").read_text("utf-8").splitlines()
    assert mentees[1].startswith("withdrawn-")
    assert mentees[2] == MENTEES.splitlines()[2]
    assert "Tess" not in (tmp_path / "programme/editions/2025/testimonials.yaml").read_text("utf-8")
    reading = read_programme(Settings(tmp_path, date(2028, 6, 1), private=True), REGISTRY)
    assert [one.code for one in reading.problems if one.severity == "error"] == []
    again = forget(tmp_path, "--before", "2028-06-01")
    assert "0 rows had to go before 2028-06-01." in again.output


def test_who_still_takes_part_stays_and_it_is_said(tmp_path: Path):
    rule = "    - {table: mentors, months: 0, after: consent}\n"
    eva = "yes,2025-01-01,biography;contact,1,2025-12-31"
    serving = FILES["programme/editions/2026/mentors.csv"] + "eva,1\n"
    changes = {
        **replaced(PROGRAMME, RULE, rule),
        "programme/editions/2026/mentors.csv": serving,
    }
    assert eva in FILES["programme/mentors.csv"]
    write_programme(tmp_path, changes)
    result = forget(tmp_path, "--before", "2026-02-01", "--write", today="2026-03-01")
    stay = result.output.partition("Their time is over too, but these stay")[2]
    assert "programme/mentors.csv:4\n" in stay
    assert (tmp_path / "programme/mentors.csv").read_text("utf-8") == FILES["programme/mentors.csv"]
    later = forget(tmp_path, "--before", "2026-02-01", today="2027-01-01")
    assert "programme/mentors.csv:4: to be kept until 2025-12-31" in later.output


def test_it_refuses_what_it_cannot_do(tmp_path: Path):
    write_programme(tmp_path)
    early = forget(tmp_path, "--before", "2032-01-01", "--write")
    assert early.exit_code == 2
    assert "2031-06-01" in early.output
    before, _, rest = FILES[PROGRAMME].partition("privacy:")
    after = rest.partition("consent_wordings:")[2]
    write_programme(tmp_path, {PROGRAMME: f"{before}consent_wordings:{after}"})
    without = forget(tmp_path, "--before", "2031-01-01")
    assert without.exit_code == 2
    assert "no rules" in without.output


def test_faulty_rows_are_not_passed_over_in_silence(tmp_path: Path):
    write_programme(tmp_path, replaced("programme/mentors.csv", "eva,Eva", "ana,Eva"))
    result = forget(tmp_path, "--before", "2031-01-01")
    assert result.exit_code == 1
    assert "handbook check" in result.output
    assert result.output.startswith("There are errors in the data")
