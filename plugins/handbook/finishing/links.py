"""Links: every address and fragment inside the site leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from handbook.finishing.html_pages import Document, HtmlReader
from handbook.problems import Place, Problem

_NOWHERE = "http://site.invalid/"
"""Stands for the address of a site that has none yet."""
_SAME_PAGE = "#"


def broken_links(site: Path, site_url: str = "") -> tuple[Problem, ...]:
    """Find links of the built site that lead nowhere.

    Args:
        site: folder of the site.
        site_url: address it will be published at; links to it are looked up like relative ones.

    Returns:
        A problem for each address or fragment that does not exist, with the first page that
        names it and how many do.
    """
    reader = HtmlReader()
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    files = {path.relative_to(site).as_posix(): path for path in paths}
    documents = {
        name: reader.read(path.read_text("utf-8", errors="replace"))
        for name, path in files.items()
        if path.suffix == ".html"
    }
    home = (site_url or _NOWHERE).rstrip("/") + "/"
    host, base_path = urlsplit(home).netloc, urlsplit(home).path
    broken: dict[tuple[str, str], tuple[str, str, int]] = {}
    for name, document in documents.items():
        folder = posixpath.dirname(name)
        start = document.base and _joined(f"{home}{name}", document.base)
        for address in sorted(document.addresses):
            local = _local(_joined(start, address), folder, host, base_path)
            if local is not None and not _exists(local, name, files, documents):
                target = (name, local[1]) if local[0] == _SAME_PAGE else local
                first, said, count = broken.get(target, (name, address, 0))
                broken[target] = (first, said, count + 1)
    return tuple(
        Problem(Place(f"site/{page}"), "link-broken", value=address, details={"count": count})
        for page, address, count in broken.values()
    )


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


def _local(address: str, folder: str, host: str, base_path: str) -> tuple[str, str] | None:
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


def _exists(
    local: tuple[str, str], page: str, files: Container[str], documents: Mapping[str, Document]
) -> bool:
    path, fragment = local
    if path == _SAME_PAGE:
        name = page
    else:
        name = f"{path}index.html" if path.endswith("/") or not path else path
    if name not in files:
        return False
    if not fragment or name not in documents or fragment.startswith(":~:"):
        return True
    return fragment == "top" or fragment in documents[name].anchors
