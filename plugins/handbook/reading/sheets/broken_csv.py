"""Broken CSV: the records of a text with broken quotes and odd headers, as far as it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from handbook.reading.sheets.csv_text import (
    LOOK_FOR_HEADER,
    CsvText,
    Record,
    choose_delimiter,
    records_of,
    scan,
)
from handbook.text.decoding import NEWLINE, clean

_MANY = 4
"""Columns from which on a line of prose hardly has as many delimiters by chance."""


@dataclass(frozen=True, slots=True)
class BrokenCsv:
    """What can be made out in a CSV text."""

    delimiter: str
    header: Record | None
    """None where none was found."""
    records: Sequence[Record]
    """What follows the header, or everything: records that hold anything, with their spans."""

    @property
    def labels(self) -> Sequence[str]:
        """What the header says; empty where none was found."""
        return self.header.cells if self.header else ()


def read_broken_csv(text: str, names: Sequence[str]) -> BrokenCsv:
    r"""Read a CSV text, refusing nothing.

    Args:
        text: The text.
        names: Columns that it may have; without any, the first record is taken for the header.

    >>> read_broken_csv('id,name\nana,"Ana\nben,Ben\n', ["id"]).records[0].cells
    ('ana', 'Ana')
    """
    source = choose_delimiter("", text, names)
    records = _records(source, None)
    at = _header(records, names)
    if at is not None:
        records = _records(source, len(records[at].cells))
        at = _header(records, names)
    if at is None:
        return BrokenCsv(source.delimiter, None, records)
    return BrokenCsv(source.delimiter, records[at], records[at + 1 :])


def _header(records: Sequence[Record], names: Sequence[str]) -> int | None:
    """Find the record that looks most like a header."""
    if not names:
        return 0 if records else None
    known = {name.casefold() for name in names}
    matches = [
        len(known & {cell.casefold() for cell in record.cells})
        for record in records[:LOOK_FOR_HEADER]
    ]
    return matches.index(max(matches)) if any(matches) else None


def _records(source: CsvText, width: int | None) -> list[Record]:
    """List the records that hold something.

    Where one of the lines of a record has as many cells as the header, a quotation mark was never
    closed: the lines are taken one by one, so that no row hides in another's cell.
    """

    def read(source: CsvText, start: int, line: int) -> Record:
        record = scan(source, start, line)
        swallows = width is not None and _swallows(source, record, width)
        return _one_line(source, start, line) if record.unclosed or swallows else record

    return [record for record in records_of(source, read) if not record.blank]


def _swallows(source: CsvText, record: Record, width: int) -> bool:
    lines = NEWLINE.split(source.text[record.start : record.end])
    if len(lines) == 1 or (len(record.cells) == width and width < _MANY):
        return False
    return any(line.count(source.delimiter) == width - 1 for line in lines[1:])


def _one_line(source: CsvText, start: int, line: int) -> Record:
    """Take one line apart at its delimiters, quotation marks or not."""
    newline = NEWLINE.search(source.text, start)
    alone = source.text[start : newline.start() if newline else len(source.text)]
    record = scan(CsvText("", alone, source.delimiter), 0, line)
    if record.unclosed:
        pieces = alone.split(source.delimiter)
        ends = accumulate(len(piece) + 1 for piece in pieces)
        spans = [(end - 1 - len(piece), end - 1) for piece, end in zip(pieces, ends, strict=True)]
        cells = tuple(clean(piece.replace('"', "")) for piece in pieces)
        record = Record(cells, line, spans)
    return replace(record, spans=[(start + first, start + last) for first, last in record.spans])
