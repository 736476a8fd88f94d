"""Dates that count from one another: `kick-off + 6 weeks`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.days import Day, is_month, is_provisional
from handbook.text.recognising import COUNTED, MONTH, parse_date

_MIDDLE = 15
"""From which day of a month one counts, where only the month is known."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A date counted from a milestone."""

    milestone: str
    days: int


DateExpression = date | Relative


class DateExpressionError(ValueError):
    """What was written is neither a day nor counted from a milestone."""


def parse(text: str) -> DateExpression:
    """Read a date as the timeline writes it; a month is a day in its middle.

    Raises:
        DateExpressionError: it is neither a day or month that exists nor a relative date.
    """
    day = parse_date(text, "iso")
    if day:
        return day
    if MONTH.fullmatch(text):
        return Day.like(date.fromisoformat(f"{text}-{_MIDDLE}"), month_only=True)
    match = COUNTED.fullmatch(text)
    if match is None:
        raise DateExpressionError(text)
    days = int(match["count"]) * (7 if match["unit"] == "week" else 1)
    return Relative(match["milestone"], days if match["sign"] == "+" else -days)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The days found, and the ids whose day could not be, with the reason."""

    days: Mapping[str, date]
    unknown: Mapping[str, str]
    """Id to the milestone it names that does not exist."""
    cycles: Mapping[str, tuple[str, ...]]
    """Id to the ring of milestones that its date runs in."""
    out_of_range: frozenset[str] = frozenset()


def resolve(
    expressions: Mapping[str, DateExpression], provisional: Collection[str] = ()
) -> Resolution:
    """Find the day of every milestone. One that hangs on a faulty one is left out silently.

    Each is looked at once, however long the chains are. What counts from a provisional day, or
    from a month, is provisional too; what counts from a month is known by its month.

    >>> found = resolve({"start": date(2027, 3, 1), "check": Relative("start", 42)})
    >>> str(found.days["check"])
    '2027-04-12'
    """
    days: dict[str, date] = {}
    unknown: dict[str, str] = {}
    cycles: dict[str, tuple[str, ...]] = {}
    out_of_range: set[str] = set()
    settled: set[str] = set()
    for id in expressions:
        chain = _chain(id, expressions, settled)
        settled.update(chain)
        if not chain:
            continue
        last = expressions[chain[-1]]
        if not isinstance(last, Relative):
            _count(chain, expressions, last, days, out_of_range, provisional)
        elif last.milestone not in expressions:
            unknown[chain[-1]] = last.milestone
        elif last.milestone in chain:
            ring = tuple(chain[chain.index(last.milestone) :])
            cycles.update(dict.fromkeys(ring, ring))
        elif last.milestone in days:
            _count(chain, expressions, days[last.milestone], days, out_of_range, provisional)
    return Resolution(days, unknown, cycles, frozenset(out_of_range))


def _chain(
    id: str, expressions: Mapping[str, DateExpression], settled: Collection[str]
) -> list[str]:
    """Follow a date to the last one that it hangs on and that nothing is known of yet."""
    chain: dict[str, None] = {}
    while id in expressions and id not in settled and id not in chain:
        chain[id] = None
        expression = expressions[id]
        if not isinstance(expression, Relative):
            break
        id = expression.milestone
    return list(chain)


def _count(
    chain: list[str],
    expressions: Mapping[str, DateExpression],
    start: date,
    days: dict[str, date],
    out_of_range: set[str],
    provisional: Collection[str],
) -> None:
    """Count from the day that a chain begins with, or hangs on, back to its head."""
    day, month, unsettled = start, is_month(start), is_provisional(start)
    for id in reversed(chain):
        expression = expressions[id]
        if isinstance(expression, Relative):
            try:
                day += timedelta(days=expression.days)
                unsettled = unsettled or month
            except OverflowError:
                out_of_range.add(id)
                return
        unsettled = unsettled or id in provisional
        days[id] = Day.like(day, month_only=month, provisional=unsettled)
