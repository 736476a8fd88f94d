"""The first timeline: in the order of the evidence, whatever was answered, and all of it moves."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.beginning.answers import Answers, answered
from handbook.beginning.first_timeline import first_timeline, plan_of, span_of
from handbook.beginning.words import Words
from handbook.content_types.timeline.relative_dates import parse, resolve
from handbook.reading.documents.yaml_tree import Places

ORDER = (
    *("planning", "launch", "call-open", "call-close", "interviews", "matching", "announcement"),
    *("training", "kick-off", "first-meeting", "mid-term", "evaluation", "closing"),
    *("recognition", "report"),
)
TUESDAY = 1


def taken(**said: Any) -> Answers:
    answers, problems = answered(said, date(2026, 11, 28), Places(""))
    assert answers is not None, problems
    return answers


def rows(answers: Answers) -> list[dict[str, str]]:
    return first_timeline(answers, Words(answers))


def days(answers: Answers) -> dict[str, date]:
    """Return the day of each row by its id, and that of its end by `id.end`."""
    written = {row["id"]: row["date"] for row in rows(answers)}
    written |= {f"{row['id']}.end": row["end"] for row in rows(answers) if row["end"]}
    resolved = resolve({id: parse(text) for id, text in written.items()})
    assert resolved.days.keys() == written.keys()
    return dict(resolved.days)


kinds = st.sampled_from(["inter-organisational", "intra-organisational"])
answers_given = st.builds(
    lambda year, month, sessions, focus, kind: taken(
        start=f"{year}-{month:02}", sessions=sessions, focus=focus, kind=kind
    ),
    st.integers(2024, 2060),
    st.integers(1, 12),
    st.integers(1, 120),
    st.sampled_from(["career", "skills"]),
    kinds,
)


@given(answers_given)
def test_whatever_was_answered_the_dates_stand_in_order(answers: Answers) -> None:
    found, plan = days(answers), plan_of(answers)
    first = {row["kind"]: found[row["id"]] for row in reversed(rows(answers))}
    assert [*ORDER] == sorted(ORDER, key=lambda kind: first[kind])
    starts, ends = span_of(rows(answers))
    assert starts == min(found.values())
    assert all(starts <= day <= ends for day in found.values())
    assert all(day.weekday() < 5 for day in found.values())
    assert plan.kick_off.weekday() == TUESDAY
    assert f"{plan.kick_off:%Y-%m}" == answers.start


@given(answers_given)
def test_only_the_kick_off_is_a_day_of_its_own(answers: Answers) -> None:
    own = [row["id"] for row in rows(answers) if row["date"][:2] == "20"]
    assert own == ["kick-off"]


@given(answers_given)
def test_pairs_have_the_time_that_the_evidence_asks_for(answers: Answers) -> None:
    plan = plan_of(answers)
    assert plan.months >= {"skills": 6, "career": 12}[answers.focus]
    assert plan.every_weeks * answers.sessions <= plan.weeks
    steps = [found for id, found in days(answers).items() if id.startswith("follow-up")]
    assert all(b - a == timedelta(weeks=plan.follow_up_weeks) for a, b in pairwise(steps))


@pytest.mark.parametrize(
    ("said", "every", "months"),
    [
        ({}, 4, 12),
        ({"focus": "skills"}, 4, 6),
        ({"focus": "skills", "sessions": 8}, 3, 6),
        ({"sessions": 24}, 2, 12),
        ({"sessions": 60}, 1, 14),
        ({"sessions": 8}, 6, 12),
    ],
)
def test_sessions_are_spread_over_the_months(said: dict[str, Any], every: int, months: int) -> None:
    plan = plan_of(taken(**said))
    assert (plan.every_weeks, plan.months) == (every, months)


def test_inside_one_organisation_there_is_no_launch_in_each() -> None:
    launches = {
        kind: [row["title"] for row in rows(taken(kind=kind)) if row["kind"] == "launch"]
        for kind in ("inter-organisational", "intra-organisational")
    }
    assert launches == {
        "inter-organisational": [
            "Launch for the heads of all partners",
            "Small launches in each organisation",
        ],
        "intra-organisational": ["Launch for the heads of all departments"],
    }
