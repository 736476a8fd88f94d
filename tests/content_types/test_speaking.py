"""Whom pages speak to, day by day: the example over four years, and programmes made up for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course, Speaking, Stage, speaking_to
from handbook.content_types.timeline import Milestone
from handbook.programme import Programme
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.content_types.test_boundaries import dated

ROOT = Path(__file__).parents[2]
ONE = timedelta(days=1)
DAYS = [date(2025, 1, 1) + timedelta(days=number) for number in range(1461)]
Said = Callable[["Speaking[Round]"], object]


@dataclass(frozen=True)
class Round:
    """An edition with its dates."""

    settings: Edition
    timeline: tuple[Milestone, ...]


@pytest.fixture(scope="session")
def usual(everything: Programme) -> Edition:
    return next(each for each in everything.all(Edition) if each.id == "2026")


@pytest.fixture(scope="session")
def example() -> list[Round]:
    programme = read_programme(Settings(ROOT, DAYS[0]), REGISTRY).programme
    assert programme is not None
    return [Round(e, programme.all(Milestone, e.id)) for e in programme.all(Edition)]


def some(usual: Edition, id: str, starts: str, ends: str, /, **kinds: str) -> Round:
    """Make an edition; `kick_off="2026-03-01/2026-03-02"` is a date of it with an end."""
    settings = usual.model_copy(
        update={
            "starts": date.fromisoformat(starts),
            "ends": date.fromisoformat(ends),
            "cancelled": bool(kinds.pop("cancelled", "")),
            "direction": kinds.pop("direction", "classic"),
        }
    )
    settings.model_post_init({"edition": id})
    timeline = tuple(
        dated(kind.replace("_", "-"), *map(date.fromisoformat, days.split("/")))
        for kind, days in kinds.items()
    )
    return Round(settings, timeline)


def spoken(editions: list[Round], day: date) -> Speaking[Round]:
    speaking = speaking_to(editions, day)
    assert speaking is not None
    return speaking


def names(speaking: Speaking[Round]) -> tuple[str, ...]:
    """Return who is spoken to, who can be joined, and who stands beside."""
    shown = (speaking.edition, speaking.joining, *speaking.beside)
    return tuple(each.settings.id for each in shown)


def spans(editions: list[Round], said: Said) -> list[tuple[str, object]]:
    """Return what is said over the days, each with the first day on which it is."""
    told = ((day, said(spoken(editions, day))) for day in DAYS)
    groups = [next(group) for _, group in groupby(told, key=lambda each: each[1])]
    return [(day.isoformat(), what) for day, what in groups]


def test_the_example_speaks_to_its_pairs_until_they_close(example: list[Round]) -> None:
    assert spans(example, lambda speaking: speaking.edition.settings.id) == [
        ("2025-01-01", "2025"),
        ("2026-03-11", "2026"),
        ("2027-03-17", "2027"),
    ]


def test_no_day_forgets_pairs_that_meet(example: list[Round]) -> None:
    """Told by the dates themselves, and not by the rule."""
    meeting = {
        each.settings.id: (
            next(one.date for one in each.timeline if one.kind == "kick-off"),
            next(one.date for one in each.timeline if one.kind == "closing"),
        )
        for each in example
    }
    for day in DAYS:
        met = [id for id, (first, last) in meeting.items() if first <= day <= last]
        speaking = spoken(example, day)
        assert [each.settings.id for each in speaking.running] == met
        assert speaking.edition.settings.id in (met or [speaking.edition.settings.id])
        assert speaking.edition not in speaking.beside
        assert len(set(names(speaking)[2:])) == len(speaking.beside)


def test_what_stands_beside_in_the_example(example: list[Round]) -> None:
    assert spans(example, lambda speaking: names(speaking)[2:]) == [
        ("2025-01-01", ()),
        ("2025-01-25", ("2026",)),
        ("2026-01-24", ("2026", "2027")),
        ("2026-03-11", ("2025", "2027")),
        ("2026-05-01", ("2027",)),
        ("2027-03-17", ("2026",)),
        ("2027-05-01", ()),
    ]


def test_whom_one_can_join_in_the_example(example: list[Round]) -> None:
    def joining(speaking: Speaking[Round]) -> object:
        return speaking.joining.settings.id

    assert spans(example, joining) == [
        ("2025-01-01", "2025"),
        ("2025-01-25", "2026"),
        ("2026-01-24", "2027"),
    ]


def test_calls_are_open_on_their_days_and_no_others(example: list[Round]) -> None:
    days = [
        day
        for day in DAYS
        if any(Course(each.settings, each.timeline).call_open(day) for each in example)
    ]
    edges = [day.isoformat() for day in days if day - ONE not in days or day + ONE not in days]
    assert edges == [
        *("2025-01-01", "2025-01-24"),
        *("2025-11-10", "2026-01-23"),
        *("2026-11-09", "2027-01-22"),
    ]


A = ("a", "2026-01-01", "2026-12-31")
B = ("b", "2026-06-01", "2027-12-31")
CALL = {"call_open": "2026-01-10", "call_close": "2026-02-10"}
MET = {**CALL, "kick_off": "2026-03-02", "closing": "2026-11-20"}
LATER = {"call_open": "2026-10-01", "call_close": "2026-12-01", "kick_off": "2027-02-01"}


def said(made: list[Round], day: str) -> str:
    """Put what is said on a day into one line: whom to, whom to join, and beside."""
    first, joining, *beside = names(spoken(made, date.fromisoformat(day)))
    return f"{first} join {joining} beside {','.join(beside)}".strip()


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2025-12-01", "a join a beside"),
        ("2026-02-10", "a join a beside"),
        ("2026-02-11", "a join b beside b"),
        ("2026-06-01", "a join b beside b"),
        ("2026-10-01", "a join b beside b"),
        ("2026-11-20", "a join b beside b"),
        ("2026-11-21", "b join b beside a"),
        ("2026-12-31", "b join b beside a"),
        ("2027-01-01", "b join b beside"),
        ("2027-02-01", "b join b beside"),
        ("2028-01-01", "b join b beside"),
    ],
)
def test_one_plans_while_the_other_meets(usual: Edition, day: str, line: str) -> None:
    made = [some(usual, *A, **MET), some(usual, *B, **LATER)]
    assert said(made, day) == said(made[::-1], day) == line


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2026-06-30", "a join b beside b"),
        ("2026-07-01", "a join b beside b"),
        ("2026-11-20", "a join b beside b"),
        ("2026-11-21", "b join b beside a"),
        ("2027-01-01", "b join b beside"),
    ],
)
def test_of_two_that_meet_the_first_is_spoken_to_until_it_closes(
    usual: Edition, day: str, line: str
) -> None:
    second = some(usual, *B, kick_off="2026-07-01", closing="2027-06-30")
    made = [second, some(usual, *A, **MET)]
    assert said(made, day) == line
    both = spoken(made, date(2026, 8, 1)).running
    assert [each.settings.id for each in both] == ["a", "b"]


def test_after_the_last_its_record_stays(usual: Edition) -> None:
    made = [some(usual, *A, **MET)]
    assert said(made, "2026-11-21") == "a join a beside"
    assert said(made, "2030-01-01") == "a join a beside"
    older = some(usual, "z", "2024-01-01", "2024-12-31", kick_off="2024-02-01")
    assert said([*made, older], "2030-01-01") == "a join a beside"


def test_in_a_gap_the_next_is_spoken_to(usual: Edition) -> None:
    far = some(usual, "c", "2028-01-01", "2028-12-31", kick_off="2028-03-01")
    made = [far, some(usual, *A, **MET)]
    assert said(made, "2027-06-01") == "c join c beside"
    assert said(made, "2026-12-01") == "c join c beside a"


def test_a_cancelled_one_is_neither_spoken_to_nor_joined(usual: Edition) -> None:
    off = some(usual, *B, **LATER, cancelled="yes")
    made = [some(usual, *A, **MET), off]
    assert {said(made, day) for day in ("2026-06-01", "2026-10-15")} == {"a join a beside"}
    assert said(made, "2027-06-01") == "a join a beside"
    assert Course(off.settings, off.timeline).stage(date(2026, 10, 15)) is Stage.CANCELLED
    assert not Course(off.settings, off.timeline).call_open(date(2026, 10, 15))
    assert said([off], "2026-10-15") == "b join b beside"


def test_one_broken_off_gives_way_to_the_next(usual: Edition) -> None:
    made = [some(usual, *A, **MET, cancelled="yes"), some(usual, *B, **LATER)]
    assert said(made, "2026-06-01") == "b join b beside"


def test_of_two_calls_the_one_that_closes_first_is_joined(usual: Edition) -> None:
    slow = some(usual, *A, call_open="2026-01-05", call_close="2026-04-30")
    fast = some(usual, *B, call_open="2026-02-01", call_close="2026-02-20")
    assert said([slow, fast], "2026-01-15") == "a join a beside"
    assert said([slow, fast], "2026-02-01") == "a join b beside b"
    assert said([slow, fast], "2026-02-21") == "a join a beside"


def test_a_call_without_dates_is_to_come_after_those_that_open(usual: Edition) -> None:
    bare = some(usual, "c", "2027-03-01", "2027-12-31")
    made = [bare, some(usual, *B, **LATER)]
    assert said(made, "2026-08-01") == "b join b beside"
    assert said(made, "2026-12-02") == "b join c beside c"


@pytest.mark.parametrize(
    ("kinds", "day", "stage"),
    [
        ({}, "2026-06-01", Stage.PLANNED),
        ({}, "2027-01-01", Stage.CLOSED),
        ({"first_meeting": "2026-03-02"}, "2026-03-01", Stage.PLANNED),
        ({"first_meeting": "2026-03-02"}, "2026-03-02", Stage.RUNNING),
        ({"follow_up": "2026-04-01"}, "2026-04-01", Stage.RUNNING),
        ({"kick_off": "2026-03-02", "first_meeting": "2026-02-01"}, "2026-02-10", Stage.MATCHING),
        ({"kick_off": "2026-03-02"}, "2026-12-31", Stage.RUNNING),
        ({"kick_off": "2026-03-02", "closing": "2027-01-15"}, "2027-01-15", Stage.RUNNING),
        ({"kick_off": "2026-03-02", "closing": "2027-01-15"}, "2027-01-16", Stage.CLOSED),
        ({"call_open": "2026-01-10/2026-02-10"}, "2026-02-10", Stage.CALL),
        ({"call_open": "2026-01-10/2026-02-10"}, "2026-02-11", Stage.MATCHING),
        ({"call_open": "2026-01-10", "matching": "2026-02-10"}, "2026-02-09", Stage.CALL),
        ({"call_open": "2026-01-10", "matching": "2026-02-10"}, "2026-02-10", Stage.MATCHING),
        ({"call_open": "2026-01-10", "kick_off": "2026-03-02"}, "2026-03-01", Stage.CALL),
        ({"call_close": "2026-02-10"}, "2026-02-10", Stage.PLANNED),
        ({"call_close": "2026-02-10"}, "2026-02-11", Stage.MATCHING),
    ],
)
def test_stages_where_dates_are_missing(
    usual: Edition, kinds: dict[str, str], day: str, stage: Stage
) -> None:
    made = some(usual, *A, **kinds)
    assert Course(made.settings, made.timeline).stage(date.fromisoformat(day)) is stage


def test_a_call_may_stay_open_while_pairs_meet(usual: Edition) -> None:
    rolling = some(usual, *A, **{**MET, "call_close": "2026-09-30"})
    course = Course(rolling.settings, rolling.timeline)
    assert course.stage(date(2026, 9, 30)) is Stage.RUNNING
    assert course.call_open(date(2026, 9, 30))
    assert not course.call_open(date(2026, 10, 1))
    assert said([rolling, some(usual, *B, **LATER)], "2026-09-30") == "a join a beside b"


def test_without_any_edition_there_is_none() -> None:
    assert speaking_to([], DAYS[0]) is None


def test_the_next_of_each_kind_stands_beside(usual: Edition) -> None:
    now = some(usual, "now", "2025-01-01", "2025-12-31", kick_off="2025-02-03")
    after = some(usual, "after", "2026-01-01", "2026-12-31", kick_off="2026-02-02")
    later = some(usual, "later", "2027-01-01", "2027-12-31", kick_off="2027-02-01")
    peers = some(
        usual, "peers", "2026-06-01", "2027-05-31", kick_off="2026-09-01", direction="peer"
    )
    day = date(2025, 6, 1)
    assert names(spoken([now, after, later], day)) == ("now", "after", "after")
    assert names(spoken([peers, later, now, after], day)) == ("now", "after", "after", "peers")
    assert spoken([peers, now], day).coming is peers
