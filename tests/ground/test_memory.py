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


def test_what_was_made_counts_as_old_when_it_is_over() -> None:
    many = 50_000
    with seldom_collected():
        stays = [[number] for number in range(many)]
        assert gc.get_count()[0] >= many
    assert gc.get_count()[0] < gc.get_threshold()[0]
    assert len(stays) == many
    assert gc.get_freeze_count() == 0
