"""The reference date: what was asked for, else what is pinned, else today."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from handbook.reading.reference_date import ReferenceDate, read_reference_date
from handbook.settings import Settings

ASKED = date(2026, 5, 1)
PINNED = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("asked", "text", "expected", "codes"),
    [
        (ASKED, None, ReferenceDate(ASKED, pinned=False), []),
        (ASKED, "2026-03-01\n", ReferenceDate(ASKED, pinned=False), []),
        (ASKED, "soon\n", ReferenceDate(ASKED, pinned=False), ["date-pinned-unreadable"]),
        (None, " 2026-03-01\r\n", ReferenceDate(PINNED, pinned=True), []),
    ],
)
def test_one_day_counts(
    tmp_path: Path,
    asked: date | None,
    text: str | None,
    expected: ReferenceDate,
    codes: list[str],
) -> None:
    (tmp_path / "programme").mkdir()
    if text is not None:
        (tmp_path / "programme/reference-date.txt").write_text(text, "utf-8")
    found, problems = read_reference_date(Settings(tmp_path, asked), None)
    assert found == expected
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize("text", [None, "soon\n"])
def test_without_a_day_it_is_today(tmp_path: Path, text: str | None) -> None:
    (tmp_path / "programme").mkdir()
    if text is not None:
        (tmp_path / "programme/reference-date.txt").write_text(text, "utf-8")
    found, _ = read_reference_date(Settings(tmp_path), None)
    assert not found.pinned
    assert abs(found.day - datetime.now(UTC).date()) <= timedelta(days=1)
