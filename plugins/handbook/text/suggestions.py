"""Suggestions: what the coordinator may have meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from handbook.text.folding import plain

_MANY = 500


def closest(word: str, choices: Collection[str], cutoff: float = 0.75) -> str:
    """Return the choice most like `word`, or an empty string where none is close."""
    meant = plain(word)
    if not meant or len(meant) > 100:
        return ""
    folded: dict[str, str] = {}
    for choice in choices:
        # Comparing with thousands of choices takes seconds; a slip rarely changes both ends.
        if len(choices) <= _MANY or choice[:2] == word[:2] or choice[-3:] == word[-3:]:
            folded.setdefault(plain(choice), choice)
    found = get_close_matches(meant, list(folded), n=1, cutoff=cutoff)
    return folded[found[0]] if found else ""


def suggestion(word: str, choices: Collection[str]) -> dict[str, object]:
    """Return the detail `suggestion` of a problem, or nothing."""
    close = closest(word, choices)
    return {"suggestion": close} if close else {}
