"""Grids: the cells of a table while they are mended, and what the table may hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from handbook.reading.sheets.cells import Conventions
from handbook.reading.sheets.columns import Column
from handbook.tidying.changes import Notes


@dataclass(frozen=True)
class Expected:
    """What a table may hold."""

    path: str
    """From the project's root."""
    columns: Sequence[Column]
    reading: Conventions
    all_known: bool = True
    """Whether the columns that the programme declares itself could be read."""


@dataclass(frozen=True)
class Grid:
    """The trimmed cells of a table by record, mended in place."""

    cells: list[list[str]]
    lines: Sequence[int]
    """Line on which each record begins."""
    header: int
    """Which record names the columns."""
    rows: Sequence[int]
    """Which records have every cell in its column."""
    notes: Notes = field(default_factory=Notes)

    def column(self, index: int) -> list[str]:
        """Return the cells of a column, from 0, in the rows that can be trusted."""
        return [self.cells[row][index] for row in self.rows]
