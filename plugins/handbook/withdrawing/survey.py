"""Survey: every record that tells of a person or refers to one, as it stands in the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from handbook.problems import Place
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import FIELDS, label
from handbook.reading.sheets.tombstones import is_tombstone
from handbook.text.encoding import FoundText, found_text
from handbook.withdrawing.described import Described
from handbook.withdrawing.files import Files
from handbook.withdrawing.loose import LooseRow, LooseTable
from handbook.withdrawing.loose_csv import read_loose_csv
from handbook.withdrawing.loose_yaml import read_loose_yaml
from handbook.withdrawing.names import forms_of


@dataclass(frozen=True, slots=True)
class Found:
    """One record of one file."""

    table: Described
    path: str
    row: LooseRow
    has_id: bool
    """Whether its file has a column of ids."""

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.path, self.row.line)

    @property
    def id(self) -> str:
        """The person's own id, small letters; empty where the record has none.

        Where no heading says which cell it is, the first one is taken for it.
        """
        if not self.table.id:
            return ""
        first = "" if self.has_id else next(iter(self.row.cells), "")
        return self.row.values.get(self.table.id, first).casefold()

    @property
    def name(self) -> str:
        """The full name that it tells."""
        person = self.table.person
        return self.row.values.get(person.name, "") if person else ""

    @property
    def forms(self) -> frozenset[tuple[str, ...]]:
        """The ways to write that name."""
        return forms_of(self.name)

    def referred(self) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
        """Give what it refers to: name of the table, id, and where the id stands."""
        for column, target in self.table.references.items():
            value = self.row.values.get(column, "").casefold()
            if value:
                yield target, value, self.row.spans.get(column)
            if column not in self.row.values or not self.row.aligned:
                cells = zip(self.row.cells, self.row.cell_spans, strict=False)
                yield from ((target, cell.casefold(), span) for cell, span in cells if cell)


@dataclass(frozen=True)
class Sheet:
    """One file of records."""

    table: Described
    path: str
    file: FoundText
    loose: LooseTable

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """Its records, without those of people who withdrew before."""
        columns = self.loose.columns
        has_id = self.table.in_yaml or self.table.id in columns
        found = [Found(self.table, self.path, row, has_id) for row in self.loose.rows]
        return tuple(each for each in found if not is_tombstone(each.id))


@dataclass(frozen=True)
class Survey:
    """What there is about people in some files."""

    files: Files
    tables: tuple[Described, ...]
    sheets: tuple[Sheet, ...]
    unreadable: tuple[Place, ...]
    """Files of records that are no text."""
    hidden: frozenset[tuple[str, str]]
    """Extra columns that the programme does not publish: names of table and column."""

    @cached_property
    def paths(self) -> Sequence[str]:
        """Every file."""
        return self.files.paths()

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """Every record."""
        return tuple(found for sheet in self.sheets for found in sheet.found)

    @cached_property
    def people(self) -> tuple[Found, ...]:
        """Every record that is or holds a person."""
        return tuple(found for found in self.found if found.table.person)

    @cached_property
    def targets(self) -> frozenset[str]:
        """Names of the tables of people that others refer to."""
        people = {table.name for table in self.tables if table.id}
        named = {target for table in self.tables for target in table.references.values()}
        return frozenset(people & named)

    def referred(self, found: Found) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
        """Give the people that a record refers to: table, id, and where the id stands."""
        return (each for each in found.referred() if each[0] in self.targets)


def survey(files: Files, tables: Sequence[Described]) -> Survey:
    """Read the tables of people, and those that refer to them, without judging them."""
    sheets: list[Sheet] = []
    unreadable: list[Place] = []
    for path in files.paths():
        table = next((table for table in tables if table.pattern.fullmatch(path)), None)
        if table is None:
            continue
        file = _text(files, path)
        if file is None:
            unreadable.append(Place(path))
        else:
            loose = _loose(table, file.text)
            sheets.append(Sheet(table, path, file, loose))
    return Survey(files, tuple(tables), tuple(sheets), tuple(unreadable), _hidden(files))


def _loose(table: Described, text: str) -> LooseTable:
    return read_loose_yaml(text) if table.in_yaml else read_loose_csv(text, table.columns)


def _text(files: Files, path: str) -> FoundText | None:
    try:
        return found_text(files.read(path))
    except OSError:
        return None


def _hidden(files: Files) -> frozenset[tuple[str, str]]:
    """Name the extra columns that are not declared public, whatever else is wrong with them."""
    path = label(FIELDS)
    file = _text(files, path) if path in files.paths() else None
    listed = parse_yaml(file.text, path).value if file else None
    return frozenset(
        (str(item.get("table")), str(item.get("name")))
        for item in (listed if isinstance(listed, list) else ())
        if isinstance(item, dict) and item.get("privacy") != "public"
    )
