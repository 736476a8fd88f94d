"""Loose CSV: rows of a CSV text that may be broken elsewhere, and how they are replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handbook.reading.sheets.broken_csv import BrokenRecord, read_broken_csv
from handbook.text.characters import NEWLINE
from handbook.withdrawing.loose import Edit, LooseRow


@dataclass(frozen=True)
class LooseCsv:
    """A CSV text whose rows can be replaced one by one, every other byte left as it is."""

    text: str
    delimiter: str
    columns: tuple[str, ...]
    """Headings as the schema spells them; others as they stand. Empty where no header was found."""
    rows: tuple[LooseRow, ...]

    def tombstone(self, row: LooseRow, values: Mapping[str, str]) -> Edit:
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


def read_loose_csv(text: str, names: Sequence[str]) -> LooseCsv:
    """Read a CSV text that may have columns called `names`."""
    found = read_broken_csv(text, names)
    known = {name.casefold(): name for name in names}
    columns = tuple(known.get(label.casefold(), label) for label in found.labels)
    rows = tuple(_row(record, columns) for record in found.records)
    return LooseCsv(text, found.delimiter, columns, rows)


def _row(record: BrokenRecord, columns: Sequence[str]) -> LooseRow:
    width = len(record.cells)
    filled = max((at + 1 for at, cell in enumerate(record.cells) if cell), default=0)
    return LooseRow(
        record.start,
        record.end,
        record.line,
        record.cells,
        dict(zip(columns, record.cells, strict=False)),
        dict(zip(columns, record.spans, strict=False)),
        record.spans,
        aligned=bool(columns)
        and filled <= len(columns)
        and len(set(columns)) == len(columns)
        and width >= len(columns),
    )
