"""CSV tables: header and rows of a CSV text, matched with the columns of a schema."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from handbook.problems import Place, Problem
from handbook.reading.sheets.columns import Column, match_labels, meanings_of_titles, title_form
from handbook.reading.sheets.csv_text import (
    LOOK_FOR_HEADER,
    MAX_LINES,
    CsvText,
    Record,
    choose_delimiter,
    parse,
)
from handbook.reading.sheets.typed_table import Sheet, SheetRow, empty_sheet
from handbook.text.decoding import bad_character

_UNREAD = {"quote-unclosed", "table-wide"}
"""Codes of problems after which the rest of the text was not read."""


@dataclass(frozen=True, slots=True)
class _CsvPlace:
    """Where one record stands, and its cells."""

    source: CsvText = field(repr=False)
    line: int
    indexes: Mapping[str, int]
    """Positions of the columns in the file."""

    def __call__(self, field: str = "") -> Place:
        index = self.indexes.get(field.partition(".")[0])
        if index is None:
            return Place(self.source.path, self.line)
        return self.source.cell_place(self.line, index)


def read_csv_table(text: str, path: str, columns: Sequence[Column]) -> Sheet:
    """Read a CSV text as a table that may have `columns`."""
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        return empty_sheet(
            path, [Problem(Place(path), "table-long", details={"allowed": MAX_LINES})]
        )
    names = [column.name for column in columns]
    source = choose_delimiter(path, text, names)
    records, problems = parse(source)
    at, low = find_header(records, names)
    if at is None and (titled := named_by_title(records, columns)) is not None:
        at, low = titled, titled > 0
    if at is None:
        # What could not be read may have swallowed the header.
        swallowed = any(problem.code in _UNREAD for problem in problems)
        missing = [] if swallowed else [_headless(path, records, columns)]
        return empty_sheet(path, [*problems, *missing])
    above, header, body = records[:at], records[at], records[at + 1 :]
    if low and _are_rows(above, header, columns):
        details = {"line": header.line, "first": above[0].line}
        problems.append(Problem(Place(path, header.line), "header-low", details=details))
        body = [*above, *body]
    elif low:
        details = {"line": header.line}
        problems.append(Problem(Place(path, above[0].line), "header-title-row", details=details))
    return _sheet(source, header, body, columns, problems)


def _headless(path: str, records: Sequence[Record], columns: Sequence[Column]) -> Problem:
    """Tell that no line names the columns, or that all lines stand in quotation marks."""
    place = Place(path, records[0].line if records else 1)
    names = [column.name for column in columns]
    if records and all(len(record.cells) == 1 for record in records):
        inside = "\n".join(record.cells[0] for record in records)
        found, _ = parse(choose_delimiter(path, inside, names))
        at, _ = find_header(found, names)
        if at is not None and len(found[at].cells) > 1:
            return Problem(place, "line-quoted")
    expected = ", ".join(column.name for column in columns if column.field.required) or names[0]
    return Problem(place, "header-missing", details={"expected": expected})


def _are_rows(above: Sequence[Record], header: Record, columns: Sequence[Column]) -> bool:
    """Say whether what stands above the header are rows of the table, and no title."""
    required = {column.name for column in columns if column.field.required}
    needed = [at for at, label in enumerate(header.cells) if label.casefold() in required]
    return len(header.cells) > 1 and all(
        len(record.cells) == len(header.cells)
        and sum(cell != "" for cell in record.cells) > 1
        and all(record.cells[at] for at in needed)
        for record in above
    )


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
    if matches[best] * 4 < labels or not matches[best]:
        # Sorted among the rows of a long table.
        far = (at for at, record in enumerate(records) if _names_all(record, known))
        at = next(far, None)
        return at, at is not None
    if best == 0 or matches[0] >= max(matches) / 2:
        return (0, False) if matches[0] else (None, False)
    return best, True


def _names_all(record: Record, known: Collection[str]) -> bool:
    """Say whether a record is nothing but names of columns."""
    return len(record.cells) > 1 and all(label.casefold() in known for label in record.cells)


def labels_of(header: Record, body: Sequence[Record]) -> list[str | None]:
    """Return the labels: None for a blank one above blank cells, at the end left out.

    Data at the end of a few rows does not make a column: in those rows cells were pushed out.
    """
    end = _filled_width(header)
    labels: list[str | None] = []
    for index, label in enumerate(header.cells):
        if label:
            labels.append(label)
            continue
        filled = sum(len(row.cells) > index and row.cells[index] != "" for row in body)
        data = filled > (len(body) / 2 if index >= end else 0)
        labels.append("" if data else None)
    while labels and labels[-1] is None:
        labels.pop()
    return labels


def length_faults(
    source: CsvText, body: Sequence[Record], width: int, labels: int
) -> dict[int, Problem | None]:
    """Find the records with too few or too many cells, each told once.

    What stands in them may stand in wrong columns, so nothing more is said of it.

    Args:
        source: The text.
        body: The records below the header.
        width: How many columns there are.
        labels: How many cells the header has, blank ones at its end included.

    Returns:
        Problems by number of the record; None where the problem of the one above covers it.
    """
    faults: dict[int, Problem | None] = {}
    # Blank cells at the end mean nothing where all rows have them; in a single row they are what
    # a separator inside a cell pushed out.
    alike = len(body) > 1 and min(len(record.cells) for record in body) > labels
    most = max(width, labels)
    quoted = [number for number, record in enumerate(body) if _is_one_cell(source, record, width)]
    faults.update(dict.fromkeys(quoted))
    for number in quoted[:1]:
        faults[number] = Problem(Place(source.path, body[number].line), "line-quoted")
    for number, record in enumerate(body):
        count = len(record.cells)
        if count == width or number in faults:
            continue
        if record.faults:
            # Where its cells end is not known; that has been told.
            faults[number] = None
        elif count < width:
            split = _split(body, number, width)
            faults[number] = _fault(source, record, width, "row-split" if split else "row-short")
            if split:
                faults[number + 1] = None
        elif _filled_width(record) > width or (count > most and not alike):
            faults[number] = _fault(source, record, width, "row-long")
    return faults


def _filled_width(record: Record) -> int:
    """Count the cells, blank ones at the end left out."""
    return max((index + 1 for index, cell in enumerate(record.cells) if cell), default=0)


def _split(body: Sequence[Record], number: int, width: int) -> bool:
    """Say whether a record and the next one are the two halves of one row."""
    if number + 1 == len(body):
        return False
    here, below = body[number], body[number + 1]
    halves = len(here.cells) + len(below.cells) == width + 1
    return halves and 1 < len(here.cells) < width and below.line == here.line + 1


def _is_one_cell(source: CsvText, record: Record, width: int) -> bool:
    """Say whether a whole row stands in one cell, since quotation marks are around all of it."""
    if not len(record.cells) == 1 < width or source.delimiter not in record.cells[0]:
        return False
    inside, _ = parse(CsvText(source.path, record.cells[0], source.delimiter))
    return len(inside) == 1 and len(inside[0].cells) == width


_OTHER_MARKS = {"'": "'", "\u2018": "\u2019", "\u201c": "\u201d", "\u201e": "\u201c", "«": "»"}
"""Signs that people take for quotation marks around a cell, and what closes each."""


def _other_marks(cells: Sequence[str], width: int) -> int | None:
    """Find the cell that signs other than plain quotation marks should have kept together."""
    for start, cell in enumerate(cells):
        closing = _OTHER_MARKS.get(cell[:1])
        end = start + len(cells) - width
        if closing and end < len(cells) and cells[end].endswith(closing):
            return start
    return None


def _fault(source: CsvText, record: Record, width: int, code: str) -> Problem:
    count = len(record.cells)
    marks = _other_marks(record.cells, width) if count > width else None
    if marks is not None:
        place = source.cell_place(record.line, marks)
        return Problem(place, "cell-quoted", details={"sign": record.cells[marks][0]})
    place = source.cell_place(record.line, min(count, width))
    return Problem(place, code, details={"found": count, "expected": width})


def named_by_title(records: Sequence[Record], columns: Sequence[Column]) -> int | None:
    """Find a header that calls the columns by their titles, as pages and the dictionary do."""
    titles = meanings_of_titles(columns)
    for at, record in enumerate(records[:LOOK_FOR_HEADER]):
        met = sum(title_form(label) in titles for label in record.cells)
        if met * 2 >= len(record.cells) and met > 1:
            return at
    return None


def _sheet(
    source: CsvText,
    header: Record,
    body: Sequence[Record],
    columns: Sequence[Column],
    problems: list[Problem],
) -> Sheet:
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
    indexes = {column.name: index for index, column in enumerate(matched.columns) if column}
    kept = list(indexes.values())
    spoilt = bad_character(source.text) is not None
    rows = []
    for number, record in enumerate(body):
        cells = record.cells
        if not len(cells) == width == len(kept):
            filled = [*cells, *[""] * width]
            cells = [filled[index] for index in kept]
        where = _CsvPlace(source, record.line, indexes)
        refused = _refused(cells, where) if spoilt else {}
        rows.append(SheetRow(cells, where, number in faults, refused))
    present = tuple(column for column in matched.columns if column)
    broken = any(problem.code in _UNREAD for problem in problems)
    return Sheet(source.path, present, rows, tuple(problems), broken)


def _refused(cells: Sequence[str], where: _CsvPlace) -> dict[str, Problem]:
    """Find the cells of a row with characters that no text may hold."""
    found = {name: bad_character(cell) for name, cell in zip(where.indexes, cells, strict=True)}
    return {name: Problem(where(name), bad[0], name) for name, bad in found.items() if bad}
