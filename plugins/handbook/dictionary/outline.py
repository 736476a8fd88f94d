"""The keys of a YAML document, from its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.dictionary.described import EXAMPLES, Key, ValueKind
from handbook.dictionary.documents import TEXT


def outline(schema: Mapping[str, Any]) -> tuple[Key, ...]:
    """Return the keys of a document, those of its sections within them."""
    return _inner(schema, schema)[1]


def _inner(
    schema: Mapping[str, Any], whole: Mapping[str, Any]
) -> tuple[ValueKind, tuple[Key, ...]]:
    """Say what a schema describes, and the keys it has where that is a section."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return ("text", ()) if name == "text" else _inner(whole["$defs"][name], whole)
    if "anyOf" in schema:
        return _inner(next(each for each in schema["anyOf"] if each.get("type") != "null"), whole)
    if schema.get("type") == "array":
        item = schema["items"]
        keys = _inner(item, whole)[1]
        return ("sections" if keys else "texts" if _is_text(item) else "list"), keys
    if isinstance(schema.get("additionalProperties"), Mapping):
        return _inner(schema["additionalProperties"], whole)
    if "properties" in schema:
        return "section", tuple(_keys(schema, whole))
    return _scalar(schema), ()


def _keys(schema: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Key]:
    required = schema.get("required", ())
    for name, each in schema["properties"].items():
        kind, keys = _inner(each, whole)
        value = each["items"] if each.get("type") == "array" else each
        defined = {} if _is_text(value) else whole["$defs"].get(value.get("$ref", "")[8:], value)
        allowed = [one for one in defined.get("enum", ()) if isinstance(one, str)]
        yield Key(
            name=name,
            kind=kind,
            description=each.get("description", ""),
            required=name in required,
            translatable=_is_text(value),
            choices=() if kind == "boolean" else tuple(allowed),
            keys=keys,
            example="" if allowed and kind != "boolean" else EXAMPLES.get(kind, ""),
        )


def _is_text(schema: Mapping[str, Any]) -> bool:
    return any(each.get("$ref") == TEXT["$ref"] for each in (schema, *schema.get("anyOf", ())))


def _scalar(schema: Mapping[str, Any]) -> ValueKind:
    if any(one is True for one in schema.get("enum", ())):
        return "boolean"
    formats: dict[Any, ValueKind] = {"date": "date", "email": "email", "uri": "uri"}
    types: dict[str, ValueKind] = {"integer": "integer", "number": "number"}
    kind = schema.get("type")
    return formats.get(schema.get("format")) or types.get(str(kind), "text")
