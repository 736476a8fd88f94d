"""Keys: the ids of a table, those that are too alike, and those that a fault only hides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from handbook.problems import Problem
from handbook.reading.sheets.prepared import Prepared
from handbook.reading.sheets.values import Fault
from handbook.text.folding import bare, plain

_PARTS = re.compile(r"[,;\t|]")


def key_values(table: Prepared, name: str) -> list[Any]:
    """List the values of a key column; a refused one as it stands, so that it can be named.

    People who withdrew are still known by their opaque ids.
    """
    columns = [column.name for column in table.found.columns]
    if name not in columns:
        return []
    index = columns.index(name)
    pairs = zip(table.cells, table.found.records, strict=True)
    values = [cells[index] if cells[index] is not None else raw[index] for cells, raw in pairs]
    person = table.schema.person
    return [*values, *table.found.withdrawn] if person and person.id == name else values


class Hidden:
    """The ids that a table may well have, behind faults of its own that are told already.

    Where a row has no id at all, that is any id.
    """

    def __init__(self, table: Prepared, name: str) -> None:
        pattern = table.schema.field(name).descriptor.get("constraints", {}).get("pattern")
        rule = re.compile(pattern) if pattern else None
        self._any = False
        self._bare: set[str] = set()
        values = key_values(table, name)[: len(table.cells)]
        for record, value in enumerate(values):
            if record in table.found.doubtful:
                # Its cells may hold several, or stand in wrong columns.
                cells = [cell for cell in table.found.records[record] if isinstance(cell, str)]
                self._bare |= {bare(part) for cell in cells for part in _PARTS.split(cell)}
            elif not isinstance(value, str) or not value:
                self._any = True
            elif (record, name) in table.problems or (rule and not rule.fullmatch(value)):
                self._bare.add(bare(value))

    def __contains__(self, value: object) -> bool:
        return self._any or bare(str(value)) in self._bare


def similar_keys(table: Prepared, wrong: Collection[int]) -> Iterator[tuple[int, Problem]]:
    """Find records whose key differs from an earlier one only in case or accents.

    Args:
        table: The table.
        wrong: Records that have a problem already, which are passed over.
    """
    names = table.schema.descriptor.get("primaryKey", [])
    columns = [column.name for column in table.found.columns]
    if not names or not set(names) <= set(columns):
        return
    parts = [map(str, key_values(table, name)[: len(table.cells)]) for name in names]
    keys = list(map("\0".join, zip(*parts, strict=True)))
    # Of most tables this is the whole cost: their keys are plain letters, and all differ.
    alike = str.casefold if all(map(str.isascii, keys)) else plain
    if len(set(map(alike, keys))) == len(keys):
        return
    first: dict[str, int] = {}
    for record, key in enumerate(keys):
        if record in wrong:
            continue
        earlier = first.setdefault(plain(key), record)
        if earlier != record and keys[earlier] != key:
            column = table.found.columns[columns.index(names[0])]
            fault = Fault("id-similar", {"first": table.found.locate(earlier).line})
            yield record, table.problem(record, column, fault, key.partition("\0")[0])
