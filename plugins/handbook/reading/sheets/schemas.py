"""Schemas: from `schema.yaml`, a Table Schema, to the record that describes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.reading.documents.yaml_text import load_yaml
from handbook.schema import LINK, LISTS, Field, PersonColumns, Privacy, Schema

_FLAGS = {"true": True, "false": False, "yes": True, "no": False}
_LISTED = ("enum", "itemEnum")
_COUNTS = ("minLength", "maxLength")
BOOLEANS = {"trueValues": ["yes", "true"], "falseValues": ["no", "false"]}
_OWN = ("privacy", "prose", "markdown", "translatable", "vocabulary")


class SchemaError(ValueError):
    """A schema is not what a content type needs: a fault of its author, not of the data."""


@lru_cache
def load_schema(path: Path) -> Schema:
    """Read the Table Schema of a content type.

    >>> types = Path(__file__).parents[2] / "content_types"
    >>> schema = load_schema(types / "organisations" / "schema.yaml")
    >>> schema.title, [field.name for field in schema.fields][:2]
    ('Partner organisations', ['id', 'name'])

    Raises:
        SchemaError: the file is no Table Schema of ours.
        OSError: there is no such file.
    """
    value, _, problems = load_yaml(path)
    if problems:
        raise SchemaError(f"{problems[0].place}: {problems[0].code}")
    if not isinstance(value, dict) or not isinstance(value.get("fields"), list):
        raise SchemaError(f"{path}: a map with a list of fields is expected")
    try:
        fields = tuple(_field(item) for item in value["fields"])
        return Schema(
            name=value.get("name") or path.parent.name,
            title=value.get("title", ""),
            description=value.get("description", ""),
            fields=fields,
            person=_person(value.get("person"), fields),
            descriptor=_descriptor(value, fields),
        )
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise SchemaError(f"{path}: {error!r}") from error


def _person(given: Mapping[str, Any] | None, fields: tuple[Field, ...]) -> PersonColumns | None:
    """Read which columns tell of a person; each has to be there, and none may be public."""
    if given is None:
        return None
    several = _FLAGS[given.get("several", "false")]
    person = PersonColumns(**{**given, "several": several})
    privacy = {field.name: field.privacy for field in fields}
    for name in filter(None, (person.name, person.consent, person.id, person.since, person.until)):
        if privacy[name] is Privacy.PUBLIC:
            raise ValueError(f"the column {name} of a person is public")
    consented = [name for name, kind in privacy.items() if kind is Privacy.CONSENT]
    if consented and not person.consent:
        raise ValueError(f"no consent for {', '.join(consented)}")
    return person


def _field(item: Mapping[str, Any]) -> Field:
    constraints = {
        name: _constraint(name, given) for name, given in item.get("constraints", {}).items()
    }
    descriptor = {key: value for key, value in item.items() if key not in _OWN}
    descriptor["type"] = item.get("type", "string")
    if constraints:
        descriptor["constraints"] = constraints
    if descriptor["type"] == "boolean":
        descriptor = {**BOOLEANS, **descriptor}
    return Field(
        name=item["name"],
        title=item.get("title", item["name"]),
        description=item.get("description", ""),
        type=descriptor["type"],
        privacy=Privacy(item.get("privacy", "public")),
        required=constraints.get("required", False),
        translatable=_FLAGS[item.get("translatable", "false")],
        prose=_FLAGS[item.get("prose", "false")],
        markdown=_FLAGS[item.get("markdown", "false")],
        vocabulary=item.get("vocabulary", ""),
        descriptor={**item, **descriptor},
        listed=("vocabulary" in item and item.get("format") != LINK)
        or any(name in constraints for name in _LISTED),
    )


def _constraint(name: str, given: Any) -> Any:
    if name in {"required", "unique"}:
        return _FLAGS[given]
    if name in _COUNTS:
        return int(given)
    if name == "pattern":
        re.compile(given)
    return given


def _checked(keys: list[dict[str, Any]], fields: tuple[Field, ...]) -> list[dict[str, Any]]:
    """Refuse a foreign key of a list and other columns: which item would belong to which?"""
    types = {field.name: field.type for field in fields}
    for names in (key["fields"] for key in keys):
        lists = [name for name in names if types[name] in LISTS]
        if lists and len(names) > 1:
            raise ValueError(f"foreign key on the list {lists[0]} and others")
    return keys


def _descriptor(value: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    keys = [
        {**key, "fields": _names(key["fields"]), "reference": _reference(key["reference"])}
        for key in value.get("foreignKeys", [])
    ]
    return {
        **value,
        "fields": [dict(field.descriptor) for field in fields],
        "primaryKey": _names(value.get("primaryKey", [])),
        "foreignKeys": _checked(keys, fields),
    }


def _reference(reference: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "resource": reference.get("resource", ""),
        "fields": _names(reference["fields"]),
    }


def _names(given: Any) -> list[str]:
    return [given] if isinstance(given, str) else list(given)
