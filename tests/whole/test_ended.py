"""What is confidential only since a consent or a term of office has ended is told apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handbook.leaks import mentions
from handbook.leaks.search import search
from handbook.recollection import Recollection
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import FILES, replaced, write_programme
from tests.support.small_builds import fault, made

MENTORS = "programme/mentors.csv"
COMMITTEE = "programme/committee.csv"
LAST, AFTER = date(2026, 5, 12), date(2026, 5, 13)
MARA = {
    "id": "mara-tidewell",
    "name": "Mara Tidéwell",
    "organisation": "beta",
    "expertise": "steering",
    "languages": "en",
    "availability": "open",
    "experience": "Twelve winters in the ice of the sound",
    "email": "mara@tidewell.example",
    "phone": "+44 1632 960777",
    "consent": "yes",
    "consent_date": "2025-05-12",
    "consent_scope": "contact",
    "consent_wording": "1",
    "consent_expiry": "2026-05-12",
}


def with_mara(**changes: str) -> dict[str, str]:
    """Return the table of mentors with one more, whose consent ends on a day of May."""
    rows = list(csv.DictReader(io.StringIO(FILES[MENTORS])))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0].keys(), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*rows, MARA | changes])
    return {MENTORS: text.getvalue()}


def ended(made_of: Build, line: int, path: str = MENTORS) -> dict[str, bool]:
    """Return, of each column of a row that is searched for, whether it ended."""
    values = [value for value in made_of.confidential if value.place.path == path]
    return {value.field: value.ended for value in values if value.place.line == line}


GONE = {"name": True, "email": True, "experience": True, "phone": False}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, GONE),
        ({"consent": "no", "consent_expiry": ""}, GONE),
        ({"consent": "no"}, GONE),
        ({"consent_scope": ""}, GONE | {"email": False}),
        ({"consent_scope": "biography"}, GONE | {"email": False}),
        # Whoever never agreed, or did not say when, is none whose consent ended.
        ({"consent": "no", "consent_wording": ""}, dict.fromkeys(GONE, False)),
        ({"consent": "no", "consent_date": "", "consent_expiry": ""}, dict.fromkeys(GONE, False)),
        ({"consent": "no", "consent_date": "2026-05-14"}, dict.fromkeys(GONE, False)),
        ({"consent_date": "2026-05-14", "consent_expiry": ""}, dict.fromkeys(GONE, False)),
    ],
)
def test_only_what_could_be_seen_has_ended(
    tmp_path: Path, changes: dict[str, str], expected: dict[str, bool]
) -> None:
    found = ended(made(tmp_path, with_mara(**changes), today=AFTER), 5)
    assert {key: found[key] for key in expected} == expected


def test_until_its_last_day_only_the_private_is_sought(tmp_path: Path) -> None:
    assert ended(made(tmp_path, with_mara(), today=LAST), 5) == {"phone": False}


def test_a_term_of_office_ends_like_a_consent(tmp_path: Path) -> None:
    changes = replaced(COMMITTEE, "2025-01-01,,,yes", "2025-01-01,2026-05-12,,yes")
    assert ended(made(tmp_path / "a", changes, today=LAST), 2, COMMITTEE) == {}
    found = ended(made(tmp_path / "b", changes, today=AFTER), 2, COMMITTEE)
    assert found["name"] is True


def test_a_term_of_office_to_come_has_not_ended(tmp_path: Path) -> None:
    changes = replaced(COMMITTEE, "2025-01-01,,,yes", "2026-06-01,,,yes")
    assert ended(made(tmp_path, changes, today=AFTER), 2, COMMITTEE)["name"] is False


def test_whoever_is_hidden_for_another_reason_too_has_not_ended(tmp_path: Path) -> None:
    recognition = "r3,thanks,Mara Tidewell,mentee,acme,,,no,,,\n"
    path = "programme/editions/2025/recognitions.csv"
    changes = with_mara() | {path: FILES[path] + recognition}
    assert ended(made(tmp_path, changes, today=AFTER), 5)["name"] is False


def test_one_other_leak_keeps_all_from_being_masked(tmp_path: Path) -> None:
    values = made(tmp_path / "p", with_mara(), today=AFTER).confidential
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text("<p>Mara Tidewell</p>", "utf-8")
    assert search(site, values).only_ended
    (site / "b.html").write_text("<p>Ben No</p>", "utf-8")
    assert not search(site, values).only_ended
    (site / "b.html").write_text("<p>Ring 01632 960777</p>", "utf-8")
    assert not search(site, values).only_ended


PROSE = "---\ntitle: Asked\ndescription: Ours.\n---\n\nAsk Mara\nTidewell.\n\nAna knows her.\n"
FAQ = "content/en/faq.md"


def warned(checked: Build) -> list[tuple[object, ...]]:
    return [fault(each) for each in checked.problems if each.code.endswith("-named")]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 4, 11), ""),
        (date(2026, 4, 12), "ending-named"),
        (LAST, "ending-named"),
        (AFTER, "ended-named"),
    ],
)
def test_each_mention_is_told_a_month_before_and_from_then_on(
    tmp_path: Path, day: date, code: str
) -> None:
    root = write_programme(tmp_path, with_mara() | {FAQ: PROSE})
    checked = build(Settings(root, day), sampling=True)
    assert not checked.failed
    assert warned(checked) == ([(FAQ, 6, 0, code, "warning")] if code else [])


def test_other_rows_are_searched_and_the_persons_own_are_not(tmp_path: Path) -> None:
    changes = with_mara()
    changes[MENTORS] = changes[MENTORS].replace("Ten years at sea", "Ten years by Mara Tidewell")
    path = "programme/editions/2025/timeline.csv"
    changes[path] = FILES[path].replace("Kick-off,2025", "Kick-off by Mara Tidewell,2025")
    changes["programme/mentors/mara-tidewell.en.md"] = "Mara Tidewell is my name."
    assert [
        (each[0], each[1], each[3]) for each in warned(made(tmp_path, changes, today=LAST))
    ] == [
        (path, 3, "ending-named"),
        (MENTORS, 2, "ending-named"),
    ]


def test_nobody_is_told_of_who_bears_the_name_of_somebody_shown(tmp_path: Path) -> None:
    rows = with_mara()[MENTORS]
    other = rows.splitlines()[-1].replace("mara-tidewell", "mara-2").replace("2026-05-12", "")
    changes = {MENTORS: f"{rows}{other}\n", FAQ: PROSE}
    assert warned(made(tmp_path, changes, today=AFTER)) == []


def test_the_name_of_a_file_is_masked_once_the_consent_has_ended(tmp_path: Path) -> None:
    changes = with_mara() | {"content/en/mara-tidewell.txt": "x"}
    assert [each[0] for each in warned(made(tmp_path, changes, today=LAST))] == [
        "content/en/mara-tidewell.txt"
    ]
    assert [each[0] for each in warned(made(tmp_path, changes, today=AFTER))] == ["content/en/•••"]


def test_a_preview_searches_files_again_where_somebody_else_or_another_day_is_sought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    search_file = mentions._Search._file

    def noted(self: mentions._Search, name: str, *rest: object) -> Iterator[object]:
        searched.append(name)
        yield from search_file(self, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(mentions._Search, "_file", noted)
    recollection = Recollection()
    first = with_mara()[MENTORS]
    root = write_programme(tmp_path, {MENTORS: first, FAQ: PROSE})
    head, *rows = first.splitlines(keepends=True)
    for rows_now, named, of_row, again in [
        (first, 1, 5, True),
        (first.replace("Ten years at sea", "Eleven years at sea"), 1, 5, False),
        ("".join([head, rows[-1], *rows[:-1]]), 1, 2, True),
        (first.replace("Mara Tidéwell", "Mara Waters"), 0, 0, True),
        (first, 1, 5, True),
        (first.replace("2026-05-12", "2026-05-20"), 1, 5, True),
    ]:
        (root / MENTORS).write_text(rows_now, "utf-8")
        del searched[:]
        told = build(Settings(root, LAST), recollection=recollection)
        assert (FAQ in searched) is again
        places = [each.details["row"] for each in told.problems if each.code == "ending-named"]
        assert [each.line for each in places] == [of_row] * named  # type: ignore[attr-defined]
        fresh = build(Settings(root, LAST))
        assert fresh.problems == told.problems
