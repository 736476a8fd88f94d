"""Braces: the signs of placeholders, told where nothing is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from handbook.content_type import ContentType, RecordList, Table
from handbook.problems import Place, Problem, Severity
from handbook.reading.attached_files import lines_of_texts
from handbook.reading.documents.declarations import Additions
from handbook.reading.sheets.schemas import load_schema
from handbook.reading.sheets.typed_table import TableKey, TypedTable

BRACES = re.compile(r"\{[{%]")


def holds_templates(kind: ContentType) -> bool:
    """Say whether the texts of a type have placeholders: in YAML, unless people speak in it."""
    if isinstance(kind.source, RecordList):
        return load_schema(kind.schema).person is None
    return not isinstance(kind.source, Table)


def literal_braces(
    tables: Mapping[TableKey, TypedTable],
    files: Mapping[str, bytes],
    additions: Additions,
    content_types: Sequence[ContentType],
) -> Iterator[Problem]:
    """Tell placeholders in tables, words, biographies and what people said: they stay as they are.

    Args:
        tables: the tables with all their rows.
        files: what lies beside the tables, by path from `programme/`.
        additions: the words of the programme.
        content_types: the kinds of record.
    """
    plain = {kind.name for kind in content_types if not holds_templates(kind)}
    for (name, _), table in tables.items():
        if name in plain:
            yield from _in_cells(table)
    for place, wording in additions.wordings():
        if BRACES.search(wording):
            yield _told(place, "title")
    for place, line in lines_of_texts(files, plain):
        if BRACES.search(line):
            yield _told(place, "")


def _in_cells(table: TypedTable) -> Iterator[Problem]:
    for row in table.sheet.rows:
        for column, cell in zip(table.sheet.columns, row.cells, strict=False):
            if isinstance(cell, str) and "{" in cell and BRACES.search(cell):
                yield _told(row.where(column.name), column.name)


def _told(place: Place, field: str) -> Problem:
    return Problem(place, "placeholder-literal", field, severity=Severity.WARNING)
