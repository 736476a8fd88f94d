"""Tables of people: what the schemas say about them, without any data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook.content_type import ContentType, RecordList, YamlDocument
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import Field, PersonColumns, Privacy, Schema


@dataclass(frozen=True)
class PeopleTable:
    """A table that tells of people, or refers to them."""

    name: str
    pattern: re.Pattern[str]
    """Matches the paths of its files from the project's root."""
    file: str
    """Path of its file, or the pattern of its files."""
    in_yaml: bool
    schema: Schema
    references: Mapping[str, str]
    """Columns that hold ids of another table: the name of that table by column."""
    has_entries: bool

    @property
    def person(self) -> PersonColumns | None:
        """The columns that tell of a person."""
        return self.schema.person

    @property
    def id(self) -> str:
        """The column of the person's own id; empty where a record is no person."""
        return self.person.id if self.person else ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(field.name for field in self.schema.fields)

    @property
    def is_profile(self) -> bool:
        """Whether each person has one record here, for all editions."""
        return bool(self.id) and "*" not in self.file

    def field_of(self, column: str) -> Field | None:
        """Return the field of a column, or of the wording in another language that it holds."""
        for field in self.schema.fields:
            if column == field.name:
                return field
            if field.translatable and re.fullmatch(rf"{field.name}_[A-Za-z]{{2,3}}\w*", column):
                return field
        return None

    def tombstone(self, id: str) -> dict[str, str]:
        """Return what a tombstone holds."""
        consent = self.person.consent if self.person else ""
        return {self.id: id, **({consent: "no"} if consent and not self.in_yaml else {})}

    def emptied(self, columns: Iterable[str], private: Iterable[str]) -> list[str]:
        """Name the columns of a record to be emptied when the person that it holds withdraws.

        Args:
            columns: the columns that there are.
            private: extra columns that the programme says are not public.
        """
        return [column for column in columns if column in private or self._held(column)]

    def _held(self, column: str) -> bool:
        field = self.field_of(column)
        if field is None:
            # Of a column that nothing describes, the heading decides: `champion_phone`.
            return self.person is not None and column.startswith(self.person.name)
        return field.privacy is not Privacy.PUBLIC

    def remarks(self, columns: Iterable[str]) -> list[str]:
        """Name the columns of text about whom a record refers to, which not everybody may see."""
        return [
            column
            for column in columns
            if (field := self.field_of(column)) is not None
            and field.privacy is not Privacy.PUBLIC
            and field.type == "string"
            and not field.required
        ]


def people_tables(content_types: Iterable[ContentType]) -> tuple[PeopleTable, ...]:
    """Return the tables that tell of people, and those that refer to them."""
    tables = [
        _people_table(kind) for kind in content_types if not isinstance(kind.source, YamlDocument)
    ]
    people = {table.name for table in tables if table.id}
    return tuple(
        table for table in tables if table.person or people & set(table.references.values())
    )


def _people_table(kind: ContentType) -> PeopleTable:
    schema = load_schema(kind.schema)
    return PeopleTable(
        name=kind.name,
        pattern=re.compile(re.escape(kind.file).replace(r"\*", "[^/]+"), re.IGNORECASE),
        file=kind.file,
        in_yaml=isinstance(kind.source, RecordList),
        schema=schema,
        references=schema.references,
        has_entries=kind.entries is not None,
    )
