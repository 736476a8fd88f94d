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


def suggested_name(typed: str, names: Collection[str]) -> dict[str, object]:
    """Suggest the name of a column; names that differ in a digit are never each other's slip.

    >>> suggested_name("organistion", ["organisation"]), suggested_name("step3", ["step1"])
    ({'suggestion': 'organisation'}, {})
    """
    return suggestion(typed, [name for name in names if same_number(typed, name)])


def same_number(one: str, other: str) -> bool:
    """Say whether two names have the same digits in the same order."""
    digits = [[letter for letter in name if letter.isdigit()] for name in (one, other)]
    return digits[0] == digits[1]
