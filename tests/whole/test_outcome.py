"""What came of an edition: told too late, too early, or of another edition."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.problems import Problem
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import worded

OLD, NEW = "programme/editions/2025", "programme/editions/2026"
OVER = date(2027, 1, 10)
CODES = ("results-missing", "report-missing", "outcome-copied", "outcome-early")
REPORT = FILES[f"{OLD}/report.yaml"]
RESULTS = FILES[f"{OLD}/results.csv"]
HEADER = RESULTS.splitlines()[0]
TOLD = (
    "pairs,Pairs,22,count,22,,\n"
    "active,Active to the end,86,percent,22,80,Nineteen of 22.\n"
    "recommend,Would recommend it,95,percent,39,90,37 of 39.\n"
    "sessions,Sessions,226,count,22,,Of 264 planned.\n"
    "impact,Changed trade,,percent,,,Fewer than five answers.\n"
)
QUOTE = "There are four of us in the office, and nobody to ask who was not also waiting."
THANKS = FILES[f"{OLD}/recognitions.csv"].splitlines()[0]
Changes = dict[str, str | None]


def told(root: Path, changes: Changes, today: date = OVER) -> list[Problem]:
    """Return what the rules on outcomes tell of the small programme."""
    read = read_programme(Settings(write_programme(root, changes), today), REGISTRY)
    found = [problem for problem in read.problems if problem.code in CODES]
    assert all(worded(problem) and problem.severity == "warning" for problem in found)
    return found


def short(problems: list[Problem]) -> list[str]:
    return [f"{each.place}: {each.code}" for each in problems]


@pytest.mark.parametrize(
    ("day", "late"),
    [(date(2026, 12, 31), False), (date(2027, 2, 11), False), (date(2027, 2, 12), True)],
)
def test_what_is_owed_is_told_six_weeks_after_the_last_date(
    tmp_path: Path, day: date, late: bool
) -> None:
    expected = [
        f"{NEW}/report.yaml: report-missing",
        f"{NEW}/results.csv: results-missing",
    ]
    assert sorted(short(told(tmp_path, {}, day))) == (expected if late else [])


def test_dates_after_the_end_count_too(tmp_path: Path) -> None:
    later = f"{FILES[f'{NEW}/timeline.csv']}report,report,Report,2027-02-12,,,,,,,\n"
    changes: Changes = {f"{NEW}/timeline.csv": later}
    assert told(tmp_path, changes, date(2027, 3, 26)) == []
    assert len(told(tmp_path, changes, date(2027, 3, 27))) == 2


def test_one_of_the_two_is_not_enough(tmp_path: Path) -> None:
    late = date(2027, 6, 1)
    report = REPORT.replace("sessions: 30", "sessions: 41")
    found = told(tmp_path, {f"{NEW}/report.yaml": report}, late)
    assert short(found) == [f"{NEW}/results.csv: results-missing"]
    assert "last date of 2026 was 2026-12-31" in worded(found[0])
    empty = {f"{NEW}/report.yaml": report, f"{NEW}/results.csv": f"{HEADER}\n"}
    assert short(told(tmp_path, empty, late)) == [f"{NEW}/results.csv: results-missing"]
    full = {f"{NEW}/report.yaml": report, f"{NEW}/results.csv": f"{HEADER}\n{TOLD}"}
    assert told(tmp_path, full, late) == []


def test_nothing_is_owed_of_what_does_not_take_place(tmp_path: Path) -> None:
    changes: Changes = {f"{NEW}/edition.yaml": FILES[f"{NEW}/edition.yaml"] + "cancelled: yes\n"}
    assert told(tmp_path, changes, date(2028, 1, 1)) == []


def test_a_faulty_file_is_not_a_missing_one(tmp_path: Path) -> None:
    changes: Changes = {
        f"{NEW}/results.csv": f"{HEADER}\npairs,Pairs,many,count,,,\n",
        f"{NEW}/report.yaml": "summary: [\n",
    }
    assert told(tmp_path, changes, date(2027, 6, 1)) == []


def copied(rows: str) -> Changes:
    return {f"{OLD}/results.csv": f"{HEADER}\n{TOLD}", f"{NEW}/results.csv": f"{HEADER}\n{rows}"}


LINES = TOLD.splitlines(keepends=True)


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (TOLD, 2),
        ("".join(reversed(LINES)), 3),
        (f"new,New mentors,7,count,20,,\n{TOLD}", 3),
        ("".join(LINES[1:4]), 2),
        ("".join(LINES[:2]), 2),
        (TOLD.replace("95,", "91,"), 2),
        (TOLD.replace("86,", "87,").replace("pairs,", "couples,"), 2),
        (TOLD.replace("Pairs,", "Couples,"), 2),
        (TOLD.replace("Of 264 planned.", "of 264  planned."), 2),
        (TOLD.replace(",80,", ",85,").replace(",90,", ",95,"), 2),
    ],
)
def test_results_of_another_edition_are_told_at_their_first_row(
    tmp_path: Path, rows: str, line: int
) -> None:
    (found,) = told(tmp_path, copied(rows))
    assert short([found]) == [f"{NEW}/results.csv:{line}: outcome-copied"]
    assert "what was told of 2025" in worded(found)


@pytest.mark.parametrize(
    "rows",
    [
        TOLD.replace("22,", "30,")
        .replace("86,", "90,")
        .replace("95,", "93,")
        .replace("226", "310"),
        LINES[0],
        LINES[4],
        "".join([*LINES[:2], "recommend,Would recommend it,91,percent,33,90,\n", LINES[4]]),
        TOLD.replace("Nineteen of 22.", "As before.")
        .replace("37 of 39.", "Again 37.")
        .replace("Of 264 planned.", "Again."),
        "pairs,Pairs,22,count,22,,\nactive,Active,86,percent,23,80,\n",
    ],
)
def test_figures_that_agree_by_chance_are_no_copy(tmp_path: Path, rows: str) -> None:
    assert told(tmp_path, copied(rows)) == []


def test_the_later_edition_is_the_copy_whatever_its_name(tmp_path: Path) -> None:
    changes = copied(TOLD)
    other = {path.replace("/2026/", "/autumn/"): text for path, text in changes.items()}
    whole = {
        path.replace("/2026/", "/autumn/"): text
        for path, text in FILES.items()
        if path.startswith(NEW)
    }
    gone = dict.fromkeys(path for path in FILES if path.startswith(NEW))
    (found,) = told(tmp_path, {**gone, **whole, **other})
    assert found.place.path == "programme/editions/autumn/results.csv"


@pytest.mark.parametrize(
    ("report", "copied"),
    [
        (REPORT, True),
        (REPORT.replace("Good.", "Bad."), True),
        (REPORT.replace("sessions: 30", "sessions: 31"), False),
    ],
)
def test_a_report_of_another_edition_is_told_at_its_part(
    tmp_path: Path, report: str, copied: bool
) -> None:
    found = told(tmp_path, {f"{NEW}/report.yaml": report})
    line = next(
        n for n, text in enumerate(report.splitlines(), 1) if text.startswith("participation")
    )
    assert [(each.place.path, each.place.line) for each in found] == (
        [(f"{NEW}/report.yaml", line)] if copied else []
    )


LONG = "Twenty-two pairs from nine organisations met for a year, and nineteen of them to its end."


@pytest.mark.parametrize(
    ("old", "part", "copies"),
    [
        ("It went well.", LONG, 1),
        ("Good.", LONG, 1),
        ("Start earlier", LONG, 0),
        ("The same.", LONG, 0),
        ("It went well.", "It went well.", 0),
    ],
)
def test_long_texts_are_nobodys_twice_but_lessons_may_be(
    tmp_path: Path, old: str, part: str, copies: int
) -> None:
    both = REPORT.replace(old, f'"{part}"')
    new = both.replace("sessions: 30", "sessions: 44")
    changes: Changes = {f"{OLD}/report.yaml": both, f"{NEW}/report.yaml": new}
    assert len(told(tmp_path, changes)) == copies


def test_quotes_and_thanks_of_another_edition(tmp_path: Path) -> None:
    quotes = FILES[f"{OLD}/testimonials.yaml"].replace("It helped.", f'"{QUOTE}"')
    thanks = "\n".join(
        [THANKS, *(f"r{n},thanks,Mara {name},mentor,acme,,{text},no,,," for n, name, text in NAMED)]
    )
    changes: Changes = {
        f"{OLD}/testimonials.yaml": quotes,
        f"{NEW}/testimonials.yaml": quotes,
        f"{OLD}/recognitions.csv": f"{thanks}\n",
        f"{NEW}/recognitions.csv": f"{thanks}\n",
    }
    found = told(tmp_path, changes)
    assert short(found) == [
        f"{NEW}/recognitions.csv:2: outcome-copied",
        f"{NEW}/testimonials.yaml:1:3: outcome-copied",
    ]
    assert not any("Mara" in worded(each) or "office" in worded(each) for each in found)
    again = f"{THANKS}\nr1,thanks,Mara Tidewell,mentor,acme,,,no,,,\n"
    fair: Changes = {f"{OLD}/recognitions.csv": again, f"{NEW}/recognitions.csv": again}
    assert told(tmp_path, fair) == []


NAMED = ((1, "Tidewell", "For patience with the rota"), (2, "Shorecroft", "For never saying no"))


@pytest.mark.parametrize(
    ("day", "early"),
    [(date(2026, 1, 20), True), (date(2026, 3, 15), True), (date(2026, 3, 16), False)],
)
def test_what_is_told_before_pairs_have_met_is_told(tmp_path: Path, day: date, early: bool) -> None:
    rows = TOLD.replace("22", "9").replace("226", "9")
    found = short(told(tmp_path, {f"{NEW}/results.csv": f"{HEADER}\n{rows}"}, day))
    assert found == ([f"{NEW}/results.csv: outcome-early"] if early else [])


def test_a_copied_folder_is_told_file_by_file(tmp_path: Path) -> None:
    """As a coordinator does who copies 2025 to 2027 and changes the dates alone."""
    moved: Changes = {
        path.replace("/2025/", "/2027/"): text.replace("2025-", "2027-").replace(
            "Edition 2025", "New"
        )
        for path, text in FILES.items()
        if path.startswith(OLD) and "testimonials" not in path and "recognitions" not in path
    }
    found = short(told(tmp_path, moved, date(2026, 6, 1)))
    assert found == [
        "programme/editions/2027/results.csv:2: outcome-copied",
        "programme/editions/2027/report.yaml:5:16: outcome-copied",
    ]
