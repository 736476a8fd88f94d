"""CSV: a text as records of cells, each with its place.

The csv module reads sound text. `scan` reads any text and loses no character of it: it is asked
where the csv module refuses, and for the places of cells, which are needed only where something
is wrong.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from io import StringIO
from itertools import islice

from handbook.problems import Place, Problem
from handbook.text.decoding import INVISIBLE, NEWLINE, OUTER

_SPECIAL = re.compile(f"[{INVISIBLE}]")
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_QUOTED = re.compile(r' *"([^"]*(?:""[^"]*)*)"')
_UNCLOSED = "quote-unclosed"
DELIMITERS = ",;\t"
LOOK_FOR_HEADER = 10
"""Among how many records the header is looked for."""
MAX_LINES = 100_000
"""More lines are not a table of a programme: ten times the mentors it is built for."""
MAX_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a CSV text."""

    cells: Sequence[str]
    """What its cells say, trimmed."""
    line: int
    """The first of its physical lines."""
    spans: Sequence[tuple[int, int]] = ()
    """Where each cell begins and ends in the text, quotation marks included; empty where the csv
    module read it."""
    faults: Sequence[tuple[str, int]] = ()
    """Codes and offsets of wrong quotation marks, by which its cells may be cut wrongly."""

    @property
    def start(self) -> int:
        """Offset of its first character, where spans are known."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Offset after its last character and before the end of the line."""
        return self.spans[-1][1]

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)

    @property
    def unclosed(self) -> bool:
        """Whether a quotation mark never closes, so that nothing behind it can be told apart."""
        return any(code == _UNCLOSED for code, _ in self.faults)


@dataclass(frozen=True)
class CsvText:
    """The text of a CSV file and how to read it."""

    path: str
    text: str
    delimiter: str
    skip: int = 0
    """Length of a leading `sep=` line."""

    def lines(self) -> Iterator[str]:
        """Give the physical lines, with their ends: a file of thousands is not held twice."""
        return StringIO(self.text, newline="")

    @cached_property
    def _offsets(self) -> list[int]:
        offsets, total = [], 0
        for line in self.lines():
            offsets.append(total)
            total += len(line)
        return offsets

    @cached_property
    def _form(self) -> tuple[bool, str | None]:
        """Whether all accents are composed, and what to trim: None for white space alone."""
        composed = unicodedata.is_normalized("NFC", self.text)
        return composed, OUTER if _SPECIAL.search(self.text) else None

    def trimmed(self, values: Iterable[str]) -> list[str]:
        """Clean the cells of a record, at no more cost than this text asks for."""
        composed, outer = self._form
        whole = values if composed else [unicodedata.normalize("NFC", value) for value in values]
        return [value.strip(outer) for value in whole]

    def place(self, offset: int) -> Place:
        """Return the place of an offset."""
        line = max(bisect_right(self._offsets, offset), 1)
        start = self._offsets[line - 1] if self._offsets else 0
        return Place(self.path, line, offset - start + 1)

    def cell_place(self, line: int, index: int) -> Place:
        r"""Return the place of cell `index`, from 0, of the record that starts on `line`.

        The place of a cell that is not there is the end of its record.

        >>> CsvText("mentors.csv", "id,name\nana,Ana\n", ",").cell_place(2, 1)
        Place(path='mentors.csv', line=2, column=5)
        """
        spans = [span for _, span, _ in islice(_cut(self, self._offsets[line - 1]), index + 1)]
        return self.place(spans[index][0] if index < len(spans) else spans[-1][1])


Read = Callable[[CsvText, int, int], Record]
"""Reads the record at an offset and a line of a text."""
_Fault = tuple[str, int]
"""Code and offset of a wrong quotation mark."""


def scan(source: CsvText, start: int, line: int, most: int | None = None) -> Record:
    """Return the record that starts at an offset of a text, with its spans.

    Args:
        source: The text.
        start: The offset.
        line: The line of the offset.
        most: Leave out the cells after so many.
    """
    cut = list(islice(_cut(source, start), most))
    return Record(
        source.trimmed(value for value, _, _ in cut),
        line,
        tuple(span for _, span, _ in cut),
        tuple(fault for _, _, fault in cut if fault),
    )


