"""The search: every file of the built site, for everything that may stand in none of them.

What it finds is told as problems that name file and row, and never the value.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.leaks import Confidential
from handbook.leaks.blocks import CleanBlocks
from handbook.leaks.matcher import Matcher
from handbook.leaks.parting import parted
from handbook.leaks.reader import LARGEST, Reader
from handbook.leaks.remembered import Remembered
from handbook.leaks.report import Leak, Report, Telling
from handbook.leaks.unread import Budget, Unread
from handbook.leaks.views import views
from handbook.memory import seldom_collected
from handbook.problems import in_reading_order
from handbook.stamping import ShellKey, near_slots, stamp, without_entry
from handbook.stamping.pages import StampedPages

_KEPT = ".git"
"""A checkout that the site is built into: it is not served, and MkDocs leaves it alone too."""


@seldom_collected()
def search(
    site: Path,
    values: Iterable[Confidential],
    stamped: StampedPages | None = None,
    kept: Path | None = None,
) -> Report:
    """Search every file of a site, its name included, for confidential values.

    Args:
        site: folder of the site.
        values: what may not be published.
        stamped: pages that need not be read, unless they have changed since they were stamped.
        kept: file in which is remembered what held nothing the last time; None to read everything.

    Returns:
        An error for each value and file, five files at most for each value, and a warning for
        each file that could not be searched. None of them holds a value.
    """
    matcher = Matcher(values)
    paths = dict(_below(site))
    searching = _Searching(matcher, Remembered(kept, matcher.groups))
    found = searching.pages((stamped or StampedPages()).unchanged(site))
    files = sorted(name for name, is_file in paths.items() if is_file)
    found |= {name: searching.file(site / name, name) for name in files if name not in found}
    searching.remembered.keep()
    in_names = _in_names(matcher, paths)
    leaks = {
        Leak(number, name)
        for names in (in_names, found)
        for name, numbers in names.items()
        for number in numbers
    }
    told = Telling(site, matcher, frozenset(in_names))
    return Report(
        problems=in_reading_order([*told.leaks(leaks), *told.unread(searching.unread)]),
        files=len(files),
        values=len(matcher.groups) - matcher.unsearchable,
        unsearchable=matcher.unsearchable,
        holds_value=lambda text: bool(matcher.found_in(views(text))),
        leaks=frozenset(leaks),
        groups=matcher.groups,
    )


class _Searching:
    """Searches one text after the other for the same values, and each part of them once."""

    def __init__(self, matcher: Matcher, remembered: Remembered) -> None:
        """Begin with nothing searched but what is remembered."""
        self._matcher, self.remembered = matcher, remembered
        self._budget, self._blocks = Budget(), CleanBlocks()
        self._clean = remembered.windows
        self.unread: dict[str, set[Unread]] = {}
        """Why files were not searched to the end, by their paths from the site."""

    def pages(self, stamped: StampedPages) -> dict[str, frozenset[int]]:
        """Search stamped pages: each shell once, and of each page what its entry says."""
        near = {key: near_slots(shell) for key, shell in stamped.shells.items()}
        shells: dict[ShellKey, frozenset[int]] = {}
        found = {}
        for name, page in stamped.pages.items():
            key = page.shell
            if key not in shells:
                shells[key] = self._found(name, without_entry(stamped.shells[key]).encode())
            found[name] = shells[key] | self._found(name, stamp(near[key], page.entry()).encode())
        return found

    def file(self, path: Path, name: str) -> frozenset[int]:
        """Search a file of the site, of which this is its path from there."""
        try:
            if path.stat().st_size > LARGEST:
                self.unread[name] = {Unread.LARGE}
                return frozenset()
            content = path.read_bytes()
        except OSError:
            self.unread[name] = {Unread.DAMAGED}
            return frozenset()
        return self._found(name, content)

    def _found(self, name: str, content: bytes) -> frozenset[int]:
        """Search a file, or a part of one, unless the same was searched and held nothing."""
        if self.remembered.clean(name, content):
            return frozenset()
        reader = Reader(self._budget, self._clean, self._blocks)
        found = self._matcher.found_in(reader.texts(parted(name, content)))
        if reader.unread:
            self.unread.setdefault(name, set()).update(reader.unread)
        elif not found:
            self.remembered.add(name, content, reader.windows)
            self._clean |= reader.marks
            self._blocks.add(reader.blocks)
        return found


def empty(site: Path) -> None:
    """Remove everything from a site that may not be published."""
    for path in sorted(site.iterdir()):
        if path.name == _KEPT:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _below(site: Path) -> Iterator[tuple[str, bool]]:
    """List all files, and the folders without any, whose names are seen too.

    A link is a file, whatever it leads to.

    Returns:
        The path of each from the folder of the site, and whether it is a file.

    Raises:
        OSError: a folder cannot be read.
    """
    folders = [""]
    while folders:
        above = folders.pop()
        with os.scandir(site / above) as listed:
            entries = [entry for entry in listed if above or entry.name != _KEPT]
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{above}{entry.name}/")
            else:
                yield f"{above}{entry.name}", True
        if above and not entries:
            yield above.rstrip("/"), False


def _in_names(matcher: Matcher, names: Iterable[str]) -> dict[str, frozenset[int]]:
    """Search the names of files and folders: all at once, and if there are hits each by itself."""
    # Without its ending too, which an address at the end would be taken to go on with.
    texts = {name: f"{name}\n{name.rpartition('.')[0]}" for name in names}
    if not matcher.found_in(views("\n".join(texts.values()))):
        return {}
    hits = {name: matcher.found_in(views(text)) for name, text in texts.items()}
    return {name: numbers for name, numbers in hits.items() if numbers}
