"""PDF: a paper that prints well, can be filled in, and can be read aloud (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import Any

from handbook.languages import Catalogue
from handbook.papers.glyphs import unwritable
from handbook.papers.paper import Paper, UnmadeError
from handbook.papers.slots import slots_of
from handbook.papers.typesetting import Pages, data_of, sizes, typeset


def as_pdf(paper: Paper, words: Catalogue) -> bytes:
    """Make a paper a PDF; of equal papers the same bytes.

    Args:
        paper: the form in one language.
        words: of this language.

    Raises:
        UnmadeError: a letter is in none of the fonts, it does not fit its one page, or could not
            be set.
    """
    from handbook.papers.form_fields import with_fields  # noqa: PLC0415 - loads pikepdf

    for fault in unwritable(paper):
        raise fault
    slots = slots_of(paper, words)
    numbers: dict[str, list[int]] = {}
    for id, each in slots.items():
        begin = sum(map(len, numbers.values()))
        numbers[id] = list(range(begin, begin + len(each)))
    pages = _pages(paper.layout, data_of(paper, numbers, words))
    listed = [slot for each in slots.values() for slot in each]
    return with_fields(pages, listed, right_to_left=paper.right_to_left)


_STEPS = 8
_LEAST = 0.85
"""Which part of its room a paper takes at least when it is a little fuller."""
_A_STEP = 0.053
"""How much less it takes with each step, as a logarithm: enough to guess where to begin."""


def _pages(layout: str, data: Mapping[str, Any]) -> bytes:
    """Set the pages as roomy as they can be; what has to fit one is moved together until it does.

    Anything else may be a little fuller, where that saves a page.
    """
    pages = _set(data, 0)
    if layout != "standard":
        return _on_one_page(layout, data, pages).content
    # To set it again takes as long as all the rest.
    if pages.length * _LEAST <= pages.count - 1:
        fuller = _set(data, 2 / _STEPS)
        pages = fuller if fuller.count < pages.count else pages
    return pages.content


def _on_one_page(layout: str, data: Mapping[str, Any], roomy: Pages) -> Pages:
    """Move a paper together by as few steps as it takes; what is set is set again seldom."""
    tried = {0: roomy}

    def fits(step: int) -> bool:
        if step not in tried:
            tried[step] = _set(data, step / _STEPS)
        return tried[step].count == 1

    begin = round(log(roomy.count - 1 + roomy.full[-1]) / _A_STEP)
    step = min(max(begin, 0), _STEPS)
    while not fits(step) and step < _STEPS:
        step += 1
    if not fits(step):
        raise UnmadeError("paper-too-long", layout=layout, pages=tried[step].count)
    while step and fits(step - 1):
        step -= 1
    return tried[step]


def _set(data: Mapping[str, Any], fullness: float) -> Pages:
    try:
        return typeset({**data, "density": sizes(fullness)})
    except RuntimeError as error:
        reason = str(error).splitlines()[0]
        raise UnmadeError("paper-unset", reason=reason) from error
