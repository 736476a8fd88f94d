"""Places: on which lines of a file something stands that is looked for."""

from __future__ import annotations

from collections.abc import Callable

from handbook.leaks.binaries import as_text

_FOLDED = 4
"""Lines over which a name may be folded."""


def lines_with(content: bytes, holds: Callable[[str], bool]) -> list[int]:
    """List the lines, counted from 1, on which something begins that a file holds.

    Args:
        content: of the file.
        holds: says whether a part of its text holds it.

    Returns:
        Nothing but 0, the file as a whole, where it stands on no lines.
    """
    text = as_text(content)
    lines = text.splitlines() if text is not None else []
    found = []
    for at in range(len(lines)):
        near = lines[at : at + _FOLDED]
        if not holds("\n".join(near)):
            continue
        size = next(many for many in range(1, _FOLDED + 1) if holds("\n".join(near[:many])))
        if size == 1 or not holds("\n".join(near[1:size])):
            found.append(at + 1)
    return found or [0]
