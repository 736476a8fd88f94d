"""The data dictionary: what every file of a programme may hold, for people and for editors."""

from handbook.dictionary.described import DataFile, Key
from handbook.dictionary.editors import SETTINGS, EditorSchema, editor_schemas, vscode_settings
from handbook.dictionary.files import data_files

__all__ = [
    "SETTINGS",
    "DataFile",
    "EditorSchema",
    "Key",
    "data_files",
    "editor_schemas",
    "vscode_settings",
]
