"""CSV text: records of cells as they are written, so that what needs no mend keeps its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.problems import Problem
from handbook.reading.sheets.csv_text import CsvText, Record, tokenise
from handbook.text.decoding import clean


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


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record of a file, blank ones included."""

    cells: tuple[Cell, ...]
    line: int

    @property
    def cleaned(self) -> Record:
        """The record as the reader sees it."""
        return Record([clean(cell.value) for cell in self.cells], self.line)

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(clean(cell.value) for cell in self.cells)


def records_of(source: CsvText) -> tuple[Sequence[RawRecord], tuple[Problem, ...]]:
    """Read every record of a text that ends its lines with LF.

    Returns:
        The records, or the faults of quotation marks, after which cells cannot be told apart.
    """
    records: list[RawRecord] = []
    problems: list[Problem] = []
    position, line = source.skip, source.text.count("\n", 0, source.skip) + 1
    while position < len(source.text):
        tokens, end = tokenise(source.text, position, source.delimiter)
        problems += [
            Problem(source.place(token.fault_at), token.fault) for token in tokens if token.fault
        ]
        ends = [token.start - 1 for token in tokens[1:]]
        cells = tuple(
            Cell(source.text[token.start : stop], token.value)
            for token, stop in zip(tokens, [*ends, end], strict=True)
        )
        records.append(RawRecord(cells, line))
        line += source.text.count("\n", position, end + 1)
        position = end + 1
    return ([] if problems else records), tuple(problems)
