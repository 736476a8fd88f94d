"""Loose CSV: rows of a CSV text with broken quotes, odd headers and half-made changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.sources.characters import NEWLINE, clean
from handbook.sources.csv_reader import CsvText, choose_delimiter, tokenise
from handbook.withdrawing.loose import Edit, LooseRow

_LOOK_FOR_HEADER = 10
_MANY = 4
"""Columns from which on a line of prose hardly has as many delimiters by chance."""


@dataclass(frozen=True, slots=True)
class _Record:
    """Cells of one record with where each begins and ends."""

    start: int
    end: int
    line: int
    cells: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


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
    source = choose_delimiter("", text, names)
    records = list(_records(source, None))
    at = _header(records, names)
    if at is not None:
        records = list(_records(source, len(records[at].cells)))
        at = _header(records, names)
    known = {name.casefold(): name for name in names}
    labels = records[at].cells if at is not None else ()
    columns = tuple(known.get(label.casefold(), label) for label in labels)
    body = records[at + 1 :] if at is not None else records
    return LooseCsv(
        text, source.delimiter, columns, tuple(_row(record, columns) for record in body)
    )


def _header(records: Sequence[_Record], names: Sequence[str]) -> int | None:
    """Find the record that looks most like a header."""
    known = {name.casefold() for name in names}
    matches = [
        len(known & {cell.casefold() for cell in record.cells})
        for record in records[:_LOOK_FOR_HEADER]
    ]
    return matches.index(max(matches)) if any(matches) else None


def _row(record: _Record, columns: Sequence[str]) -> LooseRow:
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


def _records(source: CsvText, width: int | None) -> Iterator[_Record]:
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


def _swallows(text: str, record: _Record, delimiter: str, width: int) -> bool:
    lines = NEWLINE.split(text[record.start : record.end])
    if len(lines) == 1 or (len(record.cells) == width and width < _MANY):
        return False
    return any(line.count(delimiter) == width - 1 for line in lines[1:])


def _record(text: str, start: int, line: int, delimiter: str) -> _Record:
    tokens, end = tokenise(text, start, delimiter)
    if any(token.fault == "quote-unclosed" for token in tokens):
        return _one_line(text, start, line, delimiter)
    ends = [token.start - 1 for token in tokens[1:]] + [end]
    spans = tuple((token.start, stop) for token, stop in zip(tokens, ends, strict=True))
    return _Record(start, end, line, tuple(clean(token.value) for token in tokens), spans)


def _one_line(text: str, start: int, line: int, delimiter: str) -> _Record:
    """Take one line apart at its delimiters, quotation marks or not."""
    newline = NEWLINE.search(text, start)
    end = newline.start() if newline else len(text)
    tokens, stop = tokenise(text[:end], start, delimiter)
    if stop == end and not any(token.fault == "quote-unclosed" for token in tokens):
        return _record(text[:end], start, line, delimiter)
    spans, at = [], start
    for piece in text[start:end].split(delimiter):
        spans.append((at, at + len(piece)))
        at += len(piece) + 1
    cells = tuple(clean(text[first:last].replace('"', "")) for first, last in spans)
    return _Record(start, end, line, cells, tuple(spans))
