"""What pages said of links, kept for the next build, which reads those alone that are others.

A build keeps what it was asked for, and no more: whoever left is in none of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from handbook.cache import fingerprint, keep, maker
from handbook.finishing.html_pages import Document, HtmlReader

NAME = "links"
"""Where it is kept, in the folder of what need not be made anew."""
_ROOMS = ("finishing", "text")
"""Rooms whose next version may read something else."""


class KeptReader(HtmlReader):
    """Reads pages, and keeps what they say beside what they are."""

    def __init__(self, file: Path | None) -> None:
        """Begin with what the last build has kept.

        Args:
            file: where that is; None to read everything.
        """
        super().__init__()
        self._file, self._key = file, maker(_ROOMS) if file else ""
        self._known = self._read()
        self._said: dict[str, str] = {}

    def read(self, html: str) -> Document:
        """Read a page, unless what it says is known."""
        document = self._once("page", html, super().read)
        # Every page says something; what is kept of it may be damaged.
        return super().read(html) if document is None else document

    def read_part(self, html: str) -> Document | None:
        """Read a part of a page by itself, unless what it says is known."""
        return self._once("part", html, super().read_part)

    def keep(self) -> None:
        """Write down what was read, for the next build."""
        if self._file is not None:
            lines = (f"{mark} {self._said[mark]}" for mark in sorted(self._said))
            keep(self._file, "\n".join([self._key, *lines, ""]).encode("utf-8"))

    def _read(self) -> dict[str, str]:
        if self._file is None:
            return {}
        try:
            key, *lines = self._file.read_text("utf-8").splitlines()
        except (OSError, ValueError):
            return {}
        marked = (line.partition(" ") for line in lines)
        return {mark: said for mark, _, said in marked} if key == self._key else {}

    def _once(
        self, sort: str, html: str, read: Callable[[str], Document | None]
    ) -> Document | None:
        if self._file is None:
            return read(html)
        mark = fingerprint(sort, html)
        said = self._known.pop(mark, "") or self._said.get(mark, "")
        try:
            document = _told(said)
        except (ValueError, TypeError):
            document = read(html)
            said = _written(document)
        self._said[mark] = said
        return document


def _written(document: Document | None) -> str:
    """Write what a page says in one line of ASCII."""
    if document is None:
        return json.dumps(None)
    return json.dumps([sorted(document.addresses), sorted(document.anchors), document.base])


def _told(said: str) -> Document | None:
    """Read what a page says.

    Raises:
        ValueError: it was not written so.
        TypeError: likewise.
    """
    told = json.loads(said)
    if told is None:
        return None
    addresses, anchors, base = told
    if not all(isinstance(each, str) for each in (*addresses, *anchors, base)):
        raise TypeError(said)
    return Document(frozenset(addresses), frozenset(anchors), base)
