"""A table of people may lack the column of names: what else is wrong is told all the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme


@pytest.mark.parametrize("column", ["id", "name"])
@pytest.mark.parametrize("table", ["committee", "mentors"])
def test_a_stray_file_is_told_beside_a_table_without_a_key(
    tmp_path: Path, table: str, column: str
) -> None:
    path = f"programme/{table}.csv"
    head, rest = FILES[path].split("\n", 1)
    changes = {path: f"{head.replace(column, f'x{column}', 1)}\n{rest}"}
    root = write_programme(tmp_path, changes | {"programme/stray words.txt": "Stray."})
    told = read_programme(Settings(root, date(2026, 3, 1)), REGISTRY).problems
    places = {problem.place.path for problem in told}
    assert {path, "programme/stray words.txt"} <= places
