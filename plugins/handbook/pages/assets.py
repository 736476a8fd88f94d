"""Assets: the pictures that may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from handbook.outputs import OutputFile
from handbook.programme import Programme

_PICTURES = ("photo", "logo")


def assets(programme: Programme) -> tuple[OutputFile, ...]:
    """Return the pictures that a record to be seen points at, and no others."""
    paths = dict.fromkeys(
        path for records in programme.kinds.values() for path in _pictures(records)
    )
    return tuple(OutputFile(f"assets/{path}", programme.files[path]) for path in sorted(paths))


def _pictures(records: Iterable[Any]) -> Iterator[str]:
    for record in records:
        for attribute in _PICTURES:
            if path := getattr(record, attribute, ""):
                yield path
