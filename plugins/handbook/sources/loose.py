"""Loose reading: the cells of any file in `private/`, in whatever state it is.

The leak scan has to know the names that stand there even where the file could not be used for
anything else, so that nothing here is refused: bytes that are no UTF-8 are read as a spreadsheet
program of Windows writes them, and a quotation mark that is never closed costs a line, not the
file.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.problems import Place
from handbook.sources.files import MAX_BYTES
from handbook.sources.yaml_reader import parse_yaml

TABLES = (".csv", ".tsv", ".txt")
LISTS = (".yaml", ".yml")
_PAIR = re.compile(r"[\s-]*(?P<key>[^\s:#][^:#]*?)\s*:\s+(?P<value>\S.*?)\s*$")


@dataclass(frozen=True, slots=True)
class LooseRow:
    """What stands together in a file, by its headings as they are written."""

    place: Place
    cells: Mapping[str, str]


def loose_files(root: Path, folder: str) -> Iterator[tuple[str, tuple[LooseRow, ...] | None]]:
    """Give every file below a folder with the rows that can be made out in it.

    Args:
        root: the project's folder.
        folder: below it, such as `private`; need not be there.

    Yields:
        Path from the root, and rows; None for a file that is neither table nor list, or too
        large, or that the machine refuses.
    """
    top = root / folder
    for path in sorted(top.rglob("*")):
        name = path.relative_to(root).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if not path.is_file() or hidden:
            continue
        yield name, _rows(path, name)


def _rows(path: Path, name: str) -> tuple[LooseRow, ...] | None:
    ending = path.suffix.casefold()
    try:
        if ending not in (*TABLES, *LISTS) or path.stat().st_size > MAX_BYTES:
            return None
        text = _decoded(path.read_bytes())
    except OSError:
        return None
    if text.startswith("PK\x03\x04"):
        return None
    return tuple(_table(text, name) if ending in TABLES else _list(text, name))


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def _table(text: str, name: str) -> Iterator[LooseRow]:
    lines = text.split("\n")
    while lines and (not lines[0].strip(" ,;\t") or lines[0].casefold().startswith("sep=")):
        lines.pop(0)
    first_line = text.count("\n") + 2 - len(lines)
    if not lines:
        return
    delimiter = max(",;\t", key=lines[0].count)
    records = list(_records(lines, delimiter, first_line))
    _, headings = records[0]
    for line, record in records[1:]:
        cells = {
            heading.strip(): cell.strip()
            for heading, cell in zip(headings, record, strict=False)
            if cell.strip()
        }
        if cells:
            yield LooseRow(Place(name, line), cells)


def _records(lines: list[str], delimiter: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Give the records with the line each begins on; line by line where quotes do not match."""
    text = "\n".join(lines)
    if text.count('"') % 2:
        for number, line in enumerate(lines, first):
            yield number, line.replace('"', "").split(delimiter)
        return
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    begins = first
    limit = csv.field_size_limit(MAX_BYTES)
    try:
        for record in reader:
            yield begins, record
            begins = first + reader.line_num
    finally:
        csv.field_size_limit(limit)


def _list(text: str, name: str) -> Iterator[LooseRow]:
    parsed = parse_yaml(text, name)
    if parsed.value is not None:
        for path, cells in _maps(parsed.value, ""):
            yield LooseRow(parsed.where(path), cells)
        return
    for number, line in enumerate(text.split("\n"), 1):
        pair = _PAIR.match(line)
        if pair:
            value = pair["value"].strip("\"'")
            yield LooseRow(Place(name, number), {pair["key"].strip("\"'"): value})


def _maps(node: Any, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the texts of every map together, and each text of a list by the list's key."""
    if isinstance(node, dict):
        cells = {key: value for key, value in node.items() if isinstance(value, str)}
        if cells:
            yield path, cells
        items = list(node.items())
    else:
        items = list(enumerate(node)) if isinstance(node, list) else []
    for key, inner in items:
        below = f"{path}.{key}" if path else str(key)
        if isinstance(node, list) and isinstance(inner, str):
            yield below, {path.rpartition(".")[2]: inner}
        yield from _maps(inner, below)
