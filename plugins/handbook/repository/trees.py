"""Trees: the files of a project by their path, be it a folder, a commit or what is staged."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from handbook.atomic import replaced
from handbook.repository import GitError, Repository

MAX_BYTES = 20_000_000
"""Larger files are no text of a programme."""
_MADE = {"site", "public", "dist"}
"""Folders at the root that programs make; a new build makes them anew."""
_NOBODYS = {"node_modules", "__pycache__"}


class Tree(Protocol):
    """Files by their path from the project's root, with forward slashes."""

    def paths(self) -> Sequence[str]:
        """List the files, in order."""
        ...

    def read(self, path: str) -> bytes:
        """Return the content of a file.

        Raises:
            OSError: it cannot be read.
        """
        ...


@dataclass(frozen=True)
class FolderTree:
    """The files of a project's folder as they are now."""

    root: Path

    def paths(self) -> Sequence[str]:
        """List the files, without those of hidden folders and those that are made.

        What git tracks, or would, is listed wherever it is. A link to a folder is listed like a
        file that cannot be read: nobody looks behind it.
        """
        walked = {
            (Path(folder) / name).relative_to(self.root).as_posix()
            for folder, inner, names in os.walk(self.root)
            for name in _kept(Path(folder), self.root, inner, names)
        }
        return sorted(walked | set(_of_git(self.root)))

    def read(self, path: str) -> bytes:
        """Return the content of a file.

        Raises:
            OSError: it cannot be read, is no regular file or is too large.
        """
        found = (self.root / path).lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            raise OSError(0, "no regular file", path)
        return (self.root / path).read_bytes()


def _of_git(root: Path) -> Iterator[str]:
    """Give the files that are there and that git tracks, or would."""
    asked = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    try:
        listed = Repository(root).run(*asked).decode("utf-8", "surrogateescape")
    except GitError:
        return
    for path in filter(None, listed.split("\0")):
        if (root / path).is_symlink() or (root / path).is_file():
            yield path


def _kept(folder: Path, root: Path, inner: list[str], names: list[str]) -> list[str]:
    """Return the files of a folder, and have the walk leave out what is hidden or made."""
    inner[:] = [
        name
        for name in inner
        if not name.startswith(".")
        and name not in _NOBODYS
        and not (folder == root and name in _MADE)
        and not (folder / name / "pyvenv.cfg").exists()
    ]
    return [*names, *(name for name in inner if (folder / name).is_symlink())]


def writing(root: Path, changes: Mapping[str, bytes | None]) -> AbstractContextManager[None]:
    """Write and delete files, all of them or none; put them back where what follows fails.

    Args:
        root: the project's folder.
        changes: content by path; None deletes the file.

    Raises:
        OSError: the machine refuses one of them.
    """
    return replaced({root / path: content for path, content in sorted(changes.items())})


def write_files(root: Path, changes: Mapping[str, bytes | None]) -> None:
    """Write and delete files, all of them or none.

    Raises:
        OSError: the machine refuses one of them.
    """
    with writing(root, changes):
        pass
