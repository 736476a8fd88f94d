"""Broken CSV: the records of a text with broken quotes and odd headers, as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.reading.sheets.csv_text import (
    LOOK_FOR_HEADER,
    CsvText,
    Token,
    choose_delimiter,
    tokenise,
)
from handbook.text.decoding import NEWLINE, clean

_MANY = 4
"""Columns from which on a line of prose hardly has as many delimiters by chance."""


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """Trimmed cells of one record, with where it and each of them begin and end."""

    start: int
    end: int
    line: int
    cells: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class BrokenCsv:
    """What can be made out in a CSV text."""

    delimiter: str
    labels: tuple[str, ...]
    """The header; empty where none was found."""
    records: tuple[BrokenRecord, ...]
    """What follows the header, or everything."""


def read_broken_csv(text: str, names: Sequence[str]) -> BrokenCsv:
    """Read a CSV text, refusing nothing.

    Args:
        text: The text.
        names: Columns that it may have; without any, the first record is taken for the header.
    """
    source = choose_delimiter("", text, names)
    records = list(_records(source, None))
    at = _header(records, names)
    if at is not None:
        records = list(_records(source, len(records[at].cells)))
        at = _header(records, names)
    if at is None:
        return BrokenCsv(source.delimiter, (), tuple(records))
    return BrokenCsv(source.delimiter, records[at].cells, tuple(records[at + 1 :]))


def _header(records: Sequence[BrokenRecord], names: Sequence[str]) -> int | None:
    """Find the record that looks most like a header."""
    if not names:
        return 0 if records else None
    known = {name.casefold() for name in names}
    matches = [
        len(known & {cell.casefold() for cell in record.cells})
        for record in records[:LOOK_FOR_HEADER]
    ]
    return matches.index(max(matches)) if any(matches) else None


def _records(source: CsvText, width: int | None) -> Iterator[BrokenRecord]:
    """Give every record that holds something.

    Where one of the lines of a record has as many cells as the header, a quotation mark was never
    closed: the lines are taken one by one, so that no row hides in another's cell.
    """
    text, start, line = source.text, source.skip, 1 + bool(source.skip)
    while start < len(text):
        record = _record(text, start, line, source.delimiter)
        if width is not None and _swallows(text, record, source.delimiter, width):
            record = _one_line(text, start, line, source.delimiter)
        if any(record.cells):
            yield record
        newline = NEWLINE.match(text, record.end)
        line += len(NEWLINE.findall(text, start, record.end)) + 1
        start = newline.end() if newline else len(text)


def _swallows(text: str, record: BrokenRecord, delimiter: str, width: int) -> bool:
    lines = NEWLINE.split(text[record.start : record.end])
    if len(lines) == 1 or (len(record.cells) == width and width < _MANY):
        return False
    return any(line.count(delimiter) == width - 1 for line in lines[1:])


def _record(text: str, start: int, line: int, delimiter: str) -> BrokenRecord:
    tokens, end = tokenise(text, start, delimiter)
    if any(token.fault == "quote-unclosed" for token in tokens):
        return _one_line(text, start, line, delimiter)
    return _found(tokens, end, 0, line)


def _found(tokens: Sequence[Token], end: int, offset: int, line: int) -> BrokenRecord:
    """Make a record of cells whose places count from `offset`; the first begins there."""
    starts = [offset + token.start for token in tokens]
    ends = [start - 1 for start in starts[1:]] + [offset + end]
    spans = tuple(zip(starts, ends, strict=True))
    cells = tuple(clean(token.value) for token in tokens)
    return BrokenRecord(starts[0], offset + end, line, cells, spans)


def _one_line(text: str, start: int, line: int, delimiter: str) -> BrokenRecord:
    """Take one line apart at its delimiters, quotation marks or not."""
    newline = NEWLINE.search(text, start)
    end = newline.start() if newline else len(text)
    alone = text[start:end]
    tokens, stop = tokenise(alone, 0, delimiter)
    if stop == len(alone) and not any(token.fault == "quote-unclosed" for token in tokens):
        return _found(tokens, stop, start, line)
    spans, at = [], start
    for piece in alone.split(delimiter):
        spans.append((at, at + len(piece)))
        at += len(piece) + 1
    cells = tuple(clean(text[first:last].replace('"', "")) for first, last in spans)
    return BrokenRecord(start, end, line, cells, tuple(spans))
