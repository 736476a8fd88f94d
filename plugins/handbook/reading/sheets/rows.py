"""Rows: every table and list of a programme, read, judged and typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.content_type import ContentType, RecordList, Table
from handbook.languages import Languages
from handbook.problems import Place, Problem, in_reading_order
from handbook.reading.documents.declarations import Additions
from handbook.reading.files import FIELDS, label, read_text
from handbook.reading.sheets.columns import Column, columns_of
from handbook.reading.sheets.csv_table import read_csv_table
from handbook.reading.sheets.finished import Cells, finished, texts
from handbook.reading.sheets.found import FoundTable, RecordPlace, nothing
from handbook.reading.sheets.judging import Judged, judge
from handbook.reading.sheets.prepared import Key, Prepared, prepare
from handbook.reading.sheets.record_list import read_record_list
from handbook.reading.sheets.schemas import load_schema
from handbook.reading.sheets.tombstones import without_tombstones
from handbook.reading.sheets.values import UNDECLARED_ORDER, Reading
from handbook.row import ExtraField, ExtraValue, Privacy, Row

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Rows:
    """The sound rows of each table, and the problems of the others.

    A row with a problem is left out, so that whoever takes the rows can trust their types.
    """

    rows: Mapping[Key, tuple[Row, ...]]
    """By name of the content type, and slug of the edition or nothing."""
    problems: tuple[Problem, ...]


def read_rows(
    root: Path,
    content_types: Sequence[ContentType],
    editions: Sequence[str],
    languages: Languages,
    date_order: str,
    setup: Additions,
) -> Rows:
    """Read every table and list of records of a programme.

    Args:
        root: The project's folder.
        content_types: Those made from YAML documents are passed over.
        editions: Slugs of the editions, each of which has its own tables.
        languages: The programme's languages.
        date_order: `iso`, `dmy` or `mdy`: how dates may be written besides ISO.
        setup: The programme's vocabularies and extra columns; its problems are not repeated.

    Raises:
        SchemaError: the schema of a content type is at fault.
    """
    tables: dict[Key, Prepared] = {}
    for key, kind, path in _sources(content_types, editions):
        schema = load_schema(kind.schema)
        extras = [extra for extra in setup.extra_fields if extra.table == kind.name]
        columns = columns_of(schema, languages, extras)
        reading = Reading(
            languages,
            date_order,
            setup.vocabularies,
            lenient=setup.words_lost,
            spreadsheet=isinstance(kind.source, Table),
        )
        found = without_tombstones(_find(root, kind, path, columns), schema)
        tables[key] = prepare(key, schema, columns, reading, found)
    rows, problems = _judged(tables)
    if setup.fields_lost:
        problems = [problem for problem in problems if problem.code != "column-unknown"]
    problems += [*_edition_names(editions), *_taken_names(content_types, setup)]
    return Rows(rows, in_reading_order(_told_once(problems)))


def _told_once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Tell what one setting mends once for each column, where it comes first, and count it."""
    columns: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.code == UNDECLARED_ORDER:
            columns.setdefault((problem.place.path, problem.field), []).append(problem)
        else:
            yield problem
    for cells in columns.values():
        first = min(cells, key=lambda problem: problem.place)
        yield replace(first, details={**first.details, "count": len(cells)})


def _judged(tables: Mapping[Key, Prepared]) -> tuple[dict[Key, tuple[Row, ...]], list[Problem]]:
    judged = judge(tables)
    rows: dict[Key, tuple[Row, ...]] = {}
    problems: list[Problem] = []
    for key, table in tables.items():
        rows[key], more = _typed(table, judged[key])
        problems += [*table.found.problems, *judged[key].problems, *more]
    return rows, problems


