"""The columns and keys of a file, as the data dictionary describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from handbook.dictionary.json_schemas import TEXT
from handbook.languages import Text
from handbook.schema import LINK, ExtraField, Field, Privacy, Schema, Vocabulary

ValueKind = Literal[
    "text", "integer", "number", "boolean", "date", "list", "texts", "email", "uri", "range",
    "links", "section", "sections",
]  # fmt: skip
"""What a value is: words of a `list` are told apart, `texts` are items of free text, a `section`
has keys of its own, and `sections` are several such."""


EXAMPLES: Mapping[ValueKind, str] = {
    "date": "2026-03-01",
    "boolean": "yes",
    "email": "mentoring@association.example",
    "uri": "https://association.example/",
    "number": "12.5",
    "range": "3 to 6",
}
"""Values of a kind, as they are written in a file."""


@dataclass(frozen=True, slots=True)
class Key:
    """One column of a table, or one key of a YAML file."""

    name: str
    kind: ValueKind
    title: Text | str = ""
    description: str = ""
    privacy: Privacy = Privacy.PUBLIC
    required: bool = False
    translatable: bool = False
    vocabulary: str = ""
    choices: tuple[str, ...] = ()
    """The only values it may have; empty where they are free or come from a vocabulary."""
    table: str = ""
    """Name of the content type whose ids it holds; empty for none."""
    example: str = ""
    keys: tuple[Key, ...] = ()
    """What a section holds."""


def columns(schema: Schema, vocabularies: Mapping[str, Vocabulary], listed: bool) -> Iterator[Key]:
    """Describe the columns of a table.

    Args:
        schema: what it may hold.
        vocabularies: the programme's words, the first of which are examples.
        listed: whether it is a YAML list of records, where lists are written in brackets.
    """
    tables = schema.references
    for field in schema.fields:
        constraints = field.descriptor.get("constraints", {})
        choices = tuple(constraints.get("itemEnum") or constraints.get("enum") or ())
        vocabulary = vocabularies.get(field.vocabulary)
        words = [term.id for term in vocabulary.terms] if vocabulary else choices
        kind = _kind(field)
        yield Key(
            name=field.name,
            kind=kind,
            title=field.title,
            description=field.description,
            privacy=field.privacy,
            required=field.required,
            translatable=field.translatable,
            vocabulary=field.vocabulary,
            choices=choices,
            table=tables.get(field.name, ""),
            example=_example(field, kind, words[:2], listed),
        )


def extra_column(extra: ExtraField) -> Key:
    """Describe a column of the programme's own."""
    field = Field(extra.name, "", "", extra.type, extra.privacy)
    return Key(
        extra.name,
        _kind(field),
        extra.title,
        privacy=extra.privacy,
        vocabulary=extra.vocabulary,
        choices=tuple(option.id for option in extra.options),
        example=_example(field, _kind(field), [], listed=False),
    )


def _kind(field: Field) -> ValueKind:
    if field.descriptor.get("format") == LINK:
        return "links"
    if field.type == "string":
        by_format: dict[Any, ValueKind] = {"email": "email", "uri": "uri"}
        return by_format.get(field.descriptor.get("format"), "text")
    kinds: dict[str, ValueKind] = {
        "integer": "integer",
        "number": "number",
        "boolean": "boolean",
        "date": "date",
        "list": "list",
        "array": "texts",
        "range": "range",
        "uri": "uri",
    }
    return kinds.get(field.type, "text")


def _example(field: Field, kind: ValueKind, words: Sequence[str], listed: bool) -> str:
    """Show a value as it is written in the file; empty where any text is one."""
    told = field.descriptor.get("example")
    if told:
        return str(told)
    if kind == "list":
        return (f"[{', '.join(words)}]" if listed else ";".join(words)) if words else ""
    if words:
        return words[0]
    if kind == "integer":
        return str(field.descriptor.get("constraints", {}).get("minimum", 1))
    if field.descriptor.get("date"):
        return EXAMPLES["date"]
    return EXAMPLES.get(kind, "")


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
    formats: dict[Any, ValueKind] = {"date": "date", "day": "date", "email": "email", "uri": "uri"}
    types: dict[str, ValueKind] = {"integer": "integer", "number": "number"}
    kind = schema.get("type")
    return formats.get(schema.get("format")) or types.get(str(kind), "text")
