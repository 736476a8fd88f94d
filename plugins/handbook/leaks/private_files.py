"""Loose reading: the cells of any file in `private/`, in whatever state it is.

The leak scan has to know the names that stand there even where the file could not be used for
anything else, so that nothing here is refused: bytes that are no UTF-8 are read as a spreadsheet
program of Windows writes them, and a quotation mark that is never closed costs a line, not the
file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.problems import Place
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import MAX_BYTES
from handbook.reading.sheets.broken_csv import read_broken_csv
from handbook.text.decoding import NEWLINE, decoded

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
        if hidden or not (path.is_file() or path.is_symlink()):
            continue
        # Nobody looks behind a link to a folder, which may lead anywhere.
        yield name, _rows(path, name) if path.is_file() else None


def _rows(path: Path, name: str) -> tuple[LooseRow, ...] | None:
    ending = path.suffix.casefold()
    try:
        if ending not in (*TABLES, *LISTS) or path.stat().st_size > MAX_BYTES:
            return None
        found = decoded(path.read_bytes())
    except OSError:
        return None
    if found is None:
        return None
    text = found.text.replace("\0", "")
    return tuple(_table(text, name) if ending in TABLES else _list(text, name))


def _table(text: str, name: str) -> Iterator[LooseRow]:
    found = read_broken_csv(text, ())
    last = len(found.labels) - 1
    for record in found.records:
        # What is too much belongs to the last cell: a comma in a name parts it in two.
        whole = (*record.cells[:last], found.delimiter.join(filter(None, record.cells[last:])))
        cells = {label: cell for label, cell in zip(found.labels, whole, strict=False) if cell}
        if cells:
            yield LooseRow(Place(name, record.line), cells)


def _list(text: str, name: str) -> Iterator[LooseRow]:
    parsed = parse_yaml(text, name)
    if parsed.value is not None:
        for path, cells in _maps(parsed.value, ""):
            yield LooseRow(parsed.where(path), cells)
        return
    for number, line in enumerate(NEWLINE.split(text), 1):
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
