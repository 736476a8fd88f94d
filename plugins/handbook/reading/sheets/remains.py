"""Remains: what programs leave in texts, told where it would be published as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from handbook.content_type import ContentType
from handbook.problems import Place, Problem, Severity
from handbook.reading.attached_files import longer_texts
from handbook.reading.documents.declarations import Additions
from handbook.reading.sheets.cells import CellFault
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.typed_table import TableKey, TypedTable
from handbook.schema import Privacy
from handbook.text.oddities import oddities, oddities_of_prose

_PLAIN = re.compile(r"[ -%'-Z\[\]^-z{|}~]*")
"""Texts in which nothing of the kind can be, but for those that are one word alone."""
_SHORT = 40
"""Letters that what stands for no value has at most."""
_FORMAL = {"enum", "pattern", "itemEnum", "itemPattern"}


def left_by_programs(
    tables: Mapping[TableKey, TypedTable],
    files: Mapping[str, bytes],
    additions: Additions,
    content_types: Sequence[ContentType],
) -> Iterator[Problem]:
    """Warn of what programs write for no value, of letters and entities read wrongly, and of turns.

    Args:
        tables: the tables with all their rows.
        files: what lies beside the tables, by path from `programme/`.
        additions: the words of the programme.
        content_types: the kinds of record.
    """
    for table in tables.values():
        for at, column in enumerate(table.sheet.columns):
            if _may_hold_words(column, table):
                yield from _in_column(table, at, column)
    for place, wording in additions.wordings():
        for fault in _faults(wording, markup=False):
            yield _warning(place, fault, "title")
    for path, text in longer_texts(files, {kind.name for kind in content_types}):
        for line, code, part, meant in oddities_of_prose(text):
            yield _warning(Place(path, line), _fault(code, part, meant))


def _may_hold_words(column: Column, table: TypedTable) -> bool:
    field = column.field
    given = field.descriptor
    return (
        field.type in {"string", "list"}
        and field.privacy is not Privacy.PRIVATE
        and not field.vocabulary
        and not {"format", "date", "time"} & given.keys()
        and not _FORMAL & given.get("constraints", {}).keys()
        and column.name not in table.schema.references
    )


def _in_column(table: TypedTable, at: int, column: Column) -> Iterator[Problem]:
    # Most columns repeat few values.
    known: dict[str, tuple[CellFault, ...]] = {}
    for number, row in enumerate(table.sheet.rows):
        cell = row.cells[at]
        for text in (cell,) if isinstance(cell, str) else cell if isinstance(cell, list) else ():
            if not isinstance(text, str):
                continue
            if text not in known:
                plain = len(text) > _SHORT and _PLAIN.fullmatch(text)
                known[text] = () if plain else (*_faults(text, markup=column.field.markdown),)
            for fault in known[text]:
                if (number, column.name) not in table.refused and not row.doubtful:
                    told = table.problem(number, column, fault)
                    yield replace(told, severity=Severity.WARNING)


def _faults(text: str, *, markup: bool) -> Iterator[CellFault]:
    for code, part, meant in oddities(text, markup=markup):
        yield _fault(code, part, meant)


def _fault(code: str, part: str, meant: str) -> CellFault:
    return CellFault(code, {"suggestion": meant} if meant else {}, part)


def _warning(place: Place, fault: CellFault, field: str = "") -> Problem:
    severity = Severity.WARNING
    return Problem(place, fault.code, field, fault.value or "", severity, fault.details)
