"""What the data dictionary says of a file, and of each column or key in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from handbook.languages import Text
from handbook.row import Privacy

ValueKind = Literal[
    "text", "integer", "number", "boolean", "date", "list", "texts", "email", "uri", "section",
    "sections",
]  # fmt: skip
"""What a value is: words of a `list` are told apart, `texts` are items of free text, a `section`
has keys of its own, and `sections` are several such."""


EXAMPLES: Mapping[ValueKind, str] = {
    "date": "2026-03-01",
    "boolean": "yes",
    "email": "mentoring@association.example",
    "uri": "https://association.example/",
    "number": "12.5",
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
