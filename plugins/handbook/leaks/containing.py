"""Containing: which sequences of words stand somewhere in many texts, found at once."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.text.folding import Words, words_of

_PREFIX = 3


def contained(sought: Iterable[Words], texts: Iterable[str]) -> set[Words]:
    """Find which sequences of words stand somewhere in the texts, in one pass over these."""
    by_prefix: dict[Words, set[Words]] = {}
    for words in sought:
        if words:
            by_prefix.setdefault(words[:_PREFIX], set()).add(words)
    first_words = {prefix[0] for prefix in by_prefix}
    found: set[Words] = set()
    for text in texts:
        words = words_of(text)
        for at, word in enumerate(words):
            if word not in first_words:
                continue
            for length in range(1, _PREFIX + 1):
                for candidate in by_prefix.get(words[at : at + length], ()):
                    if words[at : at + len(candidate)] == candidate:
                        found.add(candidate)
    return found
