"""Assets: the pictures that may be shown."""

from __future__ import annotations

from handbook.outputs import OutputFile
from handbook.programme import Programme


def assets(programme: Programme) -> tuple[OutputFile, ...]:
    """Return the pictures of a programme of which only what may be seen is left."""
    return tuple(
        OutputFile(f"assets/{path}", content) for path, content in sorted(programme.files.items())
    )
