"""Kept code: that of templates, compiled by one run and found by the next.

It is what a build runs. So it lies in the user's own folder, where no change to a repository
reaches, and is found by all that it was made of.
"""

from __future__ import annotations

import marshal
from types import CodeType

from handbook.cache import maker
from handbook.stores import Store, shared_store

_ROOMS = ("rendering",)
_PACKAGES = ("jinja2", "markupsafe")
"""What makes the code: with another version, it is another code."""


class KeptCode:
    """Code by the key of all that it depends on."""

    def __init__(self, store: Store) -> None:
        """Keep code in a store."""
        self._store = store

    def get(self, key: str) -> CodeType | None:
        """Return the code of a key; None where there is none."""
        packed = self._store.get(key)
        if packed is None:
            return None
        code: CodeType = marshal.loads(packed)  # noqa: S302 - our own folder, and whole
        return code

    def add(self, key: str, code: CodeType) -> None:
        """Take code that was compiled, where it can be kept."""
        self._store.add(key, marshal.dumps(code))


KEPT_CODE = KeptCode(shared_store("templates", lambda: maker(_ROOMS, _PACKAGES)))
"""That of this process."""
