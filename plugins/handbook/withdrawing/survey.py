"""Survey: every record that tells of a person or refers to one, as it stands in the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from handbook.problems import Place
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import FIELDS, label
from handbook.reading.sheets.typed_table import is_tombstone
from handbook.repository.trees import Tree
from handbook.schema import LISTS
from handbook.text.addresses import emails_in
from handbook.text.decoding import Decoded, clean, decoded
from handbook.text.folding import plain, words_of
from handbook.text.names import forms_of
from handbook.withdrawing.editable_tables import (
    EditableRow,
    EditableTable,
    read_editable_csv,
    read_editable_yaml,
)
from handbook.withdrawing.people_tables import PeopleTable

Key = tuple[str, str]
"""Name of a table, and id of a person in it."""
ORGANISATIONS = "organisations"
_ITEM = re.compile(r"""[^\s;,"'\[\]]+""")
"""An id in a list, as tables and YAML write one."""
Facts = frozenset[str]
"""What two records of one person have in common besides the name: organisations, addresses."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One record of one file."""

    table: PeopleTable
    path: str
    row: EditableRow
    has_id: bool
    """Whether its file has a column of ids."""
    text: str = field(repr=False, compare=False)
    """The text of its file."""
    called: Mapping[str, str] = field(repr=False, compare=False)
    """Ids of organisations by what they are called, which may stand for them."""

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.path, self.row.line)

    @property
    def spot(self) -> tuple[str, int]:
        """By what it is told from every other: its file, and the offset at which it begins."""
        return self.path, self.row.start

    @property
    def key(self) -> Key:
        """What others refer to it by."""
        return self.table.name, self.id

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
    def row_id(self) -> str:
        """By what its file tells it from other rows, be it a person's own id or not."""
        (key, *_) = self.table.schema.descriptor["primaryKey"]
        return self.id or self.row.values.get(key, "").casefold()

    @property
    def known_as(self) -> str:
        """By what it is known again in another version of its file."""
        return f"{self.path}#{self.row_id}#{' '.join(words_of(self.name))}"

    @property
    def name(self) -> str:
        """The full name that it tells."""
        person = self.table.person
        return self.row.values.get(person.name, "") if person else ""

    @property
    def forms(self) -> frozenset[tuple[str, ...]]:
        """The ways to write that name."""
        return forms_of(self.name)

    @property
    def facts(self) -> Facts:
        """What it says of the person by which two of one name are told apart."""
        organisations = {
            id
            for column, target in self.table.references.items()
            if target == ORGANISATIONS and self.row.aligned
            for id in (self.called.get(plain(given), given) for given, _ in self._ids(column))
        }
        if self.table.name == ORGANISATIONS:
            organisations.add(self.row_id)
        addresses = {each.casefold() for cell in self.row.cells for each in emails_in(cell)}
        return frozenset(organisations | addresses) - {""}

    def _ids(self, column: str) -> Iterator[tuple[str, tuple[int, int] | None]]:
        """Give each id in the column of a reference, and where it stands; None for unclear."""
        value, span = self.row.values.get(column, "").casefold(), self.row.spans.get(column)
        described = self.table.field_of(column)
        if described is None or described.type not in LISTS or ";" not in value:
            yield value, span
            return
        ids = [id for id in map(clean, value.split(";")) if id]
        stands = [each.span() for each in _ITEM.finditer(self.text, *span)] if span else []
        written = [self.text[start:end].casefold() for start, end in stands]
        yield from zip(ids, stands if written == ids else (None,) * len(ids), strict=True)

    def referred(self, *, own: bool) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
        """Give what it refers to: name of the table, id, and where the id stands.

        Args:
            own: whether to leave out of whom else the person speaks.
        """
        another = self.table.person.about if own and self.table.person else ""
        for column, target in self.table.references.items():
            if column == another:
                continue
            yield from ((target, id, span) for id, span in self._ids(column) if id)
            if column not in self.row.values or not self.row.aligned:
                cells = zip(self.row.cells, self.row.cell_spans, strict=False)
                yield from ((target, cell.casefold(), span) for cell, span in cells if cell)


