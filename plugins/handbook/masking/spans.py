"""Spans: where in a text something stands that must not, found by asking of its parts.

Whether a text holds it is answered by the search alone. So whatever form the search knows, cut by
tags or written with entities, can be masked, and no second definition of a name is needed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

Holds = Callable[[str], bool]
"""Says whether a text holds what must not stand there."""

_WORD = re.compile(
    r"(?:&#?\w+;?|%[0-9a-fA-F]{2}|\\u\{?[0-9a-fA-F]+\}?|[\w\u00ad\u0300-\u036f\u200b-\u200f\u2060-\u2064\ufeff]"
    r"|(?<=[\w;])[-.'’@+](?=[\w&%]))+"
)
"""What is never cut: a word with what it is written by, or several that hold together."""
_SPACE = re.compile(r"\s")
_PART = 2000
"""Characters of a text that are looked at by themselves first."""
_OVERLAP = 500
"""Characters that two parts have in common, more than any name is long."""
_EDGE = 100
"""Characters at a cut in which nothing is taken for found."""
_NEAR = 4000
"""Characters before the end of a span within which it is looked for first."""


def first_span(text: str, holds: Holds) -> tuple[int, int] | None:
    """Find the first span of whole words that holds it, and none shorter within; None without any.

    >>> first_span("Ask Ana <b>Sanz</b> now.", lambda part: {"Ana", "Sanz"} <= words(part))
    (4, 15)
    """
    if not holds(text):
        return None
    for low, high in _parts(text):
        part = text[low:high]
        if holds(part):
            start, end = (low + at for at in _span(part, holds))
            # What a cut has made of a longer name is looked at in the next part, or in all of it.
            if (start > low + _EDGE or not low) and (end < high - _EDGE or high == len(text)):
                return start, end
    return _span(text, holds)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Part a long text at spaces into shorter ones that overlap: most spans lie within one."""
    for begin in range(0, len(text), _PART) if len(text) > 2 * _PART else ():
        low = _SPACE.search(text, max(begin - _OVERLAP, 0))
        high = _SPACE.search(text, begin + _PART)
        yield low.start() if low and begin else 0, high.start() if high else len(text)


def _span(text: str, holds: Holds) -> tuple[int, int]:
    """Find the first span of a text that is known to hold it."""
    found = list(_WORD.finditer(text))
    ends = [*(word.end() for word in found), len(text)]
    end = ends[bisect_left(ends, True, key=lambda at: holds(text[:at]))]
    starts = [0, *(word.start() for word in found if word.start() < end)]
    return _last_start(text, starts, end, holds), end


def words(text: str) -> set[str]:
    """List the words of a text, as an example of how one may be asked."""
    return set(re.findall(r"\w+", text))


def _last_start(text: str, before: Sequence[int], end: int, holds: Holds) -> int:
    near = [at for at in before if at >= end - _NEAR]
    if near and holds(text[near[0] : end]):
        before = near
    # The first from which on it is not held any more, and one back.
    return before[max(bisect_left(before, True, key=lambda at: not holds(text[at:end])) - 1, 0)]
