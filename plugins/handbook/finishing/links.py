"""Links: every address and fragment inside the site leads somewhere."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.problems import Place, Problem

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_VALUE = r"=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_ADDRESS = re.compile(rf"\s(?:href|src|poster|action){_VALUE}", re.IGNORECASE)
_ANCHOR = re.compile(rf"\s(?:id|name){_VALUE}", re.IGNORECASE)
_CODE = re.compile(r"<(script|style)\b[^>]*>.*?</\1>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SAME_PAGE = "#"


@dataclass(frozen=True, slots=True)
class _Document:
    addresses: frozenset[str]
    anchors: frozenset[str]


def broken_links(site: Path, site_url: str = "") -> tuple[Problem, ...]:
    """Find links of the built site that lead nowhere.

    Args:
        site: folder of the site.
        site_url: address it will be published at; links to it are looked up like relative ones.

    Returns:
        A problem for each address or fragment that does not exist, with the first page that
        names it and how many do.
    """
    documents = {
        path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))
    }
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    base = urlsplit(site_url)
    broken: dict[tuple[str, str], tuple[str, str, int]] = {}
    for name, document in documents.items():
        folder = posixpath.dirname(name)
        for address in sorted(document.addresses):
            local = _local(address, folder, base.netloc, base.path or "/")
            if local is not None and not _exists(local, name, files, documents):
                target = (name, local[1]) if local[0] == _SAME_PAGE else local
                first, said, count = broken.get(target, (name, address, 0))
                broken[target] = (first, said, count + 1)
    return tuple(
        Problem(Place(f"site/{page}"), "link-broken", value=address, details={"count": count})
        for page, address, count in broken.values()
    )


def _read(path: Path) -> _Document:
    text = _COMMENT.sub("", path.read_text("utf-8", errors="replace"))
    without_code = _CODE.sub(lambda match: match[0][: match[0].index(">") + 1], text)
    addresses: set[str] = set()
    anchors: set[str] = set()
    for tag in _TAG.findall(without_code):
        addresses.update(_values(_ADDRESS, tag))
        anchors.update(_values(_ANCHOR, tag))
    return _Document(frozenset(addresses), frozenset(anchors))


def _values(attribute: re.Pattern[str], tag: str) -> Iterator[str]:
    for groups in attribute.findall(tag):
        yield html.unescape(next((group for group in groups if group), ""))


def _local(address: str, folder: str, host: str, base_path: str) -> tuple[str, str] | None:
    """Return path and fragment of an address inside the site, None for one outside."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address, ""
    if parts.scheme not in {"", "http", "https"} or (parts.netloc and parts.netloc != host):
        return None
    path = unquote(parts.path)
    if parts.netloc or path.startswith("/"):
        if not path.startswith(base_path):
            return (path, "") if not parts.netloc else None
        path = path[len(base_path) :] or "./"
    elif path:
        path = posixpath.join(folder, path)
    else:
        return _SAME_PAGE, unquote(parts.fragment)
    is_folder = path.endswith("/") or posixpath.basename(path) in {".", ".."}
    path = posixpath.normpath(path)
    return ("" if path == "." else f"{path}/" if is_folder else path), unquote(parts.fragment)


def _exists(
    local: tuple[str, str], page: str, files: set[str], documents: Mapping[str, _Document]
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
