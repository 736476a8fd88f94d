"""Searching: every file of the built site, for everything that may stand in none of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.leaks.confidential import Confidential
from handbook.leaks.matcher import Matcher
from handbook.leaks.reader import LARGEST, Reader, Unread
from handbook.leaks.reporting import Found, problems_of
from handbook.leaks.views import views
from handbook.memory import seldom_collected
from handbook.problems import Problem, Severity

_KEPT = ".git"
"""A checkout that the site is built into: it is not served, and MkDocs leaves it alone too."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """A page made of a shell and an entry, of which only the entry has to be searched."""

    size: int
    modified: int
    """Size in bytes, and nanoseconds of the last change, as it was stamped."""
    shell: Hashable
    """Key of its shell, which is searched once for all its pages."""
    text: Callable[[], str]
    """Makes the text of the entry, with what stands next to it in the shell."""


@dataclass(frozen=True, slots=True)
class StampedPages:
    """The pages of a site that were stamped, by path, and the text of each shell without them."""

    pages: Mapping[str, Stamped] = field(default_factory=dict)
    shells: Mapping[Hashable, str] = field(default_factory=dict)


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

    @property
    def leaked(self) -> bool:
        """Whether the site may not be published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@seldom_collected()
def search(
    site: Path, values: Iterable[Confidential], stamped: StampedPages | None = None
) -> Report:
    """Search every file of a site, its name included, for confidential values.

    Args:
        site: folder of the site.
        values: what may not be published.
        stamped: pages that need not be read, unless they have changed since they were stamped.

    Returns:
        An error for each value and file, five files at most for each value, and a warning for
        each file that could not be searched. None of them holds a value.
    """
    matcher = Matcher(values)
    tops = (path for path in site.iterdir() if path.name != _KEPT)
    paths = {path.relative_to(site).as_posix(): path for top in tops for path in _below(top)}
    known = _unchanged(site, stamped or StampedPages())
    found = Found(matcher, _in_names(matcher, paths))
    shells = {key: _found(matcher, views(text)) for key, text in known.shells.items()}
    files = 0
    for name, path in sorted(paths.items()):
        page = known.pages.get(name)
        if page is not None:
            found.add(name, _found(matcher, views(page.text())) | shells[page.shell])
        elif path.is_dir() and not path.is_symlink():
            continue
        else:
            reader = Reader()
            found.add(name, _found(matcher, _texts(path, reader)), reader.unread)
        files += 1
    return Report(
        problems=problems_of(found, site),
        files=files,
        values=len(matcher.groups) - matcher.unsearchable,
        unsearchable=matcher.unsearchable,
        holds_value=lambda text: bool(_found(matcher, views(text))),
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


def _below(path: Path) -> Iterator[Path]:
    """List all files, and the folders without any, whose names are seen too."""
    inside = list(path.iterdir()) if path.is_dir() and not path.is_symlink() else []
    for each in inside:
        yield from _below(each)
    if not inside:
        yield path


def _unchanged(site: Path, stamped: StampedPages) -> StampedPages:
    """Keep the pages that are still what was stamped, and the shells that these need."""
    pages = {}
    for name, page in stamped.pages.items():
        try:
            now = (site / name).stat()
        except OSError:
            continue
        if (now.st_size, now.st_mtime_ns) == (page.size, page.modified):
            pages[name] = page
    used = {page.shell for page in pages.values()}
    return StampedPages(pages, {key: text for key, text in stamped.shells.items() if key in used})


def _in_names(matcher: Matcher, names: Iterable[str]) -> dict[str, frozenset[int]]:
    """Search the names of files and folders: all at once, and if there are hits each by itself."""
    # Without its ending too, which an address at the end would be taken to go on with.
    texts = {name: f"{name}\n{name.rpartition('.')[0]}" for name in names}
    if not _found(matcher, views("\n".join(texts.values()))):
        return {}
    hits = {name: _found(matcher, views(text)) for name, text in texts.items()}
    return {name: numbers for name, numbers in hits.items() if numbers}


def _texts(path: Path, reader: Reader) -> Iterable[str]:
    try:
        if path.stat().st_size > LARGEST:
            reader.unread.add(Unread.LARGE)
            return
        content = path.read_bytes()
    except OSError:
        reader.unread.add(Unread.DAMAGED)
        return
    yield from reader.texts(content)


def _found(matcher: Matcher, texts: Iterable[str]) -> frozenset[int]:
    return frozenset(number for text in texts for number in matcher.found(text))
