"""Unlinking: links to what is not in the site any more become plain text, and pictures go."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from pathlib import Path

from handbook.finishing.html_pages import HtmlReader
from handbook.finishing.links import file_of
from handbook.finishing.tree import files_below

_TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_ATTRIBUTE = re.compile(
    r"(?<!\s)\s++(?P<name>href|xlink:href|src|poster|action|formaction|srcset|imagesrcset)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))",
    re.IGNORECASE,
)
_NOTHING_WITHOUT = ("<img", "<source", "<link", "<iframe", "<embed", "<script")
"""Elements that are nothing without what they lead to."""


def unlink(
    site: Path, gone: Collection[str], blanked: Collection[str] = (), site_url: str = ""
) -> int:
    """Take out of every page the links to files that are gone.

    Args:
        site: folder of the site.
        gone: paths from it.
        blanked: pages that are there, but none of what a fragment could name.
        site_url: address that the site will be published at.

    Returns:
        How many pages were changed.
    """
    reader = HtmlReader()
    changed = 0
    for name in files_below(site):
        if not name.endswith(".html"):
            continue
        path = site / name
        text = path.read_text("utf-8", errors="replace")
        document = reader.read(text)
        dead = set()
        for address in document.addresses:
            target = file_of(address, name, document.base, site_url)
            if target and (target[0] in gone or (target[1] and target[0] in blanked)):
                dead.add(address)
        if dead:
            path.write_text(_without(text, dead), "utf-8", newline="")
            changed += 1
    return changed


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
