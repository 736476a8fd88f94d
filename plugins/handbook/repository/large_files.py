"""Large files: what Git LFS keeps beside the repository, and pushes besides."""

from __future__ import annotations

import re
from pathlib import Path

from handbook.repository import Repository

_POINTER = re.compile(
    rb"version https://[^\n]+/spec/v1\r?\n(?:[^\n]+\n)*?oid sha256:(?P<name>[0-9a-f]{64})\s"
)
_LONGEST = 1024


def large_file(repository: Repository, pointer: bytes) -> Path | None:
    """Return where the content is that a file stands for which is only a pointer of Git LFS.

    None where it is none, or where the content is not here, so that none can be pushed from here.
    """
    found = _POINTER.match(pointer) if len(pointer) <= _LONGEST else None
    if found is None:
        return None
    name = found["name"].decode()
    folder = repository.ask("config", "lfs.storage") or "lfs"
    home = repository.root / repository.ask("rev-parse", "--git-common-dir")
    path = Path(home, folder, "objects", name[:2], name[2:4], name)
    return path if path.is_file() else None