def _cut(source: CsvText, start: int) -> Iterator[tuple[str, tuple[int, int], _Fault | None]]:
    """Give what each cell of a record says, its span and its fault."""
    plain = re.compile(f"[^{source.delimiter}\r\n]*")
    while True:
        value, end, fault = _cell(source.text, start, plain)
        yield value, (start, end), fault
        if source.text[end : end + 1] != source.delimiter:
            return
        start = end + 1


def _cell(text: str, start: int, plain: re.Pattern[str]) -> tuple[str, int, _Fault | None]:
    """Return what a cell says, where it ends, and its fault."""
    bare = plain.match(text, start)
    assert bare is not None  # it matches the empty string
    if not bare[0].lstrip(" ").startswith('"'):
        return bare[0], bare.end(), None
    quoted = _QUOTED.match(text, start)
    if quoted is not None:
        value = quoted[1].replace('""', '"')
        after = plain.match(text, quoted.end())
        assert after is not None
        if not after[0].strip(OUTER):
            return value, after.end(), None
        # Where it closes on another line, another cell opens its quote: it was never closed.
        if not NEWLINE.search(value):
            return value + after[0], after.end(), ("quote-text-after", quoted.end())
    return "", len(text), (_UNCLOSED, text.index('"', start))


def said(raw: str) -> str:
    """Return what a cell says that is written so: without quotation marks, and not trimmed."""
    return _cell(raw, 0, re.compile(".*", re.DOTALL))[0]


def written_cell(value: str, delimiter: str) -> str:
    """Write what a cell says, in quotation marks where it needs them."""
    if any(sign in value for sign in (delimiter, '"', "\r", "\n")):
        doubled = value.replace('"', '""')
        return f'"{doubled}"'
    return value


def records_of(source: CsvText, read: Read = scan) -> Iterator[Record]:
    """Give every record of a text with its spans, blank ones too."""
    text, position = source.text, source.skip
    line = 1 + len(NEWLINE.findall(text, 0, position))
    while position < len(text):
        record = read(source, position, line)
        yield record
        newline = NEWLINE.match(text, record.end)
        line += len(NEWLINE.findall(text, position, record.end)) + 1
        position = newline.end() if newline else len(text)


def parse(source: CsvText) -> tuple[list[Record], list[Problem]]:
    r"""Read every record that holds anything, and tell which quotation marks are wrong.

    >>> records, problems = parse(CsvText("mentors.csv", 'id,name\nana,"Ana, Dr"\n', ","))
    >>> [list(record.cells) for record in records]
    [['id', 'name'], ['ana', 'Ana, Dr']]
    """
    try:
        return [record for record in _fast(source) if any(record.cells)], []
    except csv.Error:
        return _slow(source)


def _fast(source: CsvText) -> Iterator[Record]:
    reader = csv.reader(
        source.lines(), delimiter=source.delimiter, strict=True, skipinitialspace=True
    )
    line = 1
    for cells in reader:
        if line > 1 or not source.skip:
            yield Record(source.trimmed(cells), line)
        line = reader.line_num + 1


def _slow(source: CsvText) -> tuple[list[Record], list[Problem]]:
    records: list[Record] = []
    problems: list[Problem] = []
    for record in records_of(source, partial(scan, most=MAX_COLUMNS + 1)):
        if len(record.cells) > MAX_COLUMNS:
            place = Place(source.path, record.line)
            problems.append(Problem(place, "table-wide", details={"allowed": MAX_COLUMNS}))
            break
        problems += [Problem(source.place(offset), code) for code, offset in record.faults]
        if not record.blank and not record.unclosed:
            records.append(record)
    return records, problems


def choose_delimiter(path: str, text: str, names: Collection[str]) -> CsvText:
    """Choose the delimiter that makes the header look most like `names`."""
    separator = _SEPARATOR_LINE.match(text)
    if separator and separator[1] in DELIMITERS:
        return CsvText(path, text, separator[1], separator.end())
    known = {name.casefold() for name in names}
    best, most = CsvText(path, text, ","), (-1, -1)
    for delimiter in DELIMITERS:
        candidate = CsvText(path, text, delimiter, separator.end() if separator else 0)
        first = islice(records_of(candidate, partial(scan, most=MAX_COLUMNS)), LOOK_FOR_HEADER)
        labels = [[cell.casefold() for cell in record.cells] for record in first]
        score = max(((len(known & set(row)), len(row)) for row in labels), default=(0, 0))
        if score > most:
            best, most = candidate, score
    return best
