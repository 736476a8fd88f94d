"""Notes: what a page cites, numbered in the order of its text and told at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markupsafe import Markup

from handbook.rendering.kept_markup import MARKS

_CITED = '<sup class="hb-cite"'
_SIDE_BY_SIDE = re.compile(rf'(</sup>[{MARKS}]*<sup class="hb-cite)(?=")')


@dataclass(slots=True)
class Notes:
    """The notes of one page, while it is being rendered.

    >>> notes = Notes()
    >>> notes.number(("6.9",)), notes.number(("2.4", "2.5")), notes.number(("6.9",))
    (1, 2, 1)
    """

    cited: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Ids of the claims that are cited together, to the number of their note."""
    marked: set[int] = field(default_factory=set)
    """Numbers that stand in the text already: a note leads back to the first."""

    def number(self, ids: tuple[str, ...]) -> int:
        """Return the number of the note on some claims, which is new where they are."""
        return self.cited.setdefault(ids, len(self.cited) + 1)

    def mark(self, number: int, label: str) -> Markup:
        """Return a number as it stands in the text, and leads to its note.

        Args:
            number: of the note.
            label: what a reader who does not see it is told.
        """
        own = "" if number in self.marked else Markup(' id="cited-{}"').format(number)
        self.marked.add(number)
        return Markup(
            '<sup class="hb-cite" data-search-exclude>'
            '<a{} href="#note-{}" role="doc-noteref" aria-label="{}">{}</a></sup>'
        ).format(own, number, label, number)


def at_their_words(body: str) -> str:
    r"""Set the numbers of a text close to the words before them, with a comma between two.

    >>> at_their_words('Yes.\n<sup class="hb-cite">1</sup> <sup class="hb-cite">2</sup> No')
    'Yes.<sup class="hb-cite">1</sup><sup class="hb-cite hb-cite--next">2</sup> No'
    """
    *before, last = body.split(_CITED)
    return _SIDE_BY_SIDE.sub(r"\1 hb-cite--next", _CITED.join([*map(_ended, before), last]))


def _ended(text: str) -> str:
    """Take the spaces away, and one end of a line, between a text and the number that follows."""
    mark = text[-1:] if text.endswith(tuple(MARKS)) else ""
    inside = text.removesuffix(mark)
    ended = inside.rstrip(" \t").removesuffix("\n").rstrip(" \t")
    return f"{ended}{mark}" if ended[-1:].strip() else text
