"""The register: every personal datum about to become public, by person, and what allows it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handbook.consent import Consent
from handbook.content_type import ContentType
from handbook.content_types.organisations import ORGANISATIONS
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.programme_description.sections import ConsentWording
from handbook.people.holdings import Datum, Holding, attached, holdings
from handbook.problems import Place
from handbook.programme import Programme
from handbook.reading.programme import Reading
from handbook.row import several
from handbook.text.names import in_any_order


class Reason(StrEnum):
    """Why nothing of a row is shown."""

    REFUSED = "refused"
    """No consent was given."""
    UNDATED = "undated"
    """The consent has no date, so that it does not count."""
    FUTURE = "future"
    """The consent is of a later day."""
    EXPIRED = "expired"
    """The consent has ended."""
    OTHER = "other"
    """The consent holds, but the pages do not show the row: out of office, for instance."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row holds of a person."""

    table: str
    title: str
    edition: str
    id: str
    place: Place
    consent: Consent | None
    scoped: bool
    """Whether the table asks what the consent covers beyond the plain facts."""
    data: tuple[Datum, ...]
    """Everything that is filled in, the files beside the table included; not the consent."""
    reason: Reason | None
    """Why nothing of it is shown; None where something is."""

    @property
    def shown(self) -> tuple[Datum, ...]:
        """What is about to become public."""
        return tuple(datum for datum in self.data if datum.public)

    @property
    def kept_back(self) -> tuple[Datum, ...]:
        """What is not."""
        return tuple(datum for datum in self.data if not datum.public)


@dataclass(frozen=True, slots=True)
class Person:
    """One person and all rows that hold something of them."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The rows of which something is about to become public."""
        return tuple(entry for entry in self.entries if entry.shown)


@dataclass(frozen=True, slots=True)
class Register:
    """Everybody that the tables in `programme/` tell of."""

    day: date
    """The reference date."""
    people: tuple[Person, ...]
    """In the order of the tables."""
    wordings: tuple[ConsentWording, ...]

    @property
    def hidden(self) -> tuple[Entry, ...]:
        """The rows of which nothing is shown."""
        return tuple(
            entry for person in self.people for entry in person.entries if entry.reason is not None
        )


def register(reading: Reading, shown: Programme, content_types: Sequence[ContentType]) -> Register:
    """Make the register of personal data.

    What is about to become public is read off the published records, so that the register tells
    what the pages show. Rows are taken to be of one person where one refers to the other, and
    where full name and organisation are the same.

    Args:
        reading: what was read.
        shown: what `reading.published` makes of it.
        content_types: those both were made with.
    """
    held = tuple(holdings(reading, shown, content_types))
    files: dict[int, list[Datum]] = {}
    for owner, datum in attached(reading.programme, held):
        files.setdefault(id(owner), []).append(datum)
    groups = _grouped([holding for holding in held if _tells_of_one(holding)])
    day = reading.programme.reference_date
    people = [
        Person(
            next((holding.name for holding in group if holding.name), ""),
            tuple(_entry(holding, files.get(id(holding), ()), day) for holding in group),
        )
        for group in groups
    ]
    descriptions = reading.programme.all(ProgrammeDescription)
    wordings = tuple(wording for each in descriptions for wording in each.consent_wordings)
    return Register(day, tuple(people), wordings)


def _tells_of_one(holding: Holding) -> bool:
    """Say whether a row tells of one person: a service does, a pair tells of two."""
    return bool(holding.name) or (
        holding.schema.person is None and len(tuple(_references(holding))) == 1
    )


def _references(holding: Holding) -> Iterator[tuple[str, str]]:
    """Give the tables and ids to which the columns refer that are not for everybody."""
    guarded = {datum.field for datum in holding.data}
    for column, table in holding.schema.references.items():
        if column in guarded:
            yield from ((table, id) for id in several(holding.row[column]))


def _entry(holding: Holding, files: Iterable[Datum], day: date) -> Entry:
    prefix = holding.schema.person.consent if holding.schema.person else ""
    own = (*holding.facts(), *holding.data, *files)
    data = tuple(datum for datum in own if not (prefix and datum.field.startswith(prefix)))
    consent, place = holding.consent, holding.row.where()
    shown = any(datum.public for datum in data)
    return Entry(
        holding.kind.name,
        holding.schema.title,
        holding.row.edition,
        holding.id,
        Place(place.path, place.line),
        consent,
        f"{prefix}_scope" in holding.row.values,
        data,
        None if shown else _reason(consent, day),
    )


def _reason(consent: Consent | None, day: date) -> Reason:
    if consent is None or consent.valid_on(day):
        return Reason.OTHER
    if not consent.given:
        return Reason.REFUSED
    if consent.since is None:
        return Reason.UNDATED
    return Reason.FUTURE if consent.since > day else Reason.EXPIRED


def _grouped(held: Sequence[Holding]) -> list[list[Holding]]:
    """Bring together the rows of each person, in the order of the first."""
    leader: dict[Hashable, Hashable] = {}

    def find(key: Hashable) -> Hashable:
        while leader.setdefault(key, key) != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for holding in held:
        first, *others = _keys(holding)
        for other in others:
            leader[find(other)] = find(first)
    groups: dict[Hashable, list[Holding]] = {}
    for holding in held:
        groups.setdefault(find(next(_keys(holding))), []).append(holding)
    return list(groups.values())


def _keys(holding: Holding) -> Iterator[Hashable]:
    """Give all by which a row is told to be of a person."""
    person = holding.schema.person
    if person is None or person.id:
        yield (holding.kind.name, holding.row.edition, holding.id)
    if person is not None and not holding.row.edition and person.id:
        yield (holding.kind.name, holding.id)
    yield from _references(holding)
    if holding.name:
        for employer in _employers(holding):
            yield ("name", in_any_order(holding.name), employer)


def _employers(holding: Holding) -> tuple[object, ...]:
    """Return the ids of a person's organisations; an empty one where none is told."""
    if not (holding.schema.person and holding.schema.person.id):
        return (holding.id,)
    employers = (
        several(holding.row[column])
        for column, table in holding.schema.references.items()
        if table == ORGANISATIONS.name
    )
    return next(employers, ()) or ("",)
