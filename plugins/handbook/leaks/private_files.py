"""Private files: what can be made out in one file of `private/`, and what could not be.

Nothing is refused: what is broken in a file does not hide the rest of it. And nothing is passed
over in silence: what is not understood is told, by a code and where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handbook.leaks.documents import Row
from handbook.leaks.headings import Column, Heading, headings_of, is_like_name
from handbook.problems import Place
from handbook.reading.sheets.broken_csv import BrokenCsv, read_broken_csv
from handbook.text.addresses import emails_in
from handbook.text.recognising import is_day, phones_in

_LOOK_FOR_HEADER = 10
"""Rows of a table among which the one with the headings is looked for."""
_MOST_TOLD = 10
"""Columns or lines of one table that are named."""
_UNKNOWN = Heading((Column.UNKNOWN,))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row, or one value of a list."""

    label: str
    """Its heading or key, as it is written."""
    value: str
    heading: Heading = _UNKNOWN


@dataclass(frozen=True, slots=True)
class PrivateRow:
    """What stands together in a file."""

    place: Place
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Untold:
    """Something in a file that is not understood."""

    place: Place
    code: str
    which: str = ""
    """Which columns, by number, or on which lines."""


@dataclass
class PrivateFile:
    """What can be made out in a file."""

    path: str
    rows: list[PrivateRow] = field(default_factory=list)
    lines: list[tuple[Place, str]] = field(default_factory=list)
    """What stands in no table, line by line."""
    names_only: bool = True
    """Whether those lines are a list of names, and nothing else."""
    untold: dict[Untold, None] = field(default_factory=dict)
    """In its order, each once."""

    def tell(self, code: str, line: int = 0, which: str = "") -> None:
        """Remember what is not understood."""
        self.untold[Untold(Place(self.path, line), code, which)] = None

    def add_table(self, rows: Sequence[Row]) -> None:
        """Take the rows of a table, of which one may have the headings."""
        at = header_of([cells for _, cells in rows])
        labels = rows[at][1] if at is not None else ()
        headings = headings_of(labels)
        filled: set[int] = set()
        for index, (number, values) in enumerate(rows):
            # What stands above the headings is looked at too.
            known = zip(labels, headings, strict=True) if at is None or index > at else ()
            padded = [*known, *[("", _UNKNOWN)] * len(values)]
            cells = [
                (column, Cell(label, value.strip(), heading))
                for column, ((label, heading), value) in enumerate(
                    zip(padded, values, strict=False)
                )
                if value.strip()
            ]
            if cells and index != at:
                place = Place(self.path, number)
                self.rows.append(PrivateRow(place, tuple(cell for _, cell in cells)))
                filled |= {column for column, cell in cells if not is_understood(cell)}
        if filled:
            line = rows[at][0] if at is not None else rows[0][0]
            self.tell("private-columns", line, _some(map(_letters, sorted(filled))))

    def add_maps(self, maps: Iterable[tuple[int, Mapping[str, str]]]) -> None:
        """Take rows of keys and values, each with its line."""
        unknown: list[int] = []
        for line, values in maps:
            headings = headings_of(list(values))
            pairs = zip(values.items(), headings, strict=True)
            cells = tuple(Cell(key, value, each) for (key, value), each in pairs if value.strip())
            self.rows.append(PrivateRow(Place(self.path, line), cells))
            if not all(map(is_understood, cells)):
                unknown.append(line)
        if unknown:
            lines = sorted(set(unknown) - {0})
            code = "private-keys" if lines else "private-keys-somewhere"
            self.tell(code, min(lines, default=0), _some(map(str, lines)))

    def add_lines(self, lines: Iterable[tuple[int, str]], *, telling: bool = True) -> None:
        """Take lines of a text, in which only addresses, numbers and lone names are known.

        Args:
            lines: each with its number, or 0.
            telling: whether to tell of sentences.
        """
        running = 0
        for number, line in lines:
            if line.strip():
                self.lines.append((Place(self.path, number), line))
                if not is_like_name(line):
                    running = running or number or 1
                    self.names_only = False
        if running and telling:
            self.tell("private-prose")


def header_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Find the row with the headings; None where no row looks like one."""
    scores = [
        sum(part is not Column.UNKNOWN for heading in headings_of(cells) for part in heading.parts)
        if not any(map(_is_datum, cells))
        else 0
        for cells in rows[:_LOOK_FOR_HEADER]
    ]
    best = max(scores, default=0)
    if best:
        return scores.index(best)
    first = [cell for cell in (rows[0] if rows else ()) if cell.strip()]
    is_header = len(rows) > 1 and first and not any(_is_datum(c) or is_like_name(c) for c in first)
    return 0 if is_header else None


def table_in(text: str) -> tuple[BrokenCsv, list[Row]]:
    """Read a CSV text, whatever stands above its header."""
    found = read_broken_csv(text, ())
    at = header_of([found.labels, *(record.cells for record in found.records)])
    if at:
        found = read_broken_csv(text, tuple(filter(None, found.records[at - 1].cells)))
    last = len(found.labels) - 1
    before = found.records[0].line - 1 if found.records else 1
    rows: list[Row] = [(max(before, 1), tuple(found.labels))]
    for record in found.records:
        # What is too much belongs to the last cell: a comma in a name parts it in two.
        more = found.delimiter.join(filter(None, record.cells[last:]))
        rows.append((record.line, (*record.cells[:last], more)))
    return found, rows


def is_understood(cell: Cell) -> bool:
    """Say whether it is known what a cell holds: by its heading, or since it tells of nobody."""
    if cell.value.startswith("="):
        return False
    if Column.TEXT in cell.heading.parts:
        return not any(word[0].isupper() for word in cell.value.split()[1:])
    return cell.heading.known or is_day(cell.value) or not any(map(str.isalpha, cell.value))


def _is_datum(cell: str) -> bool:
    """Say whether a cell holds what no heading says."""
    return bool(tuple(emails_in(cell)) or phones_in(cell)) or is_day(cell.strip())


def _letters(column: int) -> str:
    """Call a column as spreadsheet programs do; its heading may be a name.

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    rest, last = divmod(column, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)


def _some(names: Iterator[str]) -> str:
    every = list(names)
    return ", ".join([*every[:_MOST_TOLD], *(["…"] if len(every) > _MOST_TOLD else [])])
