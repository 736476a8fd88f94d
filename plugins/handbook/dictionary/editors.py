"""JSON Schemas of every YAML file of a programme, for editors that complete and underline."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from handbook.content_type import ContentType, RecordList, YamlDocument
from handbook.dictionary.json_schemas import (
    DIALECT,
    SCALAR,
    SETUP,
    TEXT,
    choices,
    document_schema,
    text_schema,
)
from handbook.languages import Catalogue, Languages
from handbook.reading.documents.declarations import Additions
from handbook.reading.documents.defaults import has_default
from handbook.reading.documents.includes import INCLUDE, WITHOUT
from handbook.reading.sheets.cells import meanings
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import LINK, ExtraField, Field, Schema, Vocabulary

_DATE = "^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})$"
_WITHDRAWN = "^withdrawn-[0-9a-f]{8}$"


def records_schema(
    schema: Schema,
    extra_fields: Sequence[ExtraField],
    vocabularies: Mapping[str, Vocabulary],
    languages: Languages,
) -> dict[str, Any]:
    """Return the JSON Schema of a YAML file that is a list of records.

    Args:
        schema: what a record may hold.
        extra_fields: the keys that the programme adds to it.
        vocabularies: the words that some keys choose from.
        languages: those in which a text may be written.
    """
    properties: dict[str, Any] = {}
    for field in schema.fields:
        properties[field.name] = {**_value(field, vocabularies, languages), "title": field.title}
        if field.description:
            properties[field.name]["description"] = field.description
        if field.translatable:
            for code in languages.codes[1:]:
                properties[f"{field.name}_{code}"] = {"type": list(SCALAR)}
    for extra in extra_fields:
        value = _value(extra.as_field, vocabularies, languages)
        properties.setdefault(extra.name, {**value, "title": str(extra.title)})
    record = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **_required(schema),
    }
    return {
        "$schema": DIALECT,
        "title": schema.title,
        "description": schema.description,
        "type": "array",
        "items": record,
        "$defs": {"text": text_schema(languages)},
    }


def _required(schema: Schema) -> dict[str, Any]:
    """Ask for the required keys, though not of a record whose person withdrew."""
    required = {"required": [field.name for field in schema.fields if field.required]}
    id = schema.person.id if schema.person else ""
    if not id:
        return required
    gone = {"properties": {id: {"pattern": _WITHDRAWN}}, "required": [id]}
    return {"if": gone, "else": required}


def _value(
    field: Field, vocabularies: Mapping[str, Vocabulary], languages: Languages
) -> dict[str, Any]:
    if field.type in {"list", "array"}:
        item = dict(TEXT) if field.translatable else _one(field, vocabularies, languages)
        items: dict[str, Any] = {"type": "array", "items": item}
        if field.required:
            items["minItems"] = 1
        delimited = {"type": list(SCALAR)}
        return items if field.type == "array" else {"anyOf": [items, delimited]}
    return dict(TEXT) if field.translatable else _one(field, vocabularies, languages)


def _one(
    field: Field, vocabularies: Mapping[str, Vocabulary], languages: Languages
) -> dict[str, Any]:
    """Return the schema of a value, or of an item of a list."""
    constraints = field.descriptor.get("constraints", {})
    allowed = constraints.get("itemEnum") or constraints.get("enum")
    vocabulary = (
        vocabularies.get(field.vocabulary) if field.descriptor.get("format") != LINK else None
    )
    terms = vocabulary.terms if vocabulary else field.options
    if terms:
        titles = (words for term in terms for _, words in term.title.versions)
        return choices([*dict.fromkeys((*(term.id for term in terms), *titles))])
    if allowed:
        return choices(allowed)
    if field.type == "boolean":
        return {"enum": [*meanings(languages), True, False]}
    if field.type == "date":
        return {"type": "string", "pattern": _DATE}
    if field.type in {"integer", "number"}:
        limits = {key: constraints[key] for key in ("minimum", "maximum") if key in constraints}
        number = int if field.type == "integer" else float
        return {"type": field.type, **{key: number(value) for key, value in limits.items()}}
    made: dict[str, Any] = {"type": list(SCALAR)}
    pattern = constraints.get("pattern") or constraints.get("itemPattern")
    return {**made, "pattern": f"^{pattern}$"} if pattern else made


_SAID = ("title", "description")
SETTINGS = "vscode-settings.json"
"""File that tells VS Code which schema belongs to which file."""
_INCLUDE = {
    "type": "object",
    "description": "All that the handbook has in this list.",
    "properties": {
        INCLUDE: {"const": "handbook", "description": "What is included: handbook."},
        WITHOUT: {
            "type": "array",
            "items": {"type": "string"},
            "description": "Ids of what is left out.",
        },
    },
    "required": [INCLUDE],
    "additionalProperties": False,
}
_PAGE = {"type": "string", "pattern": "\\.md$", "description": "A page, such as guides/mentor.md."}


@dataclass(frozen=True, slots=True)
class EditorSchema:
    """The JSON Schema of one YAML file, or of the same one in each edition."""

    name: str
    """Its file name."""
    file: str
    """The file it is for, from the project's root; `*` stands for an edition."""
    content: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The schema as it is written."""
        return json.dumps(self.content, ensure_ascii=False, indent=2) + "\n"


def editor_schemas(
    content_types: Sequence[ContentType],
    setup: Additions,
    languages: Languages,
    words: Catalogue,
) -> tuple[EditorSchema, ...]:
    """Return the schema of every YAML file that a programme may have.

    Args:
        content_types: those made from YAML are described.
        setup: the programme's words and columns of its own.
        languages: the programme's languages.
        words: those of whoever edits the files.
    """
    described = [
        *_of_types(content_types, setup, languages),
        *_setup(languages),
        ("navigation", "content/navigation.yaml", navigation_schema()),
    ]
    return tuple(
        EditorSchema(
            f"{name}.schema.json",
            file,
            _in_words(_including(content) if has_default(file) else content, words),
        )
        for name, file, content in described
    )


def _in_words(schema: Any, words: Catalogue) -> Any:
    """Say in the words of the reader what a schema says of itself in English."""
    if isinstance(schema, Mapping):
        return {
            key: words.described(value)
            if key in _SAID and isinstance(value, str)
            else _in_words(value, words)
            for key, value in schema.items()
        }
    return [_in_words(each, words) for each in schema] if isinstance(schema, list) else schema


def _including(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Let lists of maps that are reached by keys hold what the handbook has in them."""
    made = dict(schema)
    items = made.get("items")
    maps = isinstance(items, Mapping) and ("$ref" in items or items.get("type") == "object")
    if maps and items != TEXT:
        # Not `anyOf`, with which an editor could not say what is wrong with a record.
        made["items"] = {"if": {"required": [INCLUDE]}, "then": _INCLUDE, "else": items}
    if isinstance(made.get("additionalProperties"), Mapping):
        made["additionalProperties"] = _including(made["additionalProperties"])
    if "properties" in made:
        made["properties"] = {key: _including(each) for key, each in made["properties"].items()}
    return made


