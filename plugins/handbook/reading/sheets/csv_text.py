"""CSV: from text to a header and records of trimmed cells, each with its place.

The csv module reads sound text; the tokeniser reads what it refuses, and finds columns, which
are needed only where something is wrong.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import StringIO

from handbook.problems import Place, Problem
from handbook.text.decoding import INVISIBLE, NEWLINE, OUTER, clean

_SPECIAL = re.compile(f"[{INVISIBLE}]")
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_QUOTED = re.compile(r' *"([^"]*(?:""[^"]*)*)"')
DELIMITERS = ",;\t"
LOOK_FOR_HEADER = 10
"""Among how many records the header is looked for."""
MAX_LINES = 100_000
"""More lines are not a table of a programme: ten times the mentors it is built for."""
MAX_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Token:
    """One cell as the tokeniser finds it."""

    value: str
    start: int
    """Offset of its first character in the text."""
    fault: str = ""
    fault_at: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One record: trimmed cells and the first physical line."""

    cells: list[str]
    line: int
    misquoted: bool = False
    """Whether the quotation marks of a cell are wrong, so that its cells may be cut wrongly."""


@dataclass(frozen=True)
class CsvText:
    """The text of a CSV file and how to read it."""

    path: str
    text: str
    delimiter: str
    skip: int = 0
    """Length of a leading `sep=` line."""

    @cached_property
    def lines(self) -> list[str]:
        """Physical lines, with their ends."""
        return list(StringIO(self.text, newline=""))

    @cached_property
    def _offsets(self) -> list[int]:
        offsets, total = [], 0
        for line in self.lines:
            offsets.append(total)
            total += len(line)
        return offsets

    def place(self, offset: int) -> Place:
        """Return the place of an offset."""
        line = max(bisect_right(self._offsets, offset), 1)
        start = self._offsets[line - 1] if self._offsets else 0
        return Place(self.path, line, offset - start + 1)

    def cell_place(self, line: int, index: int) -> Place:
        """Return the place of cell `index`, from 0, of the record that starts on `line`.

        The place of a cell that is not there is the end of its record.
        """
        tokens, end = tokenise(self.text, self._offsets[line - 1], self.delimiter, index + 1)
        return self.place(tokens[index].start if index < len(tokens) else end)


def tokenise(
    text: str, start: int, delimiter: str, most: int | None = None
) -> tuple[list[Token], int]:
    """Return the cells of the record that starts at `start`, and the offset of its end.

    With `most`, no more cells than that, and the offset of the end of the last.
    """
    tokens: list[Token] = []
    plain = re.compile(f"[^{delimiter}\r\n]*")
    position = start
    while True:
        token, position = _token(text, position, plain)
        tokens.append(token)
        if len(tokens) == most or text[position : position + 1] != delimiter:
            return tokens, position
        position += 1


def _token(text: str, start: int, plain: re.Pattern[str]) -> tuple[Token, int]:
    match = plain.match(text, start)
    assert match is not None  # it matches the empty string
    if not match.group().startswith('"') and not match.group().lstrip(" ").startswith('"'):
        return Token(match.group(), start), match.end()
    opening = text.index('"', start)
    quoted = _QUOTED.match(text, start)
    if quoted is None:
        return Token("", start, "quote-unclosed", opening), len(text)
    value = quoted.group(1).replace('""', '"')
    after = plain.match(text, quoted.end())
    assert after is not None
    if not after.group().strip(OUTER):
        return Token(value, start), after.end()
    if NEWLINE.search(value):
        # It closes where another cell opens its quote: the first one was never closed.
        return Token("", start, "quote-unclosed", opening), len(text)
    token = Token(value + after.group(), start, "quote-text-after", quoted.end())
    return token, after.end()


def parse(source: CsvText) -> tuple[list[Record], list[Problem]]:
    """Read every record of a text, blank ones left out."""
    try:
        records = list(_fast(source))
        problems: list[Problem] = []
    except csv.Error:
        records, problems = _slow(source)
    return [record for record in records if any(record.cells)], problems


def _fast(source: CsvText) -> Iterator[Record]:
    trims = OUTER if _SPECIAL.search(source.text) else None
    composed = unicodedata.is_normalized("NFC", source.text)
    reader = csv.reader(
        source.lines, delimiter=source.delimiter, strict=True, skipinitialspace=True
    )
    line = 1
    for cells in reader:
        if line > 1 or not source.skip:
            whole = cells if composed else [unicodedata.normalize("NFC", cell) for cell in cells]
            yield Record([cell.strip(trims) for cell in whole], line)
        line = reader.line_num + 1


def _slow(source: CsvText) -> tuple[list[Record], list[Problem]]:
    records: list[Record] = []
    problems: list[Problem] = []
    position = source.skip
    while position < len(source.text):
        tokens, end = tokenise(source.text, position, source.delimiter, MAX_COLUMNS + 1)
        if len(tokens) > MAX_COLUMNS:
            place = Place(source.path, source.place(position).line)
            problems.append(Problem(place, "table-wide", details={"allowed": MAX_COLUMNS}))
            break
        faults = [token for token in tokens if token.fault]
        problems += [Problem(source.place(fault.fault_at), fault.fault) for fault in faults]
        # After a quote that never closes nothing can be told apart.
        if not any(fault.fault == "quote-unclosed" for fault in faults):
            line = source.place(position).line
            cells = [clean(token.value) for token in tokens]
            records.append(Record(cells, line, misquoted=bool(faults)))
        newline = NEWLINE.match(source.text, end)
        position = newline.end() if newline else len(source.text)
    return records, problems


def choose_delimiter(path: str, text: str, names: Collection[str]) -> CsvText:
    """Choose the delimiter that makes the header look most like `names`."""
    said = _SEPARATOR_LINE.match(text)
    if said and said.group(1) in DELIMITERS:
        return CsvText(path, text, said.group(1), said.end())
    known = {name.casefold() for name in names}
    best, most = CsvText(path, text, ","), (-1, -1)
    for delimiter in DELIMITERS:
        candidate = CsvText(path, text, delimiter, said.end() if said else 0)
        score = max(
            ((len(known & set(labels)), len(labels)) for labels in _first_records(candidate)),
            default=(0, 0),
        )
        if score > most:
            best, most = candidate, score
    return best


def _first_records(source: CsvText) -> Iterator[list[str]]:
    position = source.skip
    for _ in range(LOOK_FOR_HEADER):
        if position >= len(source.text):
            return
        tokens, end = tokenise(source.text, position, source.delimiter, MAX_COLUMNS)
        yield [clean(token.value).casefold() for token in tokens]
        newline = NEWLINE.match(source.text, end)
        position = newline.end() if newline else len(source.text)
