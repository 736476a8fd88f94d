"""Atomic writing: a file is at any moment the old one or the new one, and always whole.

Of several files all are written, or none.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_NEW = 0o666


def beside(target: Path, content: bytes, *, lasting: bool = True) -> Path:
    """Write what shall replace a file into a hidden one in the same folder, as readable as it.

    Args:
        target: the file.
        content: what it shall hold.
        lasting: whether that waits until it would outlast the machine.

    Raises:
        OSError: the machine refuses; then no new file is left.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        path.chmod(_rights(target))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def overwrite(target: Path, content: bytes) -> None:
    """Give a file another content.

    Raises:
        OSError: the machine refuses; then the file is what it was.
    """
    with replaced({target: content}):
        pass


@contextmanager
def replaced(changes: Mapping[Path, bytes | None]) -> Iterator[None]:
    """Give files another content, or delete them; put all back where what follows fails.

    All new contents are on the disk, beside the old ones, before the first file is replaced. The
    old ones stay beside them until the end, so that putting them back takes no room.

    Args:
        changes: content by file; None deletes it.

    Raises:
        OSError: the machine refuses one of them; then each file is what it was.
    """
    prepared: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for target, content in changes.items():
            if content is not None:
                prepared[target] = beside(target, content)
        for target in changes:
            if target.is_symlink() or target.exists():
                kept[target] = _second(target)
        for target in changes:
            done.append(target)
            if target in prepared:
                prepared[target].replace(target)
            else:
                target.unlink(missing_ok=True)
        yield
    except BaseException:
        for target in done:
            # Where the machine refuses that too, the new file stays whole.
            with suppress(OSError):
                kept[target].replace(target) if target in kept else target.unlink(missing_ok=True)
        raise
    finally:
        for path in (*prepared.values(), *kept.values()):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _rights(target: Path) -> int:
    """Return who may read a file; of one that is not there yet, what the machine asks for."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return _NEW & ~mask


def _second(target: Path) -> Path:
    """Give a file a second, hidden name in its folder: a copy where there cannot be two names."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".old", dir=target.parent)
    os.close(handle)
    second = Path(name)
    try:
        second.unlink()
        os.link(target, second, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(target, second, follow_symlinks=False)
    return second
