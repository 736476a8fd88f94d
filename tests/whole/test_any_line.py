"""Whatever happens to one line of a programme, it is told in words, and never as an exception."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from handbook.wording import wording_of
from tests.support.programmes import FILES, write_programme

MISHAPS = {
    "lost": lambda line: "",
    "cut": lambda line: line[: len(line) // 2] + "\n",
    "doubled": lambda line: line + line,
    "indented": lambda line: "  " + line,
    "quoted": lambda line: '"' + line,
    "emptied": lambda line: line.partition(":")[0] + ":\n" if ":" in line else ",,,,\n",
    "foreign": lambda line: line.replace("e", "é{{ x }}"),
}
SOME = 40
"""How many of all mishaps the quick run tries, spread over the files."""


def every_mishap() -> Iterator[tuple[str, int, str]]:
    """Name each mishap to each line of each file that is data."""
    for path, text in FILES.items():
        if path.endswith((".yaml", ".csv")):
            for number in range(len(text.splitlines())):
                for name in MISHAPS:
                    yield path, number, name


def told(root: Path, path: str, number: int, name: str) -> list[str]:
    """Return what is told of a programme in which one line met with a mishap."""
    lines = FILES[path].splitlines(keepends=True)
    lines[number] = MISHAPS[name](lines[number])
    (root / path).write_text("".join(lines), encoding="utf-8")
    try:
        reading = read_programme(Settings(root, date(2026, 3, 1)), REGISTRY)
    finally:
        (root / path).write_text(FILES[path], encoding="utf-8")
    return [wording_of(problem, load_catalogue("en")).message for problem in reading.problems]


def tried(root: Path, mishaps: list[tuple[str, int, str]]) -> int:
    """Try mishaps one by one; return how many were told."""
    write_programme(root)
    found = 0
    for path, number, name in mishaps:
        messages = told(root, path, number, name)
        assert all(messages), (path, number, name)
        found += bool(messages)
    return found


def test_some_mishaps(tmp_path: Path) -> None:
    mishaps = list(every_mishap())
    some = mishaps[:: len(mishaps) // SOME]
    # Most are faults; some, such as a lost optional line, leave another sound programme.
    assert tried(tmp_path, some) > len(some) / 2


@pytest.mark.full
@pytest.mark.parametrize("path", sorted({path for path, _, _ in every_mishap()}))
def test_every_mishap(tmp_path: Path, path: str) -> None:
    mishaps = [mishap for mishap in every_mishap() if mishap[0] == path]
    assert tried(tmp_path, mishaps) > 0
