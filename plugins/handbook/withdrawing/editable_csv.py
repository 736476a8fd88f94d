"""Editable CSV: rows of a text that may be broken elsewhere, and how they are replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from handbook.reading.sheets.broken_csv import read_broken_csv
from handbook.reading.sheets.csv_text import Record
from handbook.text.decoding import NEWLINE


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts another text in place of a part of one."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class EditableRow:
    """One record, as far as it can be told apart."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last one, before the end of the line."""
    line: int
    cells: tuple[str, ...]
    """Every value, in order."""
    values: Mapping[str, str]
    """Values by column, as far as columns are known."""
    spans: Mapping[str, tuple[int, int]]
    """Where the values by column stand."""
    cell_spans: tuple[tuple[int, int], ...] = ()
    """Where the cells stand, in their order; empty for a list in YAML."""
    aligned: bool = True
    """Whether each value surely stands under its heading."""


class EditableTable(Protocol):
    """A table read without judging it, be it CSV or YAML."""

    @property
    def rows(self) -> Sequence[EditableRow]:
        """Its records."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """The names of its columns; a list in YAML has none."""
        ...

    def tombstone(self, row: EditableRow, values: Mapping[str, str]) -> Edit:
        """Replace a row by one with these values and nothing else."""
        ...

    def added(self, values: Mapping[str, str]) -> Edit:
        """Add a row with these values and nothing else at the end."""
        ...


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with parts of it replaced; the parts do not overlap."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, text[at:]))


@dataclass(frozen=True)
class EditableCsv:
    """A CSV text whose rows can be replaced one by one, every other byte left as it is."""

    text: str
    delimiter: str
    columns: tuple[str, ...]
    """Headings as the schema spells them; others as they stand. Empty where no header was found."""
    rows: tuple[EditableRow, ...]

    def tombstone(self, row: EditableRow, values: Mapping[str, str]) -> Edit:
        """Replace a row; it becomes as long as the header."""
        return Edit(row.start, row.end, self._written(values, len(row.cells)))

    def added(self, values: Mapping[str, str]) -> Edit:
        """Add a row at the end."""
        newline = NEWLINE.search(self.text)
        ending = newline.group() if newline else "\n"
        stripped = self.text.rstrip("\r\n")
        row = f"{ending}{self._written(values, 1)}"
        return Edit(
            len(stripped), len(stripped) + len(_first_end(self.text, stripped)), row + ending
        )

    def _written(self, values: Mapping[str, str], width: int) -> str:
        columns = self.columns or ("",) * width
        id = next(iter(values))
        if id not in columns:
            columns = (id, *columns[1:])
        return self.delimiter.join(values.get(column, "") for column in columns)


def _first_end(text: str, stripped: str) -> str:
    found = NEWLINE.match(text, len(stripped))
    return found.group() if found else ""


def read_editable_csv(text: str, names: Sequence[str]) -> EditableCsv:
    """Read a CSV text that may have columns called `names`."""
    found = read_broken_csv(text, names)
    known = {name.casefold(): name for name in names}
    columns = tuple(known.get(label.casefold(), label) for label in found.labels)
    rows = tuple(_row(record, columns) for record in found.records)
    return EditableCsv(text, found.delimiter, columns, rows)


def _row(record: Record, columns: Sequence[str]) -> EditableRow:
    width = len(record.cells)
    filled = max((at + 1 for at, cell in enumerate(record.cells) if cell), default=0)
    return EditableRow(
        record.start,
        record.end,
        record.line,
        tuple(record.cells),
        dict(zip(columns, record.cells, strict=False)),
        dict(zip(columns, record.spans, strict=False)),
        tuple(record.spans),
        aligned=bool(columns)
        and filled <= len(columns)
        and len(set(columns)) == len(columns)
        and width >= len(columns),
    )
