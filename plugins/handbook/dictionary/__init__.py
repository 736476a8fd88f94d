"""The data dictionary: what every file of a programme may hold, for people and for editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from handbook.content_type import ContentType, RecordList, YamlDocument
from handbook.dictionary.json_schemas import SETUP, document_schema
from handbook.dictionary.keys import Key, columns, extra_column, outline
from handbook.languages import Languages
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import ExtraField, Privacy, Vocabulary


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a programme, or the same one in each edition."""

    name: str
    """Name of its content type, or of the file itself."""
    path: str
    """From the project's root; `*` stands for an edition."""
    title: str
    """Empty where the description says enough."""
    description: str
    optional: bool
    private: bool
    """Whether it stays on the coordinator's machine."""
    keys: tuple[Key, ...]


def data_files(
    content_types: Sequence[ContentType],
    extra_fields: Sequence[ExtraField],
    vocabularies: Mapping[str, Vocabulary],
    languages: Languages,
) -> tuple[DataFile, ...]:
    """Describe every file of a programme.

    A programme's own column that is private is left out: its very name may tell something.

    Args:
        content_types: in the order to be shown.
        extra_fields: the programme's own columns.
        vocabularies: the programme's words, of which examples are taken.
        languages: the programme's languages.
    """
    files = [_of_type(kind, extra_fields, vocabularies, languages) for kind in content_types]
    for name, (made_of, description) in SETUP.items():
        _, keys = _of_document(made_of, languages)
        files.append(DataFile(name, f"programme/{name}.yaml", "", description, True, False, keys))
    return tuple(files)


@lru_cache(maxsize=64)
def _of_document(made_of: Any, languages: Languages) -> tuple[str, tuple[Key, ...]]:
    """Describe a YAML document once in a process: neither models nor languages change."""
    document = document_schema(made_of, languages, "")
    return str(document.get("description", "")), outline(document)


def _of_type(
    kind: ContentType,
    extra_fields: Sequence[ExtraField],
    vocabularies: Mapping[str, Vocabulary],
    languages: Languages,
) -> DataFile:
    title = ""
    if isinstance(kind.source, YamlDocument):
        description, keys = _of_document(kind.source.model, languages)
    else:
        schema = load_schema(kind.schema)
        title, description = schema.title, schema.description
        listed = isinstance(kind.source, RecordList)
        shown = [f for f in extra_fields if f.table == kind.name and f.privacy != Privacy.PRIVATE]
        keys = (*columns(schema, vocabularies, listed), *map(extra_column, shown))
    optional, private = kind.source.optional, kind.private
    return DataFile(kind.name, kind.file, title, description, optional, private, keys)
