"""Unlinking: links to what is not in the site any more become plain text, and pictures go.

So it is with the cards of directories; the search of the site forgets what it would lead to.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from handbook.cards import NAME, read_cards
from handbook.finishing.html_pages import HtmlReader
from handbook.finishing.links import file_of
from handbook.finishing.tree import files_below

_TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_ATTRIBUTE = re.compile(
    r"(?<!\s)\s++(?P<name>href|xlink:href|src|poster|action|formaction|srcset|imagesrcset)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))",
    re.IGNORECASE,
)
_INDEX = Path("search", "search_index.json")
_NOTHING_WITHOUT = ("<img", "<source", "<link", "<iframe", "<embed", "<script")
"""Elements that are nothing without what they lead to."""


def unlink(
    site: Path, gone: Collection[str], blanked: Collection[str] = (), site_url: str = ""
) -> int:
    """Take out of every page, and of what pages load, the links to files that are gone.

    Args:
        site: folder of the site.
        gone: paths from it.
        blanked: pages that are there, but none of what a fragment could name.
        site_url: address that the site will be published at.

    Returns:
        How many pages were changed.
    """
    reader = HtmlReader()

    def unlinked(text: str, name: str) -> str:
        document = reader.read(text)
        dead = set()
        for address in document.addresses:
            target = file_of(address, name, document.base, site_url)
            if target and (target[0] in gone or (target[1] and target[0] in blanked)):
                dead.add(address)
        return _without(text, dead) if dead else text

    changed = 0
    for name in files_below(site):
        path = site / name
        if name.endswith(".html"):
            text = path.read_text("utf-8", errors="replace")
            shorter = unlinked(text, name)
            if shorter != text:
                path.write_text(shorter, "utf-8", newline="")
                changed += 1
        elif path.name == NAME:
            page = posixpath.join(posixpath.dirname(name), "index.html")
            _unlink_cards(path, partial(unlinked, name=page))
    _forget(site / _INDEX, gone)
    return changed


def _unlink_cards(path: Path, unlinked: Callable[[str], str]) -> None:
    with suppress(ValueError):
        cards = read_cards(path.read_bytes())
        people = tuple(replace(each, html=unlinked(each.html)) for each in cards.people)
        if people != cards.people:
            path.write_bytes(replace(cards, people=people).written())


def _forget(path: Path, gone: Collection[str]) -> None:
    """Have the search lead nowhere that is gone."""
    with suppress(OSError, ValueError, KeyError):
        index = json.loads(path.read_bytes())
        kept = [
            each
            for each in index["docs"]
            if f"{each['location'].partition('#')[0]}index.html" not in gone
        ]
        if len(kept) < len(index["docs"]):
            path.write_text(json.dumps({**index, "docs": kept}, separators=(",", ":")), "utf-8")


def _without(text: str, dead: Collection[str]) -> str:
    def kept(tag: re.Match[str]) -> str:
        shorter = _ATTRIBUTE.sub(attribute, tag[0])
        lost = shorter != tag[0] and tag[0].lower().startswith(_NOTHING_WITHOUT)
        return "" if lost else shorter

    def attribute(found: re.Match[str]) -> str:
        value = html.unescape(found["double"] or found["single"] or found["bare"] or "").strip()
        if found["name"].lower().endswith("srcset"):
            candidates = {each.split()[0] for each in value.split(",") if each.strip()}
            return "" if candidates & set(dead) else found[0]
        return "" if value in dead else found[0]

    return _TAG.sub(kept, text)
