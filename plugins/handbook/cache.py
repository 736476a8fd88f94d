"""The cache: what is kept from one build to the next, and for how long that may be trusted."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from platformdirs import user_cache_path

from handbook.atomic import beside

CACHE = ".cache"
"""Folder of the project in which is kept what need not be made anew; no commit holds it."""
_NAME = "handbook"
_PRIVATE = 0o700
_PACKAGE = Path(__file__).parent
_COMPILED = ".pyc"


@cache
def maker(rooms: tuple[str, ...], packages: tuple[str, ...] = ()) -> str:
    """Tell what makes something: rooms of this package as they are, and the packages they use.

    What was made by another maker may be another thing. A room is read once for each process.

    Raises:
        FileNotFoundError: there is no room of that name.

    >>> maker(("text",)) == maker(("text",)), maker(("text",)) == maker(("text",), ("pypdf",))
    (True, False)
    """
    parts = []
    for room in rooms:
        if not (_PACKAGE / room).is_dir():
            raise FileNotFoundError(_PACKAGE / room)
        for file in sorted((_PACKAGE / room).rglob("*")):
            if file.is_file() and file.suffix != _COMPILED:
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                parts += [file.relative_to(_PACKAGE).as_posix(), digest]
    return fingerprint(*parts, *(f"{name} {_version(name)}" for name in packages))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def fingerprint(*parts: str) -> str:
    """Return what tells these texts from any others, as 64 hexadecimal digits.

    >>> fingerprint("a", "b") == fingerprint("ab"), len(fingerprint())
    (False, 64)
    """
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def keep(file: Path, content: bytes) -> None:
    """Keep a file for the next build; a folder that cannot be written to is done without.

    Where the machine itself fails it may be cut short, which whoever reads it notices.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new = beside(file, content, lasting=False)
        try:
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
    except OSError:
        return


def claim(root: Path) -> None:
    """See to it that what is kept for a project lies in a folder of its own.

    A link in its place, or in it, leads to what somebody else keeps; the link goes, and no more. A
    file in its place stays, and nothing is kept.

    Args:
        root: the project's folder.

    Raises:
        OSError: a link cannot be deleted.
    """
    folder = root / CACHE
    if folder.is_symlink():
        folder.unlink()
    if folder.is_dir():
        with os.scandir(folder) as listed:
            links = [entry.path for entry in listed if entry.is_symlink()]
        for link in links:
            Path(link).unlink()


def discard(path: Path) -> None:
    """Delete what was kept, whatever is there by now; of a link, the link alone.

    Raises:
        OSError: it cannot be deleted.
    """
    with suppress(FileNotFoundError, NotADirectoryError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def own_folder() -> Path | None:
    """Return the folder of whoever runs this in which may be kept what is run; None without one.

    It is outside of any repository, whose next change could bring files of its own, and nobody
    else may so much as read it.
    """
    folder = user_cache_path(_NAME, appauthor=False)
    if not folder.is_absolute():
        return None
    try:
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        inside = any((above / ".git").exists() for above in folder.resolve().parents)
        return folder if _is_private(folder.lstat()) and not inside else None
    except OSError:
        return None


def _is_private(told: os.stat_result) -> bool:
    if not stat.S_ISDIR(told.st_mode):
        return False
    # Elsewhere a user's folders are theirs by where they lie.
    own = not hasattr(os, "getuid") or told.st_uid == os.getuid()
    return own and (os.name != "posix" or not told.st_mode & ~_PRIVATE & 0o777)
