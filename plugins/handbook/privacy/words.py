"""Words: texts compared without accents, capitals and marks, and found within others at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_NO_DIGIT = re.compile(r"\D+")
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_PREFIX = 3

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """Return the words of a text as they are compared."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.casefold().translate(_STROKES))
        text = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return tuple(_WORD.findall(text.casefold()))


def digits_of(text: str) -> str:
    """Return the digits of a telephone number, as it is compared."""
    return _NO_DIGIT.sub("", text)


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
