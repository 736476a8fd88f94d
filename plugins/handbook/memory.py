"""Memory: how often Python looks for what nothing refers to any more, and texts kept out of it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from weakref import finalize

_SELDOM = (100_000, 50, 100)
"""Thresholds of its collector: at the habitual ones, 700 and 10 and 10, it takes a sixth of the
time of a check of many records, all of which stay."""
_FEW = 8 * 1024 * 1024
"""Bytes of texts that stay in memory all the same."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Have Python look for garbage seldom while very much is made that stays."""
    habit = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        # All that is there counts as old, or at the habitual thresholds it would be looked through.
        gc.freeze()
        gc.unfreeze()
        gc.set_threshold(*habit)


class Aside:
    """Texts set aside in a file that has no name, and goes when nothing refers to it any more."""

    def __init__(self) -> None:
        """Begin with none."""
        self._file = SpooledTemporaryFile(max_size=_FEW)  # noqa: SIM115 - open as long as this
        finalize(self, self._file.close)

    def put(self, text: str) -> Callable[[], str]:
        """Set a text aside.

        Returns:
            What reads it again.

        Raises:
            OSError: there is no room for it.

        >>> aside = Aside()
        >>> read, _ = aside.put("Ana \N{EN DASH}"), aside.put("Bo")
        >>> read()
        'Ana \N{EN DASH}'
        """
        content = text.encode("utf-8", "surrogatepass")
        start = self._file.seek(0, SEEK_END)
        self._file.write(content)
        return partial(self._read, start, len(content))

    def _read(self, start: int, size: int) -> str:
        self._file.seek(start)
        return self._file.read(size).decode("utf-8", "surrogatepass")
