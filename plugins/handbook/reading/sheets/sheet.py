"""Sheets: what the readers of CSV and of YAML lists agree on, before anything is typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from handbook.problems import Problem, Where
from handbook.reading.sheets.columns import Column
from handbook.row import Schema

_TOMBSTONE = re.compile(r"withdrawn-[0-9a-f]{8}")
"""What is left of a person who withdrew: an opaque id that other tables may count."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it stands in its file: raw cells, and where they stand."""

    cells: Sequence[Any]
    """In the order of the sheet's columns: text, None where empty, or a list of YAML items."""
    where: Where
    doubtful: bool = False
    """Whether its cells may stand in wrong columns, so that nothing more is said of them."""
    refused: Mapping[str, Problem] = field(default_factory=dict)
    """Problems of single cells, met in reading, by column."""


@dataclass(frozen=True)
class Sheet:
    """A table or a list of records as it stands in its file."""

    path: str
    columns: tuple[Column, ...]
    """The columns that are there."""
    rows: Sequence[SheetRow]
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    """Whether rows may be missing, so that nothing can be said about references to it."""
    withdrawn: tuple[str, ...] = ()
    """Opaque ids of the people who withdrew: no rows any more, but other tables may count
    them."""


def empty_sheet(path: str, problems: Iterable[Problem] = ()) -> Sheet:
    """Stand in for a table that is absent or cannot be read."""
    problems = tuple(problems)
    return Sheet(path, (), (), problems, broken=bool(problems))


def is_tombstone(id: object) -> bool:
    """Say whether an id is that of somebody who withdrew.

    >>> is_tombstone("withdrawn-0badcafe")
    True
    """
    return isinstance(id, str) and _TOMBSTONE.fullmatch(id) is not None


def without_tombstones(sheet: Sheet, schema: Schema) -> Sheet:
    """Take the tombstones out of the rows of a sheet, keeping their ids."""
    person = schema.person
    names = [column.name for column in sheet.columns]
    if person is None or person.id not in names:
        return sheet
    at = names.index(person.id)
    gone = [row for row in sheet.rows if is_tombstone(row.cells[at])]
    if not gone:
        return sheet
    empty = {person.id, person.consent}
    filled = [found for row in gone for found in _filled(row, names, empty)]
    return replace(
        sheet,
        rows=[row for row in sheet.rows if not is_tombstone(row.cells[at])],
        problems=(*sheet.problems, *filled),
        withdrawn=tuple(row.cells[at] for row in gone),
    )


def _filled(row: SheetRow, names: Sequence[str], empty: set[str]) -> list[Problem]:
    """Tell a tombstone that still holds something of the person."""
    pairs = zip(names, row.cells, strict=True)
    left = [name for name, cell in pairs if cell and name not in empty]
    return [Problem(row.where(name), "tombstone-filled", name) for name in left[:1]]
