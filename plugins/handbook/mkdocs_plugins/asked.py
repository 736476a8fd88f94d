"""Asked: texts of an exemplar that note whether a template asks what they say.

Exemplar and double say neither of the things that a template might ask for, so that the pages made
of both would not tell.
"""

from __future__ import annotations

import inspect

from mkdocs.structure.pages import Page


class Asking(str):
    """A text that is what it was, and notes comparisons."""

    # Templates may do with it what they may with any text: nothing of ours is reached from it.
    __module__ = str.__module__

    asked = False
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        """Compare, and note it."""
        return bool(self._noted(str.__eq__(self, other)))

    def __ne__(self, other: object) -> bool:
        """Compare, and note it."""
        return bool(self._noted(str.__ne__(self, other)))

    def __contains__(self, part: object, /) -> bool:
        """Look for a part, and note it."""
        return bool(self._noted(isinstance(part, str) and str.__contains__(self, part)))

    def _noted(self, answer: object) -> object:
        frame = inspect.currentframe()
        caller = frame and frame.f_back and frame.f_back.f_back
        # MkDocs compares whole pages, by their titles too: only templates count.
        if caller and not caller.f_code.co_filename.endswith(".py"):
            self.asked = True
        return answer


def listen(page: Page) -> tuple[Asking, ...]:
    """Have the title and description of a page note what templates ask; return them."""
    title = Asking(page.title)
    page.title = title
    texts = {name: Asking(page.meta[name]) for name in ("title", "description")}
    page.meta.update(texts)
    return (title, *texts.values())
