"""Who looks like one person: against a plain comparison of everybody with everybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.content_types.likeness import one_person, same_name
from tests.support.small_builds import thorough


def found(*names: str) -> set[tuple[int, int]]:
    return set(one_person([("acme", name) for name in names]))


@pytest.mark.parametrize(
    "other",
    [
        "José Núñez Ibarra",
        "jose nunez ibarra",
        "Ibarra, José Núñez",
        "José  Núñez-Ibarra",
        "José Núñez Ibara",
        "José Núñez Ibarrra",
        "José Nuñes Ibarra",
        "Kosé Núñez Ibarra",
        "Jose\u0301 Nu\u0301n\u0303ez Ibarra",
    ],
)
def test_one_person(other: str) -> None:
    assert found("José Núñez Ibarra", other) == {(1, 0)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Núñez Ibarra", "José Núñez Ibxxra"),
        ("José Núñez Ibarra", "José Núñez"),
        ("Bo Ek", "Bo Ok"),
        ("Mentor number 1", "Mentor number 2"),
        ("", ""),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert found(one, other) == set()


@thorough
@given(st.text("abcdefg", min_size=9, max_size=14), st.data())
def test_one_letter_anywhere_is_found(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from(["", "x", name[at] + "x"]))
    assert found(name, name[:at] + letter + name[at + 1 :]) == {(1, 0)}


def test_ten_thousand_of_one_organisation_are_compared_at_once() -> None:
    """All pairs of them would not end here before the run is given up."""
    names = [f"Mentor {number:05} Same Beginning" for number in range(10_000)]
    assert found(*names) == set()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Eleni Vourlioti", "Ελένη Βουρλιώτη (Eleni Vourlioti)", True),
        ("Dr Ana Sanz", "Ana Sanz", True),
        ("Sanz, Ana", "Ana Sanz", True),
        ("Ana", "Ana Sanz", False),
        ("Ana Sanz", "Ana Gil", False),
        ("Wren", "wren", True),
    ],
)
def test_a_name_and_the_same_with_more_words(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same
