"""Rows: every table and list of a programme, read, judged and typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handbook.content_type import ContentType, RecordList, Table
from handbook.languages import Languages, Text
from handbook.problems import Place, Problem, in_reading_order
from handbook.reading.documents.conventions import DeclaredConventions
from handbook.reading.documents.declarations import Additions
from handbook.reading.documents.defaults import read_tree
from handbook.reading.files import label, read_text
from handbook.reading.sheets.additions import taken_names
from handbook.reading.sheets.cells import CellFault, Conventions
from handbook.reading.sheets.checking import Checked, check
from handbook.reading.sheets.columns import Column, columns_of
from handbook.reading.sheets.csv_table import read_csv_table
from handbook.reading.sheets.schemas import load_schema
from handbook.reading.sheets.typed_table import (
    Sheet,
    TableKey,
    TypedTable,
    empty_sheet,
    type_table,
    without_tombstones,
)
from handbook.reading.sheets.words import with_terms
from handbook.reading.sheets.yaml_list import yaml_list
from handbook.row import ExtraValue, Link, Row
from handbook.schema import LINK, LISTS
from handbook.text.designations import Names
from handbook.text.ranges import ANY_MARK

Cells = Sequence[Any]
"""Values of one column."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Rows:
    """The sound rows of each table, and the problems of the others.

    A row with a problem is left out, so that whoever takes the rows can trust their types.
    """

    rows: Mapping[TableKey, tuple[Row, ...]]
    """By name of the content type, and slug of the edition or nothing."""
    problems: tuple[Problem, ...]
    tables: Mapping[TableKey, TypedTable]
    """The tables with all their rows, as they stand."""


def read_rows(
    root: Path,
    content_types: Sequence[ContentType],
    editions: Sequence[str],
    declared: DeclaredConventions,
    additions: Additions,
) -> Rows:
    """Read every table and list of records of a programme.

    Args:
        root: The project's folder.
        content_types: Those made from YAML documents are passed over.
        editions: Slugs of the editions, each of which has its own tables.
        declared: The programme's languages, and how dates and decimals may be written.
        additions: The programme's vocabularies and extra columns; its problems are not repeated.

    Raises:
        SchemaError: the schema of a content type is at fault.
    """
    tables = dict(_tables(root, content_types, editions, declared, additions))
    rows: dict[TableKey, tuple[Row, ...]] = {}
    problems = [*_edition_names(editions), *taken_names(content_types, additions)]
    for key, checked in check(tables).items():
        rows[key], faults = _rows(tables[key], checked)
        problems += [*tables[key].sheet.problems, *checked.problems, *faults]
    if additions.fields_lost:
        problems = [problem for problem in problems if problem.code != "column-unknown"]
    return Rows(rows, in_reading_order(problems), tables)


def _tables(
    root: Path,
    content_types: Sequence[ContentType],
    editions: Sequence[str],
    declared: DeclaredConventions,
    additions: Additions,
) -> Iterator[tuple[TableKey, TypedTable]]:
    """Read every table, and type its cells; a name may stand for an id of a table read before."""
    names: dict[str, Names] = {}
    languages = declared.languages
    for key, kind, path in _sources(content_types, editions):
        schema = load_schema(kind.schema)
        extras = [extra for extra in additions.extra_fields if extra.table == kind.name]
        columns = columns_of(schema, languages, extras)
        conventions = Conventions(
            languages,
            declared.date_order,
            # YAML writes its numbers with a point, whatever a spreadsheet does.
            declared.decimal_mark if isinstance(kind.source, Table) else ANY_MARK,
            additions.vocabularies,
            lenient=additions.words_lost,
            names={one: names[kind] for one, kind in schema.references.items() if kind in names},
            spreadsheet=isinstance(kind.source, Table),
        )
        sheet = without_tombstones(_sheet(root, kind, path, columns, languages), schema)
        table = type_table(key, schema, columns, conventions, sheet)
        if table.names and not kind.per_edition:
            names[kind.name] = table.names
        yield key, table


def _sources(
    content_types: Sequence[ContentType], editions: Sequence[str]
) -> Iterator[tuple[TableKey, ContentType, str]]:
    for kind in content_types:
        if not isinstance(kind.source, Table | RecordList):
            continue
        if kind.per_edition:
            for edition in filter(_SLUG.fullmatch, editions):
                yield (kind.name, edition), kind, kind.path_of(edition)
        else:
            yield (kind.name, ""), kind, kind.source.path


def _sheet(
    root: Path, kind: ContentType, path: str, columns: Sequence[Column], languages: Languages
) -> Sheet:
    optional, folder = kind.source.optional, kind.source.folder
    if not isinstance(kind.source, Table):
        tree = read_tree(root, path, languages, optional=optional, folder=folder)
        return yaml_list(tree, columns)
    file = read_text(root, path, optional=optional, folder=folder)
    if file.text is None:
        return empty_sheet(file.path, file.problems)
    return read_csv_table(file.text, file.path, columns)


