"""Edits: parts of a text replaced, and every other character left as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts another text in place of a part of one."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with parts of it replaced; the parts do not overlap.

    >>> edited("Ask Ana now", [Edit(8, 11, "soon"), Edit(4, 7, "Bo")])
    'Ask Bo soon'
    """
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, text[at:]))
