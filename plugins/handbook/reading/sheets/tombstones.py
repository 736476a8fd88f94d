"""Tombstones: what is left of a person who withdrew, an opaque id that other tables may count."""

from __future__ import annotations

import re
from dataclasses import replace

from handbook.problems import Place, Problem
from handbook.reading.sheets.found import FoundTable
from handbook.row import PersonColumns, Schema

_TOMBSTONE = re.compile(r"withdrawn-[0-9a-f]{8}")


def is_tombstone(id: object) -> bool:
    """Say whether an id is that of somebody who withdrew."""
    return isinstance(id, str) and _TOMBSTONE.fullmatch(id) is not None


def without_tombstones(found: FoundTable, schema: Schema) -> FoundTable:
    """Take the tombstones out of the records of a table, keeping their ids."""
    names = [column.name for column in found.columns]
    if schema.person is None or schema.person.id not in names:
        return found
    at = names.index(schema.person.id)
    kept = [number for number, cells in enumerate(found.records) if not is_tombstone(cells[at])]
    if len(kept) == len(found.records):
        return found
    position = {number: index for index, number in enumerate(kept)}
    gone = [number for number in range(len(found.records)) if number not in position]

    def locate(record: int, column: str = "") -> Place:
        return found.locate(kept[record], column)

    return replace(
        found,
        records=[found.records[number] for number in kept],
        locate=locate,
        problems=(*found.problems, *_filled(found, names, schema.person, gone)),
        doubtful=frozenset(position[n] for n in found.doubtful if n in position),
        refused={(position[n], name): p for (n, name), p in found.refused.items() if n in position},
        withdrawn=tuple(found.records[number][at] for number in gone),
    )


def _filled(
    found: FoundTable, names: list[str], person: PersonColumns, gone: list[int]
) -> list[Problem]:
    """Find tombstones that still hold something of the person."""
    empty = {person.id, person.consent}
    problems = []
    for number in gone:
        left = [
            name
            for name, cell in zip(names, found.records[number], strict=True)
            if cell and name not in empty
        ]
        if left:
            place = found.locate(number, left[0])
            problems.append(Problem(place, "tombstone-filled", left[0]))
    return problems
