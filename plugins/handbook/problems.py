"""Problems: what is wrong in a programme's data or prose, where, and how to mend it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

MASK = "•••"
"""What stands in a problem where the value itself is not public."""


class Severity(StrEnum):
    """How grave a problem is: an error stops the publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file: path from the project's root, and 1-based line and column.

    Line 0 means the file as a whole, column 0 the line as a whole.

    >>> str(Place("programme/mentors.csv", 7, 18)), str(Place("programme/mentors.csv"))
    ('programme/mentors.csv:7:18', 'programme/mentors.csv')
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class Where(Protocol):
    """Tells where a record, or one of its fields, stands in its file."""

    def __call__(self, field: str = "") -> Place:
        """Return the place of `field`, or of the record as a whole."""
        ...


class Found(Protocol):
    """A record that knows where it was found."""

    @property
    def where(self) -> Where:
        """Tells where its fields stand."""
        ...


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. Its wording comes from a catalogue, by `code`, when it is shown.

    >>> problem = Problem(Place("programme/mentors.csv", 7), "required", "name")
    >>> problem.severity, has_errors([problem])
    (<Severity.ERROR: 'error'>, True)
    """

    place: Place
    code: str
    """What kind of fault, for instance `type-error`: the key of its text in the catalogue."""
    field: str = ""
    """The column or key at fault, as the coordinator writes it; empty for a whole record."""
    value: str = ""
    """The value found, already masked where it is not public."""
    severity: Severity = Severity.ERROR
    details: Mapping[str, object] = dataclasses.field(default_factory=dict)
    """What the text of this code needs besides `field` and `value`, for instance `suggestion`."""
    cause: str = dataclasses.field(default="", repr=False)
    """What one mending mends wherever it is, such as a word that the vocabulary lacks: problems of
    one code and cause are one. Never shown, since it may hold what is not public."""
    also: tuple[Place, ...] = ()
    """Where else the cause shows, in reading order."""

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """Reading order: by file, line and column."""
        return (self.place, self.code, self.field)


def warning(
    place: Place, code: str, field: str = "", value: str = "", /, **details: object
) -> Problem:
    """Tell what stops no publication.

    >>> warning(Place("programme/training.yaml"), "training-missing", role="mentor").details
    {'role': 'mentor'}
    """
    return Problem(place, code, field, value, Severity.WARNING, details)


def warning_at(
    record: Found, code: str, field: str, value: str = MASK, /, **details: object
) -> Problem:
    """Warn of a field of a record; of one in a list, `mentors.0` gives the place alone."""
    return warning(record.where(field), code, field.partition(".")[0], value, **details)


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by place, drop those said twice, and tell a cause once, where it comes first.

    >>> places = [Place("programme/mentors.csv", line) for line in (9, 2, 5)]
    >>> told = in_reading_order(Problem(each, "enum", cause="feries") for each in places)
    >>> [(str(problem.place), [place.line for place in problem.also]) for problem in told]
    [('programme/mentors.csv:2', [5, 9])]
    """
    unique: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        details = tuple(sorted((key, str(value)) for key, value in problem.details.items()))
        unique.setdefault((*problem.sort_key, problem.value, details), problem)
    by_cause: dict[tuple[object, ...], list[Problem]] = {}
    for number, problem in enumerate(sorted(unique.values(), key=lambda each: each.sort_key)):
        cause = (problem.code, problem.severity, problem.cause) if problem.cause else (number,)
        by_cause.setdefault(cause, []).append(problem)
    return tuple(_as_one(same) for same in by_cause.values())


def _as_one(same: Sequence[Problem]) -> Problem:
    """Tell problems of one cause, in reading order, at the first of their places."""
    first = same[0]
    if len(same) == 1:
        return first
    places = {place for each in same for place in (each.place, *each.also)} - {first.place}
    return dataclasses.replace(first, also=tuple(sorted(places)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether any of the problems stops the publication."""
    return any(problem.severity is Severity.ERROR for problem in problems)
