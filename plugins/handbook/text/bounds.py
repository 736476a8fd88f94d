"""Bounds: how long a text may be, and how deep its Markdown, before it is a mistake or an attack.

What Markdown makes of a text takes time that grows with the square of some of these, and one list
or quotation within another takes a part of the machine's stack.
"""

from __future__ import annotations

import re
from itertools import accumulate

LONGEST_VALUE = 20_000
"""Characters of a cell or a value in YAML: ten pages."""
LONGEST_TEXT = 100_000
"""Characters of a text that has a file of its own: fifty pages."""
MOST_LINES = 2_000
DEEPEST = 20
"""Lists and quotations within each other."""
MOST_OPEN = 50
"""Brackets of one paragraph that nothing closes."""
_SHORT = 200
"""Characters below which no text can do harm."""
_MARKERS = re.compile(r"(?:[ \t]*+(?:>|(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t])))++")
_MARKER = re.compile(r">|[-*+]|[0-9]+[.)]")
_INDENTED = re.compile(rf"(?:    |\t){{{DEEPEST + 1},}}+[ \t]*+(?:[-*+>]|[0-9]+[.)])")
_STEP = {"[": 1, "]": -1, "(": 1, ")": -1}
_BRACKETS = re.compile(r"[\[\]()]")
_BETWEEN = re.compile(r"\n[ \t]*\n")


def out_of_bounds(text: str, longest: int = LONGEST_VALUE) -> tuple[str, int, int] | None:
    r"""Find what of a text is more than any text needs.

    Args:
        text: Markdown, or any other text.
        longest: characters that it may have.

    Returns:
        The code of a problem, the line at fault, counted from 0, and the bound; None if it is
        sound.

    >>> out_of_bounds("A word.\n\n" + "> " * 300)
    ('text-deep', 2, 20)
    """
    if len(text) <= _SHORT:
        return None
    if len(text) > longest:
        return "text-long", 0, longest
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return "text-lines", MOST_LINES, MOST_LINES
    for number, line in enumerate(lines):
        if _depth(line) > DEEPEST or _INDENTED.match(line):
            return "text-deep", number, DEEPEST
    start = 0
    for block in _BETWEEN.split(text):
        if _is_open(block, "[]") or _is_open(block, "()"):
            return "text-open", text.count("\n", 0, text.index(block, start)), MOST_OPEN
        start += len(block)
    return None


def _depth(line: str) -> int:
    markers = _MARKERS.match(line)
    return len(_MARKER.findall(markers[0])) if markers else 0


def _is_open(block: str, brackets: str) -> bool:
    """Say whether too many brackets of a kind are open at once, or closed by nothing at the end."""
    if block.count(brackets[0]) <= MOST_OPEN:
        return False
    steps = (_STEP[sign] for sign in _BRACKETS.findall(block) if sign in brackets)
    return max(accumulate(steps)) > MOST_OPEN
