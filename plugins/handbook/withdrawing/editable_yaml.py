"""Editable YAML: items of a list that may be broken elsewhere, and how they are replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from handbook.reading.documents.yaml_text import parse_yaml
from handbook.text.decoding import clean
from handbook.withdrawing.editable_csv import Edit, EditableRow

_ITEM = re.compile(r"^([ \t]*)-(?=[ \t\r\n]|\Z)", re.MULTILINE)
_PAIR = re.compile(r"^(?:[ \t]*-)?[ \t]*[\"']?(\w+)[\"']?[ \t]*:[ \t]+(\S[^\r\n]*)", re.MULTILINE)
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
        yield _row(text, start, end, line)


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


def _row(text: str, start: int, end: int, line: int) -> EditableRow:
    item = text[start:end]
    pairs = {match.group(1): match for match in reversed(list(_PAIR.finditer(item)))}
    spans = {name: (start + match.start(2), start + match.end(2)) for name, match in pairs.items()}
    values = {name: _plain(match.group(2)) for name, match in pairs.items()}
    parsed = parse_yaml(item, "").value
    whole = parsed[0] if isinstance(parsed, list) and parsed else None
    if isinstance(whole, dict):
        values = {name: value for name, value in whole.items() if isinstance(value, str)}
    return EditableRow(start, end, line, tuple(values.values()), values, spans)


def _plain(written: str) -> str:
    """Return the value of one line, without quotation marks and remark."""
    value = clean(written)
    if value[:1] in {'"', "'"}:
        return clean(value[1:].partition(value[0])[0])
    return clean(re.split(r"\s#", value, maxsplit=1)[0])
