"""Every room has tests of its own, which `make test-room ROOM=…` runs alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import handbook
from tests.support.mutants import ELSEWHERE, where_tested

PACKAGE = Path(handbook.__file__).parent
TESTS = Path(__file__).parents[1]
ROOMS = sorted(path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_")
NO_ROOMS = {"bad_input", "ground", "house", "real", "site", "support", "whole"}
"""Folders of tests that are of several rooms, or help others."""


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_tests(room: str) -> None:
    folder = ELSEWHERE.get(room, room)
    assert list((TESTS / folder).glob("test_*.py"))
    own, *others = where_tested(room)
    assert own == f"tests/{folder}"
    assert all((TESTS.parent / other).is_file() for other in others)


def test_rooms_that_are_tested_elsewhere_have_no_folder_of_tests() -> None:
    assert {name for name in ELSEWHERE if (TESTS / name).is_dir()} <= NO_ROOMS
    known = {*ROOMS, *(path.stem for path in PACKAGE.glob("*.py"))}
    assert set(ELSEWHERE) <= known


def test_a_folder_of_tests_is_of_a_room() -> None:
    folders = {path.name for path in TESTS.iterdir() if path.is_dir() and path.name[0] != "_"}
    assert folders - NO_ROOMS <= set(ROOMS)
