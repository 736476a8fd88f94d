"""Kept code: that of templates, compiled by one run and found by the next.

It is what a build runs. So it lies in the user's own folder, where no change to a repository
reaches, and is found by all that it was made of. A file that is damaged, or that cannot be written,
costs no more than the time to compile anew.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import CodeType

from handbook.cache import fingerprint, keep, maker, own_folder

LARGEST = 32_000_000
"""Bytes of code that are kept: those of several programmes. What was used longest ago goes."""
MOST_PACKS = 4
"""Versions of this package, of Python and of Jinja whose code is kept side by side."""
_PACK = "templates-"
_DIGEST = hashlib.sha256().digest_size
_ROOMS = ("rendering",)
_PACKAGES = ("jinja2", "markupsafe")
"""What makes the code: with another version, it is another code."""


class KeptCode:
    """Code by the key of all that it depends on, in the order of its last use."""

    def __init__(self, folder: Callable[[], Path | None] | None = own_folder) -> None:
        """Begin with what the last run has left, which is read when it is first asked for.

        Args:
            folder: tells where it is kept, or that it cannot be; None to keep it nowhere.
        """
        self._folder = folder
        self._used: dict[str, bytes] = {}
        self._grown = False

    @cached_property
    def _file(self) -> Path | None:
        folder = self._folder and self._folder()
        made_by = fingerprint(maker(_ROOMS, _PACKAGES), sys.version)
        return folder and folder / f"{_PACK}{made_by[:32]}"

    @cached_property
    def _found(self) -> dict[str, bytes]:
        """What was there, and has not been used in this run."""
        content = b""
        if self._file is not None:
            with suppress(OSError):
                content = self._file.read_bytes()
        digest, packed = content[:_DIGEST], content[_DIGEST:]
        # What is damaged must not reach `marshal`, which takes any bytes for code.
        if hashlib.sha256(packed).digest() != digest:
            return {}
        found: dict[str, bytes] = marshal.loads(packed)  # noqa: S302 - our own folder, and whole
        return found

    def get(self, key: str) -> CodeType | None:
        """Return the code of a key; None where there is none."""
        packed = self._used.get(key) or self._found.pop(key, None)
        if packed is None:
            return None
        self._used[key] = packed
        code: CodeType = marshal.loads(packed)  # noqa: S302 - as above
        return code

    def add(self, key: str, code: CodeType) -> None:
        """Take code that was compiled, where it can be kept."""
        if self._file is not None:
            self._used[key] = marshal.dumps(code)
            self._grown = True

    def keep(self) -> None:
        """Write down what the next run may use, where anything is new."""
        if not self._grown or self._file is None:
            return
        self._grown = False
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
        _forget_others(self._file)


def _forget_others(file: Path) -> None:
    """Delete the code of versions that were used longest ago."""
    with suppress(OSError):
        packs = sorted(file.parent.glob(f"{_PACK}*"), key=lambda pack: pack.stat().st_mtime)
        for pack in packs[:-MOST_PACKS]:
            pack.unlink()


KEPT_CODE = KeptCode()
"""That of this process."""
