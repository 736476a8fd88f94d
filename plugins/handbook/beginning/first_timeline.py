"""The first timeline: the dates of an edition, counted from its kick-off (evidence 3.2 to 3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.beginning.answers import Answers
from handbook.beginning.words import Words

_PLANNED_BEFORE = 32
"""Weeks from the planning to the kick-off: three months of planning, one in which the programme is
made known, two in which people apply, and less than two for matching and training."""
_REPORTED_AFTER = 5
"""Weeks from the closing to the report."""
_TUESDAY = 1
_MONTHS = {"skills": 6, "career": 12}
"""Least length of a relationship (evidence 3.3, 3.4)."""
_BETWEEN_FOLLOW_UPS = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """How long everything takes, from what was answered."""

    kick_off: date
    every_weeks: int
    weeks: int
    """From the kick-off to the closing."""

    @property
    def months(self) -> int:
        """How long the pairs meet, in months."""
        return max(1, round(self.weeks * 12 / 52))

    @property
    def starts(self) -> date:
        """First day of the edition: that of its planning."""
        return self.kick_off - timedelta(weeks=_PLANNED_BEFORE)

    @property
    def ends(self) -> date:
        """Last day, some weeks after the report is due."""
        return self.kick_off + timedelta(weeks=self.weeks + _REPORTED_AFTER + 4)

    @property
    def follow_up_weeks(self) -> int:
        """How often the coordinator asks how it goes (evidence 6.13)."""
        return min(_BETWEEN_FOLLOW_UPS, max(1, self.weeks // 3))


def plan_of(answers: Answers) -> Plan:
    """Plan the sessions evenly over as many months as the evidence asks for, or more."""
    year, month = map(int, answers.start.split("-"))
    least = round(_MONTHS[answers.focus] * 52 / 12)
    every = max(1, least // answers.sessions)
    return Plan(_second_tuesday(year, month), every, max(least, every * answers.sessions))


def _second_tuesday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(_TUESDAY - first.weekday()) % 7 + 7)


def first_timeline(answers: Answers, words: Words) -> list[dict[str, str]]:
    """Make the rows of the first `timeline.csv`; only the kick-off is a day of its own."""
    return list(_rows(answers, words, plan_of(answers)))


def _rows(answers: Answers, words: Words, plan: Plan) -> Iterator[dict[str, str]]:
    across = answers.kind == "inter-organisational"

    def row(
        id: str, kind: str, on: str, end: str = "", audience: str = "", key: str = "", **more: str
    ) -> dict[str, str]:
        title = words.columns("title", f"timeline.{key or id}", **more)
        return {"id": id, "kind": kind, **title, "date": on, "end": end, "audience": audience}

    pair, mentor, mentee = "mentor;mentee", "mentor", "mentee"
    team, partners = "coordinator;committee", "partner;committee"
    planned = f"kick-off - {_PLANNED_BEFORE} weeks"
    yield row("planning", "planning", planned, "planning + 11 weeks", team)
    launched = "kick-off - 19 weeks"
    yield row("launch", "launch", launched, audience=partners, key=f"launch.{answers.kind}")
    if across:
        ends = "launch + 4 weeks"
        everybody = "partner;mentor;mentee"
        yield row("house-launches", "launch", "launch + 1 week", ends, everybody)
    yield row("call-open", "call-open", "launch + 1 week", audience=pair)
    yield row("questions", "information", "call-open + 3 weeks", audience=pair)
    yield row("call-close", "call-close", "call-open + 8 weeks", audience=pair)
    talks = "mentor;mentee;coordinator"
    yield row("interviews", "interviews", "call-close + 1 week", "call-close + 2 weeks", talks)
    yield row("matching", "matching", "call-close + 3 weeks", "matching + 10 days", team)
    yield row("announcement", "announcement", "matching + 2 weeks", audience=pair)
    yield row("training-mentors", "training", "announcement + 2 weeks", audience=mentor)
    yield row("training-mentees", "training", "training-mentors + 1 day", audience=mentee)
    yield row("kick-off", "kick-off", plan.kick_off.isoformat())
    yield row("first-meeting", "first-meeting", "kick-off + 1 day", "kick-off + 2 weeks", pair)
    weeks = range(plan.follow_up_weeks, plan.weeks - 5, plan.follow_up_weeks)
    for number, after in enumerate(weeks, start=1):
        on = f"kick-off + {after} weeks"
        id = f"follow-up-{number}"
        yield row(id, "follow-up", on, "", talks, "follow-up", number=str(number))
    middle = f"kick-off + {plan.weeks // 2} weeks"
    yield row("mid-term-mentors", "mid-term", middle, audience="mentor;coordinator")
    next_day = "mid-term-mentors + 1 day"
    yield row("mid-term-mentees", "mid-term", next_day, audience="mentee;coordinator")
    yield row("evaluation", "evaluation", "closing - 5 weeks", "evaluation + 2 weeks", pair)
    yield row("closing", "closing", f"kick-off + {plan.weeks} weeks")
    yield row("recognition", "recognition", "closing + 2 days")
    yield row("report", "report", f"closing + {_REPORTED_AFTER} weeks")