def _of_types(
    content_types: Sequence[ContentType], setup: Additions, languages: Languages
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for kind in content_types:
        if isinstance(kind.source, YamlDocument):
            title = kind.source.path if kind.collected else PurePosixPath(kind.file).name
            yield kind.name, kind.file, document_schema(kind.source.model, languages, title)
        elif isinstance(kind.source, RecordList):
            extra = [field for field in setup.extra_fields if field.table == kind.name]
            schema = load_schema(kind.schema)
            content = records_schema(schema, extra, setup.vocabularies, languages)
            yield kind.name, kind.file, content


def _setup(languages: Languages) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for name, (made_of, description) in SETUP.items():
        schema = document_schema(made_of, languages, f"{name}.yaml")
        yield name, f"programme/{name}.yaml", {**schema, "description": description}


def navigation_schema() -> Mapping[str, Any]:
    """Return the JSON Schema of the menu."""
    title = {
        "description": "Its title, in one language or several.",
        "anyOf": [
            {"type": list(SCALAR)},
            {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
        ],
    }
    section = {
        "type": "object",
        "description": "A part of the menu that opens.",
        "properties": {"section": title, "pages": {"type": "array", "items": _PAGE}},
        "required": ["section", "pages"],
        "additionalProperties": False,
    }
    return {
        "$schema": DIALECT,
        "title": "navigation.yaml",
        "description": "The menu: pages, and sections of pages, in the order readers see them.",
        "type": "array",
        "items": {"anyOf": [_PAGE, section]},
    }


def vscode_settings(schemas: Sequence[EditorSchema], folder: str) -> str:
    """Return the settings by which VS Code finds the schemas.

    Args:
        schemas: what was written.
        folder: where they are: from the project's root, beginning with `./`, or absolute.
    """
    found = {f"{folder}/{each.name}": [f"/{each.file}"] for each in schemas}
    return json.dumps({"yaml.schemas": found}, ensure_ascii=False, indent=2) + "\n"
