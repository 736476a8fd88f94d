"""JSON Schemas of YAML lists of records, from their Table Schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handbook.dictionary.documents import DIALECT, SCALAR, TEXT, choices, text_schema
from handbook.languages import Languages
from handbook.reading.sheets.booleans import meanings
from handbook.row import ExtraField, Field, Schema, Vocabulary

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
        described = Field(
            extra.name, str(extra.title), "", extra.type, extra.privacy, vocabulary=extra.vocabulary
        )
        value = _value(described, vocabularies, languages)
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
    vocabulary = vocabularies.get(field.vocabulary)
    if vocabulary:
        titles = (words for term in vocabulary.terms for _, words in term.title.versions)
        return choices([*dict.fromkeys((*(term.id for term in vocabulary.terms), *titles))])
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
