"""In place: a key of a YAML text or a cell of a CSV text changed, and every other byte kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.reading.documents.yaml_writing import written_yaml
from handbook.reading.sheets.csv_text import DELIMITERS, CsvText, Record, records_of
from handbook.text.decoding import NEWLINE

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
    """A table as text, with what its cells say and where they stand."""

    source: CsvText
    header: Record
    rows: tuple[Record, ...]

    @classmethod
    def of(cls, text: str, column: str) -> Sheet:
        """Read a sound table.

        Args:
            text: of the file.
            column: one that it certainly has, by which its header is known.

        Raises:
            ValueError: no line has such a column.
        """
        for delimiter in DELIMITERS:
            source = CsvText("", text, delimiter)
            records = [record for record in records_of(source) if not record.blank]
            for number, record in enumerate(records):
                if len(record.cells) > 1 and column in _labels(record):
                    return cls(source, record, tuple(records[number + 1 :]))
        raise ValueError(column)

    def values(self) -> list[dict[str, str]]:
        """Return what the cells of each row say, by column."""
        labels = _labels(self.header)
        return [dict(zip(labels, row.cells, strict=False)) for row in self.rows]

    def changed(self, cells: Mapping[tuple[int, str], str]) -> str:
        """Return the text with some cells changed.

        Args:
            cells: what each is to say, by number of the row, from 0, and column.
        """
        labels = _labels(self.header)
        edits = []
        for (number, name), value in cells.items():
            start, end = self.rows[number].spans[labels.index(name)]
            edits.append((start, end, self._written(value)))
        text = self.source.text
        for start, end, written in sorted(edits, reverse=True):
            text = text[:start] + written + text[end:]
        return text

    def with_columns(self, columns: Mapping[str, Sequence[str]]) -> str:
        """Return the text with further columns at its end, a value for each row."""
        text = self.source.text
        added = [
            (self.header.end, tuple(columns)),
            *zip((row.end for row in self.rows), zip(*columns.values(), strict=True), strict=True),
        ]
        width = len(self.header.cells)
        ends = {record.end: width - len(record.cells) for record in (self.header, *self.rows)}
        for end, values in sorted(added, reverse=True):
            missing = [""] * ends[end]
            cells = "".join(
                self.source.delimiter + self._written(value) for value in (*missing, *values)
            )
            text = text[:end] + cells + text[end:]
        return text

    def without(self, names: Iterable[str]) -> str:
        """Return the text without the rows that have one of `names` in their first column."""
        gone = set(names)
        text = self.source.text
        for row in reversed(self.rows):
            if row.cells[0] in gone:
                newline = NEWLINE.match(text, row.end)
                text = text[: row.start] + text[newline.end() if newline else len(text) :]
        return text

    def _written(self, value: str) -> str:
        if any(sign in value for sign in f'{self.source.delimiter}"\r\n'):
            return '"' + value.replace('"', '""') + '"'
        return value


def _labels(record: Record) -> list[str]:
    return [cell.strip().casefold() for cell in record.cells]
