"""The data package: what may be seen of a programme as CSV, described for machines and people.

`data/datapackage.json` is a Data Package (https://datapackage.org), beside it one CSV for each
kind of record. It is made of the published programme, never of rows.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from handbook.content_type import ContentType
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.datapackage.cells import cell
from handbook.datapackage.resources import DataColumn, Resource, resource_of
from handbook.languages import Catalogue, Languages, language_name
from handbook.outputs import OutputFile
from handbook.programme import Programme
from handbook.schema import Term
from handbook.text.folding import fold

FOLDER = "data"
DESCRIPTOR = f"{FOLDER}/datapackage.json"


def data_package(
    programme: Programme, content_types: Iterable[ContentType], catalogue: Catalogue
) -> tuple[OutputFile, ...]:
    """Make the data package of a programme of which only what may be seen is left.

    Args:
        programme: the published one.
        content_types: all there are; those without a schema or without records are passed over.
        catalogue: words in the programme's first language.

    Returns:
        The CSV files and their descriptor. Equal input gives equal bytes.
    """
    found = [
        resource
        for kind in content_types
        if not kind.private and kind.schema.is_file()
        if (resource := resource_of(kind, programme, catalogue))
    ]
    resources: Sequence[Resource] = (*found, *words_used(found, programme.languages, catalogue))
    return (
        OutputFile(DESCRIPTOR, described(programme, resources, catalogue)),
        *(OutputFile(f"{FOLDER}/{each.path}", each.csv) for each in resources),
    )


_NAME = "vocabulary"


def words_used(
    resources: Iterable[Resource], languages: Languages, catalogue: Catalogue
) -> Iterator[Resource]:
    """Make the table of all words that other tables use, unless there are none."""
    found: dict[tuple[str, str], Term] = {}
    for column in (column for resource in resources for column in resource.columns):
        for term in column.terms:
            found.setdefault((column.vocabulary, term.id), term)
    words = sorted(found.items(), key=lambda word: word[0])
    if not words:
        return
    rows = [(vocabulary, id) for (vocabulary, id), _ in words]
    titles = [term.title for _, term in words]
    columns = [
        _column("vocabulary", catalogue.text("data.vocabulary"), [row[0] for row in rows]),
        _column("id", catalogue.text("data.word"), [row[1] for row in rows]),
        _column("title", catalogue.text("data.wording"), [cell(one, "string") for one in titles]),
    ]
    for code in languages.codes[1:]:
        cells = [cell(one, "string", code) for one in titles]
        if any(cells):
            label = f"{catalogue.text('data.wording')} ({language_name(code, languages.default)})"
            columns.append(_column(f"title_{code}", label, cells))
    yield Resource(
        _NAME,
        catalogue.text("data.vocabulary"),
        catalogue.text("data.vocabulary_description"),
        tuple(columns),
        ("vocabulary", "id"),
    )


def _column(name: str, title: str, cells: list[str]) -> DataColumn:
    required = {"required": True} if all(cells) else {}
    return DataColumn(
        {"name": name, "title": title, "type": "string", "constraints": required}, tuple(cells)
    )


_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


def described(programme: Programme, resources: Sequence[Resource], catalogue: Catalogue) -> bytes:
    """Write `datapackage.json`.

    A constraint or key of a schema is stated only where the published rows fulfil it: of the rows
    that a programme keeps, not all are to be seen.
    """
    description = programme.one(ProgrammeDescription)
    association = description.association
    by_name = {resource.name: resource for resource in resources}
    publisher = _without_gaps({"title": str(association.name), "path": association.website})
    licence = description.data_licence
    package = {
        "name": _slug(str(description.name)),
        "title": str(description.name),
        "description": catalogue.text(
            "data.description",
            tagline=str(description.tagline),
            date=programme.reference_date.isoformat(),
        ),
        "homepage": description.site_url,
        "created": f"{programme.reference_date.isoformat()}T00:00:00Z",
        "licenses": [{"title": str(licence.title), "path": licence.url}] if licence else None,
        "sources": [publisher],
        "contributors": [{**publisher, "roles": ["publisher"]}],
        "resources": [_resource(resource, by_name) for resource in resources],
    }
    text = json.dumps(_without_gaps(package), ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _resource(resource: Resource, others: Mapping[str, Resource]) -> dict[str, Any]:
    content = resource.csv
    return {
        "name": resource.name,
        "type": "table",
        "path": resource.path,
        "title": resource.title,
        "description": resource.description,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(resource, others),
    }


def _schema(resource: Resource, others: Mapping[str, Resource]) -> dict[str, Any]:
    keys = resource.values(resource.primary_key) if resource.primary_key else None
    unique = keys is not None and len(set(keys)) == len(keys) and all(all(key) for key in keys)
    foreign = [
        {"fields": list(fields), "reference": {"resource": other, "fields": list(target)}}
        for fields, other, target in resource.foreign_keys
        if _holds(resource.values(fields), others.get(other), target)
    ]
    return _without_gaps(
        {
            "fields": [_field(column) for column in resource.columns],
            "missingValues": [""],
            "primaryKey": list(resource.primary_key) if unique else None,
            "foreignKeys": foreign or None,
        }
    )


def _holds(
    rows: Sequence[tuple[str, ...]] | None, other: Resource | None, target: Sequence[str]
) -> bool:
    known = other.values(target) if other else None
    if rows is None or known is None:
        return False
    return {row for row in rows if any(row)} <= set(known)


def _field(column: DataColumn) -> dict[str, Any]:
    given = column.field.get("constraints", {})
    kept = {
        name: _bound(value, column.field["type"]) if name in _BOUNDS else value
        for name, value in given.items()
        if name in _FULFILLED and _FULFILLED[name](column.cells, value)
    }
    field = {key: value for key, value in column.field.items() if key != "constraints"}
    return {**field, "constraints": kept} if kept else field


_BOUNDS = ("minimum", "maximum")
_FULFILLED: Mapping[str, Callable[[Sequence[str], Any], bool]] = {
    "required": lambda cells, given: given is True and all(cells),
    "unique": lambda cells, given: given is True and len(set(cells)) == len(cells) and all(cells),
    "enum": lambda cells, given: set(filter(None, cells)) <= set(given),
    "minimum": lambda cells, given: True,
    "maximum": lambda cells, given: True,
}
"""Constraints that the descriptor can state, each with what tells whether it holds."""


def _bound(value: Any, kind: str) -> Any:
    """Turn a bound, which the schema keeps as the text it is, into what JSON compares with."""
    if kind not in {"integer", "number"}:
        return value
    number = float(value)
    return int(number) if number.is_integer() else number


def _without_gaps(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _slug(text: str) -> str:
    """Write a name as Data Packages want theirs."""
    return _NOT_IN_A_NAME.sub("-", fold(text)).strip("-") or "handbook"
