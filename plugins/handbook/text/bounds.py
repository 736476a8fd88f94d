"""Bounds: how long a text may be, and how deep its Markdown, before it is a mistake or an attack.

What Markdown makes of a text takes time that grows with the square of some of these, and one list
or quotation within another takes a part of the machine's stack.
"""

from __future__ import annotations

import re
from itertools import accumulate

LONGEST_VALUE = 20_000
"""Characters of a cell or a value in YAML: ten pages."""
LONGEST_ID = 60
"""Letters of an id, which becomes the name of a folder and of files."""
LONGEST_TEXT = 100_000
"""Characters of a text that has a file of its own: fifty pages."""
MOST_LINES = 2_000
DEEPEST = 20
"""Lists and quotations within each other."""
MOST_OPEN = 50
"""Brackets of one paragraph that nothing closes."""
MOST_WORK = 20_000_000
"""Of all paragraphs, what reading each takes: length times titles of links, or fifty signs."""
MOST_CELLS = 20_000
"""Of a table: as many rows, each as wide as the widest."""
_SHORT = 200
"""Characters below which no text can do harm."""
_MARKERS = re.compile(r"(?:[ \t]*+(?:>|(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t])))++")
_MARKER = re.compile(r">|[-*+]|[0-9]+[.)]")
_INDENTED = re.compile(rf"(?:    |\t){{{DEEPEST + 1},}}+[ \t]*+(?:[-*+>]|[0-9]+[.)])")
_STEP = {"[": 1, "]": -1, "(": 1, ")": -1}
_BRACKETS = re.compile(r"[\[\]()]")
_SIGNS = re.compile(r"[\\`*_&<\[!]")
_SIGNS_OF_A_LINK = 50
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_NEXT_ITEM = re.compile(rf"\n(?={_ITEM.pattern})")
_RULE = re.compile(r"[ \t>]*[-|: \t]+")
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
    return _beyond_in_paragraphs(text)


def _beyond_in_paragraphs(text: str) -> tuple[str, int, int] | None:
    start = work = 0
    for block in _BETWEEN.split(text):
        start = text.index(block, start)
        work += sum(map(_work, _paragraphs(block)))
        if _is_open(block, "[]") or _is_open(block, "()"):
            return "text-open", text.count("\n", 0, start), MOST_OPEN
        if _cells(block) > MOST_CELLS:
            return "text-cells", text.count("\n", 0, start), MOST_CELLS
        if work > MOST_WORK:
            return "text-signs", text.count("\n", 0, start), MOST_WORK
        start += len(block)
    return None


def _cells(block: str) -> int:
    """Count the cells of a table: Markdown fills every row up to the width of its head."""
    head, rule, *_ = (*block.split("\n", 2), "")
    return (1 + head.count("|")) * block.count("\n") if _RULE.fullmatch(rule) else 0


def _depth(line: str) -> int:
    markers = _MARKERS.match(line)
    return len(_MARKER.findall(markers[0])) if markers else 0


def _paragraphs(block: str) -> list[str]:
    """Part a block into what Markdown reads at a time: items of a list, rows of a table."""
    if _ITEM.match(block):
        return _NEXT_ITEM.split(block)
    head, rule, *_ = (*block.split("\n", 2), "")
    is_table = 0 < head.count("|") == rule.count("|") and _RULE.fullmatch(rule)
    return block.split("\n") if is_table else [block]


def _work(paragraph: str) -> int:
    """Estimate how long Markdown takes, which looks at all of a paragraph for each sign in it."""
    # Where a quotation mark begins the title of a link, what ends it is looked for.
    titles = min(paragraph.count("]("), paragraph.count('"') + paragraph.count("'"))
    signs = len(_SIGNS.findall(paragraph)) + _SIGNS_OF_A_LINK * titles
    return len(paragraph) * signs // _SIGNS_OF_A_LINK


def _is_open(block: str, brackets: str) -> bool:
    """Say whether too many brackets of a kind are open at once, or closed by nothing at the end."""
    if block.count(brackets[0]) <= MOST_OPEN:
        return False
    steps = (_STEP[sign] for sign in _BRACKETS.findall(block) if sign in brackets)
    return max(accumulate(steps)) > MOST_OPEN
