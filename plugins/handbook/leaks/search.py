"""The search: every file of the built site, for everything that may stand in none of them.

What it finds is told as problems that name file and row, and never the value.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

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
from handbook.stamping import near_slots, stamp, without_entry
from handbook.stamping.pages import StampedPages

_SLOTS = "a page by its slots"
"""As what the parts of a stamped page are remembered: they are read otherwise than a file."""
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
    known = (stamped or StampedPages()).unchanged(site)
    blocks = CleanBlocks()
    shells = {
        key: _found_in_blocks(without_entry(it), matcher, blocks)
        for key, it in known.shells.items()
    }
    near = {key: near_slots(shell) for key, shell in known.shells.items()}
    in_names = _in_names(matcher, paths)
    leaks = {Leak(number, name) for name, numbers in in_names.items() for number in numbers}
    unread: dict[str, set[Unread]] = {}
    budget = Budget()
    remembered = Remembered(kept, matcher.groups)
    clean = remembered.windows
    files = sorted(name for name, is_file in paths.items() if is_file)
    for name in files:
        page = known.pages.get(name)
        if page is not None:
            text = stamp(near[page.shell], page.entry())
            numbers = _found_in_slots(text, matcher, remembered, blocks) | shells[page.shell]
        else:
            reader = Reader(budget, clean, blocks)
            numbers = _found(site / name, matcher, reader, remembered)
            unread[name] = reader.unread
            if not (numbers or reader.unread):
                clean |= reader.marks
                blocks.add(reader.blocks)
        leaks |= {Leak(number, name) for number in numbers}
    remembered.keep()
    told = Telling(site, matcher, frozenset(in_names))
    return Report(
        problems=in_reading_order([*told.leaks(leaks), *told.unread(unread)]),
        files=len(files),
        values=len(matcher.groups) - matcher.unsearchable,
        unsearchable=matcher.unsearchable,
        holds_value=lambda text: bool(matcher.found_in(views(text))),
        leaks=frozenset(leaks),
        groups=matcher.groups,
    )


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
    for folder, inner, names in os.walk(site, onerror=_raise):
        here = Path(folder)
        above = "" if here == site else f"{here.relative_to(site).as_posix()}/"
        links = [name for name in inner if (here / name).is_symlink()]
        for name in (*names, *links):
            if above or name != _KEPT:
                yield f"{above}{name}", True
        if above and not inner and not names:
            yield above.rstrip("/"), False
        if not above:
            inner[:] = [name for name in inner if name != _KEPT]


def _raise(error: OSError) -> NoReturn:
    raise error


def _in_names(matcher: Matcher, names: Iterable[str]) -> dict[str, frozenset[int]]:
    """Search the names of files and folders: all at once, and if there are hits each by itself."""
    # Without its ending too, which an address at the end would be taken to go on with.
    texts = {name: f"{name}\n{name.rpartition('.')[0]}" for name in names}
    if not matcher.found_in(views("\n".join(texts.values()))):
        return {}
    hits = {name: matcher.found_in(views(text)) for name, text in texts.items()}
    return {name: numbers for name, numbers in hits.items() if numbers}


def _found(path: Path, matcher: Matcher, reader: Reader, remembered: Remembered) -> frozenset[int]:
    """Search one file, unless the same was searched and held nothing."""
    try:
        if path.stat().st_size > LARGEST:
            reader.unread.add(Unread.LARGE)
            return frozenset()
        content = path.read_bytes()
    except OSError:
        reader.unread.add(Unread.DAMAGED)
        return frozenset()
    if remembered.clean(path.name, content):
        return frozenset()
    found = matcher.found_in(reader.texts(parted(path.name, content)))
    if not found and not reader.unread:
        remembered.add(path.name, content, reader.windows)
    return found


def _found_in_slots(
    text: str, matcher: Matcher, remembered: Remembered, known: CleanBlocks
) -> frozenset[int]:
    """Search what an entry says, and what is near it, unless the same held nothing."""
    content = text.encode("utf-8", "surrogatepass")
    if remembered.clean(_SLOTS, content):
        return frozenset()
    found = _found_in_blocks(text, matcher, known)
    if not found:
        remembered.add(_SLOTS, content)
    return found


def _found_in_blocks(text: str, matcher: Matcher, known: CleanBlocks) -> frozenset[int]:
    """Search a page, but for the blocks that are known to hold nothing."""
    others = known.others(text)
    found = matcher.found_in(views("".join(others)))
    if not found:
        known.add(others)
    return found