@dataclass(frozen=True)
class SurveyedFile:
    """One file of records."""

    table: PeopleTable
    path: str
    file: Decoded
    records: EditableTable
    called: Mapping[str, str] = field(default_factory=dict)
    """Ids of organisations by what they are called."""

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """Its records, without those of people who withdrew before."""
        columns = self.records.columns
        has_id = self.table.in_yaml or self.table.id in columns
        text = self.file.text
        rows, called = self.records.rows, self.called
        traces = [Trace(self.table, self.path, row, has_id, text, called) for row in rows]
        return tuple(each for each in traces if not is_tombstone(each.id))


@dataclass(frozen=True)
class Survey:
    """What there is about people in some files."""

    tree: Tree
    tables: tuple[PeopleTable, ...]
    sheets: tuple[SurveyedFile, ...]
    unreadable: tuple[Place, ...]
    """Files of records that are no text."""
    hidden: frozenset[tuple[str, str]]
    """Extra columns that the programme does not publish: names of table and column."""

    @cached_property
    def paths(self) -> Sequence[str]:
        """Every file."""
        return self.tree.paths()

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """Every record."""
        return tuple(trace for sheet in self.sheets for trace in sheet.traces)

    @cached_property
    def people(self) -> tuple[Trace, ...]:
        """Every record that is or holds a person."""
        return tuple(trace for trace in self.traces if trace.table.person)

    @cached_property
    def targets(self) -> frozenset[str]:
        """Names of the tables of people that others refer to."""
        people = {table.name for table in self.tables if table.id}
        named = {target for table in self.tables for target in table.references.values()}
        return frozenset(people & named)

    def referred(
        self, trace: Trace, *, own: bool = False
    ) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
        """Give the people that a record refers to: table, id, and where the id stands.

        Args:
            trace: the record.
            own: whether only those as whom it may know its own person.
        """
        return (each for each in trace.referred(own=own) if each[0] in self.targets)


def surveyed(tree: Tree, tables: Sequence[PeopleTable]) -> Survey:
    """Read the tables of people, and those that refer to them, without judging them."""
    sheets: list[SurveyedFile] = []
    unreadable: list[Place] = []
    for path in tree.paths():
        table = next((table for table in tables if table.pattern.fullmatch(path)), None)
        if table is None:
            continue
        file = _text(tree, path)
        if file is None:
            unreadable.append(Place(path))
        else:
            records = (
                read_editable_yaml(file.text)
                if table.in_yaml
                else read_editable_csv(file.text, table.columns)
            )
            sheets.append(SurveyedFile(table, path, file, records))
    called = {
        plain(row.values.get("name", "")): row.values.get("id", "").casefold()
        for sheet in sheets
        if sheet.table.name == ORGANISATIONS
        for row in sheet.records.rows
    }
    known = tuple(replace(sheet, called=called) for sheet in sheets)
    return Survey(tree, tuple(tables), known, tuple(unreadable), _hidden(tree))


def _text(tree: Tree, path: str) -> Decoded | None:
    try:
        return decoded(tree.read(path))
    except OSError:
        return None


def _hidden(tree: Tree) -> frozenset[tuple[str, str]]:
    """Name the extra columns that are not declared public, whatever else is wrong with them."""
    path = label(FIELDS)
    file = _text(tree, path) if path in tree.paths() else None
    listed = parse_yaml(file.text, path).value if file else None
    return frozenset(
        (str(item.get("table")), str(item.get("name")))
        for item in (listed if isinstance(listed, list) else ())
        if isinstance(item, dict) and item.get("privacy") != "public"
    )


def attachments(survey: Survey, ids: Iterable[Key]) -> list[str]:
    """Name the biographies and photos of people: files named by their id, whatever the ending.

    A photo stays while somebody else of that id remains.
    """
    profiles = {table.name for table in survey.tables if table.is_profile}
    gone = {(table, id) for table, id in ids if table in profiles}
    staying = {
        trace.id for trace in survey.people if trace.table.is_profile and trace.key not in gone
    }
    named = {
        (folder, id)
        for table, id in gone
        for folder in (table, "photos")
        if folder == table or id not in staying
    }
    return [
        path
        for path in survey.paths
        if len(parts := path.casefold().split("/")) == 3
        and parts[0] in {"programme", "private"}
        and (parts[1], parts[2].partition(".")[0]) in named
    ]
