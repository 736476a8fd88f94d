"""The first timeline: the dates of an edition, counted from its kick-off (evidence 3.2 to 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from string import Template
from typing import Any

from handbook.beginning.answers import Answers
from handbook.beginning.words import Words
from handbook.content_types.timeline.relative_dates import parse, resolve

_SPARE = timedelta(weeks=4)
"""How long an edition goes on after its last date, for what comes late."""
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
    plan = plan_of(answers)
    moments = {
        "kick_off": plan.kick_off.isoformat(),
        "weeks": str(plan.weeks),
        "half": str(plan.weeks // 2),
    }
    rows = []
    for row in words.plain("timeline"):
        if row.get("only", answers.kind) == answers.kind:
            repeated = _follow_ups(plan) if "every" in row else ({},)
            rows += [_filled(row, words, {**moments, **more}) for more in repeated]
    return rows


def span_of(rows: Iterable[Mapping[str, str]]) -> tuple[date, date]:
    """Return the first and the last day of an edition with these dates."""
    written = {row["id"]: parse(row["date"]) for row in rows}
    days = resolve(written).days.values()
    return min(days), max(days) + _SPARE


def _follow_ups(plan: Plan) -> Iterator[dict[str, str]]:
    """Number the follow-ups, until shortly before the closing."""
    for number, after in enumerate(
        range(plan.follow_up_weeks, plan.weeks - 5, plan.follow_up_weeks)
    ):
        yield {"number": str(number + 1), "after": str(after)}


def _filled(row: Any, words: Words, moments: dict[str, str]) -> dict[str, str]:
    cells = ("id", "kind", "date", "end", "audience")
    return {
        **{name: Template(row.get(name, "")).substitute(moments) for name in cells},
        **words.columns("title", row["title"], **moments),
    }
