"""The cache: what is kept from one build to the next, and for how long that may be trusted."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from handbook.atomic import overwrite

CACHE = ".cache"
"""Folder of the project in which is kept what need not be made anew; no commit holds it."""
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
    """Keep a file for the next build; a folder that cannot be written to is done without."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        overwrite(file, content)
    except OSError:
        return
