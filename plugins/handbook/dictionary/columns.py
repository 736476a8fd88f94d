"""The columns of a table or list of records, from its Table Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handbook.dictionary.described import EXAMPLES, Key, ValueKind
from handbook.row import ExtraField, Field, Schema, Vocabulary


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
        example=_example(field, _kind(field), [], listed=False),
    )


def _kind(field: Field) -> ValueKind:
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
