"""Remembered: files that were searched and held nothing, so that the same are not read again.

What is kept are hashes: of each file, and of all that was sought with the search as it is. Where a
value or the search itself is another, nothing is remembered. In which row a value stands, or
whether a consent has ended, changes nothing about a file that does not hold it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from handbook.cache import fingerprint, keep, maker
from handbook.leaks.matcher import Group

NAME = "searched"
"""Where it is kept, in the folder of what need not be made anew."""
_ROOMS = ("leaks", "text")
_READERS = ("pypdf", "openpyxl")
"""Rooms and packages whose next version may find what this one does not."""


class Remembered:
    """The files that hold nothing, of the last search for the same and of this one."""

    def __init__(self, file: Path | None, groups: Iterable[Group]) -> None:
        """Read what the last search has left, where it sought the same.

        Args:
            file: where it is kept; None to remember nothing.
            groups: what is sought.
        """
        self._file = file
        sought = sorted(repr(value.looked_for) for value, *_ in groups)
        self._key = fingerprint(maker(_ROOMS, _READERS), *sought) if file else ""
        self._known = self._read()
        self._clean: dict[str, frozenset[bytes]] = {}

    @property
    def windows(self) -> set[bytes]:
        """Marks of the windows of long texts that held nothing the last time."""
        return set(chain.from_iterable(self._known.values()))

    def _read(self) -> dict[str, frozenset[bytes]]:
        """Read the marks of files, each with those of its windows."""
        if self._file is None:
            return {}
        try:
            key, *lines = self._file.read_text("ascii").splitlines()
            if key != self._key:
                return {}
            marks = map(str.split, lines)
            return {file: frozenset(map(bytes.fromhex, windows)) for file, *windows in marks}
        except (OSError, ValueError):
            return {}

    def clean(self, name: str, content: bytes) -> bool:
        """Say whether a file of this name and content was searched and held nothing."""
        mark = self._mark(name, content)
        if mark not in self._known:
            return False
        self._clean[mark] = self._known[mark]
        return True

    def add(self, name: str, content: bytes, windows: Iterable[bytes] = ()) -> None:
        """Remember a file that was read whole and holds nothing, and so no window of it does."""
        self._clean[self._mark(name, content)] = frozenset(windows)

    def _mark(self, name: str, content: bytes) -> str:
        # How a file is read may depend on the ending of its name.
        return fingerprint(name.rpartition(".")[2], hashlib.sha256(content).hexdigest())

    def keep(self) -> None:
        """Write down what is remembered."""
        if self._file is not None:
            lines = [
                " ".join([mark, *sorted(each.hex() for each in self._clean[mark])])
                for mark in sorted(self._clean)
            ]
            keep(self._file, "\n".join([self._key, *lines, ""]).encode("ascii"))
