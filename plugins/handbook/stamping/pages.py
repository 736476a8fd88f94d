"""Stamped pages as they lie in the site, so that what looks at them later reads each shell once.

Whatever searches, follows or cleans the pages of a site has found all of a shell when it has seen
it once; of each page it then needs what its entry says. A page that anything has changed since it
was stamped is known no more, and is read whole like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.outputs import EntryPage
from handbook.stamping import Shell, ShellKey


@dataclass(frozen=True, slots=True)
class Stamped:
    """A page made of a shell and an entry."""

    size: int
    modified: int
    """Size in bytes, and nanoseconds of the last change, as it was stamped."""
    shell: ShellKey
    entry: Callable[[], EntryPage]
    """Gives the entry, which need not be kept in memory for it."""


@dataclass(frozen=True, slots=True)
class StampedPages:
    """The pages of a site that were stamped, by path from its folder, and their shells."""

    pages: Mapping[str, Stamped] = field(default_factory=dict)
    shells: Mapping[ShellKey, Shell] = field(default_factory=dict)

    def unchanged(self, site: Path) -> StampedPages:
        """Keep the pages that are still what was stamped, and the shells that these need."""
        pages = {}
        for name, page in self.pages.items():
            try:
                now = (site / name).stat()
            except OSError:
                continue
            if (now.st_size, now.st_mtime_ns) == (page.size, page.modified):
                pages[name] = page
        used = {page.shell for page in pages.values()}
        return StampedPages(pages, {key: it for key, it in self.shells.items() if key in used})
