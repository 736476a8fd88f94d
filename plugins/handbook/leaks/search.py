"""The search: every file of the built site, for everything that may stand in none of them.

What it finds is told as problems that name file and row, and never the value.
"""

from __future__ import annotations

import os
import shutil
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from handbook.leaks import Confidential, Kind
from handbook.leaks.binaries import as_text
from handbook.leaks.blocks import CleanBlocks
from handbook.leaks.matcher import Group, Matcher
from handbook.leaks.parting import parted, parted_text
from handbook.leaks.reader import LARGEST, Reader
from handbook.leaks.remembered import Remembered
from handbook.leaks.unread import Budget, Unread
from handbook.leaks.views import views
from handbook.memory import seldom_collected
from handbook.problems import MASK, Place, Problem, Severity, in_reading_order
from handbook.stamping import near_slots, stamp, without_entry
from handbook.stamping.pages import StampedPages

_MOST_FILES = 5
_MOST_ROWS = 3
_MOST_LINES = 100
"""Leaks whose line is looked up; so many that one cause must be behind them."""
_SLOTS = "a page by its slots"
"""As what the parts of a stamped page are remembered: they are read otherwise than a file."""
_KEPT = ".git"
"""A checkout that the site is built into: it is not served, and MkDocs leaves it alone too."""


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """A confidential value that a file of the site holds, in its text or its name."""

    number: int
    """The value, by its group in the matcher."""
    file: str
    """Path from the folder of the site."""


@dataclass(frozen=True)
class Report:
    """What a search of the site has found."""

    problems: tuple[Problem, ...]
    files: int
    """How many files there are."""
    values: int
    """How many values were searched for."""
    unsearchable: int
    """How many values are too short to be searched for."""
    holds_value: Callable[[str], bool]
    """Says whether a text holds a confidential value, and so may not be printed."""
    leaks: frozenset[Leak] = frozenset()
    """Every value that was found, and the file that holds it."""
    groups: tuple[Group, ...] = ()
    """What was searched for, by the number that a leak gives."""

    @property
    def only_ended(self) -> bool:
        """Whether there are leaks, and all of them are of people whose consent has ended."""
        numbers = {leak.number for leak in self.leaks}
        found = [value for number in numbers for value in self.groups[number]]
        return bool(found) and all(value.ended for value in found)

    @property
    def leaked(self) -> bool:
        """Whether the site may not be published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


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
    told = _Told(site, matcher, frozenset(in_names))
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


@dataclass(frozen=True, slots=True)
class _Told:
    """Puts into problems what the search of a site has found."""

    site: Path
    matcher: Matcher
    named: frozenset[str]
    """Files whose very names hold a value."""

    def leaks(self, leaks: Iterable[Leak]) -> Iterator[Problem]:
        """Tell of each value the first files that hold it."""
        files: dict[int, list[str]] = defaultdict(list)
        for leak in sorted(leaks):
            files[leak.number].append(leak.file)
        looked_up = 0
        for number, names in files.items():
            group = self.matcher.groups[number]
            for name in names[:_MOST_FILES]:
                line = self._line(name, number) if looked_up < _MOST_LINES else 0
                looked_up += 1
                place = Place(self._path(name), line)
                details = {"rows": rows_of(group), "count": len(names)}
                code = "leak-similar" if group[0].in_parts else "leak"
                if group[0].kind is Kind.FINGERPRINT:
                    code = "leak-withdrawn"
                yield Problem(place, code, group[0].field, MASK, details=details)

    def unread(self, unread: Mapping[str, Iterable[Unread]]) -> Iterator[Problem]:
        """Tell what could not be searched."""
        for name, reasons in unread.items():
            for code in reasons:
                yield Problem(Place(self._path(name)), str(code), severity=Severity.WARNING)

    def _path(self, name: str) -> str:
        """Write the name of a file without the values that it holds, in letters that print."""
        parts = name.split("/")
        if name in self.named:
            ends = [f"{part}\n{part.rpartition('.')[0]}" for part in parts]
            holding = [bool(self.matcher.found_in(views(part))) for part in ends]
            hidden = holding if any(holding) else [True] * len(parts)
            parts = [MASK if hide else part for part, hide in zip(parts, hidden, strict=True)]
        printed = "/".join(parts).encode("utf-8", "replace").decode("utf-8")
        return f"{self.site.name}/{printed}"

    def _line(self, name: str, number: int) -> int:
        """Find the first line of a file on which a value is complete; 0 where it has no lines."""
        path = self.site / name
        text = as_text(path.read_bytes()) if path.is_file() else None
        if text is None:
            return 0
        lines = text.splitlines(keepends=True)

        # Of this value alone: a text that holds many takes long to be searched for all of them.
        alone = Matcher(self.matcher.groups[number])

        def is_said(count: int) -> bool:
            return bool(alone.found_in(views(parted_text(name, "".join(lines[:count])))))

        line = bisect_left(range(len(lines)), True, key=is_said)
        return line if is_said(line) else 0


def rows_of(group: Group) -> str:
    """Name the first places of the data where a value stands."""
    places = sorted({value.place for value in group})
    more = ["…"] if len(places) > _MOST_ROWS else []
    return ", ".join([*map(str, places[:_MOST_ROWS]), *more])
