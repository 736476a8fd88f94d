"""Former pages: those of the last build, set aside before the site is cleaned.

A page that is the same again, byte for byte, is put back and need not be written, which takes many
times as long. Whatever else is there goes when the build ends, however it ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from handbook.cache import CACHE, discard

NAME = "former"
"""Where they lie meanwhile, in the folder of what need not be made anew."""


class FormerPages:
    """Folders of a site that hold pages of entries, as the last build left them."""

    def __init__(self, root: Path, site: Path, pages: Iterable[str]) -> None:
        """Set aside the folders in which pages will lie.

        Args:
            root: the project's folder.
            site: folder of the site.
            pages: their paths from it.
        """
        self._aside, self._site = root / CACHE / NAME, site
        self._begun: set[str] = set()
        self.discard()
        folders = {Path(page).parent.parent for page in pages}
        for folder in sorted(folders - {Path()}):
            here, there = site / folder, self._aside / folder
            if folders.isdisjoint(set(folder.parents) - {Path()}) and _is_within(here, site):
                # Where it cannot be moved, as to another disk, MkDocs cleans it away.
                with suppress(OSError):
                    there.parent.mkdir(parents=True, exist_ok=True)
                    here.rename(there)

    def discard(self) -> None:
        """Delete what was not put back; what cannot be deleted goes with the next build."""
        with suppress(OSError):
            discard(self._aside)

    def put_back(self, page: str, content: bytes) -> bool:
        """Put a page back in the site, in a folder of its own; say whether it is the same again."""
        folder, _, name = page.rpartition("/")
        above = folder.rpartition("/")[0]
        aside, new = self._aside / folder, self._site / folder
        try:
            with os.scandir(aside) as listed:
                # What else lies there is not of this build.
                there = list(listed)
            if [each.name for each in there] != [name] or not _holds(there[0], content):
                return False
            if above not in self._begun:
                new.parent.mkdir(parents=True, exist_ok=True)
                self._begun.add(above)
            aside.rename(new)
        except OSError:
            return False
        return True


def _holds(file: os.DirEntry[str], content: bytes) -> bool:
    """Say whether a file, and no link to one, holds just this."""
    known = file.stat(follow_symlinks=False)
    is_long = file.is_file(follow_symlinks=False) and known.st_size == len(content)
    return is_long and Path(file.path).read_bytes() == content


def _is_within(folder: Path, site: Path) -> bool:
    """Say whether a folder is there, and no link leads elsewhere on the way to it."""
    return folder.is_dir() and folder.resolve() == site.resolve() / folder.relative_to(site)
