"""Editable tables: rows of CSV and items of YAML, broken elsewhere or not, each replaceable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.sheets.broken_csv import read_broken_csv
from handbook.reading.sheets.csv_text import Record
from handbook.text.decoding import NEWLINE, clean
from handbook.text.edits import Edit


@dataclass(frozen=True, slots=True)
class EditableRow:
    """One record, as far as it can be told apart."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last one, before the end of the line."""
    line: int
    cells: tuple[str, ...]
    """Every value, in order."""
    values: Mapping[str, str]
    """Values by column, as far as columns are known."""
    spans: Mapping[str, tuple[int, int]]
    """Where the values by column stand."""
    cell_spans: tuple[tuple[int, int], ...] = ()
    """Where the cells stand, in their order; empty for a list in YAML."""
    aligned: bool = True
    """Whether each value surely stands under its heading."""


class EditableTable(Protocol):
    """A table read without judging it, be it CSV or YAML."""

    @property
    def rows(self) -> Sequence[EditableRow]:
        """Its records."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """The names of its columns; a list in YAML has none."""
        ...

    def tombstone(self, row: EditableRow, values: Mapping[str, str]) -> Edit:
        """Replace a row by one with these values and nothing else."""
        ...

    def added(self, values: Mapping[str, str]) -> Edit:
        """Add a row with these values and nothing else at the end."""
        ...


@dataclass(frozen=True)
class EditableCsv:
    """A CSV text whose rows can be replaced one by one, every other byte left as it is."""

    text: str
    delimiter: str
    columns: tuple[str, ...]
    """Headings as the schema spells them; others as they stand. Empty where no header was found."""
    rows: tuple[EditableRow, ...]

    def tombstone(self, row: EditableRow, values: Mapping[str, str]) -> Edit:
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


def read_editable_csv(text: str, names: Sequence[str]) -> EditableCsv:
    """Read a CSV text that may have columns called `names`."""
    found = read_broken_csv(text, names)
    known = {name.casefold(): name for name in names}
    columns = tuple(known.get(label.casefold(), label) for label in found.labels)
    rows = tuple(_row(record, columns) for record in found.records)
    return EditableCsv(text, found.delimiter, columns, rows)


def _row(record: Record, columns: Sequence[str]) -> EditableRow:
    width = len(record.cells)
    filled = max((at + 1 for at, cell in enumerate(record.cells) if cell), default=0)
    return EditableRow(
        record.start,
        record.end,
        record.line,
        tuple(record.cells),
        dict(zip(columns, record.cells, strict=False)),
        dict(zip(columns, record.spans, strict=False)),
        tuple(record.spans),
        aligned=bool(columns)
        and filled <= len(columns)
        and len(set(columns)) == len(columns)
        and width >= len(columns),
    )


_ITEM = re.compile(r"^([ \t]*)-(?=[ \t\r\n]|\Z)", re.MULTILINE)
_PAIR = re.compile(r"^(?:[ \t]*-)?[ \t]*[\"']?(\w+)[\"']?[ \t]*:[ \t]+(\S[^\r\n]*)", re.MULTILINE)
_FLOW = re.compile(r"[ \t]*-[ \t]+\{")
_FLOW_PAIR = re.compile(
    r"[{,]\s*[\"']?(\w+)[\"']?\s*:\s+(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,{}\[\]\"'\s]+)"
)
"""A pair between braces; those before it are matched first, so that none is found in quotes."""
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True)
class EditableYaml:
    """A YAML list whose items can be replaced one by one."""

    text: str
    rows: tuple[EditableRow, ...]
    columns: tuple[str, ...] = ()

    def tombstone(self, row: EditableRow, values: Mapping[str, str]) -> Edit:
        """Replace an item; only its id stays."""
        indent = _ITEM.match(self.text, row.start)
        return Edit(row.start, row.end, _written(indent.group(1) if indent else "", values))

    def added(self, values: Mapping[str, str]) -> Edit:
        """Add an item at the end."""
        indent = _ITEM.search(self.text)
        end = len(self.text)
        gap = "" if not self.text or self.text[-1] in "\r\n" else "\n"
        return Edit(end, end, f"{gap}{_written(indent.group(1) if indent else '', values)}\n")


def _written(indent: str, values: Mapping[str, str]) -> str:
    return f"{indent}- {next(f'{name}: {value}' for name, value in values.items())}"


def read_editable_yaml(text: str) -> EditableYaml:
    """Read a list of maps, item by item."""
    return EditableYaml(text, tuple(_rows(text)))


def _rows(text: str) -> Iterator[EditableRow]:
    items = list(_ITEM.finditer(text))
    depth = min((len(item.group(1)) for item in items), default=0)
    starts = [item.start() for item in items if len(item.group(1)) == depth]
    line, seen = 1, 0
    for start, stop in pairwise([*starts, len(text)]):
        line += len(re.findall(r"\r\n|\r|\n", text[seen:start]))
        seen = start
        end = start + _length(text[start:stop], depth)
        yield _item(text, start, end, line)


def _length(chunk: str, depth: int) -> int:
    """Count what belongs to an item: not the blank lines and remarks that follow it."""
    length = at = 0
    for number, found in enumerate(_LINES.finditer(chunk)):
        piece = found.group()
        at += len(piece)
        content = piece.strip()
        indent = len(piece) - len(piece.lstrip(" \t"))
        if content and (number == 0 or indent > depth or not content.startswith("#")):
            length = at - (len(piece) - len(piece.rstrip("\r\n")))
    return length


def _item(text: str, start: int, end: int, line: int) -> EditableRow:
    item = text[start:end]
    form = _FLOW_PAIR if _FLOW.match(item) else _PAIR
    pairs = {match.group(1): match for match in reversed(list(form.finditer(item)))}
    spans = {name: (start + match.start(2), start + match.end(2)) for name, match in pairs.items()}
    values = {name: _plain(match.group(2)) for name, match in pairs.items()}
    parsed = parse_yaml(item, "").value
    whole = parsed[0] if isinstance(parsed, list) and parsed else None
    if isinstance(whole, dict):
        joined = {name: _joined(value) for name, value in whole.items()}
        values = {name: value for name, value in joined.items() if value}
    return EditableRow(start, end, line, tuple(values.values()), values, spans)


def _joined(value: object) -> str:
    """Write a list of texts as a table would; nothing of what is neither that nor a text."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return value if isinstance(value, str) else ""


def _plain(written: str) -> str:
    """Return the value of one line, without quotation marks and remark."""
    value = clean(written)
    if value[:1] in {'"', "'"}:
        return clean(value[1:].partition(value[0])[0])
    return clean(re.split(r"\s#", value, maxsplit=1)[0])
