"""CSV text: cells as they are written, so that what needs no mend keeps its form."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.reading.sheets.csv_text import CsvText, Record, said


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
            return written(value, delimiter)
        return bare


def written(value: str, delimiter: str) -> str:
    """Write a value as a cell, in quotation marks where it needs them."""
    if delimiter in value or '"' in value or "\n" in value:
        doubled = value.replace('"', '""')
        return f'"{doubled}"'
    return value


def cells_of(source: CsvText, record: Record) -> tuple[Cell, ...]:
    """Return the cells of a record as they are written."""
    written = [source.text[start:end] for start, end in record.spans]
    return tuple(Cell(raw, said(raw)) for raw in written)
