"""Upgrading: a repository that was begun with an older handbook goes on with the one that runs.

What the older one said is read from its wheel in `vendor/`, so that a file that was copied from it
shows what has changed upstream since, and one that stands as it was written then is written anew.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path

from handbook.beginning.surroundings import SHARED, WRITTEN
from handbook.beginning.vendoring import WHEEL, package_files, vendored
from handbook.editing.in_place import with_key
from handbook.reading.files import PROGRAMME, label

_DEFAULTS = "handbook/_defaults/"
_FILES = "handbook/beginning/files/"
_VERSION = re.compile(r"^schema_version:[ \t]*[\"']?([\w.-]+)", re.MULTILINE)
Migration = Callable[[Mapping[str, bytes]], Mapping[str, bytes | None]]
"""Makes of the files of `programme/`, by their path from there, those that change; None deletes."""
MIGRATIONS: Mapping[str, tuple[str, Migration]] = {}
"""By the form that files have (`schema_version`): the form that a step leads to, and the step.
There has been one form so far."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that is the programme's own, and what changed upstream since it was copied."""

    path: str
    difference: str
    """Lines as `diff -u` writes them, from what the older handbook says to what this one says."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade does."""

    changes: Mapping[str, bytes | None] = field(default_factory=dict)
    """Content by path from the project's root; None deletes a file."""
    upstream: tuple[Changed, ...] = ()
    """Files to look over by hand."""
    migrated: tuple[str, ...] = ()
    """The forms that the files went through, in order."""
    newer: str = ""
    """The wheel in `vendor/`, where it is of a newer handbook than this; nothing is done then."""
    known: bool = True
    """Whether there is a wheel of the older handbook, by which one can tell what changed."""


def upgraded(root: Path, migrations: Mapping[str, tuple[str, Migration]] = MIGRATIONS) -> Upgrade:
    """Say what an upgrade would do.

    Args:
        root: the project's folder.
        migrations: steps from one form of the files to the next.
    """
    wheels = sorted((root / "vendor").glob("*.whl"), key=lambda wheel: _version(wheel.name))
    if wheels and _version(wheels[-1].name) > _version(WHEEL):
        return Upgrade(newer=wheels[-1].name)
    changes, forms = _migrated(root, migrations)
    if not wheels:
        return Upgrade(changes, migrated=forms, known=False)
    former, latter = _packed(wheels[-1]), package_files()
    upstream = list(_copied(root, former, latter))
    for path, name in _surroundings():
        own = _content(root / path)
        if former.get(name) == latter.get(name) or own is None:
            continue
        if own == former.get(name):
            changes[path] = latter[name]
        elif own != latter[name]:
            upstream.append(_difference(path, former.get(name, b""), latter[name]))
    if former != latter:
        changes |= {path: None for each in wheels if (path := f"vendor/{each.name}") != WHEEL}
        changes |= vendored()
    return Upgrade(changes, tuple(sorted(upstream, key=lambda each: each.path)), forms)


def _version(wheel: str) -> tuple[int, ...]:
    """Return the numbers of a wheel's version."""
    found = re.search(r"-(\d+(?:\.\d+)*)", wheel)
    return tuple(map(int, found[1].split("."))) if found else ()


def _migrated(
    root: Path, migrations: Mapping[str, tuple[str, Migration]]
) -> tuple[dict[str, bytes | None], tuple[str, ...]]:
    """Take the files from their form to the newest one, a step after the other."""
    folder = root / label("")
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    before, forms = dict(files), [_form(files)]
    while forms[-1] in migrations:
        target, step = migrations[forms[-1]]
        for path, content in step(files).items():
            if content is None:
                files.pop(path, None)
            else:
                files[path] = content
        text = files[PROGRAMME].decode()
        files[PROGRAMME] = with_key(text, "schema_version", target).encode()
        forms.append(target)
    changed = {
        label(path): files.get(path)
        for path in sorted(before | files)
        if files.get(path) != before.get(path)
    }
    return changed, tuple(forms) if len(forms) > 1 else ()


def _form(files: Mapping[str, bytes]) -> str:
    found = _VERSION.search(files.get(PROGRAMME, b"").decode("utf-8", "replace"))
    return found[1] if found else ""


def _packed(wheel: Path) -> dict[str, bytes]:
    """Read what a wheel carries; what describes it as an installation is not compared.

    Raises:
        zipfile.BadZipFile: it is no wheel.
    """
    with zipfile.ZipFile(wheel) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if ".dist-info/" not in name and not name.endswith("/")
        }


def _copied(
    root: Path, former: Mapping[str, bytes], latter: Mapping[str, bytes]
) -> Iterator[Changed]:
    """Find the programme's own files that go before ones of ours which have changed."""
    own = {"programme": "content/programme", "content": "content", "overrides": "overrides"}
    for folder, ours in own.items():
        for path in sorted((root / folder).rglob("*")):
            name = f"{_DEFAULTS}{ours}/{path.relative_to(root / folder).as_posix()}"
            before, after = former.get(name), latter.get(name)
            if path.is_file() and before is not None and before != after:
                yield _difference(path.relative_to(root).as_posix(), before, after or b"")


def _surroundings() -> Iterator[tuple[str, str]]:
    """Give the files around a programme, and what they are called in a wheel."""
    for path, name in WRITTEN.items():
        yield path, f"{_FILES}{name}"
    for path, (folder, name) in SHARED.items():
        yield path, f"{_DEFAULTS}{folder}/{name}"


def _difference(path: str, before: bytes, after: bytes) -> Changed:
    said, says = (text.decode("utf-8", "replace").splitlines() for text in (before, after))
    return Changed(path, "\n".join(unified_diff(said, says, path, path, lineterm="")))


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
