from __future__ import annotations

import pytest

from handbook.text.folding import closest, same_number, suggested_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("step1", "step2", False),
        ("step1", "setp1", True),
        ("step", "step1", False),
        ("step12", "step21", False),
        ("line1_2", "line_12", True),
        ("title", "tilte", True),
    ],
)
def test_a_digit_is_never_a_slip(one: str, other: str, same: bool):
    assert same_number(one, other) is same
    assert bool(suggested_name(one, [other])) is same


def test_the_likeliest_is_suggested_and_nothing_far_off():
    assert closest("tilte", ["time", "title"]) == "title"
    assert closest("TÍTLE", ["title"]) == "title"
    assert closest("place", ["title"]) == ""
