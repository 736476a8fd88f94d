"""Readings: the ways to read what is drawn on a page, and what tells that it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.leaks.documents import TooLargeError
from handbook.leaks.unread import Unread, Watch

_LARGEST = 8 * 1024 * 1024
"""Bytes of the drawing of one page."""
_FEW_LETTERS = 8
"""Letters below which a page with pictures or lines is taken for a picture."""
_HYPHEN = re.compile(r"[-\u00ad\u2010]\s*\n\s*")
_SPACED_OUT = re.compile(r"(?<!\S)(?:\S )+\S(?!\S)")
_SPEAKING = re.compile(rb"T[jJ]|Do|['\"]")
"""What any text is drawn with."""
_DRAWN = re.compile(rb"\b(?:Do|BI|re|[lcvy]|sh)\s")
_NO_LETTER = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|/(?:g|G|glyph|cid|c|C|a)\d+\b")


def speaks(drawing: bytes, watch: Watch) -> bool:
    """Say whether there may be text in a drawing.

    Raises:
        TooLargeError: more is drawn than can be looked at.
    """
    watch.spend(len(drawing))
    if len(drawing) > _LARGEST:
        raise TooLargeError
    return _SPEAKING.search(drawing) is not None


def readings(text: str) -> Iterator[str]:
    """Give a text, also with words put together that its setting has parted."""
    yield text
    yield _HYPHEN.sub("", text)
    yield _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), text)


def tell_unread(text: str, drawing: bytes, watch: Watch) -> None:
    """Tell where what is drawn on a page is more than its text says."""
    if _NO_LETTER.search(text):
        watch.tell(Unread.GLYPHS)
    if sum(map(str.isalpha, text)) < _FEW_LETTERS and _DRAWN.search(drawing):
        watch.tell(Unread.PICTURE)
