"""Tables: a CSV text with one separator, the names and values of its columns in one form."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handbook.problems import Place, Problem
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.csv_table import (
    find_header,
    labels_of,
    length_faults,
    named_by_title,
)
from handbook.reading.sheets.csv_text import (
    DELIMITERS,
    CsvText,
    Record,
    choose_delimiter,
    records_of,
    said,
    written_cell,
)
from handbook.text.decoding import clean
from handbook.tidying.column_mends import Expected, Grid, mend_columns
from handbook.tidying.mends import Mend, Mended, Notes

_UNUSUAL = "|"
"""A separator that the reader does not know, but that can be told with certainty."""
_SEPARATORS = {"\t": "tab"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a file."""

    raw: str
    """As it is written, quotation marks included."""
    value: str
    """What it says."""

    def written(self, value: str, delimiter: str, before: str) -> str:
        """Write the cell with a value, in its own form where that still serves.

        Args:
            value: What it shall say.
            delimiter: What shall stand between cells.
            before: What stood between them.
        """
        bare = self.raw.strip(" ")
        quoted = bare.startswith('"')
        # Quotation marks that only kept the old delimiter apart are needed no more.
        needless = delimiter != before and before in value
        if value != self.value or (quoted and needless) or (not quoted and delimiter in value):
            return written_cell(value, delimiter)
        return bare


def cells_of(source: CsvText, record: Record) -> tuple[Cell, ...]:
    """Return the cells of a record as they are written."""
    written = [source.text[start:end] for start, end in record.spans]
    return tuple(Cell(raw, said(raw)) for raw in written)


@dataclass(frozen=True)
class _Opened:
    """A text taken apart."""

    source: CsvText
    records: Sequence[Record]
    header: int
    """Position of the header in `records`."""
    problems: tuple[Problem, ...] = ()

    @property
    def body(self) -> list[int]:
        """Positions of the rows that hold anything."""
        below = range(self.header + 1, len(self.records))
        return [number for number in below if not self.records[number].blank]


def separator_of(text: str, expected: Expected) -> str:
    """Return the separator of a table; empty where it has one column or cannot be read."""
    opened = _open(text, expected)
    several = not opened.problems and len(opened.records[opened.header].cells) > 1
    return opened.source.delimiter if several and opened.source.delimiter in DELIMITERS else ""


def tidy_table(text: str, expected: Expected, separator: str) -> Mended:
    """Mend a CSV text that ends its lines with LF, without changing what any cell says.

    Blank rows and columns at the end go, but no word does. Rows that are too short or too long may
    have their cells in wrong columns: those are trimmed and no more. What remains to be mended by
    hand is for the check to tell; the problems say why cells were not looked at.

    Args:
        text: The text.
        expected: What the table may hold.
        separator: What shall stand between cells.
    """
    opened = _open(text, expected)
    if opened.problems:
        return Mended(text, (), opened.problems)
    notes = Notes()
    last = max(number for number, record in enumerate(opened.records) if not record.blank)
    notes.add("blank_rows", *(record.line for record in opened.records[last + 1 :]))
    end = "\n" if text.endswith("\n") or last + 1 < len(opened.records) else ""
    opened = replace(opened, records=opened.records[: last + 1])
    source, records = opened.source, opened.records
    raw = [cells_of(source, record) for record in records]
    cells = [
        _trimmed(written, record.line, notes) for written, record in zip(raw, records, strict=True)
    ]
    sound = _cut(opened, cells, notes)
    lines = [record.line for record in records]
    mend_columns(Grid(cells, lines, opened.header, sound, notes), expected)
    several = len(records[opened.header].cells) > 1
    target = separator if several else source.delimiter
    mended = [
        _written(written, values, target, source.delimiter)
        for written, values in zip(raw, cells, strict=True)
    ]
    return Mended("\n".join(mended) + end, (*_separators(source, target), *notes.mends()))


def _written(cells: Sequence[Cell], values: Sequence[str], delimiter: str, before: str) -> str:
    """Write a record; cells beyond its values were left out."""
    pairs = zip(cells, values, strict=False)
    return delimiter.join(cell.written(value, delimiter, before) for cell, value in pairs)


def _separators(source: CsvText, target: str) -> tuple[Mend, ...]:
    mends = []
    if source.delimiter != target:
        details = {
            "now": _SEPARATORS.get(target, target),
            "before": _SEPARATORS.get(source.delimiter, source.delimiter),
        }
        mends.append(Mend("separator", details=details))
    if source.skip:
        mends.append(Mend("separator_line", lines=(1,)))
    return tuple(mends)


def _open(text: str, expected: Expected) -> _Opened:
    names = [column.name for column in expected.columns]
    source = choose_delimiter(expected.path, text, names)
    opened = _take_apart(source, expected.columns)
    if opened.header < 0 and not opened.problems:
        unusual = _take_apart(replace(source, delimiter=_UNUSUAL), expected.columns)
        if _certain(unusual, names):
            return unusual
        required = [column.name for column in expected.columns if column.field.required]
        details = {"expected": ", ".join(required) or names[0]}
        line = next((record.line for record in opened.records if not record.blank), 1)
        missing = Problem(Place(expected.path, line), "header-missing", details=details)
        return replace(opened, problems=(missing,))
    return opened


def _take_apart(source: CsvText, columns: Sequence[Column]) -> _Opened:
    records = list(records_of(source))
    problems = tuple(
        Problem(source.place(offset), code) for record in records for code, offset in record.faults
    )
    # Where quotation marks are wrong, cells cannot be told apart.
    records = [] if problems else records
    filled = [number for number, record in enumerate(records) if not record.blank]
    candidates = [records[number] for number in filled]
    at, _ = find_header(candidates, [column.name for column in columns])
    at = named_by_title(candidates, columns) if at is None else at
    return _Opened(source, records, -1 if at is None else filled[at], problems)


def _certain(opened: _Opened, names: Sequence[str]) -> bool:
    """Say whether every label is known and every row as long as the header."""
    if opened.problems or opened.header < 0:
        return False
    labels = opened.records[opened.header].cells
    known = {name.casefold() for name in names}
    return (
        len(labels) > 1
        and all(label.casefold() in known for label in labels)
        and all(len(opened.records[number].cells) == len(labels) for number in opened.body)
    )


def _trimmed(cells: Sequence[Cell], line: int, notes: Notes) -> list[str]:
    """Trim and compose the cells of a record."""
    values = []
    for cell in cells:
        composed = unicodedata.normalize("NFC", cell.value)
        value = clean(composed)
        if composed != cell.value:
            notes.add("composed", line)
        if value != composed or cell.raw != cell.raw.strip(" "):
            notes.add("trimmed", line)
        values.append(value)
    return values


def _cut(opened: _Opened, cells: list[list[str]], notes: Notes) -> list[int]:
    """Leave out blank columns at the end; return the positions of the rows of the right length."""
    records = opened.records
    header = records[opened.header]
    body = [records[number] for number in opened.body]
    labels = len(header.cells)
    width = len(labels_of(header, body))
    faults = length_faults(opened.source, body, width, labels)
    sound = [number for at, number in enumerate(opened.body) if at not in faults]
    blank = [number for number, record in enumerate(records) if record.blank]
    longest = max(len(cells[number]) for number in (opened.header, *sound))
    notes.add("blank_columns", *[0] * (longest - width))
    for number in (opened.header, *sound, *blank):
        del cells[number][width:]
    return sound
