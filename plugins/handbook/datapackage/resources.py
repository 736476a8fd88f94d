"""Resources: the records of one content type as a table, with a schema of what it shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from handbook.content_type import ContentType
from handbook.content_types.editions import EDITIONS, PublicEdition
from handbook.datapackage.cells import UnknownValueError, cell, kind_of
from handbook.languages import Catalogue, Languages, Text, language_name
from handbook.problems import MASK
from handbook.programme import Programme
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import LISTS, ExtraField, Field, Privacy, Schema, Term
from handbook.text.addresses import without_emails

EDITION = "edition"
"""DataColumn that says to which edition a record belongs."""
_ABSENT = object()
_SAID = ("title", "description")
_KEPT = (*_SAID, "type", "format")
_FORMATS = ("uri", "email")
"""Formats that everybody knows."""


@dataclass(frozen=True)
class DataColumn:
    """One column: its field in the Table Schema, and its cells."""

    field: Mapping[str, Any]
    cells: tuple[str, ...]
    vocabulary: str = ""
    terms: tuple[Term, ...] = ()
    """The words of the vocabulary that stand in it."""

    @property
    def name(self) -> str:
        """Its label in the header."""
        return str(self.field["name"])


@dataclass(frozen=True)
class Resource:
    """One table of the data package."""

    name: str
    title: str
    description: str
    columns: tuple[DataColumn, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    """Own columns, the other table and its columns; whether they hold is not yet certain."""

    @property
    def path(self) -> str:
        """Name of its file."""
        return f"{self.name}.csv"

    @property
    def csv(self) -> bytes:
        """Its content, in UTF-8."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerow(column.name for column in self.columns)
        writer.writerows(zip(*(column.cells for column in self.columns), strict=True))
        return stream.getvalue().encode()

    def values(self, names: Sequence[str]) -> list[tuple[str, ...]] | None:
        """Return the cells of some columns, row by row; None where one of them is not there."""
        cells = {column.name: column.cells for column in self.columns}
        if not set(names) <= cells.keys():
            return None
        return list(zip(*(cells[name] for name in names), strict=True))


def resource_of(kind: ContentType, programme: Programme, catalogue: Catalogue) -> Resource | None:
    """Make the table of a content type; None where nothing of it is to be seen."""
    records = tuple(_records(kind, programme))
    if not records:
        return None
    schema = load_schema(kind.schema)
    languages = programme.languages
    columns = [
        column for each in schema.fields for column in _columns(each, kind, records, languages)
    ]
    columns += [
        column
        for extra in programme.extra_fields
        if extra.table == kind.name
        for column in _extra(extra, [record for _, record in records], languages)
    ]
    columns = [_linked(_worded(column, catalogue), programme, catalogue) for column in columns]
    keys = tuple(schema.descriptor.get("primaryKey", ()))
    if _by_edition(kind):
        columns.insert(0, _edition([slug for slug, _ in records], catalogue))
        keys = (EDITION, *keys)
    return Resource(
        kind.name,
        catalogue.described(schema.title),
        catalogue.described(schema.description),
        tuple(columns),
        keys,
        _foreign_keys(schema, kind),
    )


def _records(kind: ContentType, programme: Programme) -> Iterator[tuple[str, Any]]:
    """Give the records that may be seen, each with its edition."""
    if not kind.data.within:
        for record in programme.kinds.get(kind.name, ()):
            yield getattr(record, "edition", ""), record
        return
    for edition in programme.all(PublicEdition):
        for record in getattr(edition, kind.data.within):
            yield edition.id, record


def _by_edition(kind: ContentType) -> bool:
    """Say whether each edition has rows of its own, and is not a row itself."""
    return kind.per_edition and not kind.documents


def _foreign_keys(
    schema: Schema, kind: ContentType
) -> tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]:
    given = schema.descriptor.get("foreignKeys", ())
    keys = [
        (tuple(key["fields"]), key["reference"]["resource"], tuple(key["reference"]["fields"]))
        for key in given
        # The ids in a list are no key that Frictionless could follow.
        if not any(schema.field(name).type in LISTS for name in key["fields"])
    ]
    if _by_edition(kind):
        keys.insert(0, ((EDITION,), EDITIONS.name, ("id",)))
    return tuple(keys)


