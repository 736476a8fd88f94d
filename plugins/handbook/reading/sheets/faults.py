"""Faults: what Frictionless reports, as problems with codes, places and words of our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.problems import Place, Problem
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.keys import Hidden, key_values
from handbook.reading.sheets.prepared import Key, Prepared
from handbook.reading.sheets.values import Fault
from handbook.row import Privacy
from handbook.text.suggestions import closest, suggestion

_CONSTRAINT = re.compile(r'constraint "(\w+)"')
_SAME_AS = re.compile(r"the same as in the row at position (\d+)")
_MOST_SUGGESTIONS = 100
ID_PATTERN = "(?:[a-z0-9]+(?:-[a-z0-9]+)*)"
"""What schemas ask of an id that becomes part of an address."""
_FILE_NAME = re.compile(r"\\\.\(\?:[a-z]+\|")
"""In a pattern, the endings that the name of a file may have."""
FIRST_RECORD = 2
"""Frictionless counts rows from 1, and the header is one of them."""


@dataclass
class Faults:
    """Turns the errors of one table into problems."""

    table: Prepared
    resources: Mapping[str, Prepared]
    """The tables that references can name, by name of the resource that holds their keys."""

    def __post_init__(self) -> None:
        columns = self.table.found.columns
        self._columns = {column.name: column for column in columns}
        self._index = {column.name: index for index, column in enumerate(columns)}
        self._refused = {record for record, _ in self.table.problems}
        self._first: dict[tuple[str, int], int] = {}
        self._hidden: dict[str, Hidden] = {}
        self._suggested: dict[tuple[str, str], str] = {}
        self._handlers: Mapping[str, Callable[[Any, int], list[Problem]]] = {
            "type-error": self._type,
            "constraint-error": self._constraint,
            "unique-error": self._unique,
            "primary-key": self._primary_key,
            "foreign-key": self._foreign_key,
            "blank-row": self._blank,
        }

    def problems(self, error: Any) -> list[Problem]:
        """Describe one error; nothing where it only follows from another problem."""
        record = getattr(error, "row_number", 0) - FIRST_RECORD
        handler = self._handlers.get(error.type)
        if handler is None or record < 0:
            # Fail closed: what is not understood is still a fault.
            place = Place(self.table.found.path) if record < 0 else self.table.found.locate(record)
            return [Problem(place, "not-valid", details={"kind": error.type})]
        if record in self.table.found.doubtful:
            return []
        return handler(error, record)

    def _cell(self, record: int, name: str, fault: Fault) -> list[Problem]:
        if (record, name) in self.table.problems:
            return []
        raw = self.table.found.records[record][self._index[name]]
        return [self.table.problem(record, self._columns[name], fault, raw)]

    def _type(self, error: Any, record: int) -> list[Problem]:
        field = self._columns[error.field_name].field
        form = str(field.descriptor.get("format", ""))
        codes = {"email": "email", "uri": "web-address"}
        return self._cell(record, error.field_name, Fault(codes.get(form, "type-other")))

    def _constraint(self, error: Any, record: int) -> list[Problem]:
        match = _CONSTRAINT.search(error.note)
        name = match.group(1) if match else ""
        column = self._columns[error.field_name]
        wanted = column.field.descriptor.get("constraints", {}).get(name)
        return self._cell(record, column.name, _constraint_fault(name, wanted, column, error.cell))

    def _unique(self, error: Any, record: int) -> list[Problem]:
        if self.table.schema.descriptor.get("primaryKey") == [error.field_name]:
            return []
        return self._repeated(error, record, error.field_name, "duplicate")

    def _primary_key(self, error: Any, record: int) -> list[Problem]:
        key = self.table.schema.descriptor["primaryKey"]
        if not _SAME_AS.search(error.note):
            empty = [name for name in key if not self._columns[name].required]
            return [
                found for name in empty for found in self._cell(record, name, Fault("required"))
            ]
        if any((record, name) in self.table.problems for name in key):
            return []
        # What names a record of another table cannot be given an id of its own.
        foreign = self.table.schema.descriptor.get("foreignKeys", [])
        named = any(key[0] in one["fields"] for one in foreign)
        return self._repeated(error, record, key[0], "duplicate-row" if named else "duplicate-id")

    def _repeated(self, error: Any, record: int, name: str, code: str) -> list[Problem]:
        match = _SAME_AS.search(error.note)
        earlier = int(match.group(1)) - FIRST_RECORD if match else record
        first = self._first.get((code + name, earlier), earlier)
        self._first[code + name, record] = first
        line = self.table.found.locate(first).line
        return self._cell(record, name, Fault(code, {"first": line}))

    def _foreign_key(self, error: Any, record: int) -> list[Problem]:
        if any((record, name) in self.table.problems for name in error.field_names):
            return []
        target = self.resources[error.reference_name]
        name, key = error.field_names[0], error.reference_field_names[0]
        if error.reference_name not in self._hidden:
            self._hidden[error.reference_name] = Hidden(target, key)
        if error.field_cells[0] in self._hidden[error.reference_name]:
            return []
        close = self._close(error.field_cells[0], target, key)
        details: dict[str, object] = {"target": target.found.path}
        fields = (self._columns[name].field, target.schema.field(key))
        if close and all(field.privacy is Privacy.PUBLIC for field in fields):
            details["suggestion"] = close
        elif close:
            # The id of a person may be their name: the line says as much to who may read it.
            number = key_values(target, key).index(close)
            details["suggested_line"] = target.found.locate(number).line
        return self._cell(record, name, Fault("foreign-key", details))

    def _close(self, value: str, target: Prepared, key: str) -> str:
        known = (target.found.path, value)
        if known not in self._suggested:
            if len(self._suggested) >= _MOST_SUGGESTIONS:
                return ""
            values = key_values(target, key)[: len(target.cells)]
            choices = [cell for cell in values if isinstance(cell, str) and cell]
            self._suggested[known] = closest(value, choices)
        return self._suggested[known]

    def _blank(self, _error: Any, record: int) -> list[Problem]:
        if record in self._refused:
            return []
        return [Problem(self.table.found.locate(record), "row-empty")]


def _constraint_fault(name: str, wanted: Any, column: Column, cell: str) -> Fault:
    if name == "enum":
        allowed = ", ".join(map(str, wanted))
        return Fault("enum", {"allowed": allowed, **suggestion(cell, [str(one) for one in wanted])})
    if name == "pattern":
        return _pattern_fault(str(wanted), column)
    if name == "required":
        return Fault("required", value="")
    unit = "items" if column.field.type in {"list", "array"} else "length"
    codes = {
        "minimum": "minimum",
        "maximum": "maximum",
        "exclusiveMinimum": "exclusive-minimum",
        "exclusiveMaximum": "exclusive-maximum",
        "minLength": f"min-{unit}",
        "maxLength": f"max-{unit}",
    }
    return Fault(codes.get(name, "type-other"), {"allowed": wanted})


def _pattern_fault(pattern: str, column: Column) -> Fault:
    """Say what form a text must have, in words of ours where they are known."""
    if column.field.descriptor.get("time") == "true":
        return Fault("type-time")
    if pattern == ID_PATTERN:
        return Fault("id-form")
    if _FILE_NAME.search(pattern):
        return Fault("file-name")
    return Fault("pattern", {"rule": column.field.description})


def resource_name(key: Key) -> str:
    """Name the resource of a table: `mentors`, or `2026--timeline`."""
    name, edition = key
    return f"{edition}--{name}" if edition else name
