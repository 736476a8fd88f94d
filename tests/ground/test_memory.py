"""Garbage is looked for as seldom as was asked for, and no longer than that."""

from __future__ import annotations

import gc

import pytest

from handbook.memory import seldom_collected


def test_the_habit_returns_whatever_happens() -> None:
    habit = gc.get_threshold()

    def fail() -> None:
        with seldom_collected():
            assert gc.get_threshold() > habit
            assert gc.isenabled()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert gc.get_threshold() == habit
