"""Links: every address and fragment inside the site leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from handbook.finishing.html_pages import Document, HtmlReader
from handbook.finishing.stamped_links import ReadPage, StampedReader
from handbook.finishing.tree import files_below
from handbook.problems import Place, Problem
from handbook.stamping import ShellKey
from handbook.stamping.pages import StampedPages

_NOWHERE = "http://site.invalid/"
"""Stands for the address of a site that has none yet."""
_SAME_PAGE = "#"
_UP = "../"
_NOTHING = Document(frozenset(), frozenset())
_Local = tuple[str, str]
"""Path and fragment of an address inside the site."""


def broken_links(
    site: Path,
    site_url: str = "",
    stamped: StampedPages | None = None,
    reader: HtmlReader | None = None,
) -> tuple[Problem, ...]:
    """Find links of the built site that lead nowhere.

    Args:
        site: folder of the site.
        site_url: address it will be published at; links to it are looked up like relative ones.
        stamped: pages of which the shell is read once, unless they have changed since.
        reader: reads the pages.

    Returns:
        A problem for each address or fragment that does not exist, with the first page that
        names it and how many do.
    """
    home = (site_url or _NOWHERE).rstrip("/") + "/"
    pages = _Pages(site, stamped or StampedPages(), home, reader or HtmlReader())
    broken: dict[tuple[str, str], tuple[str, str, int]] = {}
    for name in pages.names:
        for address, local in pages.broken(name):
            target = (name, local[1]) if local[0] == _SAME_PAGE else local
            first, said, count = broken.get(target, (name, address, 0))
            broken[target] = (first, said, count + 1)
    return tuple(
        Problem(Place(f"site/{page}"), "link-broken", value=address, details={"count": count})
        for page, address, count in broken.values()
    )


class _Pages:
    """The pages of a site, each read when it is first asked for."""

    def __init__(self, site: Path, stamped: StampedPages, home: str, reader: HtmlReader) -> None:
        self._site, self._home, self._reader = site, home, reader
        self._host, self._base_path = urlsplit(home).netloc, urlsplit(home).path
        self._stamped = StampedReader(site, stamped, reader)
        names = files_below(site)
        self._files = frozenset(names)
        self.names = dict.fromkeys(name for name in names if name.endswith(".html"))
        self._whole = cache(self._read)
        # What pages of one folder say of what is around them, they say alike.
        self._sound = lru_cache(maxsize=4096)(self._is_sound)
        self._doubtful: dict[tuple[ShellKey, str], frozenset[str]] = {}

    def broken(self, name: str) -> Iterator[tuple[str, _Local]]:
        """Give the addresses of a page that lead nowhere, and where that would be."""
        page = self._stamped.read(name)
        document = self._together(name, page) if page else self._whole(name)
        above = None if document.base else posixpath.dirname(posixpath.dirname(name))
        for address in sorted(document.addresses):
            if above and address.startswith(_UP) and self._sound(above, address):
                continue
            local = self._local(address, name, document)
            if local is not None and not self._exists(local, document):
                yield address, local

    def _is_sound(self, folder: str, address: str) -> bool:
        """Say whether an address leads somewhere from every folder in this one."""
        local = _local(address, f"{folder}/_", self._host, self._base_path)
        return local is None or self._exists(local, _NOTHING)

    def _read(self, name: str) -> Document:
        return self._reader.read((self._site / name).read_text("utf-8", errors="replace"))

    def _together(self, name: str, page: ReadPage) -> Document:
        """Leave out what the shell of a page says rightly on every page beside it."""
        anchors = page.shell.anchors | page.own.anchors
        of_folder = page.key, posixpath.dirname(posixpath.dirname(name))
        if of_folder not in self._doubtful:
            self._doubtful[of_folder] = frozenset(self._doubts(name, page.shell))
        return Document(page.own.addresses | self._doubtful[of_folder], anchors)

    def _doubts(self, name: str, shell: Document) -> Iterator[str]:
        """Give the addresses of a shell that lead nowhere, or another way from each page."""
        own = posixpath.dirname(name)
        for address in shell.addresses:
            local = self._local(address, name, shell)
            if local is not None and (
                local[0] == _SAME_PAGE or local[0].startswith(own) or not self._exists(local, shell)
            ):
                yield address

    def _local(self, address: str, name: str, document: Document) -> _Local | None:
        start = document.base and _joined(f"{self._home}{name}", document.base)
        return _local(_joined(start, address), posixpath.dirname(name), self._host, self._base_path)

    def _exists(self, local: _Local, document: Document) -> bool:
        """Say whether something is there, seen from a page."""
        path, fragment = local
        name = f"{path}index.html" if path.endswith("/") or not path else path
        if path != _SAME_PAGE and name not in self._files:
            return False
        if not fragment or fragment.startswith(":~:") or fragment == "top":
            return True
        if path == _SAME_PAGE:
            return fragment in document.anchors
        return name not in self.names or fragment in self._whole(name).anchors


def file_of(address: str, page: str, base: str, site_url: str) -> tuple[str, str] | None:
    """Return the file of the site that an address leads to, and its fragment; None outside of it.

    >>> file_of("../../guides/#ending", "mentors/ana/index.html", "", "")
    ('guides/index.html', 'ending')

    Args:
        address: as a page writes it.
        page: the page's path from the site's folder.
        base: where addresses of the page start, if not at itself.
        site_url: address that the site will be published at.
    """
    home = site_url or _NOWHERE
    host, base_path = urlsplit(home).netloc, urlsplit(home).path or "/"
    start = _joined(f"{home}{page}", base) if base else ""
    local = _local(_joined(start, address), posixpath.dirname(page), host, base_path)
    if local is None:
        return None
    path, fragment = local
    if path == _SAME_PAGE:
        return page, fragment
    return (f"{path}index.html" if path.endswith("/") or not path else path), fragment


def _joined(start: str, address: str) -> str:
    """Return an address as it is meant where a `<base>` lets all of them start elsewhere."""
    try:
        return urljoin(start, address)
    except ValueError:
        return address


def _local(address: str, folder: str, host: str, base_path: str) -> _Local | None:
    """Return path and fragment of an address inside the site, None for one outside.

    >>> _local("../../guides/#ending", "mentors/ana", "a.example", "/")
    ('guides/', 'ending')
    >>> _local("https://b.example/", "mentors/ana", "a.example", "/")
    """
    try:
        scheme, netloc, path, fragment = _parts(address)
    except ValueError:
        return address, ""
    if scheme not in {"", "http", "https"} or (netloc and netloc != host):
        return None
    if netloc or path.startswith("/"):
        if not path.startswith(base_path):
            return (path, "") if not netloc else None
        path = path[len(base_path) :] or "./"
    elif path:
        path = posixpath.join(folder, path)
    else:
        return _SAME_PAGE, fragment
    is_folder = path.endswith("/") or posixpath.basename(path) in {".", ".."}
    path = posixpath.normpath(path)
    return ("" if path == "." else f"{path}/" if is_folder else path), fragment


@lru_cache(maxsize=4096)
def _parts(address: str) -> tuple[str, str, str, str]:
    """Take an address apart: scheme, host, path and fragment.

    Raises:
        ValueError: it is none.
    """
    parts = urlsplit(address)
    return parts.scheme, parts.netloc, unquote(parts.path), unquote(parts.fragment)
