"""Writing: tidied files put in place of what they were, all of them or none."""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from handbook.atomic import beside, overwrite
from handbook.problems import Place, Problem
from handbook.tidying.files import Tidied


def write(root: Path, tidied: Sequence[Tidied]) -> tuple[Problem, ...]:
    """Write every file that changes, keeping its permissions.

    All new contents are on the disk, beside the old ones, before the first file is replaced, so
    that at any moment each file is whole: the old one or the new one.

    Args:
        root: The project's folder.
        tidied: What is to be written, as planned.

    Returns:
        The files that are no longer what was planned for; then nothing was written.

    Raises:
        OSError: the machine refused; then every file is what it was.
    """
    changed = [one for one in tidied if one.after != one.before]
    problems = tuple(
        Problem(Place(one.path), "tidy-changed")
        for one in changed
        if _content(root / one.path) != one.before
    )
    if problems:
        return problems
    prepared: dict[Path, Path] = {}
    replaced: list[Tidied] = []
    try:
        for one in changed:
            target = root / one.path
            prepared[target] = beside(target, one.after)
        for one in changed:
            prepared[root / one.path].replace(root / one.path)
            replaced.append(one)
    except BaseException:
        _restore(root, replaced)
        raise
    finally:
        _discard(prepared)
    return ()


def _content(path: Path) -> bytes | None:
    """Return what a file holds now; None where it is no file of its own any more."""
    try:
        return path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else None
    except OSError:
        return None


def _restore(root: Path, replaced: Sequence[Tidied]) -> None:
    """Put back what was replaced; where the machine refuses that too, the new file stays whole."""
    for one in replaced:
        with suppress(OSError):
            overwrite(root / one.path, one.before)


def _discard(prepared: Mapping[Path, Path]) -> None:
    for path in prepared.values():
        with suppress(OSError):
            path.unlink(missing_ok=True)
