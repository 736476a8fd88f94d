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
    looks: list[str] = []

    def look(phase: str, _: dict[str, int]) -> None:
        looks.append(phase)

    with seldom_collected():
        stays = [[number] for number in range(50_000)]
        gc.callbacks.append(look)
    try:
        after = [[number] for number in range(50)]
    finally:
        gc.callbacks.remove(look)
    assert looks == []
    assert len(stays) > len(after)
    assert gc.get_freeze_count() == 0
