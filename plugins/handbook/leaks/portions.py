"""Portions: a long text in pieces, windows to read it through and portions to search it in.

Windows fit into memory in all ways to read them, and are the same wherever the same stands. In
portions, most words that are sought do not stand at all: what makes a search slow is to look around
words that may belong to something, and in a megabyte there is always one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

from handbook.leaks.parting import BETWEEN

_SIZE = 8 * 1024
"""Characters of a portion, about."""
_SHARED = 2 * 1024
_SHARED_WORDS = 100
"""Characters and words that two portions of one part share at least: more than whatever is sought
has, with what is looked at around it."""
_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s")
_CALENDAR, _ENDED = "BEGIN:VCALENDAR", "END:VCALENDAR"
_EVENT = re.compile(r"\n(?=BEGIN:V|END:VCALENDAR)")
_OVERLAP = 16 * 1024
"""Characters that two windows share."""
_CHOICE = 8
"""In which part of a window, the last, it may end."""
_BEGINNING = 64
"""Characters behind an end by which it is chosen."""


def events_of(text: str) -> list[str]:
    r"""Part a calendar into its events and alarms; nothing for any other text, or an odd one.

    >>> events_of("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR")
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT\nEND:VEVENT', 'END:VCALENDAR']
    """
    if not text.startswith(_CALENDAR):
        return []
    parts = _EVENT.split(text)
    known = all(part.startswith("BEGIN:V") or part.strip() == _ENDED for part in parts)
    return parts if known else []


def windows(text: str, size: int) -> Iterator[str]:
    """Part a text that is longer than a size into windows that overlap.

    Where one ends depends on what stands around there, so that a change somewhere in the text
    leaves most windows as they were.
    """
    start = 0
    while len(text) - start > size:
        last = start + size
        first = last - size // _CHOICE
        spaces = (space.end() for space in _SPACE.finditer(text, first, last))
        end = min(spaces, key=lambda at: _lot(text[at : at + _BEGINNING]), default=last)
        yield text[start:end]
        start = end - _OVERLAP
    yield text[start:]


def _lot(beginning: str) -> int:
    """Number what stands somewhere so that the least is anywhere, in whatever order it stands."""
    return crc32(beginning.encode("utf-8", "surrogatepass"))


def portions(parts: Iterable[str]) -> Iterator[str]:
    """Give the parts of a text, which say nothing together, in portions.

    Every value that the whole holds stands in one of them. As one may begin or end amid a longer
    name, what is found in it need not stand in the whole.
    """
    some: list[str] = []
    size = 0
    for part in parts:
        if size and size + len(part) > _SIZE:
            yield BETWEEN.join(some)
            some, size = [], 0
        if len(part) > 2 * _SIZE:
            yield from _overlapping(part)
        else:
            some.append(part)
            size += len(part)
    if some:
        yield BETWEEN.join(some)


def _overlapping(part: str) -> Iterator[str]:
    """Cut a long part at spaces; what has too few of them, or of words, stays whole."""
    start = 0
    while space := _SPACE.search(part, start + _SIZE):
        end = space.start()
        following = _before(part, start, end)
        if following <= start:
            break
        yield part[start:end]
        start = following
    yield part[start:]


def _before(part: str, start: int, end: int) -> int:
    """Return where the next portion begins; the start of this one if they share too little."""
    for reach in (_SHARED, 2 * _SHARED):
        if len(_WORD.findall(part, end - reach, end)) >= _SHARED_WORDS:
            return max(part.rfind(space, start, end - reach) for space in " \n") + 1
    return start
