"""Stores: files in the user's own folder, of what one run worked out and the next may need.

A store that is damaged, or that cannot be written, costs no more than the time to work it out anew.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from handbook.cache import discard, fingerprint, keep, own_folder

LARGEST = 32_000_000
"""Bytes that a store holds. What was used longest ago goes."""
MOST_STORES = 4
"""Versions of what makes a store of which each has its own, side by side."""
_DIGEST = hashlib.sha256().digest_size
_ALL: list[Store] = []


class Store:
    """Bytes by the key of all that they depend on, in the order of their last use."""

    def __init__(
        self,
        name: str,
        made_by: Callable[[], str],
        folder: Callable[[], Path | None] = own_folder,
    ) -> None:
        """Begin with what the last run has left, which is read when it is first asked for.

        Args:
            name: how its files are called.
            made_by: tells what else the bytes depend on; Python's version is known.
            folder: tells where it is kept; None where it cannot be.
        """
        self._name, self._made_by, self._folder = name, made_by, folder
        self._used: dict[str, bytes] = {}
        self._grown = False
        self._was_there = False

    @cached_property
    def _file(self) -> Path | None:
        folder = self._folder()
        made_by = fingerprint(self._made_by(), sys.version)
        return folder and folder / f"{self._name}-{made_by[:32]}"

    @cached_property
    def _found(self) -> dict[str, bytes]:
        """What was there, and has not been used in this run."""
        content = b""
        if self._file is not None:
            with suppress(OSError):
                content = self._file.read_bytes()
                self._was_there = True
        digest, packed = content[:_DIGEST], content[_DIGEST:]
        # What is damaged must not reach `marshal`, which trusts any bytes.
        if hashlib.sha256(packed).digest() != digest:
            return {}
        found: dict[str, bytes] = marshal.loads(packed)  # noqa: S302 - our own folder, and whole
        return found

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key; None where nothing is."""
        content = self._used.get(key) or self._found.pop(key, None)
        if content is not None:
            self._used[key] = content
        return content

    def add(self, key: str, content: bytes) -> None:
        """Take what was worked out, where it can be kept."""
        if self._file is not None:
            self._used[key] = content
            self._grown = True

    def keep(self) -> None:
        """Write down what the next run may use, where anything is new."""
        if not self._grown or self._file is None:
            return
        self._grown = False
        if self._was_there and not self._file.exists():
            # Another command had all forgotten, since somebody has gone.
            self._used, self._found, self._was_there = {}, {}, False
            return
        kept: dict[str, bytes] = {}
        size = 0
        for key, packed in reversed([*self._found.items(), *self._used.items()]):
            size += len(packed)
            if size > LARGEST:
                break
            kept[key] = packed
        # A preview that runs all day keeps no more in memory.
        self._used, self._found = dict(reversed(kept.items())), {}
        content = marshal.dumps(self._used)
        keep(self._file, hashlib.sha256(content).digest() + content)
        self._was_there = self._file.exists()
        self._forget_others(self._file)

    def forget(self) -> None:
        """Delete what there is, of every version.

        Raises:
            OSError: it cannot be deleted.
        """
        self._used, self._found, self._grown, self._was_there = {}, {}, False, False
        if self._file is not None:
            for store in self._file.parent.glob(f"{self._name}-*"):
                store.unlink(missing_ok=True)

    def _forget_others(self, file: Path) -> None:
        """Delete the stores of versions that were used longest ago."""
        with suppress(OSError):
            stores = file.parent.glob(f"{self._name}-*")
            for store in sorted(stores, key=lambda store: store.stat().st_mtime)[:-MOST_STORES]:
                store.unlink()


def shared_store(name: str, made_by: Callable[[], str]) -> Store:
    """Return a store of this process, which is kept with all others."""
    store = Store(name, made_by)
    _ALL.append(store)
    return store


def keep_stores() -> None:
    """Write down what the stores of this process have that is new."""
    for store in _ALL:
        store.keep()


def forget_stores() -> None:
    """Delete all stores there are, also those of which this process has none of its own.

    Raises:
        OSError: something cannot be deleted.
    """
    for store in _ALL:
        store.forget()
    folder = own_folder()
    for store_file in folder.iterdir() if folder else ():
        discard(store_file)
