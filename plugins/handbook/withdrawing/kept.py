"""Kept: what builds have left of everybody, which goes before somebody is taken out."""

from __future__ import annotations

from pathlib import Path

from handbook import unchanged
from handbook.finishing import kept_reader
from handbook.pages import bodies
from handbook.stamping import former
from handbook.stores import forget_stores


def forget_kept(root: Path) -> None:
    """Delete all that the next build may take up again, in the project and in the user's folder.

    Raises:
        OSError: something cannot be deleted.
    """
    unchanged.forget(root)
    bodies.forget(root)
    former.forget(root)
    kept_reader.forget(root)
    # What a page was compiled into says what the page does.
    forget_stores()