def _columns(
    given: Field, kind: ContentType, records: Sequence[tuple[str, Any]], languages: Languages
) -> Iterator[DataColumn]:
    """Make the column of a field, and one for each language it is translated into.

    Nobody's own address is in it, not even with consent: that is for people who read the page.
    """
    personal = given.privacy is not Privacy.PUBLIC
    if given.privacy is Privacy.PRIVATE or (personal and given.descriptor.get("format") == "email"):
        return
    path = kind.data.columns.get(given.name, given.name)
    values = [_value(record, path) for _, record in records]
    if all(value is _ABSENT for value in values):
        return
    values = [None if value is _ABSENT else value for value in values]
    described = {"name": given.name, **{k: v for k, v in given.descriptor.items() if k in _KEPT}}
    if described.get("format") not in _FORMATS:
        described.pop("format", None)
    constraints = given.descriptor.get("constraints", {})
    # Within its edition only.
    dropped = {"unique"} if _by_edition(kind) else set()
    described["constraints"] = {k: v for k, v in constraints.items() if k not in dropped}
    try:
        yield from _written(described, values, given.vocabulary, languages, personal=personal)
    except UnknownValueError:
        return


def _extra(extra: ExtraField, records: Sequence[Any], languages: Languages) -> Iterator[DataColumn]:
    """Make the column that a programme declared itself, where somebody's value may be seen."""
    shown = [
        {each.field.name: each.value for each in getattr(record, "extra", ())} for record in records
    ]
    values = [values.get(extra.name) for values in shown]
    if extra.privacy is Privacy.PRIVATE or all(value is None for value in values):
        return
    described = {"name": extra.name, "title": str(extra.title), "type": extra.type}
    personal = extra.privacy is not Privacy.PUBLIC
    yield from _written(described, values, extra.vocabulary, languages, personal=personal)


def _value(record: Any, path: str) -> Any:
    """Follow a dotted path of attributes; what lies behind nothing is nothing."""
    for name in path.split("."):
        if record is None or record is _ABSENT:
            return record
        record = getattr(record, name, _ABSENT)
    return record


def _written(
    described: Mapping[str, Any],
    values: Sequence[Any],
    vocabulary: str,
    languages: Languages,
    *,
    personal: bool,
) -> Iterator[DataColumn]:
    kind = kind_of(described["type"], values)
    field: dict[str, Any] = {**described, "type": kind}
    if kind == "list":
        field["delimiter"] = ";"
    items = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    terms = {item.id: item for item in items if isinstance(item, Term)}
    cells = _cells(values, kind, "", personal=personal)
    yield DataColumn(field, cells, vocabulary, tuple(terms.values()))
    if not any(isinstance(getattr(item, "label", item), Text) for item in items):
        return
    for language in languages.codes[1:]:
        cells = _cells(values, kind, language, personal=personal)
        if any(cells):
            title = f"{described['title']} ({language_name(language, languages.default)})"
            name = f"{described['name']}_{language}"
            yield DataColumn({**field, "name": name, "title": title, "constraints": {}}, cells)


def _cells(values: Sequence[Any], kind: str, language: str, *, personal: bool) -> tuple[str, ...]:
    written = (cell(value, kind, language) for value in values)
    return tuple(without_emails(each, MASK) if personal else each for each in written)


def _edition(slugs: Sequence[str], catalogue: Catalogue) -> DataColumn:
    field = {
        "name": EDITION,
        "title": catalogue.text("data.edition"),
        "description": catalogue.text("data.edition_description"),
        "type": "string",
        "constraints": {"required": True},
    }
    return DataColumn(field, tuple(slugs))


def _worded(column: DataColumn, catalogue: Catalogue) -> DataColumn:
    """Have a column say what it holds in the language of the package."""
    said = {
        name: catalogue.described(value) if name in _SAID and isinstance(value, str) else value
        for name, value in column.field.items()
    }
    return replace(column, field=said)


def _linked(column: DataColumn, programme: Programme, catalogue: Catalogue) -> DataColumn:
    """Have a column of published pictures tell where in the site they are."""
    if not any(path in programme.files for path in column.cells):
        return column
    cells = tuple(f"assets/{path}" if path else "" for path in column.cells)
    field = {**column.field, "description": catalogue.text("data.picture")}
    return DataColumn(field, cells)
