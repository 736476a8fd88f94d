"""JSON Schemas of YAML documents, from the models that read them.

A model reads text; an editor sees what YAML makes of it: `2026` a number, `yes` perhaps a flag.
So what is text to a model may be any scalar here, and a text may be in several languages.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from handbook.languages import Languages
from handbook.reading.documents.declarations import DeclaredField, DeclaredTerm


def docstring_of(model: type[BaseModel], attribute: str) -> str:
    """Return what the source says of an attribute of a model, on one line; empty for nothing."""
    for kind in model.__mro__:
        if attribute in vars(kind).get("__annotations__", {}):
            return _docstrings(inspect.getfile(kind)).get((kind.__name__, attribute), "")
    return ""


@lru_cache
def _docstrings(path: str) -> Mapping[tuple[str, str], str]:
    """Read the texts that follow the attributes of the classes of a module."""
    found: dict[tuple[str, str], str] = {}
    for node in ast.parse(Path(path).read_text("utf-8")).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for one, following in zip(node.body, node.body[1:], strict=False):
            if not isinstance(one, ast.AnnAssign) or not isinstance(one.target, ast.Name):
                continue
            if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                found[node.name, one.target.id] = inspect.cleandoc(
                    str(following.value.value)
                ).replace("\n", " ")
    return found


DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"$ref": "#/$defs/text"}
"""Stands where a text may be, in one language or several."""
SCALAR = ("string", "number", "boolean")
"""What YAML may make of a value that is text to us."""
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DAYS = {"date": DAY, "day": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}
"""By format; of a day of a plan its month may be all that is known."""
SETUP: Mapping[str, tuple[Any, str]] = {
    "vocabulary": (
        dict[str, list[DeclaredTerm]],
        "The words that tables choose from, a list for each name.",
    ),
    "fields": (list[DeclaredField], "Columns of the programme's own."),
}
"""The files with which a programme adds to the schemas: their type, and what they are for."""
_FLAGS = [True, False, "yes", "no", "true", "false", "on", "off"]
_MARK = "$text"


class _Generator(GenerateJsonSchema):
    """Marks the texts, the only values that a function of ours reads from scratch."""

    def function_plain_schema(
        self, schema: core_schema.PlainValidatorFunctionSchema
    ) -> JsonSchemaValue:
        return {_MARK: True}


def document_schema(kind: Any, languages: Languages, title: str) -> dict[str, Any]:
    """Return the JSON Schema of a YAML document.

    Args:
        kind: a model, or a type made of models such as `list[Model]`.
        languages: those in which a text may be written; the first is the default.
        title: what an editor calls the document.
    """
    made = TypeAdapter(kind).json_schema(schema_generator=_Generator)
    models = {model.__name__: model for model in _models(kind)}
    definitions = made.pop("$defs", {})
    described = {
        name: _described(definition, models.get(name)) for name, definition in definitions.items()
    }
    top = kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
    return {
        "$schema": DIALECT,
        **_described(made, top),
        "title": title,
        "$defs": {**described, "text": text_schema(languages)},
    }


def text_schema(languages: Languages) -> dict[str, Any]:
    """Return the JSON Schema of a text: a string, or a map of language to wording."""
    wording = {"type": list(SCALAR), "pattern": "\\S"}
    return {
        "anyOf": [
            wording,
            {
                "type": "object",
                "properties": {code: {"type": list(SCALAR)} for code in languages},
                "required": [languages.default],
                "additionalProperties": False,
            },
        ]
    }


def choices(allowed: Sequence[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a choice; one in digits may also stand there as a number."""
    numbers = [int(one) for one in allowed if isinstance(one, str) and one.isdecimal()]
    return {"enum": [*allowed, *numbers]}


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    """Find the models that a type is made of."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from _models(field.annotation)
    for inner in get_args(kind):
        yield from _models(inner)


def _described(schema: Mapping[str, Any], model: type[BaseModel] | None) -> dict[str, Any]:
    """Make a schema plain, and have each key say what its attribute's docstring does."""
    plain = _plain(schema)
    for name, inner in plain.get("properties", {}).items():
        text = docstring_of(model, name) if model else ""
        if text:
            inner["description"] = text
    return plain


def _plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Widen a schema of what a model reads to what YAML makes of it."""
    if _MARK in schema:
        return dict(TEXT)
    plain = {key: value for key, value in schema.items() if key not in {"title", "default"}}
    if "properties" in plain:
        plain["properties"] = {key: _plain(value) for key, value in plain["properties"].items()}
    if "anyOf" in plain:
        plain["anyOf"] = [_plain(each) for each in plain["anyOf"]]
    for key in ("items", "additionalProperties"):
        if isinstance(plain.get(key), Mapping):
            plain[key] = _plain(plain[key])
    allowed = [plain.pop("const")] if "const" in plain else plain.pop("enum", None)
    if allowed is not None:
        plain.pop("type", None)
        plain.update(choices(allowed))
    elif plain.get("type") == "boolean":
        del plain["type"]
        plain["enum"] = list(_FLAGS)
    elif plain.get("format") in _DAYS:
        plain["pattern"] = _DAYS[plain["format"]]
    elif plain.get("type") == "string" and "format" not in plain:
        plain["type"] = list(SCALAR)
    return plain
