"""One cause is one problem, at the first of its places, and names the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.problems import in_reading_order
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY, worded

MENTORS, ORGANISATIONS = "programme/mentors.csv", "programme/organisations.csv"
VOCABULARY, PROGRAMME = "programme/vocabulary.yaml", "programme/programme.yaml"


def told(root: Path, changes: dict[str, str]) -> list[tuple[str, str, list[str]]]:
    """Read a changed programme; give each problem's place, its code, and where else it shows."""
    write_programme(root, changes)
    found = in_reading_order(read_programme(Settings(root, DAY), REGISTRY).problems)
    for problem in found:
        worded(problem)
    return [(_line(problem.place), problem.code, [*map(_line, problem.also)]) for problem in found]


def _line(place: object) -> str:
    path, line, *_ = str(place).split(":")
    return f"{path.removeprefix('programme/')}:{line}"


def without(path: str, line: str) -> dict[str, str]:
    return {path: "".join(each for each in FILES[path].splitlines(True) if line not in each)}


def with_rows(path: str, count: int, row: str) -> dict[str, str]:
    rows = "".join(row.format(letter="abcdefghijklmno"[number] * 4) for number in range(count))
    return {path: FILES[path].rstrip("\n") + "\n" + rows}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            without(VOCABULARY, "id: steering"),
            ("mentors.csv:2", "vocabulary-unknown", ["mentors.csv:3"]),
        ),
        (
            without(VOCABULARY, "id: rowing"),
            ("mentors.csv:2", "vocabulary-unknown", ["mentors.csv:4"]),
        ),
        (
            {VOCABULARY: FILES[VOCABULARY].replace("id: ferries, title: F", "id: boats, title: B")},
            ("organisations.csv:2", "vocabulary-unknown", ["organisations.csv:3"]),
        ),
        (
            {PROGRAMME: FILES[PROGRAMME].replace('version: "1"', 'version: "2"')},
            (
                "committee.csv:2",
                "consent-wording-unknown",
                [
                    "committee.csv:3",
                    "editions/2025/recognitions.csv:2",
                    "editions/2025/testimonials.yaml:8",
                    "former_mentees.csv:2",
                    "mentors.csv:2",
                    "mentors.csv:4",
                    "organisations.csv:2",
                ],
            ),
        ),
        (
            with_rows(ORGANISATIONS, 2, "{letter},{letter} Ltd,boats,Eastquay,,,x,,,,,,,,\n"),
            ("organisations.csv:4", "vocabulary-unknown", ["organisations.csv:5"]),
        ),
        (
            with_rows(
                MENTORS, 12, "{letter},{letter} Ltd,,gamma,,rowing,en,,,open,,,,,,,,,,no,,,,,\n"
            ),
            (
                "mentors.csv:5",
                "foreign-key",
                [f"mentors.csv:{line}" for line in range(6, 17)],
            ),
        ),
        (
            with_rows(ORGANISATIONS, 3, "{letter},{letter} Ltd,ferries,Eastquay,,,x,,,,,,,,\n"),
            (
                "organisations.csv:4",
                "champion-missing",
                ["organisations.csv:5", "organisations.csv:6"],
            ),
        ),
    ],
    ids=[
        "a word",
        "another word",
        "a sector",
        "a wording",
        "rows of one word",
        "an id",
        "champions",
    ],
)
def test_one_cause(tmp_path: Path, changes: dict[str, str], expected: tuple[str, str, list[str]]):
    found = [each for each in told(tmp_path, changes) if each[1] == expected[1]]
    assert expected in found
    assert len({where for where, *_ in found}) == len(found)
