from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.content_types.timeline import assemble_timeline
from handbook.content_types.timeline.relative_dates import (
    DateExpression,
    DateExpressionError,
    Relative,
    parse,
    resolve,
)
from handbook.problems import Place
from handbook.row import Row
from tests.support.small_builds import thorough

KICK_OFF = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-16", KICK_OFF),
        ("2028-02-29", date(2028, 2, 29)),
        ("kick-off + 6 weeks", Relative("kick-off", 42)),
        ("kick-off + 1 week", Relative("kick-off", 7)),
        ("kick-off - 10 days", Relative("kick-off", -10)),
        ("a + 1 day", Relative("a", 1)),
        ("2nd-call + 0 days", Relative("2nd-call", 0)),
        ("closing - 9999 weeks", Relative("closing", -69993)),
    ],
)
def test_what_is_a_date(written, meant):
    assert parse(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026-02-30",
        "2025-02-29",
        "2026-3-16",
        "2026-03-16 ",
        "16.03.2026",
        "kick-off+6 weeks",
        "kick-off +6 weeks",
        "kick-off+ 6 weeks",
        "kick-off  + 6 weeks",
        "kick-off + -6 weeks",
        "kick-off + 6.5 weeks",
        "kick-off + 10000 days",
        "kick-off + 6 months",
        "kick-off + 6 Weeks",
        "kick-off + weeks",
        "kick-off",
        "Kick-off + 6 weeks",
        "kick_off + 6 weeks",
        "-kick + 6 weeks",
        "6 weeks + kick-off",
        "kick-off + 6 weeks + 1 day",
        "kick-off + 6 weeks\n",
    ],
)
def test_what_is_no_date(written):
    with pytest.raises(DateExpressionError):
        parse(written)


def resolved(**written: str):
    return resolve({id.replace("_", "-"): parse(text) for id, text in written.items()})


def test_dates_count_from_one_another_in_any_order():
    found = resolved(
        end="mid + 3 days",
        mid="kick-off + 20 weeks",
        kick_off="2026-03-16",
        call="kick-off - 1 week",
    )
    assert found.days == {
        "end": date(2026, 8, 6),
        "mid": date(2026, 8, 3),
        "kick-off": KICK_OFF,
        "call": date(2026, 3, 9),
    }
    assert (found.unknown, found.cycles, found.out_of_range) == ({}, {}, frozenset())


def test_one_that_does_not_exist_is_told_once_and_its_dependents_stay_silent():
    found = resolved(c="b + 1 day", b="a + 1 day", a="nowhere + 1 day", fine="2026-03-16")
    assert found.unknown == {"a": "nowhere"}
    assert found.days == {"fine": KICK_OFF}
    assert (found.cycles, found.out_of_range) == ({}, frozenset())


def test_a_ring_is_told_to_its_members_only():
    found = resolved(x="a + 1 day", a="b + 1 day", b="c - 1 day", c="a + 1 week", y="x + 1 day")
    assert set(found.cycles) == {"a", "b", "c"}
    assert all(ring == ("a", "b", "c") for ring in found.cycles.values())
    assert (found.days, found.unknown) == ({}, {})


def test_two_rings_are_told_apart():
    found = resolved(a="b + 1 day", b="a + 1 day", c="d + 1 day", d="c + 1 day")
    assert found.cycles == {"a": ("a", "b"), "b": ("a", "b"), "c": ("c", "d"), "d": ("c", "d")}


def test_a_date_may_not_count_from_itself():
    assert resolved(a="a + 1 day").cycles == {"a": ("a",)}


@pytest.mark.parametrize(("start", "count"), [("9999-12-31", "+ 1 day"), ("0001-01-01", "- 1 day")])
def test_beyond_the_calendar(start, count):
    found = resolved(c="b + 1 day", b=f"a {count}", a=start)
    assert found.out_of_range == {"b"}
    assert found.days == {"a": date.fromisoformat(start)}


