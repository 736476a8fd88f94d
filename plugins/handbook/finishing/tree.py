"""The tree of a finished site: which files there are."""

from __future__ import annotations

import os
from pathlib import Path


def files_below(folder: Path) -> list[str]:
    """List all files below a folder, by path from it with forward slashes, in the order of paths.

    A link to a file is one, and what a link to a folder leads to is elsewhere.
    """
    found = []
    top = str(folder)
    for inner, _, names in os.walk(top):
        above = inner[len(top) :].replace(os.sep, "/").strip("/")
        prefix = f"{above}/" if above else ""
        found += [f"{prefix}{name}" for name in names]
    # In the order of the parts of paths: no name has a sign before that which stands for the slash.
    return sorted(found, key=lambda name: name.replace("/", "\0"))