def _edition_names(editions: Sequence[str]) -> list[Problem]:
    """Find the folders of editions whose name cannot be part of an address."""
    return [
        Problem(Place(label(f"editions/{edition}")), "edition-name", value=edition)
        for edition in editions
        if not _SLUG.fullmatch(edition)
    ]


def _rows(table: TypedTable, checked: Checked) -> tuple[tuple[Row, ...], list[Problem]]:
    """Make rows of what is sound: texts of their languages, terms of their words."""
    present = [column.name for column in table.sheet.columns]
    numbers = list(checked.rows)
    by_name = dict(zip(present, zip(*checked.rows.values(), strict=True), strict=False))
    empty = (None,) * len(numbers)
    values: dict[str, Cells] = {}
    problems: dict[int, list[Problem]] = {}
    for field in table.schema.fields:
        siblings = [column for column in table.columns if column.field.name == field.name]
        cells = [by_name.get(column.name, empty) for column in siblings]
        if field.translatable:
            values[field.name], faults = _texts(siblings, cells)
            for at, (column, fault) in faults.items():
                problems.setdefault(at, []).append(table.problem(numbers[at], column, fault))
        else:
            values[field.name] = with_terms(field, cells[0], table.conventions)
    extras = {
        column.extra: with_terms(column.field, by_name.get(column.name, empty), table.conventions)
        for column in table.columns
        if column.extra
    }
    told = [problem for found in problems.values() for problem in found]
    if any(column.field.required and column.name not in present for column in table.columns):
        # No row is whole where a whole column is not there; that has been told.
        return (), told
    rows = tuple(
        Row(
            dict(zip(values, cells, strict=True)),
            table.sheet.rows[number].where,
            table.key[1],
            tuple(ExtraValue(extra, found[at]) for extra, found in extras.items()),
        )
        for at, (number, cells) in enumerate(
            zip(numbers, zip(*values.values(), strict=True), strict=True)
        )
        if at not in problems
    )
    return rows, told


def _texts(
    columns: Sequence[Column], cells: Sequence[Cells]
) -> tuple[Cells, dict[int, tuple[Column, CellFault]]]:
    """Join the columns of a translatable field, the default language first.

    Returns:
        Texts, and what is wrong, by position: the column to tell it at, and the fault.
    """
    languages = [column.language for column in columns]
    many = columns[0].field.type in LISTS
    if not many and all(cell is None for others in cells[1:] for cell in others):
        # Most texts are in one language, or a default's.
        return [
            cell if cell is None or isinstance(cell, Text) else Text.of(cell, languages[0])
            for cell in cells[0]
        ], {}
    links = columns[0].field.descriptor.get("format") == LINK
    join = _named_links if links else _joined if many else _text
    texts: list[Any] = []
    faults: dict[int, tuple[Column, CellFault]] = {}
    for at, versions in enumerate(zip(*cells, strict=True)):
        filled = [(code, cell) for code, cell in zip(languages, versions, strict=True) if cell]
        joined = join(filled, languages[0])
        texts.append(joined)
        if isinstance(joined, CellFault):
            beside = (
                column for column, cell in zip(columns[1:], versions[1:], strict=True) if cell
            )
            faults[at] = next(beside), joined
    return texts, faults


def _text(filled: Sequence[tuple[str, Any]], default: str) -> Text | CellFault | None:
    if not filled:
        return None
    if filled[0][0] != default:
        return CellFault("text-default", {"language": default}, "")
    first = filled[0][1]
    return first if isinstance(first, Text) else Text(tuple(filled))


def _named_links(
    filled: Sequence[tuple[str, Sequence[Link]]], default: str
) -> tuple[Link, ...] | CellFault:
    """Join what links are called in several languages, each by its address."""
    if not filled:
        return ()
    if filled[0][0] != default:
        return CellFault("text-default", {"language": default}, "")
    names = {link.target: {default: str(link.label)} for link in filled[0][1] if link.label}
    for code, links in filled[1:]:
        for link in links:
            if link.target not in names:
                return CellFault("link-translation", {"language": default}, link.target)
            if link.label:
                names[link.target][code] = str(link.label)
    return tuple(
        replace(link, label=Text(tuple(names[link.target].items()))) if link.label else link
        for link in filled[0][1]
    )


def _joined(
    filled: Sequence[tuple[str, Sequence[Any]]], default: str
) -> tuple[Text, ...] | CellFault:
    """Join lists of one text in several languages item by item."""
    if not filled:
        return ()
    if filled[0][0] != default:
        return CellFault("text-default", {"language": default}, "")
    if len({len(items) for _, items in filled}) > 1:
        expected = len(filled[0][1])
        return CellFault("text-count", {"language": default, "expected": expected}, "")
    codes = [code for code, _ in filled]
    return tuple(
        # An item of YAML may be a map of languages itself.
        items[0]
        if isinstance(items[0], Text)
        else Text(tuple(zip(codes, map(str, items), strict=True)))
        for items in zip(*(items for _, items in filled), strict=True)
    )
