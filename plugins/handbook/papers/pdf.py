"""PDF: a paper that prints well, can be filled in, and can be read aloud (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.languages import Catalogue
from handbook.papers.glyphs import unwritable
from handbook.papers.paper import Paper, UnmadeError
from handbook.papers.slots import slots_of
from handbook.papers.typesetting import data_of, sizes, typeset


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


def _pages(layout: str, data: Mapping[str, Any]) -> bytes:
    """Set the pages as roomy as they can be; what has to fit one is moved together until it does.

    Anything else may be a little fuller, where that saves a page.
    """
    from handbook.papers.form_fields import count_pages  # noqa: PLC0415 - as above

    pages = _set(data, 0)
    count = count_pages(pages)
    if layout == "standard":
        fuller = _set(data, 2 / _STEPS) if count > 1 else pages
        return fuller if count_pages(fuller) < count else pages
    for step in range(1, _STEPS + 1):
        if count == 1:
            return pages
        pages = _set(data, step / _STEPS)
        count = count_pages(pages)
    if count > 1:
        raise UnmadeError("paper-too-long", layout=layout, pages=count)
    return pages


def _set(data: Mapping[str, Any], fullness: float) -> bytes:
    try:
        return typeset({**data, "density": sizes(fullness)})
    except RuntimeError as error:
        reason = str(error).splitlines()[0]
        raise UnmadeError("paper-unset", reason=reason) from error