def _sources(
    content_types: Sequence[ContentType], editions: Sequence[str]
) -> Iterator[tuple[Key, ContentType, str]]:
    for kind in content_types:
        if not isinstance(kind.source, Table | RecordList):
            continue
        if kind.per_edition:
            for edition in filter(_SLUG.fullmatch, editions):
                yield (kind.name, edition), kind, kind.source.path.replace("*", edition, 1)
        else:
            yield (kind.name, ""), kind, kind.source.path


def _find(root: Path, kind: ContentType, path: str, columns: Sequence[Column]) -> FoundTable:
    file = read_text(root, path, optional=kind.source.optional, folder=kind.source.folder)
    if file.text is None:
        return nothing(file.path, file.problems)
    read = read_csv_table if isinstance(kind.source, Table) else read_record_list
    return read(file.text, file.path, columns)


def _edition_names(editions: Sequence[str]) -> list[Problem]:
    """Find the folders of editions whose name cannot be part of an address."""
    return [
        Problem(Place(label(f"editions/{edition}")), "edition-name", value=edition)
        for edition in editions
        if not _SLUG.fullmatch(edition)
    ]


def _taken_names(content_types: Sequence[ContentType], setup: Additions) -> list[Problem]:
    """Find the extra columns that a table has already, or that no page would ever show."""
    problems = []
    kinds = {
        kind.name: kind for kind in content_types if isinstance(kind.source, Table | RecordList)
    }
    showing = sorted(name for name, kind in kinds.items() if kind.extra_columns)
    for extra in setup.extra_fields:
        kind = kinds.get(extra.table)
        place = setup.places.get((extra.table, extra.name), Place(label(FIELDS)))
        unseen = extra.privacy is not Privacy.PRIVATE and extra.table not in showing
        if kind is None or unseen:
            details = {"allowed": ", ".join(showing)}
            problems.append(Problem(place, "field-table", extra.name, extra.table, details=details))
        elif extra.name in {field.name for field in load_schema(kind.schema).fields}:
            problems.append(Problem(place, "field-taken", extra.name, extra.name))
    return problems


def _typed(table: Prepared, judged: Judged) -> tuple[tuple[Row, ...], list[Problem]]:
    """Make rows of the sound records: texts of their languages, terms of their words."""
    numbers = [number for number, record in enumerate(judged.records) if record is not None]
    records = [record for record in judged.records if record is not None]
    present = [column.name for column in table.found.columns]
    by_name = dict(zip(present, zip(*records, strict=True), strict=True)) if records else {}
    empty = (None,) * len(numbers)
    known = set(table.problems)
    values: dict[str, Cells] = {}
    for field in table.schema.fields:
        cells = by_name.get(field.name, empty)
        if field.translatable:
            siblings = {
                column.language: (column, by_name.get(column.name, empty))
                for column in table.columns
                if column.field.name == field.name
            }
            values[field.name] = texts(table, numbers, siblings)
        else:
            values[field.name] = finished(field, cells, table.reading)
    extras = {
        column.extra: finished(column.field, by_name.get(column.name, empty), table.reading)
        for column in table.columns
        if column.extra
    }
    problems = [found for spot, found in table.problems.items() if spot not in known]
    if any(column.required and column.name not in present for column in table.columns):
        # No row is whole where a whole column is not there; that has been told.
        return (), problems
    wrong = {record for record, _ in table.problems}
    return _rows(table, [n if n not in wrong else None for n in numbers], values, extras), problems


def _rows(
    table: Prepared,
    numbers: Sequence[int | None],
    values: Mapping[str, Cells],
    extras: Mapping[ExtraField, Cells],
) -> tuple[Row, ...]:
    names = list(values)
    rows = []
    for position, (number, cells) in enumerate(
        zip(numbers, zip(*values.values(), strict=True), strict=True)
    ):
        if number is None:
            continue
        extra = tuple(ExtraValue(field, found[position]) for field, found in extras.items())
        where = RecordPlace(table.found.locate, number)
        rows.append(Row(dict(zip(names, cells, strict=True)), where, table.key[1], extra))
    return tuple(rows)
