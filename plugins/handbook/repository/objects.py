"""Objects: what a push sends that the remote which receives it does not have yet.

Neither another remote nor what was once fetched counts: only the receiving remote's own references,
as it tells them now.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handbook.repository import GitError, Repository

MOST_OBJECTS = 500_000
MOST_BYTES = 512 * 1024 * 1024
"""Of all objects together, unpacked."""
LARGEST = 64 * 1024 * 1024
"""Bytes of one object: a larger one is not looked at."""
MOST_SECONDS = 300
_NETWORK_PATIENCE = 30
_AT_ONCE = 16 * 1024 * 1024
"""Bytes that are held in memory at a time, more only where one object is larger."""


class TooMuchError(Exception):
    """There is more than can be looked at in the time and memory allowed."""


@dataclass
class Allowance:
    """What the search of a push may use up."""

    bytes: int = MOST_BYTES
    objects: int = MOST_OBJECTS
    seconds: float = MOST_SECONDS
    started: float = field(default_factory=time.monotonic)

    @classmethod
    def times(cls, factor: int) -> Allowance:
        """Allow several times as much as usual."""
        return cls(MOST_BYTES * factor, MOST_OBJECTS * factor, MOST_SECONDS * factor)

    def spend(self, *, size: int = 0, objects: int = 0) -> None:
        """Count what is used, and look at the clock.

        Raises:
            TooMuchError: that is more than was allowed.
        """
        self.bytes -= size
        self.objects -= objects
        late = time.monotonic() - self.started > self.seconds
        if late or self.bytes < 0 or self.objects < 0:
            raise TooMuchError


@dataclass(frozen=True, slots=True)
class Update:
    """One reference that a push sets, as git tells it to its hook."""

    local: str
    """The object that it is to name."""
    remote_name: str
    """What it is called at the remote."""
    remote: str
    """The object that it names there now; only zeros where it is new."""


@dataclass(frozen=True, slots=True)
class Push:
    """What git told its hook."""

    updates: tuple[Update, ...]
    """The references that are set; those that are deleted send nothing."""
    url: str = ""
    """Address of the remote; empty where nobody told."""


def push_of(lines: Iterable[str], remote: Sequence[str] = ()) -> Push:
    """Read what git tells its hook.

    Args:
        lines: local name and object, remote name and object.
        remote: name and address of the remote.

    Raises:
        GitError: that is not what git tells.
    """
    updates = []
    for line in filter(None, map(str.strip, lines)):
        fields = line.split()
        if len(fields) != 4:
            raise GitError("the hook was told something other than what is pushed.")
        _, local, name, old = fields
        # Only zeros: it is to be deleted.
        if local.strip("0"):
            updates.append(Update(local, name, old))
    return Push(tuple(updates), remote[1] if len(remote) > 1 else "")


def at_top(repository: Repository) -> Repository:
    """Return the repository as it is from its top folder, where git runs its hooks."""
    return replace(repository, root=Path(repository.ask("rev-parse", "--show-toplevel")))


def missing(
    repository: Repository, push: Push, allowance: Allowance
) -> Mapping[str, tuple[str, int]]:
    """List the objects that the receiving remote lacks, commits first and older ones before newer.

    Where the remote cannot be asked, it is taken to have no more than what git told of it.

    Returns:
        Kind and size of each.

    Raises:
        GitError: git cannot tell, or does not know what is to be pushed.
        TooMuchError: there are too many.
    """
    told = {update.remote for update in push.updates if update.remote.strip("0")}
    theirs = [each for each in (told | _heads(repository, push.url)) if each]
    known = [name for name, kind, _ in _described(repository, theirs) if kind != "missing"]
    asked = [*(update.local for update in push.updates), *(f"^{name}" for name in known)]
    listed = repository.run(
        *("rev-list", "--objects", "--topo-order", "--reverse", "--stdin"),
        given="".join(f"{name}\n" for name in asked).encode(),
        patience=max(int(allowance.seconds), 1),
    )
    names = [line.split(b" ", 1)[0].decode() for line in listed.splitlines()]
    allowance.spend(objects=len(names))
    found = {name: (kind, size) for name, kind, size in _described(repository, names)}
    lost = [name for name, (kind, _) in found.items() if kind == "missing"]
    if lost:
        raise GitError(f"the object {lost[0]} is missing.")
    return found


def contents(
    repository: Repository, sizes: Mapping[str, int], allowance: Allowance
) -> Iterator[tuple[str, bytes]]:
    """Give the content of objects, a few at a time.

    Args:
        repository: where.
        sizes: size by object.
        allowance: what they may use up.

    Raises:
        GitError: git cannot give them.
        TooMuchError: there is more than was allowed.
    """
    for names in _shares(sizes):
        allowance.spend(size=sum(sizes[name] for name in names))
        given = "".join(f"{name}\n" for name in names).encode()
        answer = repository.run("cat-file", "--batch", given=given)
        at = 0
        for name in names:
            # Object, kind and size on a line, the content, and an end of line.
            start = answer.index(b"\n", at) + 1
            at = start + sizes[name] + 1
            yield name, answer[start : at - 1]


def _shares(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    share: list[str] = []
    held = 0
    for name, size in sizes.items():
        if share and held + size > _AT_ONCE:
            yield share
            share, held = [], 0
        share.append(name)
        held += size
    if share:
        yield share


def _heads(repository: Repository, url: str) -> set[str]:
    """Return the objects that the references of the remote name, as it tells them now."""
    if not url:
        return set()
    try:
        listed = repository.run("ls-remote", "--quiet", "--", url, patience=_NETWORK_PATIENCE)
    except GitError:
        return set()
    return {line.split()[0].decode() for line in listed.splitlines() if line.strip()}


def _described(repository: Repository, names: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Give name, kind and size of objects; the kind of one that is not here is `missing`."""
    given = "".join(f"{name}\n" for name in names).encode()
    form = "--batch-check=%(objectname) %(objecttype) %(objectsize)"
    for line in repository.run("cat-file", form, given=given).decode().splitlines():
        name, kind, *size = line.split()
        yield name, kind, int(size[0]) if size else 0


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
