"""Columns: the labels and values of a table, column by column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handbook.reading.sheets.cells import CellFault, Conventions
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.words import converter
from handbook.tidying.cells import mender
from handbook.tidying.grid import Expected, Grid
from handbook.tidying.headers import respelt


def mend_columns(grid: Grid, expected: Expected) -> None:
    """Mend the labels and the values of a table in place, noting each mend."""
    columns, reading = expected.columns, expected.reading

    def fits(index: int, column: Column) -> bool:
        return _all_sound(grid.column(index), column, reading)

    before = grid.cells[grid.header]
    labels = respelt(before, columns, fits, all_known=expected.all_known)
    for label, old in zip(labels, before, strict=True):
        if label != old:
            grid.notes.add("column", 0, now=label, before=old)
    grid.cells[grid.header] = labels
    by_name = {column.name: column for column in columns}
    for index, label in enumerate(labels):
        if label in by_name and labels.count(label) == 1:
            _mend(grid, index, by_name[label], reading)


def _mend(grid: Grid, index: int, column: Column, reading: Conventions) -> None:
    found = mender(column, grid.column(index), reading)
    if found is None:
        return
    code, mend = found
    for row in grid.rows:
        value = grid.cells[row][index]
        mended = mend(value) if value else value
        if mended != value:
            grid.cells[row][index] = mended
            grid.notes.add(code, grid.lines[row], column=column.name)


def _all_sound(values: Sequence[str], column: Column, reading: Conventions) -> bool:
    """Say whether a column takes all values, once they are mended as it allows."""
    found = mender(column, values, reading)
    mend = found[1] if found else str
    convert = converter(column, reading)
    mended = [mend(value) for value in values if value]
    if any(isinstance(convert(value), CellFault) for value in mended):
        return False
    constraints = column.field.descriptor.get("constraints", {})
    allowed, pattern = constraints.get("enum"), constraints.get("pattern")
    return column.field.type == "list" or all(
        (not allowed or value in allowed) and (not pattern or re.fullmatch(pattern, value))
        for value in mended
    )
