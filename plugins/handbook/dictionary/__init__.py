"""The data dictionary: what every file of a programme may hold, for people and for editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handbook.content_type import ContentType, RecordList, YamlDocument
from handbook.dictionary.json_schemas import SETUP, document_schema
from handbook.dictionary.keys import Key, columns, extra_column, outline
from handbook.languages import Languages
from handbook.reading.sheets.schemas import load_schema
from handbook.row import ExtraField, Privacy, Vocabulary


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a programme, or the same one in each edition."""

    name: str
    """Name of its content type, or of the file itself."""
    path: str
    """From the project's root; `*` stands for an edition."""
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
        schema = document_schema(made_of, languages, name)
        files.append(
            DataFile(name, f"programme/{name}.yaml", description, True, False, outline(schema))
        )
    return tuple(files)


def _of_type(
    kind: ContentType,
    extra_fields: Sequence[ExtraField],
    vocabularies: Mapping[str, Vocabulary],
    languages: Languages,
) -> DataFile:
    if isinstance(kind.source, YamlDocument):
        document = document_schema(kind.source.model, languages, kind.name)
        description, keys = str(document.get("description", "")), outline(document)
    else:
        schema = load_schema(kind.schema)
        description = f"{schema.title}. {schema.description}"
        listed = isinstance(kind.source, RecordList)
        shown = [f for f in extra_fields if f.table == kind.name and f.privacy != Privacy.PRIVATE]
        keys = (*columns(schema, vocabularies, listed), *map(extra_column, shown))
    return DataFile(kind.name, kind.file, description, kind.source.optional, kind.private, keys)
