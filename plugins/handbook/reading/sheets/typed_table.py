"""Typed tables: a sheet whose cells became values, or problems that tell nothing private."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from handbook.languages import Text
from handbook.problems import MASK, Place, Problem, Where
from handbook.reading.files import VOCABULARY, label
from handbook.reading.sheets.cells import CellFault, Conventions
from handbook.reading.sheets.columns import Column, is_personal
from handbook.reading.sheets.words import converter
from handbook.schema import LISTS, Privacy, Schema
from handbook.text.decoding import shown
from handbook.text.designations import Names

TableKey = tuple[str, str]
"""Name of a content type, and slug of an edition or nothing."""
Spot = tuple[int, str]
"""Number of a row, from 0, and name of a column."""


@dataclass(frozen=True)
class TypedTable:
    """A table of which every cell is a value, or refused."""

    key: TableKey
    schema: Schema
    columns: Sequence[Column]
    """The columns that the table may have, there or not."""
    conventions: Conventions
    sheet: Sheet
    cells: Sequence[Sequence[Any]]
    """Values by row, in the order of the sheet's columns; None where empty or refused."""
    refused: Mapping[Spot, Sequence[Problem]] = field(default_factory=dict)
    """What is wrong with the cells that are refused."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with no single cell."""

    def problem(self, number: int, column: Column, fault: CellFault) -> Problem:
        """Describe what is wrong with a cell of a row."""
        return cell_problem(self.sheet, self.schema, number, column, fault)

    def keys(self, name: str) -> list[Any]:
        """List the values of a key column; a refused one as it stands, so that it can be named.

        People who withdrew are still known by their opaque ids, which stand at the end.
        """
        names = [column.name for column in self.sheet.columns]
        if name not in names:
            return []
        at = names.index(name)
        pairs = zip(self.cells, self.sheet.rows, strict=True)
        keys = [
            cells[at] if cells[at] is not None else _named(row.cells[at]) for cells, row in pairs
        ]
        person = self.schema.person
        return [*keys, *self.sheet.withdrawn] if person and person.id == name else keys

    @cached_property
    def names(self) -> Names | None:
        """What finds its records by id or name; None where their names are not for everybody."""
        key = self.schema.descriptor.get("primaryKey", [])
        public = {each.name for each in self.schema.fields if each.privacy is Privacy.PUBLIC}
        label = next((name for name in ("name", "title") if name in public), "")
        columns = [column.field.name for column in self.sheet.columns]
        if len(key) != 1 or key[0] not in public or not {key[0], label} <= set(columns):
            return None
        labels = [at for at, name in enumerate(columns) if name == label]
        return Names(
            (str(cells[columns.index(key[0])]), _wordings(cells[at] for at in labels))
            for cells in self.cells
            if cells[columns.index(key[0])]
        )

    def judged(self) -> Iterator[Sequence[Any]]:
        """Give the cells of each row as Frictionless judges them: of a text, one wording."""
        if self.conventions.spreadsheet:
            return iter(self.cells)
        return ([str(one) if isinstance(one, Text) else one for one in row] for row in self.cells)

    def with_texts(self, rows: list[list[Any]]) -> list[list[Any]]:
        """Put texts in several languages back into rows that Frictionless has judged."""
        if self.conventions.spreadsheet:
            return rows
        return [
            [cell if isinstance(cell, Text) else judged for cell, judged in zip(*both, strict=True)]
            for both in zip(self.cells, rows, strict=True)
        ]


def _wordings(cells: Iterable[Any]) -> Iterator[str]:
    for cell in filter(None, cells):
        versions = cell.versions if isinstance(cell, Text) else (("", str(cell)),)
        yield from (wording for _, wording in versions)


def type_table(
    key: TableKey,
    schema: Schema,
    columns: Sequence[Column],
    conventions: Conventions,
    sheet: Sheet,
) -> TypedTable:
    """Make values of the cells of a sheet, column by column."""
    refused: dict[Spot, Sequence[Problem]] = {
        (number, name): [problem]
        for number, row in enumerate(sheet.rows)
        for name, problem in row.refused.items()
    }
    met = list(refused)
    by_column: list[Sequence[Any]] = []
    missing: dict[str, Problem] = {}
    raw_columns = zip(*(row.cells for row in sheet.rows), strict=True)
    for column, raw in zip(sheet.columns, raw_columns, strict=False):
        values, faults = _values(column, raw, conventions)
        for number, fault in faults.items():
            if (number, column.name) not in refused and not sheet.rows[number].doubtful:
                refused[number, column.name] = [
                    cell_problem(sheet, schema, number, column, one) for one in (fault, *fault.more)
                ]
        for number in (number for number, name in met if name == column.name):
            values[number] = None
        by_column.append(values)
        name = column.field.vocabulary
        if name and name not in conventions.vocabularies and not conventions.lenient and any(raw):
            missing[name] = _missing_vocabulary(name, sheet.path)
    cells = list(zip(*by_column, strict=True)) if by_column else [() for _ in sheet.rows]
    told = tuple(missing.values())
    return TypedTable(key, schema, columns, conventions, sheet, cells, refused, told)


def _values(
    column: Column, raw_cells: Sequence[Any], conventions: Conventions
) -> tuple[list[Any], dict[int, CellFault]]:
    """Make values of the cells of a column; None where one is empty or at fault."""
    convert = converter(column, conventions)
    others = convert if column.field.type in LISTS else _no_text
    # Most columns repeat few values, and the same text always means the same.
    texts = dict.fromkeys(raw for raw in raw_cells if isinstance(raw, str))
    known = {raw: convert(raw) if raw else None for raw in texts}
    values = [
        known[raw] if isinstance(raw, str) else None if raw is None else others(raw)
        for raw in raw_cells
    ]
    if CellFault not in set(map(type, values)):
        return values, {}
    faults = {at: value for at, value in enumerate(values) if isinstance(value, CellFault)}
    return [None if at in faults else value for at, value in enumerate(values)], faults


def _no_text(raw: Any) -> Text | CellFault:
    if isinstance(raw, Text):
        return raw
    return CellFault("map-unexpected" if isinstance(raw, dict) else "list-unexpected", value="")


def _missing_vocabulary(name: str, table: str) -> Problem:
    """Ask for a vocabulary that a table needs, once and not at every cell."""
    place = Place(label(VOCABULARY))
    return Problem(place, "vocabulary-missing", "", name, details={"table": table})


def cell_problem(
    sheet: Sheet, schema: Schema, number: int, column: Column, fault: CellFault
) -> Problem:
    """Describe what is wrong with a cell, telling nothing of it that is not public."""
    row = sheet.rows[number]
    raw = row.cells[sheet.columns.index(column)] if fault.value is None else fault.value
    value = shown(raw)
    item = fault.details.get("item", "")
    public = column.field.privacy is Privacy.PUBLIC
    # Where headings or cells have changed places, even a public column holds what is private. What
    # is close to the right word is in its own column.
    slipped = is_personal(sheet.columns) and not fault.details.get("suggestion")
    # What several are called by is public wherever it stands.
    hidden = (not public or slipped) and "ids" not in fault.details
    return Problem(
        row.where(f"{column.name}.{item}" if item != "" else column.name),
        fault.code,
        column.name,
        MASK if value and hidden else value,
        # A suggestion would nearly tell a value that is not public.
        details={
            key: detail for key, detail in fault.details.items() if public or key != "suggestion"
        },
        cause=fault.cause,
    )


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


def _named(cell: Any) -> str | None:
    """Return a refused id as it stands, if it is a text: a list or a map names nothing."""
    return cell if isinstance(cell, str) else None
