"""Atomic writing: a file is at any moment the old one or the new one, and always whole."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def beside(target: Path, content: bytes) -> Path:
    """Write what shall replace a file into a hidden one in the same folder, as readable as it.

    Raises:
        OSError: the machine refuses; then no new file is left.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def overwrite(target: Path, content: bytes) -> None:
    """Give a file another content.

    Raises:
        OSError: the machine refuses; then the file is what it was.
    """
    path = beside(target, content)
    try:
        path.replace(target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
