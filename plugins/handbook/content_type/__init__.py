"""The record that describes a content type, and the bases of what it is made of.

A content type is one folder under `content_types/`: its record and rules in Python, its Table
Schema in `schema.yaml`, and its templates `listing.html` and `entry.html`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.content_type.assembling import Assemble, Assembled, each, from_row
from handbook.content_type.origins import FOLDER, PRIVATE, RecordList, Source, Table, YamlDocument
from handbook.content_type.records import Document, Entity, Model, TextField
from handbook.content_type.showing import Data, Entries, Publish, as_it_is, never, no_pictures
from handbook.programme import Rule

__all__ = [
    "FOLDER",
    "PRIVATE",
    "Assemble",
    "Assembled",
    "ContentType",
    "Data",
    "Document",
    "Entity",
    "Entries",
    "Model",
    "Publish",
    "RecordList",
    "Source",
    "Table",
    "TextField",
    "YamlDocument",
    "as_it_is",
    "each",
    "from_row",
    "never",
    "no_pictures",
]


@dataclass(frozen=True)
class ContentType:
    """One kind of record: where it comes from, what it means, what is shown of it."""

    name: str
    """Noun in the plural: the name templates use, and the folder of its pages."""
    folder: Path
    """Where `schema.yaml`, `listing.html` and `entry.html` are."""
    source: Source
    publish: Publish
    assemble: Assemble | None = None
    """Makes records of rows; None for a YAML document, whose model does."""
    rules: tuple[Rule, ...] = ()
    entries: Entries | None = None
    extra_columns: bool = False
    """Whether its records show the columns that a programme adds in `fields.yaml`."""
    pictures: Callable[[Any], Iterable[str]] = no_pictures
    """Gives the paths from `programme/` of the pictures that a record to be seen shows."""
    data: Data = field(default_factory=Data)

    @property
    def schema(self) -> Path:
        """The Table Schema of its rows, or of what the published data show of a document."""
        return self.folder / "schema.yaml"

    @property
    def listing(self) -> Path:
        """The template that lists its records; need not exist."""
        return self.folder / "listing.html"

    @property
    def file(self) -> str:
        """Path of its file, or the pattern of its files, from the project's root."""
        return f"{self.source.folder}/{self.source.path}"

    @property
    def private(self) -> bool:
        """Whether its records are in `private/`, and so never reach what is published."""
        return self.source.folder == PRIVATE

    @property
    def per_edition(self) -> bool:
        """Whether each edition has its own records."""
        return self.source.path.startswith("editions/*/")

    @property
    def singular(self) -> bool:
        """Whether there is one record (in each edition) and not many."""
        return isinstance(self.source, YamlDocument)
