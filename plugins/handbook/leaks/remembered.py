"""Remembered: files that were searched and held nothing, so that the same are not read again.

What is kept are hashes: of each file, and of all that was sought with the search as it is. Where a
value or the search itself is another, nothing is remembered. In which row a value stands, or
whether a consent has ended, changes nothing about a file that does not hold it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
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
        self._clean: set[str] = set()

    def _read(self) -> frozenset[str]:
        if self._file is None:
            return frozenset()
        try:
            key, *marks = self._file.read_text("ascii").split()
        except (OSError, ValueError):
            return frozenset()
        return frozenset(marks) if key == self._key else frozenset()

    def clean(self, name: str, content: bytes) -> bool:
        """Say whether a file of this name and content was searched and held nothing."""
        mark = self._mark(name, content)
        if mark not in self._known:
            return False
        self._clean.add(mark)
        return True

    def add(self, name: str, content: bytes) -> None:
        """Remember a file that was read whole and holds nothing."""
        self._clean.add(self._mark(name, content))

    def _mark(self, name: str, content: bytes) -> str:
        # How a file is read may depend on the ending of its name.
        return fingerprint(name.rpartition(".")[2], hashlib.sha256(content).hexdigest())

    def keep(self) -> None:
        """Write down what is remembered."""
        if self._file is not None:
            keep(self._file, "\n".join([self._key, *sorted(self._clean), ""]).encode("ascii"))
