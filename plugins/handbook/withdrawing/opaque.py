"""Opaque ids: what stands for a person who withdrew, and tells nothing of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable


def _drawn() -> str:
    return f"withdrawn-{secrets.token_hex(4)}"


class OpaqueIds:
    """Gives each person of each table one random id, the same in every version of the files."""

    def __init__(self, draw: Callable[[], str] = _drawn) -> None:
        self._draw = draw
        self._given: dict[Hashable, str] = {}

    def of(self, *key: Hashable) -> str:
        """Return the id that stands for `key`."""
        if key not in self._given:
            id = self._draw()
            while id in self._given.values():
                id = self._draw()
            self._given[key] = id
        return self._given[key]
