"""Records: made of rows, and what may be seen of one, a record of another type made of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, get_type_hints

from handbook.consent import BIOGRAPHY, CONTACT, PHOTO, Consent
from handbook.languages import Text
from handbook.problems import Problem, Where
from handbook.programme import Programme
from handbook.row import ExtraValue, Row
from handbook.schema import PersonColumns, Privacy, Schema, Term
from handbook.text.addresses import emails_in


@dataclass(frozen=True, kw_only=True)
class Entity:
    """What every record read from a table or list has."""

    id: str
    where: Where = field(repr=False, compare=False)
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a whole table gave: its records, and the problems met in making them."""

    records: tuple[Any, ...]
    problems: tuple[Problem, ...] = ()


Assemble = Callable[[Sequence[Row], Mapping[str, Container[object]]], Assembled]
"""Makes records of the rows of all editions, given the slugs of those (or the empty one) whose
table had faulty rows, which were left out, and for each the ids that stand in it all the same."""


def each(make: Callable[[Row], Any]) -> Assemble:
    """Assemble a table whose rows do not depend on one another.

    >>> from handbook.problems import Place
    >>> row = Row({"id": "b1"}, lambda field="": Place("boats.csv", 2))
    >>> each(lambda row: row["id"])([row], {}).records
    ('b1',)
    """

    def assemble(rows: Sequence[Row], incomplete: Mapping[str, Container[object]]) -> Assembled:
        return Assembled(tuple(make(row) for row in rows))

    return assemble


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """The sound rows of one table of people, in which some columns tell of a person."""

    file: str
    """From the project's root."""
    private: bool
    """Whether it is in `private/`."""
    schema: Schema
    person: PersonColumns
    rows: Sequence[Row]


E = TypeVar("E", bound=Entity)


def from_row(kind: type[E], consent: str = "consent") -> Callable[[Row], E]:
    """Make the function that makes a record of a row: each attribute of the column of its name.

    >>> from handbook.problems import Place
    >>> @dataclass(frozen=True, kw_only=True)
    ... class Boat(Entity):
    ...     name: str
    >>> row = Row({"id": "b1", "name": None}, lambda field="": Place("boats.csv", 2))
    >>> from_row(Boat)(row)
    Boat(id='b1', edition='', name='')

    Args:
        kind: the record; an attribute that is a plain `str` is empty where the cell is.
        consent: the column in which its consent begins (`consent`, `consent_date` and so on).
    """
    hints = get_type_hints(kind)
    names = {each.name for each in fields(kind)}
    consents = [name for name in names if hints[name] is Consent]
    given = [name for name in ("where", "edition", "extra") if name in names]
    texts = [name for name in names.difference(given) if hints[name] is str]
    others = names.difference(given, consents, texts)

    def make(row: Row) -> E:
        values: dict[str, Any] = {name: row.values[name] for name in others}
        for name in texts:
            values[name] = row.values[name] or ""
        for name in given:
            values[name] = getattr(row, name)
        for name in consents:
            values[name] = row.consent(consent)
        return kind(**values)

    return make


P = TypeVar("P")

COVERED: Mapping[str, tuple[str, Any]] = {
    "email": (CONTACT, ""),
    "photo": (PHOTO, ""),
    "photo_alt": (PHOTO, None),
    "biography": (BIOGRAPHY, None),
}
"""Attributes that a consent has to name, each with the part of it and what stands there without."""
_DECIDED = {"where", "consent", "extra", "links", *COVERED}
"""Attributes that are never copied by their name alone."""
_NAMES: dict[type, frozenset[str]] = {}
"""The attributes of a type: to list them takes longer than to copy them."""


def shown_as(public: type[P], record: Any, **given: Any) -> P:
    """Make what may be seen of a record: each attribute is the record's own of that name.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Person:
    ...     name: str
    ...     phone: str
    >>> @dataclass
    ... class PublicPerson:
    ...     name: str
    ...     city: str
    >>> shown_as(PublicPerson, Person("Ana Sanz", "01632 960001"), city="Bilbao")
    PublicPerson(name='Ana Sanz', city='Bilbao')

    Args:
        public: a dataclass of what may be seen.
        record: what is kept.
        given: attributes that the record has not, or that are to be other than its own. What
            somebody has to decide on, such as `email` or `extra`, is always one of these.

    Raises:
        TypeError: an attribute is neither given nor the record's, or there is none of its name.
    """
    own = _names(public) - given.keys() - _DECIDED
    copied = {name: getattr(record, name) for name in own if hasattr(record, name)}
    return public(**copied, **given)


def _names(public: type) -> frozenset[str]:
    if public not in _NAMES:
        _NAMES[public] = frozenset(field.name for field in fields(public))
    return _NAMES[public]


def is_shown(record: Any, programme: Programme) -> bool:
    """Say whether a person may be seen on the reference date."""
    valid: bool = record.consent.valid_on(programme.reference_date)
    return valid


def shown_person(public: type[P], record: Any, programme: Programme, **given: Any) -> P | None:
    """Make what may be seen of a person on the reference date; None without a valid consent.

    What a consent has to name, an address, a photo or a biography, is empty where it does not.

    Args:
        public: a dataclass of what may be seen.
        record: what is kept, with its `consent`.
        programme: tells the reference date.
        given: as `shown_as` takes them.

    Raises:
        TypeError: as `shown_as` does.
    """
    if not is_shown(record, programme):
        return None
    today, consent, names = programme.reference_date, record.consent, _names(public)
    for name in names & COVERED.keys():
        part, nothing = COVERED[name]
        if not consent.allows(part, today):
            given[name] = nothing
        elif name not in given and hasattr(record, name):
            given[name] = getattr(record, name)
    contact = consent.allows(CONTACT, today)
    if "links" in names:
        given["links"] = tuple(each for each in record.links if contact or not each.contact)
    if "extra" in names:
        given["extra"] = extra_shown(record.extra, consented=True, contact=contact)
    return shown_as(public, record, **given)


def with_consent(public: type[P]) -> Callable[[Any, Programme], P | None]:
    """Make the function that publishes a person as `shown_person` does, and no more."""

    def publish(record: Any, programme: Programme) -> P | None:
        return shown_person(public, record, programme)

    return publish


def extra_shown(
    extra: Iterable[ExtraValue], *, consented: bool, contact: bool = False
) -> tuple[ExtraValue, ...]:
    """Keep the extra values that may be seen, and that say something.

    Args:
        extra: the values of one record.
        consented: whether its person's consent holds.
        contact: whether it covers contact. Without that, a value with the address of a mailbox
            is kept in columns alone that the programme says are for everybody.
    """
    allowed = {Privacy.PUBLIC, Privacy.CONSENT} if consented else {Privacy.PUBLIC}
    return tuple(
        value
        for value in extra
        if value.field.privacy in allowed
        and value.value not in (None, "", ())
        and (contact or value.field.privacy is Privacy.PUBLIC or not _has_address(value.value))
    )


def _has_address(value: object) -> bool:
    """Look into a text in every language, and into each item of a list."""
    if isinstance(value, Term):
        value = value.title
    if isinstance(value, Text):
        value = tuple(wording for _, wording in value.versions)
    if isinstance(value, tuple):
        return any(map(_has_address, value))
    return bool(emails_in(str(value)))
