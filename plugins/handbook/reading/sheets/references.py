"""References: what the table that a column refers to may hold besides its sound ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from handbook.reading.sheets.typed_table import TypedTable
from handbook.text.folding import bare, words_of
from handbook.text.oddities import plainly

_PARTS = re.compile(r"[,;\t|]")


class HiddenIds:
    """The ids that a table may well have, behind faults of its own that are told already.

    Where a row has no id at all, that is any id.
    """

    def __init__(self, table: TypedTable, name: str, sound: Iterable[object] = ()) -> None:
        """Take the table, the column of its ids, and which of the sound ones count as well."""
        self._sound = frozenset(sound)
        pattern = table.schema.field(name).descriptor.get("constraints", {}).get("pattern")
        self._any = table.sheet.broken
        self._bare: set[str] = set()
        # The ids of those who withdrew stand behind those of the rows.
        keys = table.keys(name)[: len(table.sheet.rows)]
        for number, (value, row) in enumerate(zip(keys, table.sheet.rows, strict=False)):
            if row.doubtful:
                # Its cells may hold several, or stand in wrong columns.
                cells = [cell for cell in row.cells if isinstance(cell, str)]
                self._bare |= {bare(part) for cell in cells for part in _PARTS.split(cell)}
            elif not isinstance(value, str) or not value:
                self._any = True
            elif (number, name) in table.refused or (pattern and not re.fullmatch(pattern, value)):
                self._bare |= {bare(value), bare(plainly(value))}

    def __contains__(self, value: object) -> bool:
        return self._any or value in self._sound or bare(str(value)) in self._bare


def bearers(table: TypedTable, key: str) -> Mapping[frozenset[str], str]:
    """Return the ids of the people of a table by the words of their names, which only one bears."""
    person = table.schema.person
    if person is None or not person.id:
        return {}
    ids: dict[frozenset[str], set[str]] = {}
    keys = table.keys(key)[: len(table.cells)]
    for id, called in zip(keys, table.keys(person.name), strict=False):
        if isinstance(id, str) and isinstance(called, str):
            ids.setdefault(frozenset(words_of(called)), set()).add(id)
    return {called: min(found) for called, found in ids.items() if called and len(found) == 1}
