"""Retention: which rows have to go, and when, by the rules in `programme.yaml`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handbook.content_type import ContentType
from handbook.content_types.editions.record import Edition
from handbook.content_types.organisations import ORGANISATIONS
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.programme_description.sections import Retention
from handbook.people.holdings import Holding
from handbook.problems import Problem, Severity
from handbook.programme import Programme
from handbook.reading.sheets.schemas import load_schema
from handbook.row import several
from handbook.schema import Schema
from handbook.text.folding import suggestion

UNTIL = "until"
"""The column of the last day of a term of office."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One row that a rule speaks of."""

    holding: Holding
    rule: Retention
    since: date | None
    """The day from which the months count; None where nothing tells it."""
    in_use: bool
    """Whether the person takes part, or is in office, on the reference date or later."""

    @property
    def due(self) -> date | None:
        """The last day on which the row may be kept."""
        return months_after(self.since, self.rule.months) if self.since else None

    def overdue(self, before: date) -> bool:
        """Say whether the row must have gone before a day."""
        return self.due is not None and self.due < before and not self.in_use


def months_after(day: date, months: int) -> date:
    """Return the day some months later, the last of its month where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def rules_of(programme: Programme) -> tuple[Retention, ...]:
    """Return the rules that a programme states."""
    return tuple(
        rule
        for description in programme.all(ProgrammeDescription)
        for rule in description.privacy.retention
    )


def kept(programme: Programme, held: Sequence[Holding]) -> Iterator[Kept]:
    """Tell of each row that a rule speaks of from which day its months count.

    Args:
        programme: as it was read.
        held: what its tables hold.
    """
    rules = {rule.table: rule for rule in rules_of(programme)}
    calendar = _Calendar(programme, held)
    for holding in held:
        rule = rules.get(holding.kind.name)
        if rule is None or (holding.schema.person and not holding.name):
            continue
        yield Kept(holding, rule, calendar.event(holding, rule), calendar.in_use(holding))


class _Calendar:
    """When editions end, and who takes part in which."""

    def __init__(self, programme: Programme, held: Sequence[Holding]) -> None:
        self._today = programme.reference_date
        self._held = held
        self._editions = programme.all(Edition)
        self._ends = {edition.id: edition.ends for edition in self._editions}

    @cached_property
    def _last_part(self) -> Mapping[tuple[str, str], date]:
        """The end of the last edition that somebody took part in, by their table and id."""
        last: dict[tuple[str, str], date] = {}
        for holding in self._held:
            end = self._ends.get(holding.row.edition)
            if end is None or holding.schema.person is not None:
                continue
            for column, table in holding.schema.references.items():
                for key in ((table, id) for id in several(holding.row[column])):
                    last[key] = max(end, last.get(key, end))
        return last

    @cached_property
    def _partners(self) -> Mapping[str, date]:
        last: dict[str, date] = {}
        for edition in self._editions:
            for id in edition.partners:
                last[id] = max(edition.ends, last.get(id, edition.ends))
        return last

    def event(self, holding: Holding, rule: Retention) -> date | None:
        """Return the day of the event that a rule counts from."""
        if rule.after == "edition":
            return self._ends.get(holding.row.edition)
        if rule.after == "term":
            return holding.row.day(UNTIL)
        if rule.after == "consent":
            return holding.consent.expires if holding.consent else None
        return self._last_part.get((holding.kind.name, holding.id)) or _last_word(holding)

    def in_use(self, holding: Holding) -> bool:
        """Say whether somebody of a row still takes part or is in office, or is yet to."""
        ends = [
            self._ends.get(holding.row.edition),
            self._last_part.get((holding.kind.name, holding.id)),
        ]
        if holding.kind.name == ORGANISATIONS.name:
            ends.append(self._partners.get(holding.id))
        if _has_term(holding.schema):
            ends.append(holding.row.day(UNTIL) or date.max)
        return any(end >= self._today for end in ends if end is not None)


def _last_word(holding: Holding) -> date | None:
    """Return when somebody who never took part last confirmed their row, or gave consent."""
    days = [holding.consent.since if holding.consent else None]
    days += [holding.row.day("confirmed")] if "confirmed" in holding.row.values else []
    return max((day for day in days if day), default=None)


def _has_term(schema: Schema) -> bool:
    return schema.person is not None and any(field.name == UNTIL for field in schema.fields)


def retention_faults(
    programme: Programme, content_types: Sequence[ContentType]
) -> Iterator[Problem]:
    """Find rules that name no table of people or no event of theirs, and tables without a rule.

    Args:
        programme: as it was read.
        content_types: all there are, also those whose tables are in `private/`.
    """
    events = possible_events(content_types)
    for description in programme.all(ProgrammeDescription):
        rules = description.privacy.retention
        for number, rule in enumerate(rules):
            path = f"privacy.retention.{number}"
            if rule.table not in events:
                details = {"allowed": ", ".join(events), **suggestion(rule.table, events)}
                place = description.where(f"{path}.table")
                yield Problem(place, "retention-table", "table", rule.table, details=details)
            elif rule.after not in events[rule.table]:
                allowed = ", ".join(events[rule.table])
                details = {"table": rule.table, "allowed": allowed}
                place = description.where(f"{path}.after")
                yield Problem(place, "retention-event", "after", rule.after, details=details)
            if rule.table in {earlier.table for earlier in rules[:number]}:
                place = description.where(f"{path}.table")
                yield Problem(place, "item-duplicate", "table", rule.table)
        missing = [
            name
            for name in events
            if programme.kinds.get(name) and name not in {rule.table for rule in rules}
        ]
        if missing and description.people == "real":
            yield Problem(
                description.where("privacy.retention"),
                "retention-missing",
                "privacy.retention",
                severity=Severity.WARNING,
                details={"tables": ", ".join(missing)},
            )


def possible_events(content_types: Sequence[ContentType]) -> Mapping[str, tuple[str, ...]]:
    """Return the events from which the rows of each table of people can be counted.

    A private table without people of its own, such as that of pairs, tells of them too.
    """
    kinds = [kind for kind in content_types if not kind.documents]
    schemas = {kind.name: load_schema(kind.schema) for kind in kinds}
    taking_part = {
        table
        for kind in kinds
        if kind.per_edition and schemas[kind.name].person is None
        for table in schemas[kind.name].references.values()
    }
    events: dict[str, tuple[str, ...]] = {}
    for kind in kinds:
        person = schemas[kind.name].person
        if person is None and not kind.private:
            continue
        possible = {
            "edition": kind.per_edition,
            "participation": kind.name in taking_part and person is not None,
            "term": _has_term(schemas[kind.name]),
            "consent": person is not None and bool(person.consent),
        }
        events[kind.name] = tuple(name for name, fits in possible.items() if fits)
    return events
