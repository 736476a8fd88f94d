"""JSON Schemas of every YAML file of a programme, for editors that complete and underline."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from handbook.content_type import ContentType, RecordList, YamlDocument
from handbook.dictionary.documents import DIALECT, SCALAR, SETUP, document_schema
from handbook.dictionary.records import records_schema
from handbook.languages import Languages
from handbook.reading.documents.declarations import Setup
from handbook.reading.sheets.schemas import load_schema

SETTINGS = "vscode-settings.json"
"""File that tells VS Code which schema belongs to which file."""
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
    content_types: Sequence[ContentType], setup: Setup, languages: Languages
) -> tuple[EditorSchema, ...]:
    """Return the schema of every YAML file that a programme may have.

    Args:
        content_types: those made from YAML are described.
        setup: the programme's words and columns of its own.
        languages: the programme's languages.
    """
    described = [
        *_of_types(content_types, setup, languages),
        *_setup(languages),
        ("navigation", "content/navigation.yaml", navigation_schema()),
    ]
    return tuple(
        EditorSchema(f"{name}.schema.json", file, content) for name, file, content in described
    )


def _of_types(
    content_types: Sequence[ContentType], setup: Setup, languages: Languages
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for kind in content_types:
        if isinstance(kind.source, YamlDocument):
            title = PurePosixPath(kind.file).name
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
