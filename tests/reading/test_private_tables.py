"""Files of `private/` that seem to be tables of ours, and what may be there besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.reading.private_tables import misplaced_tables
from tests.support.small_builds import worded

EDITIONS = ("2025", "2026")


def told(root: Path, *paths: str) -> list[tuple[str, str, object]]:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("id,name\ntom,Tom Learner\n", encoding="utf-8")
    found = tuple(misplaced_tables(root, REGISTRY, EDITIONS))
    for problem in found:
        worded(problem)
    return [(str(one.place), one.code, one.details.get("suggestion")) for one in found]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("private/mentee.csv", "private/mentees.csv"),
        ("private/Mentees.csv", "private/mentees.csv"),
        ("private/mentees.xlsx", "private/mentees.csv"),
        ("private/mentees (1).csv", "private/mentees.csv"),
        ("private/mentees - copy.csv", "private/mentees.csv"),
        ("private/menteees.csv", "private/mentees.csv"),
        ("private/old/mentees.csv", "private/mentees.csv"),
        ("private/pairs.csv", "private/editions/2026/pairs.csv"),
        ("private/2026/pairs.csv", "private/editions/2026/pairs.csv"),
        ("private/editions/2026/pair.csv", "private/editions/2026/pairs.csv"),
        ("private/editions/pairs.csv", "private/editions/2026/pairs.csv"),
    ],
)
def test_a_table_under_another_name(tmp_path: Path, path: str, meant: str) -> None:
    assert told(tmp_path, path) == [(path, "file-stranger", meant)]


@pytest.mark.parametrize(
    ("edition", "meant"),
    [("2027", None), ("2026b", "2026"), ("edition-2026", None), ("20 26", "2026")],
)
def test_a_table_of_no_edition(tmp_path: Path, edition: str, meant: str | None) -> None:
    path = f"private/editions/{edition}/pairs.csv"
    assert told(tmp_path, path) == [(path, "edition-stranger", meant)]


@pytest.mark.parametrize("folder", ["Private", "PRIVATE", "pRivate"])
def test_a_folder_of_another_case(tmp_path: Path, folder: str) -> None:
    (tmp_path / "private").mkdir()
    if (tmp_path / folder).exists():
        pytest.skip("names are told apart by letters alone here")
    assert told(tmp_path, f"{folder}/mentees.csv") == [(folder, "private-case", None)]


def test_what_else_may_be_there(tmp_path: Path) -> None:
    paths = ("mentees.csv", "editions/2025/pairs.csv", "editions/2026/pairs.csv", "people.csv")
    others = ("feedback.xlsx", "notes.md", "mentors.csv", "interviews/ana.txt", ".mentees.csv", "a")
    aside = ("_mentees.csv", "~mentees.csv", "editions/2026/timeline.csv", "committee.csv")
    assert told(tmp_path, *(f"private/{path}" for path in (*paths, *others, *aside))) == []


def test_nothing_need_be_there(tmp_path: Path) -> None:
    assert told(tmp_path) == []
