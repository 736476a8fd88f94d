"""The clock gives every second to one part, and none where no clock runs."""

from __future__ import annotations

import pytest

from handbook.clock import OTHER, PARTS, Clock, running, spent_on, tick, turn_to


def clock_at(*moments: float, **options) -> Clock:
    return Clock(now=iter(moments).__next__, **options)


def test_what_is_within_is_not_counted_twice() -> None:
    with running(clock_at(0, 1, 3, 6, 10, 15)) as clock:
        with spent_on("reading"), spent_on("checking"):
            pass
        spent = clock.spent()
    assert (spent["reading"], spent["checking"], spent[OTHER]) == (2 + 4, 3, 1 + 5)
    assert sum(spent.values()) == 15
    assert [*spent] == [*PARTS]


def test_a_fault_ends_what_it_ends() -> None:
    with running(clock_at(0, 1, 3, 3)) as clock:
        with pytest.raises(ValueError, match="x"), spent_on("pages"):
            raise ValueError("x")
        assert clock.spent()["pages"] == 2


def test_what_is_turned_to_stays_until_the_next() -> None:
    with running(clock_at(0, 1, 4, 4)) as clock:
        assert turn_to("theme") == OTHER
        assert turn_to("writing") == "theme"
        assert clock.spent()["theme"] == 3


def test_whoever_asks_is_told_the_part_and_the_seconds_since_the_start() -> None:
    told: list[tuple[str, float]] = []
    clock = clock_at(5, 6, 7, 8, started=2, told=lambda *each: told.append(each))
    with running(clock), spent_on("pages"):
        tick()
    assert told == [("pages", 3), ("pages", 4), (OTHER, 5)]
    assert clock._spent["start"] == 2


def test_without_a_clock_nothing_is_counted() -> None:
    tick()
    assert turn_to("pages") == "pages"
    with spent_on("pages"):
        pass


def test_there_is_no_other_part() -> None:
    with pytest.raises(KeyError):
        Clock().turn_to("none")
