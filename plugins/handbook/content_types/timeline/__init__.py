"""Timeline: the dates of an edition, fixed or counted from one another (evidence 3.2)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Data, Table, never
from handbook.content_type.records import Assembled, Entity
from handbook.content_types.timeline.relative_dates import (
    DateExpression,
    Relative,
    Resolution,
    parse,
    resolve,
)
from handbook.days import Day, is_month, is_provisional
from handbook.languages import Text
from handbook.problems import Problem
from handbook.programme import Programme
from handbook.row import ExtraValue, Row

PAIR_ROLES = ("mentor", "mentee")
"""Those who meet."""
AUDIENCES = (*PAIR_ROLES, "coordinator", "committee", "partner")
"""Whom a date may concern."""

_NAMED = 60
"""Milestones that a message names at most."""


@dataclass(frozen=True, kw_only=True)
class Milestone(Entity):
    """One date of an edition."""

    kind: str
    title: Text
    date: datetime.date
    end: datetime.date | None
    time: datetime.time | None
    minutes: int | None
    audience: tuple[str, ...]
    """Whom it concerns; empty for everybody."""
    place: Text | None
    detail: Text | None
    url: str
    date_from: str = ""
    """Id of the milestone that its date counts from; empty where it is a day of its own."""
    end_from: str = ""
    """The same for its end."""
    provisional: bool = False
    """Whether its days are not settled, or count from one that is not."""
    unsettled: bool = False
    """Whether its own row says so, or gives a month and no day."""
    extra: tuple[ExtraValue, ...] = ()

    @property
    def last_day(self) -> datetime.date:
        """The day after which it is past; of a month the last, since more is not known."""
        return self.end or _last_of(self.date)

    @property
    def surely_from(self) -> datetime.date:
        """The day from which it has begun for sure; of a month the last."""
        return _latest(self.date)

    @property
    def first_end(self) -> datetime.date:
        """The first day on which it may be over."""
        end = self.last_day
        return end.replace(day=1) if is_month(end) else end

    def at(self, zone: datetime.tzinfo) -> datetime.datetime | None:
        """Return the moment at which it begins; None where the day or the hour is not known."""
        if self.time is None or is_month(self.date):
            return None
        day = self.date
        return datetime.datetime(
            day.year, day.month, day.day, self.time.hour, self.time.minute, tzinfo=zone
        )

    def concerns(self, audience: str) -> bool:
        """Say whether it concerns one of `AUDIENCES`."""
        return not self.audience or audience in self.audience


def _latest(day: datetime.date) -> datetime.date:
    return day.latest if isinstance(day, Day) else day


def _last_of(day: datetime.date) -> datetime.date:
    """Return a month as the last day of it, and a day as it is."""
    if not isinstance(day, Day) or not day.month_only:
        return day
    return Day.like(day.latest, month_only=True, provisional=day.provisional)


def assemble_timeline(
    rows: Sequence[Row], incomplete: Mapping[str, Container[object]] | None = None
) -> Assembled:
    """Make the milestones of all editions, counting relative dates edition by edition.

    Where a row was left out, a date that counts from it is not told to count from nothing; the
    others are judged as if it were not there.
    """
    by_edition: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_edition[row.edition].append(row)
    milestones: list[Milestone] = []
    problems: list[Problem] = []
    for edition, edition_rows in by_edition.items():
        found, faults = _assemble_edition(edition_rows)
        milestones += found
        left_out = (incomplete or {}).get(edition, ())
        problems += [fault for fault in faults if fault.details.get("milestone") not in left_out]
    return Assembled(tuple(milestones), tuple(problems))


def _assemble_edition(rows: Sequence[Row]) -> tuple[list[Milestone], list[Problem]]:
    expressions: dict[str, DateExpression] = {}
    places: dict[str, tuple[Row, str]] = {}
    provisional: set[str] = set()
    for row in rows:
        for id, field in ((row["id"], "date"), (_end_id(row), "end")):
            if row[field]:
                places[id] = (row, field)
                expressions[id] = parse(row[field])
                if row["provisional"]:
                    provisional.add(id)
    resolution = resolve(expressions, provisional)
    problems = list(_faults(resolution, places))
    days = resolution.days
    milestones = [_make_milestone(row, days) for row in rows if row["id"] in days]
    milestones.sort(key=lambda milestone: (milestone.date, milestone.time or datetime.time.min))
    problems += [
        Problem(milestone.where("end"), "end-before-date", "end", str(milestone.end))
        for milestone in milestones
        if milestone.end and _latest(milestone.end) < milestone.date
    ]
    return milestones, problems


def _end_id(row: Row) -> str:
    """Name the end of a milestone; no id of the table can look so."""
    return f"{row['id']} end"


def _some(ids: Sequence[str]) -> Sequence[str]:
    """Name as many milestones as a message can hold; a timeline of a year has fewer."""
    return ids if len(ids) <= _NAMED else (*ids[:_NAMED], "…")


def _faults(resolution: Resolution, places: Mapping[str, tuple[Row, str]]) -> Iterator[Problem]:
    allowed = ", ".join(_some([id for id in places if not id.endswith(" end")]))
    for id, milestone in resolution.unknown.items():
        row, field = places[id]
        details = {"milestone": milestone, "allowed": allowed}
        yield Problem(row.where(field), "date-unknown", field, row[field], details=details)
    for id, ring in resolution.cycles.items():
        row, field = places[id]
        details = {"ring": " → ".join((*_some(ring), ring[0]))}
        yield Problem(row.where(field), "date-cycle", field, row[field], details=details)
    for id in resolution.out_of_range:
        row, field = places[id]
        start = _counted_from(row[field])
        since = {"start": start, "day": resolution.days[start]}
        yield Problem(row.where(field), "date-beyond", field, row[field], details=since)


def _make_milestone(row: Row, days: Mapping[str, datetime.date]) -> Milestone:
    date, end = days[row["id"]], days.get(_end_id(row))
    if is_month(date):
        date = Day.like(date.replace(day=1), month_only=True, provisional=is_provisional(date))
    unsettled = bool(row["provisional"])
    return Milestone(
        id=row["id"],
        where=row.where,
        edition=row.edition,
        kind=row["kind"],
        title=row["title"],
        date=date,
        end=_last_of(end) if end else None,
        time=datetime.time.fromisoformat(row["time"]) if row["time"] else None,
        minutes=row["minutes"],
        audience=row.items("audience"),
        place=row.text("place"),
        detail=row.text("detail"),
        url=row["url"] or "",
        date_from=_counted_from(row["date"]),
        end_from=_counted_from(row["end"]),
        provisional=is_provisional(date) or is_provisional(end),
        unsettled=unsettled or (is_month(date) and not _counted_from(row["date"])),
        extra=row.extra,
    )


def _counted_from(written: str | None) -> str:
    expression = parse(written) if written else None
    return expression.milestone if isinstance(expression, Relative) else ""


def kinds_once(programme: Programme) -> Iterator[Problem]:
    """The dates that divide an edition into stages stand in it once."""
    for edition in dict.fromkeys(milestone.edition for milestone in programme.all(Milestone)):
        seen: set[str] = set()
        for milestone in programme.all(Milestone, edition):
            if milestone.kind in STAGE_KINDS and milestone.kind in seen:
                yield Problem(milestone.where("kind"), "kind-repeated", "kind", milestone.kind)
            seen.add(milestone.kind)


STAGE_KINDS = ("call-open", "call-close", "kick-off", "closing")
"""Kinds of date that divide an edition into stages."""

TIMELINE = ContentType(
    name="timeline",
    folder=Path(__file__).parent,
    source=Table("editions/*/timeline.csv"),
    assemble=assemble_timeline,
    extra_columns=True,
    publish=never,
    data=Data(within="timeline"),
    rules=(kinds_once,),
)