@st.composite
def timelines(draw: st.DrawFn):
    """Dates of which each counts from an earlier one, in any order of rows, with the truth."""
    truth: dict[str, date] = {}
    written: dict[str, str] = {}
    for number in range(draw(st.integers(1, 12))):
        id = f"m-{number}"
        if truth and draw(st.booleans()):
            origin = draw(st.sampled_from(sorted(truth)))
            count, weeks = draw(st.integers(-99, 99)), draw(st.booleans())
            truth[id] = truth[origin] + timedelta(**{"weeks" if weeks else "days": count})
            sign, unit = "-" if count < 0 else "+", "weeks" if weeks else "days"
            written[id] = f"{origin} {sign} {abs(count)} {unit}"
        else:
            truth[id] = draw(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
            written[id] = truth[id].isoformat()
    return {id: written[id] for id in draw(st.permutations(sorted(written)))}, truth


@thorough
@given(timelines())
def test_any_set_without_rings_equals_plain_counting(timeline):
    written, truth = timeline
    found = resolve({id: parse(text) for id, text in written.items()})
    assert found.days == truth
    assert (found.unknown, found.cycles, found.out_of_range) == ({}, {}, frozenset())


ABSENT = ("end", "time", "minutes", "audience", "place", "detail", "url", "provisional")


def row(id: str, day: str, line: int, edition: str = "2026", **more: str) -> Row:
    values = {**dict.fromkeys(ABSENT), "id": id, "kind": "event", "title": id, "date": day, **more}
    return Row(values, lambda field="": Place(f"{field}.csv", line), edition)


def test_an_end_counts_from_its_own_date_or_another():
    rows = [row("b", "a + 1 week", 2, end="b + 2 days"), row("a", "2026-03-16", 3, end="b - 1 day")]
    made = assemble_timeline(rows, frozenset())
    assert made.problems == ()
    assert [(m.id, m.date.day, m.end and m.end.day, m.last_day.day) for m in made.records] == [
        ("a", 16, 22, 22),
        ("b", 23, 25, 25),
    ]


def test_an_end_in_a_ring_with_no_other_is_its_own_fault():
    made = assemble_timeline([row("a", "2026-03-16", 2, end="b + 1 day")], frozenset())
    (problem,) = made.problems
    assert (problem.code, problem.field, problem.place) == (
        "date-unknown",
        "end",
        Place("end.csv", 2),
    )
    assert problem.details == {"milestone": "b", "allowed": "a"}


def test_an_end_before_its_date():
    made = assemble_timeline([row("a", "2026-03-16", 2, end="a - 1 day")], frozenset())
    assert [(p.code, p.field, p.value) for p in made.problems] == [
        ("end-before-date", "end", "2026-03-15")
    ]


@pytest.mark.parametrize("end", ["2026-03-16", "a + 0 days"])
def test_an_end_may_be_on_its_date(end: str):
    made = assemble_timeline([row("a", "2026-03-16", 2, end=end)], frozenset())
    assert made.problems == ()
    assert made.records[0].last_day == made.records[0].date == date(2026, 3, 16)


def test_a_ring_is_told_as_it_runs():
    made = assemble_timeline([row("a", "b + 1 day", 2), row("b", "a + 1 day", 3)], frozenset())
    assert [(p.code, p.details["ring"]) for p in made.problems] == [
        ("date-cycle", "a → b → a"),
        ("date-cycle", "a → b → a"),
    ]


def test_what_hangs_on_a_row_left_out_is_not_told_too():
    rows = [row("b", "a + 1 day", 3), row("c", "b + 1 day", 4), row("d", "x + 1 day", 5)]
    made = assemble_timeline([*rows, row("e", "2026-03-16", 6)], {"2026": {"a", "b", "c", "e"}})
    assert [(p.code, p.place.line) for p in made.problems] == [("date-unknown", 5)]
    assert [milestone.id for milestone in made.records] == ["e"]


def test_a_date_beyond_the_calendar_is_told_with_the_one_it_counts_from():
    made = assemble_timeline([row("a", "9999-12-31", 2), row("b", "a + 1 day", 3)])
    (told,) = made.problems
    assert (told.code, told.place.line, told.details["start"]) == ("date-beyond", 3, "a")


def test_editions_do_not_share_their_dates():
    made = assemble_timeline(
        [row("a", "2026-03-16", 2), row("b", "a + 1 day", 2, edition="2027")], {}
    )
    assert [(p.code, p.details["milestone"]) for p in made.problems] == [("date-unknown", "a")]
    assert [m.id for m in made.records] == ["a"]


def test_dates_stand_in_order_of_day_and_hour():
    rows = [
        row("late", "2026-03-16", 2, time="17:30"),
        row("early", "2026-03-16", 3, time="09:00"),
        row("whole-day", "2026-03-16", 4),
        row("before", "2026-03-15", 5, time="23:00"),
    ]
    order = [milestone.id for milestone in assemble_timeline(rows, frozenset()).records]
    assert order == ["before", "whole-day", "early", "late"]


def test_what_counts_from_a_row_that_was_left_out_is_not_told():
    made = assemble_timeline([row("b", "a + 1 day", 3)], {"2026": {"a", "b"}})
    assert (made.problems, made.records) == ((), ())
    elsewhere = assemble_timeline([row("b", "a + 1 day", 3)], {"2027": {"a", "b"}})
    assert [problem.code for problem in elsewhere.problems] == ["date-unknown"]


def test_long_chains_are_followed_once():
    """Each step was once followed from every milestone, which took minutes for some thousands."""
    many = 30_000
    chain: dict[str, DateExpression] = {
        f"m{n}": Relative(f"m{n + 1}", 1) for n in reversed(range(many))
    }
    found = resolve({**chain, f"m{many}": date(2027, 1, 1)})
    assert len(found.days) == many + 1
    assert found.days["m0"] == date(2027, 1, 1) + timedelta(days=many)
    assert set(resolve(chain).unknown) == {f"m{many - 1}"}


def test_a_ring_of_thousands_is_told_in_few_words():
    many = 3_000
    rows = [row(f"m{n}", f"m{(n + 1) % many} + 1 day", n + 2) for n in range(many)]
    problems = assemble_timeline(rows, frozenset()).problems
    assert len(problems) == many
    assert {problem.code for problem in problems} == {"date-cycle"}
    assert max(len(str(problem.details["ring"])) for problem in problems) < 1_000
