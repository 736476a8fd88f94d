"""Origins: the files that records come from."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.content_type.records import Document

FOLDER = "programme"
PRIVATE = "private"
"""The two folders of data: what is published from, and what no commit may hold."""


@dataclass(frozen=True, slots=True)
class Table:
    """Records come from a CSV file, one row each."""

    path: str
    """From `folder`; `editions/*/timeline.csv` means one in each edition."""
    optional: bool = False
    folder: str = FOLDER
    """`programme`, or `private` for what never leaves the coordinator's machine."""


@dataclass(frozen=True, slots=True)
class RecordList:
    """Records come from a YAML file whose top level is a list."""

    path: str
    optional: bool = False
    folder: str = FOLDER


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """The one record is a YAML document of nested maps."""

    path: str
    model: type[Document]
    optional: bool = False
    folder: str = FOLDER


Source = Table | RecordList | YamlDocument
