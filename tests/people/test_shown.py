from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from handbook.languages import Text
from handbook.people.shown import shows


@dataclass(frozen=True)
class Inner:
    name: str
    role: Text | None


@dataclass(frozen=True)
class Shown:
    name: str
    champion: Inner | None
    skills: tuple[str, ...] = ()


RECORD = Shown("Acme", Inner("Ana", Text.of("Head of ports", "en")), ("law", "rail"))


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("name", "Acme", True),
        ("name", "Beta", False),
        ("name", None, False),
        ("champion", "Ana", True),
        ("champion", "Ben", False),
        ("champion_role", "Head of ports", True),
        ("champion_role", Text.of("Head of ports", "en"), True),
        ("champion_role", "Ana", False),
        ("champion_phone", "Ana", False),
        ("skills", ("rail",), True),
        ("skills", ("rail", "sea"), False),
        ("phone", "Acme", False),
    ],
)
def test_a_column_is_looked_for_in_the_record_and_in_its_parts(
    column: str, value: Any, shown: bool
):
    assert shows(RECORD, column, value) is shown


def test_nothing_is_shown_without_a_record_or_its_part():
    assert not shows(None, "name", "Acme")
    assert not shows(Shown("Acme", None), "champion_role", "Head of ports")
