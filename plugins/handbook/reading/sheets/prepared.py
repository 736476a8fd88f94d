"""Prepared tables: cells made into values, ready for Frictionless to judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from handbook.problems import MASK, Place, Problem
from handbook.reading.files import VOCABULARY, label
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.found import FoundTable
from handbook.reading.sheets.items import converter
from handbook.reading.sheets.values import Fault, Reading, shown
from handbook.row import Field, Privacy, Schema
from handbook.text.recognising import looks_personal

Key = tuple[str, str]
"""Name of a content type, and slug of an edition or nothing."""


@dataclass(frozen=True)
class Prepared:
    """A table of which every cell is a value, or refused."""

    key: Key
    schema: Schema
    columns: Sequence[Column]
    """The columns that the table may have, there or not."""
    reading: Reading
    found: FoundTable
    cells: Sequence[Sequence[Any]]
    """Values by record, in the order of the found columns; None where empty or refused."""
    problems: dict[tuple[int, str], Problem] = field(default_factory=dict)
    """Refused cells, by record and column."""

    def problem(self, record: int, column: Column, fault: Fault, raw: Any = None) -> Problem:
        """Describe what is wrong with one cell."""
        value = shown(raw) if fault.value is None else fault.value
        item = fault.details.get("item", "")
        return Problem(
            self.found.locate(record, f"{column.name}.{item}" if item != "" else column.name),
            fault.code,
            column.name,
            MASK if self._slipped(value, fault) else masked(value, column.field),
            details=_discreet(fault, column.field),
        )

    def _slipped(self, value: str, fault: Fault) -> bool:
        """Say whether a value in a table of people may have slipped out of another column.

        Where headings or cells have changed places, even a public column holds names and numbers.
        What is close to the right word is in its own column.
        """
        if self.schema.person is None or fault.details.get("suggestion"):
            return False
        return looks_personal(value)


def masked(value: str, field: Field) -> str:
    """Hide a value that is not public."""
    return value if field.privacy is Privacy.PUBLIC or not value else MASK


def _discreet(fault: Fault, field: Field) -> dict[str, object]:
    """Leave out of the details what would nearly tell a value that is not public."""
    if field.privacy is Privacy.PUBLIC:
        return dict(fault.details)
    return {key: value for key, value in fault.details.items() if key != "suggestion"}


def prepare(
    key: Key, schema: Schema, columns: Sequence[Column], reading: Reading, found: FoundTable
) -> Prepared:
    """Make values of the cells of a table, column by column."""
    prepared = Prepared(key, schema, columns, reading, found, [], dict(found.refused))
    raw = zip(*found.records, strict=True) if found.columns else ()
    values = [
        _values(prepared, column, cells) for column, cells in zip(found.columns, raw, strict=False)
    ]
    cells = list(zip(*values, strict=True)) if values else [() for _ in found.records]
    return replace(prepared, cells=cells)


def _values(prepared: Prepared, column: Column, raw_cells: Sequence[Any]) -> list[Any]:
    convert = converter(column, prepared.reading)
    _need_vocabulary(prepared, column, raw_cells)
    # Most columns repeat few values, and the same text always means the same.
    texts = dict.fromkeys(raw for raw in raw_cells if isinstance(raw, str))
    known = {raw: convert(raw) if raw else None for raw in texts}
    values = [
        known[raw] if isinstance(raw, str) else None if raw is None else convert(raw)
        for raw in raw_cells
    ]
    if Fault in set(map(type, values)):
        for record, value in enumerate(values):
            if isinstance(value, Fault):
                _refuse(prepared, record, column, value, raw_cells[record])
                values[record] = None
    if prepared.found.refused:
        for record, name in prepared.found.refused:
            if name == column.name:
                values[record] = None
    return values


def _need_vocabulary(prepared: Prepared, column: Column, raw_cells: Sequence[Any]) -> None:
    """Ask for a vocabulary that is used but not there, once and not at every cell."""
    name, reading = column.field.vocabulary, prepared.reading
    if name and name not in reading.vocabularies and not reading.lenient and any(raw_cells):
        details = {"table": prepared.found.path}
        place = Place(label(VOCABULARY))
        prepared.problems[-1, name] = Problem(
            place, "vocabulary-missing", "", name, details=details
        )


def _refuse(prepared: Prepared, record: int, column: Column, fault: Fault, raw: Any) -> None:
    spot = (record, column.name)
    if spot not in prepared.problems and record not in prepared.found.doubtful:
        prepared.problems[spot] = prepared.problem(record, column, fault, raw)
        for number, further in enumerate(fault.more, start=1):
            spot = (record, f"{column.name}.{number}")
            prepared.problems[spot] = prepared.problem(record, column, further, raw)
