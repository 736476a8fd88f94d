"""Faults: what Frictionless reports, as problems with codes, places and words of our own.

Frictionless says which row and which column is at fault. Which constraint a cell breaks, and which
row has the same key, its errors say in prose only: the former is asked of its field, which answers
by name, the latter is found among the rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from handbook.problems import Place, Problem
from handbook.reading.sheets.causes import cause_of
from handbook.reading.sheets.cells import ID_PATTERN, CellFault
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.references import HiddenIds, bearers
from handbook.reading.sheets.typed_table import TableKey, TypedTable
from handbook.schema import LISTS, Privacy
from handbook.text.folding import closest, suggestion, words_of

_MOST_SUGGESTIONS = 100
_FILE_NAME = re.compile(r"\\\.\(\?:[a-z]+\|")
"""In a pattern, the endings that the name of a file may have."""
_FIRST_ROW = 2
"""Frictionless counts rows from 1, and the header is one of them."""


def row_of(error: Any) -> int | None:
    """Return the number of the row, from 0, that an error of Frictionless is about, if any."""
    number = getattr(error, "row_number", None)
    return None if number is None else number - _FIRST_ROW


class Faults:
    """Turns the errors of one table into problems."""

    def __init__(
        self,
        table: TypedTable,
        targets: Mapping[str, TypedTable],
        rows: Sequence[Sequence[Any]],
        fields: Mapping[str, Any],
    ) -> None:
        """Take what the errors are about.

        Args:
            table: The table.
            targets: The tables that references can name, by name of the resource of their keys.
            rows: The table's rows as Frictionless typed them.
            fields: Its fields by name, as Frictionless knows them.
        """
        self._table, self._targets, self._rows, self._fields = table, targets, rows, fields
        self._columns = {column.name: column for column in table.sheet.columns}
        self._first: dict[tuple[str, ...], Mapping[tuple[Any, ...], int]] = {}
        self._hidden: dict[str, HiddenIds] = {}
        self._suggested: dict[tuple[str, str], str] = {}
        self._bearers: dict[TableKey, Mapping[frozenset[str], str]] = {}
        self._refused_rows = {number for number, _ in table.refused}
        self._told: set[tuple[int, str]] = set()

    def problems(self, error: Any) -> list[Problem]:
        """Describe one error; nothing where it only follows from another problem."""
        number = row_of(error)
        if number is None:
            # Fail closed: what is not understood is still a fault.
            return [
                Problem(Place(self._table.sheet.path), "not-valid", details={"kind": error.type})
            ]
        handlers: Mapping[str, Callable[[Any, int], list[Problem]]] = {
            "type-error": self._type,
            "constraint-error": self._constraint,
            "unique-error": self._unique,
            "primary-key": self._primary_key,
            "foreign-key": self._foreign_key,
            "blank-row": self._blank,
        }
        row = self._table.sheet.rows[number]
        if error.type not in handlers:
            return [Problem(row.where(), "not-valid", details={"kind": error.type})]
        return [] if row.doubtful else handlers[error.type](error, number)

    def _cell(self, number: int, name: str, fault: CellFault) -> list[Problem]:
        if (number, name) in self._table.refused:
            return []
        return [self._table.problem(number, self._columns[name], fault)]

    def _type(self, error: Any, number: int) -> list[Problem]:
        field = self._columns[error.field_name].field
        code = "web-address" if field.descriptor.get("format") == "uri" else "type-other"
        return self._cell(number, error.field_name, CellFault(code))

    def _constraint(self, error: Any, number: int) -> list[Problem]:
        """Tell every constraint that a cell breaks; each has an error, which does not name it."""
        name = error.field_name
        if (number, name) in self._told:
            return []
        self._told.add((number, name))
        cell = self._table.cells[number][list(self._columns).index(name)]
        field = self._fields[name]
        _, broken = field.read_cell(cell)
        spreadsheet = self._table.conventions.spreadsheet
        odd = isinstance(cell, str) and cause_of(
            cell, lambda meant: not field.read_cell(meant)[1], spreadsheet
        )
        if odd:
            return self._cell(number, name, odd)
        faults = [_constraint_fault(one, self._columns[name], error.cell) for one in broken or ()]
        faults = faults or [CellFault("type-other")]
        return [problem for fault in faults for problem in self._cell(number, name, fault)]

    def _unique(self, error: Any, number: int) -> list[Problem]:
        if self._table.schema.descriptor.get("primaryKey") == [error.field_name]:
            return []
        return self._repeated(number, [error.field_name], "duplicate")

    def _primary_key(self, _error: Any, number: int) -> list[Problem]:
        key = self._table.schema.descriptor["primaryKey"]
        if set(self._key(number, key)) == {None}:
            empty = [name for name in key if not self._columns[name].field.required]
            fault = CellFault("required")
            return [problem for name in empty for problem in self._cell(number, name, fault)]
        if any((number, name) in self._table.refused for name in key):
            return []
        # What names a record of another table cannot be given an id of its own.
        foreign = self._table.schema.descriptor.get("foreignKeys", [])
        named = any(key[0] in one["fields"] for one in foreign)
        return self._repeated(number, key, "duplicate-row" if named else "duplicate-id")

    def _key(self, number: int, names: Sequence[str]) -> tuple[Any, ...]:
        columns = list(self._columns)
        return tuple(self._rows[number][columns.index(name)] for name in names)

    def _repeated(self, number: int, names: Sequence[str], code: str) -> list[Problem]:
        """Tell a key that an earlier row has, by the line of the first that has it."""
        if tuple(names) not in self._first:
            keys = [self._key(row, names) for row in range(len(self._rows))]
            backwards = reversed(list(enumerate(keys)))
            self._first[tuple(names)] = {key: row for row, key in backwards}
        first = self._first[tuple(names)][self._key(number, names)]
        line = self._table.sheet.rows[first].where().line
        return self._cell(number, names[0], CellFault(code, {"first": line}))

    def _foreign_key(self, error: Any, number: int) -> list[Problem]:
        if any((number, name) in self._table.refused for name in error.field_names):
            return []
        name, key = error.field_names[0], error.reference_field_names[0]
        return self._unknown(number, name, error.field_cells[0], error.reference_name, key)

    def items(self, name: str, resource: str, key: str) -> Iterator[tuple[int, list[Problem]]]:
        """Find the items of lists that are not there to be referred to, which Frictionless cannot.

        Args:
            name: the column that refers.
            resource: the resource of the keys that they should be among.
            key: the column that those are in.

        Returns:
            The number of each row at fault, and what to tell of it.
        """
        at = list(self._columns).index(name)
        known = set(self._targets[resource].keys(key))
        for number, cells in enumerate(self._table.cells):
            for position, item in enumerate(cells[at] or ()):
                if item not in known and not self._table.sheet.rows[number].doubtful:
                    yield number, self._unknown(number, name, item, resource, key, position)

    def _unknown(
        self, number: int, name: str, value: str, resource: str, key: str, item: int | None = None
    ) -> list[Problem]:
        """Tell an id that is not there, unless it may be behind a fault of the other table."""
        target = self._targets[resource]
        if resource not in self._hidden:
            self._hidden[resource] = HiddenIds(target, key)
        if value in self._hidden[resource]:
            return []
        spreadsheet = self._table.conventions.spreadsheet
        odd = cause_of(value, lambda meant: meant in target.keys(key), spreadsheet)
        place: dict[str, object] = {} if item is None else {"item": item}
        part = None if item is None else value
        if odd:
            fault = replace(odd, details={**odd.details, **place}, value=part)
            return self._cell(number, name, fault)
        if target.key not in self._bearers:
            self._bearers[target.key] = bearers(target, key)
        named = self._bearers[target.key].get(frozenset(words_of(value)), "")
        close = named or self._close(value, target, key)
        details: dict[str, object] = {"target": target.sheet.path, **place}
        fields = (self._columns[name].field, target.schema.field(key))
        if close and all(field.privacy is Privacy.PUBLIC for field in fields):
            details["suggestion"] = close
        elif close:
            # The id of a person may be their name: the line says as much to who may read it.
            likely = target.sheet.rows[target.keys(key).index(close)]
            details["suggested_line"] = likely.where().line
        code = "id-wanted" if named else "foreign-key"
        fault = CellFault(code, details, part, cause=f"{target.sheet.path} {value}")
        return self._cell(number, name, fault)

    def _close(self, value: str, target: TypedTable, key: str) -> str:
        known = (target.sheet.path, value)
        if known not in self._suggested:
            if len(self._suggested) >= _MOST_SUGGESTIONS:
                return ""
            keys = target.keys(key)[: len(target.cells)]
            choices = [cell for cell in keys if isinstance(cell, str) and cell]
            named = target.names.suggestion(value) if target.names else {}
            self._suggested[known] = closest(value, choices) or str(named.get("suggestion", ""))
        return self._suggested[known]

    def _blank(self, _error: Any, number: int) -> list[Problem]:
        if number in self._refused_rows:
            return []
        return [Problem(self._table.sheet.rows[number].where(), "row-empty")]


def _constraint_fault(name: str, column: Column, cell: str) -> CellFault:
    """Say which constraint a cell breaks, in words of ours where they are known."""
    wanted = column.field.descriptor.get("constraints", {}).get(name)
    if name == "enum":
        allowed = [str(one) for one in wanted]
        return CellFault("enum", {"allowed": ", ".join(allowed), **suggestion(cell, allowed)})
    if name == "pattern":
        return _pattern_fault(str(wanted), column)
    if name == "required":
        return CellFault("required", value="")
    unit = "items" if column.field.type in LISTS else "length"
    codes = {
        "minimum": "minimum",
        "maximum": "maximum",
        "minLength": f"min-{unit}",
        "maxLength": f"max-{unit}",
    }
    return CellFault(codes.get(name, "type-other"), {"allowed": wanted})


def _pattern_fault(pattern: str, column: Column) -> CellFault:
    """Say what form a text must have, in words of ours where they are known."""
    if column.field.descriptor.get("time") == "true":
        return CellFault("type-time")
    if pattern == ID_PATTERN:
        return CellFault("id-form")
    if _FILE_NAME.search(pattern):
        return CellFault("file-name")
    return CellFault("pattern", {"rule": column.field.description})
