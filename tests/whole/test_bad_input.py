"""The corpus of bad input: each file is refused in place and once, or read as it is meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from handbook.content_types import REGISTRY
from handbook.problems import Problem, Severity
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.programme import Reading, read_programme
from handbook.settings import Settings
from handbook.wording import as_line
from tests.support.corpus import CORPUS, Case, cases
from tests.support.programmes import write_programme

CASES = tuple(cases())
BAD = [case for case in CASES if case.told or case.warned]
GOOD = [case for case in CASES if case.like]
CATALOGUES = [load_catalogue(language) for language in ("en", "es")]
PLAIN: dict[object, object] = {}
"""What the plain files give, read once."""
PERSONAL = (
    *("Ana", "ana@", "Ben No", "Eva", "Ida", "960001", "José", "Zoë", "Tess", "It helped"),
    *("biografy", "anna", "zacharias", "yesterday", "2025-12", "31/12"),
)
"""What stands in the columns of the corpus that are not public."""


def read(root: Path) -> Reading:
    return read_programme(Settings(root, date(2026, 3, 1)), REGISTRY)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Leave out the warnings: they are for the rules and their own tests."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.WARNING]


@pytest.fixture(scope="module")
def usual(tmp_path_factory) -> list[str]:
    """What the small programme is warned of as it is."""
    root = write_programme(tmp_path_factory.mktemp("usual"))
    return [f"{problem.place} {problem.code}" for problem in warnings(read(root).problems)]


def plain(record: Any) -> Any:
    """Strip a record of its place."""
    return dict(record) if isinstance(record, BaseModel) else record


def model(reading: Reading) -> object:
    programme = reading.programme
    kinds = {name: list(map(plain, records)) for name, records in programme.kinds.items()}
    return kinds, programme.extra_fields, programme.files, reading.vocabularies


@pytest.mark.parametrize("case", BAD, ids=str)
def test_it_is_told_in_place_whole_and_once(case: Case, tmp_path, monkeypatch, usual):
    target = case.write(tmp_path)
    if case.make == "unreadable":
        monkeypatch.setattr(Path, "read_bytes", barred(target))
    met = read(tmp_path).problems
    problems = errors(met)
    assert case.describe(problems) == list(case.told)
    if case.warned:
        new = [one for one in warnings(met) if f"{one.place} {one.code}" not in usual]
        assert case.describe(new) == list(case.warned)
        problems += new
    for catalogue in CATALOGUES:
        for problem in problems:
            line = as_line(problem, catalogue)
            assert len(line.splitlines()) == 1
            told = line.removeprefix(str(problem.place))
            assert [value for value in PERSONAL if value in told] == []


def barred(target: Path):
    """Make what opens any file but one, as for somebody who may not read that."""
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path == target:
            raise PermissionError(13, "Permission denied")
        return real(path)

    return read_bytes


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_it_is_read_as_it_is_meant(case: Case, tmp_path):
    case.write(tmp_path)
    odd = read(tmp_path)
    assert errors(odd.problems) == []
    if PLAIN.get(case.plain) is None:
        case.write(tmp_path, case.like)
        expected = read(tmp_path)
        assert errors(expected.problems) == []
        PLAIN[case.plain] = model(expected)
    assert model(odd) == PLAIN[case.plain]


def test_the_corpus_is_whole():
    """No file waits unused, and each case says either what is told or what it is like."""
    assert len(BAD) >= 120
    assert len(GOOD) >= 30
    assert [case.name for case in CASES if bool(case.told or case.warned) is bool(case.like)] == []
    used = {f"{case.area}/{name}" for case in CASES for name in (*case.beside.values(), case.like)}
    used |= {str(case) for case in CASES} | {f"{case.area}/cases.yaml" for case in CASES}
    files = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.is_file()}
    assert files - used == set()
