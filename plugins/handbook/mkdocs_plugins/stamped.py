"""Stamped pages: written to the site, and remembered for the scan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from handbook import stamping
from handbook.leaks.search import Stamped, StampedPages
from handbook.outputs import EntryPage


def write(
    site: Path, entries: Iterable[EntryPage], shells: Mapping[stamping.ShellKey, stamping.Shell]
) -> StampedPages:
    """Stamp entry pages on their shells.

    Returns:
        What a scan needs to search each shell once and each page by its entry.
    """
    near = {key: stamping.near_slots(shell) for key, shell in shells.items()}
    pages = {}
    for entry in entries:
        key = stamping.key_of(entry)
        name = f"{entry.path.removesuffix('.md')}/index.html"
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stamping.stamp(shells[key], entry).encode())
        written = path.stat()
        text = partial(stamping.stamp, near[key], entry)
        pages[name] = Stamped(written.st_size, written.st_mtime_ns, key, text)
    return StampedPages(
        pages, {key: stamping.without_entry(shell) for key, shell in shells.items()}
    )
