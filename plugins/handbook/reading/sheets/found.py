"""Found tables: what the CSV and YAML readers agree on, before anything is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from handbook.problems import Place, Problem
from handbook.reading.sheets.columns import Column


class Locate(Protocol):
    """Tells where a record of a table, or one of its cells, stands."""

    def __call__(self, record: int, column: str = "") -> Place:
        """Return the place of a record, counted from 0, or of one of its cells."""
        ...


@dataclass(frozen=True)
class FoundTable:
    """A table as it stands in its file: raw cells by column."""

    path: str
    columns: tuple[Column, ...]
    """The columns that are there."""
    records: Sequence[Sequence[Any]]
    """Cells in the order of `columns`: text, None where empty, or a list of YAML items."""
    locate: Locate
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    """Whether records may be missing, so that nothing can be said about references to it."""
    doubtful: frozenset[int] = frozenset()
    """Records of which the cells may stand in wrong columns."""
    refused: Mapping[tuple[int, str], Problem] = field(default_factory=dict)
    """Problems of single cells, met in reading."""
    withdrawn: tuple[str, ...] = ()
    """Opaque ids of the people who withdrew: no records any more, but other tables may count
    them."""


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where one record stands: the `Where` of a row."""

    locate: Locate
    record: int

    def __call__(self, field: str = "") -> Place:
        """Return the place of a field, or of the record as a whole."""
        return self.locate(self.record, field)


def nothing(path: str, problems: tuple[Problem, ...] = ()) -> FoundTable:
    """Stand in for a table that is absent or cannot be read."""

    def locate(record: int, column: str = "") -> Place:
        return Place(path)

    return FoundTable(path, (), (), locate, problems, broken=bool(problems))
