"""Problems: what is wrong in a programme's data or prose, where, and how to mend it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
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

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """Reading order: by file, line and column."""
        return (self.place, self.code, self.field)


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by place and drop those said twice."""
    unique: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        details = tuple(sorted((key, str(value)) for key, value in problem.details.items()))
        unique.setdefault((*problem.sort_key, problem.value, details), problem)
    return tuple(sorted(unique.values(), key=lambda problem: problem.sort_key))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether any of the problems stops the publication."""
    return any(problem.severity is Severity.ERROR for problem in problems)
