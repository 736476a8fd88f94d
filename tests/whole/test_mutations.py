"""Whatever befalls a file, it is told in its place, or the programme is the same as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from pydantic import BaseModel

from handbook.content_types import REGISTRY
from handbook.problems import Severity
from handbook.programme import Programme
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.support.mutations import ANY, Mutation
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY, worded

FEW, MANY = 75, 5000
CALM = {
    "deadline": None,
    "database": None,
    "derandomize": True,
    "suppress_health_check": list(HealthCheck),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_programme(tmp_path_factory.mktemp("mutated"))


@pytest.fixture(scope="module")
def sound(root: Path) -> dict[str, list[Any]]:
    reading = read_programme(Settings(root, DAY), REGISTRY)
    assert reading.problems == ()
    return model(reading.programme)


def model(programme: Programme) -> dict[str, list[Any]]:
    """Return what was read, without where it stands."""
    return {
        name: [one.__dict__ if isinstance(one, BaseModel) else one for one in records]
        for name, records in programme.kinds.items()
    }


def examine(root: Path, sound: dict[str, list[Any]], mutation: Mutation) -> None:
    note(f"{mutation.name} in {mutation.path}, lines {mutation.lines}")
    path = root / mutation.path
    path.write_bytes(mutation.content)
    try:
        reading = read_programme(Settings(root, DAY), REGISTRY)
    finally:
        path.write_text(FILES[mutation.path], encoding="utf-8")
    errors = [one for one in reading.problems if one.severity is Severity.ERROR]
    note("\n".join(worded(problem) for problem in reading.problems))
    if not errors:
        assert model(reading.programme) == sound
        return
    places = [error.place for error in errors if error.place.path == mutation.path]
    assert any(place.line == 0 or place.line in mutation.lines for place in places)


@settings(**CALM, max_examples=FEW)
@given(ANY)
def test_some_mutations(root: Path, sound: dict[str, list[Any]], mutation: Mutation) -> None:
    examine(root, sound, mutation)


@pytest.mark.full
@settings(**CALM, max_examples=MANY)
@given(ANY)
def test_many_mutations(root: Path, sound: dict[str, list[Any]], mutation: Mutation) -> None:
    examine(root, sound, mutation)
