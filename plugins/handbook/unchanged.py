"""Unchanged: whether a site is still what would be built, or a check would say the same again.

Of the last build is kept, in `.cache/`, of what it was made, what lay in its site, and what it
said; of the last check, all but the site. A build that is under way has left nothing of the kind,
so that one which breaks off is never taken for whole; and any doubt is answered by doing it.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handbook import cache
from handbook.cache import CACHE
from handbook.settings import default_folder

BUILT, CHECKED = "built", "checked"
"""Where each is kept, in the folder of what need not be made anew."""
_READ = ("programme", "content", "overrides", "private", "locale")
"""Folders of a project that a build reads."""
_PASSED_OVER = {"__pycache__", CACHE, ".git"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a build or a check told."""

    lines: tuple[tuple[bool, str], ...]
    """In their order, each with whether it went to standard error."""
    masked: int
    """How many files still told of somebody whose consent has ended."""
    again: str = ""
    """What is said besides where nothing was made anew."""
    code: int = 0
    """With which code the command ended."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was said last, for a site that stands, and what it was made of."""

    made_of: str
    said: Said
    site: str = ""
    """Its folder; empty of a check, which makes none."""
    state: str = ""
    day: str = ""
    """The reference date where that is the current day, else nothing."""
    zone: str = ""
    """The time zone whose current day that is; empty for that of the machine."""


def made_of(root: Path, *told: object, but: Collection[str] = ()) -> str:
    """Return a hash of all that a build is made of.

    Args:
        root: the project's folder.
        told: what else decides what is made, such as options and variables of the environment.
        but: folders of the project that do not count.
    """
    digest = hashlib.sha256(repr((told, sys.version, _packages(), _package())).encode())
    for path in _inputs(root, but):
        digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode("utf-8", "surrogatepass"))
        if path.is_file():
            with suppress(OSError):
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        elif path.is_symlink():
            # What it leads to is not gone through here, and so is never taken for the same.
            digest.update(os.urandom(16))
    return digest.hexdigest()


def last_said(root: Path, made_of: str, name: str = BUILT) -> Said | None:
    """Return what the last build, or check, said if another would do the same; else None.

    Args:
        root: the project's folder.
        made_of: of what it would be made now.
        name: which of them.
    """
    standing = _read(root / CACHE / name)
    if standing is None or standing.made_of != made_of or not _same_day(standing):
        return None
    stands = not standing.site or state(Path(standing.site)) == standing.state
    return standing.said if stands else None


def keep(root: Path, standing: Standing, name: str = BUILT) -> None:
    """Remember a site that was built, or what a check said."""
    cache.keep(root / CACHE / name, json.dumps(asdict(standing)).encode())


def forget(root: Path) -> None:
    """Take the last build for none, since another begins.

    Args:
        root: the project's folder.

    Raises:
        OSError: what is remembered cannot be deleted.
    """
    cache.discard(root / CACHE / BUILT)


def state(folder: Path) -> str:
    """Return a hash of the names, sizes and times of what lies in a folder; empty without one."""
    if not folder.is_dir():
        return ""
    digest = hashlib.sha256()
    for path, found in _walked(folder):
        mark = f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0"
        digest.update(mark.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _inputs(root: Path, but: Collection[str]) -> Iterator[Path]:
    """Give all that a build may look at, folders too, in one order."""
    for path in sorted(root.iterdir()):
        # A folder that is called nearly as one of ours is told of.
        if path.is_file() or path.name.casefold() in _READ:
            yield path
    for name in (each for each in _READ if each not in but):
        yield from sorted((root / name).rglob("*"))


def _read(file: Path) -> Standing | None:
    try:
        found = json.loads(file.read_bytes())
        said = found["said"]
        lines = tuple((bool(err), str(line)) for err, line in said["lines"])
        return Standing(**{**found, "said": Said(**{**said, "lines": lines})})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _same_day(standing: Standing) -> bool:
    if not standing.day:
        return True
    try:
        zone = ZoneInfo(standing.zone) if standing.zone else None
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
    return standing.day == datetime.now(zone).astimezone(zone).date().isoformat()


def _walked(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Give the files below a folder with what is known of them, in one order."""
    for each in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if each.is_dir(follow_symlinks=False):
            if each.name not in _PASSED_OVER:
                yield from _walked(Path(each.path))
        else:
            yield each.path, each.stat(follow_symlinks=False)


@functools.cache
def _package() -> str:
    """Tell what builds: the files of the package as they lie there."""
    folders = {Path(__file__).parent, *map(default_folder, ("content", "overrides"))}
    return "".join(state(folder) for folder in sorted(folders))


@functools.cache
def _packages() -> tuple[str, ...]:
    """Name the packages that are installed, with their versions."""
    folders = (Path(folder) for folder in dict.fromkeys(sys.path) if folder)
    found = (path.name for folder in folders for path in folder.glob("*.dist-info"))
    return tuple(sorted(found))
