"""Blocks: a page in pieces that say nothing together, so that what pages share is looked at once.

Most of a page stands on every other too, and much of a list of people on their own pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handbook.leaks.escapes import encoded_spans

_APART = (
    r"address|article|aside|blockquote|body|caption|d[dlt]|details|dialog|div|fieldset"
    r"|fig(?:caption|ure)|footer|form|h[1-6r]|head|header|html|legend|li|main|menu|nav|[ou]l"
    r"|opt(?:group|ion)|p|pre|script|section|select|style|summary|t(?:able|body|d|foot|h|head|r)"
    r"|title"
)
"""Elements that stand apart from what is before and after them."""
BLOCK_TAG = re.compile(rf"</?(?:{_APART})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_BEGINNING = re.compile(rf"\n<(?!t[dh]\b)(?:{_APART})[\s>]")
"""Where a block begins, at a line of its own; a cell may hold a name together with the next."""
PAGE_DATA = re.compile(r"<script(?=[^<>]*?json)[^<>]*+>([^<]*+(?:<(?!/script)[^<]*+)*+)")
_COMMENT, _COMMENT_END = "<!--", "-->"
_MOST = 4_000_000
"""Characters of blocks that are remembered."""
_LONGEST = 10_000
"""The same of one: what is longer hardly stands on another page."""


def is_data(text: str) -> bool:
    """Say whether a text is JSON, by how it begins."""
    return text.lstrip()[:1] in {"{", "["}


def blocks(text: str) -> list[str]:
    r"""Part a page into blocks; what stands in two of them is in no view of the page together.

    >>> blocks("<p>Ann</p>\n<p>Lee <b>Tidewell</b></p>")
    ['<p>Ann</p>\n', '<p>Lee <b>Tidewell</b></p>']
    """
    cuts = [found.start() + 1 for found in _BEGINNING.finditer(text)]
    if not cuts or is_data(text):
        return [text]
    pieces: list[str] = []
    spans = iter(sorted(_together(text)))
    first, last = next(spans, (len(text), 0))
    start = 0
    for cut in cuts:
        while last <= cut and first < len(text):
            first, last = next(spans, (len(text), 0))
        if cut > start and not first < cut < last:
            pieces.append(text[start:cut])
            start = cut
    return [*pieces, text[start:]]


def _together(text: str) -> Iterator[tuple[int, int]]:
    """List where something is read across blocks."""
    yield from encoded_spans(text)
    yield from (found.span() for found in PAGE_DATA.finditer(text))
    at = text.find(_COMMENT)
    while at >= 0:
        end = text.find(_COMMENT_END, at)
        end = len(text) if end < 0 else end + len(_COMMENT_END)
        yield at, end
        at = text.find(_COMMENT, end)


class CleanBlocks:
    """The blocks of the pages of a site that one search has looked at and that hold nothing."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: set[str] = set()
        self._size = 0

    def others(self, text: str) -> list[str]:
        """Give the blocks of a page that are not known, each once."""
        return [block for block in dict.fromkeys(blocks(text)) if block not in self._known]

    def add(self, clean: Iterable[str]) -> None:
        """Remember blocks that hold nothing."""
        new = [block for block in clean if len(block) < _LONGEST]
        self._size += sum(map(len, new))
        if self._size > _MOST:
            self._known.clear()
            self._size = sum(map(len, new))
        self._known.update(new)
