"""Records of rows, and how they are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, get_type_hints

from handbook.consent import Consent
from handbook.problems import Problem, Where
from handbook.row import PersonColumns, Row, Schema


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


Assemble = Callable[[Sequence[Row], frozenset[str]], Assembled]
"""Makes records of the rows of all editions, given the slugs of those (or the empty one) whose
table had faulty rows, which were left out."""


def each(make: Callable[[Row], Any]) -> Assemble:
    """Assemble a table whose rows do not depend on one another."""

    def assemble(rows: Sequence[Row], incomplete: frozenset[str]) -> Assembled:
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
