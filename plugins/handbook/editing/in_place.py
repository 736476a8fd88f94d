"""In place: a key of a YAML text or a cell of a CSV text changed, and every other byte kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.reading.documents.yaml_writing import written_yaml
from handbook.reading.sheets.broken_csv import read_broken_csv
from handbook.reading.sheets.csv_text import Record, written_cell
from handbook.text.edits import Edit, edited

_LINE = r"[^\n]*(?:\n|\Z)"
_BELOW = rf"(?:[ \t]+\S|- |-\n){_LINE}"
"""A line set in, or an item of a list that is not."""
_FREE = r"[ \t]*\n(?=[ \t]+\S)"
"""A free line before one that is set in."""


def with_key(text: str, key: str, value: Any, after: str = "") -> str:
    r"""Set a key of the outermost map of a YAML text.

    Args:
        text: the document.
        key: the key, which may be missing.
        value: a tree of maps, lists, text, days and numbers; None takes the key away.
        after: behind which key a new one goes; at the end where there is no such key.

    >>> with_key("title: Old\n# Dates\nends: 2026-01-01  # a day\n", "ends", "soon")
    'title: Old\n# Dates\nends: soon\n'
    """
    written = "" if value is None else written_yaml({key: value})
    found = _block(text, key)
    if found is not None:
        return text[: found.start()] + written + text[found.end() :]
    if not written:
        return text
    before = _block(text, after) if after else None
    place = before.end() if before else len(text)
    start = text[:place]
    if start and not start.endswith("\n"):
        start += "\n"
    return start + written + text[place:]


def _block(text: str, key: str) -> re.Match[str] | None:
    """Find a key with all that belongs to it: lines set in, and lists below it."""
    return re.search(rf"^{re.escape(key)}:{_LINE}(?:{_BELOW}|{_FREE})*", text, re.MULTILINE)


@dataclass(frozen=True)
class Sheet:
    """A sound table as text, with what its cells say and where they stand."""

    text: str
    delimiter: str
    header: Record
    rows: tuple[Record, ...]

    @classmethod
    def of(cls, text: str, names: Sequence[str]) -> Sheet:
        """Read a table.

        Args:
            text: of the file.
            names: columns that it may have, by which its header is known.

        Raises:
            ValueError: no line has any of them.
        """
        found = read_broken_csv(text, names)
        if found.header is None:
            raise ValueError(names)
        return cls(text, found.delimiter, found.header, tuple(found.records))

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return [cell.casefold() for cell in self.header.cells]

    def values(self) -> list[dict[str, str]]:
        """Return what the cells of each row say, by column."""
        return [dict(zip(self.columns, row.cells, strict=False)) for row in self.rows]

    def changed(self, cells: Mapping[tuple[int, str], str]) -> str:
        """Return the text with some cells changed; columns that are not there come behind.

        Args:
            cells: what each is to say, by number of the row, from 0, and column.
        """
        columns = list(dict.fromkeys([*self.columns, *(name for _, name in cells)]))
        new = {at: columns[at] for at in range(len(self.columns), len(columns))}
        given: dict[int, dict[int, str]] = {}
        for (number, name), value in cells.items():
            given.setdefault(number, {})[columns.index(name)] = value
        numbers, width = (range(len(self.rows)), len(columns)) if new else (sorted(given), 0)
        edits = [self._row(self.rows[at], given.get(at, {}), width) for at in numbers]
        return edited(self.text, [*([self._row(self.header, new, 0)] if new else []), *edits])

    def _row(self, record: Record, values: Mapping[int, str], width: int) -> Edit:
        """Write a row anew, at least `width` cells; what stays, stays as it is written."""
        cells = [self.text[start:end] for start, end in record.spans]
        cells += [""] * (max([width, *(at + 1 for at in values)]) - len(cells))
        for at, value in values.items():
            cells[at] = written_cell(value, self.delimiter)
        return Edit(record.start, record.end, self.delimiter.join(cells))
