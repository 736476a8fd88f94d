"""CSV tables: header and records of a CSV text, matched with the columns of a schema."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.problems import Place, Problem
from handbook.reading.sheets.columns import Column, match_labels
from handbook.reading.sheets.csv_lengths import length_faults, width_of
from handbook.reading.sheets.csv_text import (
    LOOK_FOR_HEADER,
    MAX_LINES,
    CsvText,
    Record,
    choose_delimiter,
    parse,
)
from handbook.reading.sheets.found import FoundTable, nothing
from handbook.text.decoding import bad_character

_UNREAD = {"quote-unclosed", "table-wide"}
"""Codes of problems after which the rest of the text was not read."""


def read_csv_table(text: str, path: str, columns: Sequence[Column]) -> FoundTable:
    """Read a CSV text as a table that may have `columns`."""
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        return nothing(path, (Problem(Place(path), "table-long", details={"allowed": MAX_LINES}),))
    names = [column.name for column in columns]
    source = choose_delimiter(path, text, names)
    records, problems = parse(source)
    at, title = find_header(records, names)
    if at is None:
        line = records[0].line if records else 1
        expected = ", ".join(column.name for column in columns if column.required) or names[0]
        missing = Problem(Place(path, line), "header-missing", details={"expected": expected})
        # What could not be read may have swallowed the header.
        swallowed = any(problem.code in _UNREAD for problem in problems)
        return nothing(path, tuple(problems) if swallowed else (*problems, missing))
    if title:
        details = {"line": records[at].line}
        problems.append(Problem(Place(path, records[0].line), "header-title-row", details=details))
    body = records[at + 1 :]
    return _table(source, records[at], body, columns, problems)


def find_header(records: Sequence[Record], names: Sequence[str]) -> tuple[int | None, bool]:
    """Find the header, and say whether something else stands above it.

    Among a person's data one word may happen to be the name of a column.
    """
    known = {name.casefold() for name in names}
    matches = [
        len(known & {label.casefold() for label in record.cells})
        for record in records[:LOOK_FOR_HEADER]
    ]
    if not matches:
        return None, False
    best = matches.index(max(matches))
    labels = sum(label != "" for label in records[best].cells)
    if matches[best] * 4 < labels:
        return None, False
    if best == 0 or matches[0] >= max(matches) / 2:
        return (0, False) if matches[0] else (None, False)
    return best, True


def _filled(body: Sequence[Record], index: int) -> int:
    """Count the records with data in a column."""
    return sum(len(record.cells) > index and record.cells[index] != "" for record in body)


def labels_of(header: Record, body: Sequence[Record]) -> list[str | None]:
    """Return the labels: None for a blank one above blank cells, at the end left out.

    Data at the end of a few rows does not make a column: in those rows cells were pushed out.
    """
    end = width_of(header.cells)
    labels = [
        label or ("" if _filled(body, index) > (len(body) / 2 if index >= end else 0) else None)
        for index, label in enumerate(header.cells)
    ]
    while labels and labels[-1] is None:
        labels.pop()
    return labels


def _table(
    source: CsvText,
    header: Record,
    body: Sequence[Record],
    columns: Sequence[Column],
    problems: list[Problem],
) -> FoundTable:
    labels = labels_of(header, body)
    width = len(labels)
    places = [source.cell_place(header.line, index) for index in range(width)]
    matched = match_labels(labels, places, columns, Place(source.path, header.line))
    problems += matched.problems
    faults = length_faults(source, body, width, len(header.cells))
    for number, record in enumerate(body):
        if record.cells == header.cells:
            again = Place(source.path, record.line)
            faults[number] = Problem(again, "header-again", details={"first": header.line})
    problems += filter(None, faults.values())
    kept = [index for index, column in enumerate(matched.columns) if column]
    present = tuple(column for column in matched.columns if column)
    indexes = {column.name: index for column, index in zip(present, kept, strict=True)}

    def locate(record: int, column: str = "") -> Place:
        line = body[record].line
        name = column.partition(".")[0]
        if name not in indexes:
            return Place(source.path, line)
        return source.cell_place(line, indexes[name])

    return FoundTable(
        source.path,
        present,
        [_pick(record.cells, kept, width) for record in body],
        locate,
        tuple(problems),
        broken=any(problem.code in _UNREAD for problem in problems),
        doubtful=frozenset(faults),
        refused=_refused(source, body, kept, present),
    )


def _pick(cells: Sequence[str], kept: Sequence[int], width: int) -> Sequence[str]:
    if len(cells) == width == len(kept):
        return cells
    filled = [*cells, *[""] * width]
    return [filled[index] for index in kept]


def _refused(
    source: CsvText, body: Sequence[Record], kept: Sequence[int], columns: Sequence[Column]
) -> dict[tuple[int, str], Problem]:
    """Find the cells with characters that no text may hold."""
    refused: dict[tuple[int, str], Problem] = {}
    if not bad_character(source.text):
        return refused
    for number, record in enumerate(body):
        for index, column in zip(kept, columns, strict=True):
            bad = bad_character(record.cells[index]) if index < len(record.cells) else None
            if bad:
                place = source.cell_place(record.line, index)
                refused[number, column.name] = Problem(place, bad[0], column.name)
    return refused
