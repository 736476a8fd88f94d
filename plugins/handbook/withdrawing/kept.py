"""Kept: what builds have left of everybody, which goes before somebody is taken out."""

from __future__ import annotations

from pathlib import Path

from handbook.cache import CACHE, discard
from handbook.stores import forget_stores


def forget_kept(root: Path) -> None:
    """Delete all that the next build may take up again, in the project and in the user's folder.

    Raises:
        OSError: something cannot be deleted.
    """
    discard(root / CACHE)
    # What a page was compiled into says what the page does.
    forget_stores()
