"""Forms: the sequences of words by which a confidential value would be recognised."""

from __future__ import annotations

import re

from handbook.text.folding import Words, is_unspaced, words_of
from handbook.text.names import spellings

WINDOW = 8
"""Words of a longer text that, one after the other, are a quotation of it."""
_WINDOW_UNSPACED = 16
"""The same in scripts where a word is one letter."""
_LONE = 6
"""Letters from which on a single word is distinctive."""
_SHORTEST = 4
"""Letters below which even a name of several words is as likely something else."""
_JOINED = 7
"""Letters from which on a name written as one word is distinctive."""
_INNER = re.compile(r"(?<=\w)['’ʼ‘`´·.-](?=\w)")
_TRANSLITERATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ñ": "ny"})
_WEB = re.compile(r"\s*https?://(?:www\.)?", re.IGNORECASE)


def name_forms(name: str) -> frozenset[Words]:
    """List the ways to write a person's name: in any order, as one word, without title or aside.

    Returns:
        Nothing where the name is too short to be told from other words.
    """
    found: set[Words] = set()
    for spelling in dict.fromkeys(map(str.casefold, (name, *spellings(name)))):
        for written in {
            spelling,
            _INNER.sub("", spelling),
            spelling.translate(_TRANSLITERATED),
        }:
            parts = [part for part in map(words_of, re.split(r"[\s,;]+", written)) if part]
            found |= _one_word(parts[0]) if len(parts) == 1 else _in_any_order(parts)
    return frozenset(found)


def _one_word(part: Words) -> set[Words]:
    letters = "".join(part)
    return {part} if len(letters) >= (2 if _is_unspaced(part) else _LONE) else set()


def _in_any_order(parts: list[Words]) -> set[Words]:
    found: set[Words] = set()
    for shift in range(len(parts)):
        sequence = sum((*parts[shift:], *parts[:shift]), ())
        letters = "".join(sequence)
        if len(letters) >= _SHORTEST or _is_unspaced(sequence):
            found.add(sequence)
        if len(letters) >= _JOINED:
            found.add((letters,))
    return found


def text_forms(text: str) -> frozenset[Words]:
    """List the sequences of words that give a text away: all of it, or any part of a long one.

    Returns:
        Nothing where the text is too short to be told from other words.
    """
    sequence = words_of(_WEB.sub("", text))
    size = _WINDOW_UNSPACED if _is_unspaced(sequence) else WINDOW
    if len(sequence) <= size:
        return frozenset({sequence} if len("".join(sequence)) >= _LONE else ())
    starts = range(len(sequence) - size + 1)
    return frozenset(sequence[start : start + size] for start in starts)


def address_forms(address: str) -> frozenset[Words]:
    """List the ways to spell an address of a mailbox out."""
    user, _, host = address.partition("@")
    forms: set[Words] = set()
    for at, dot in (("at", "dot"), ("arroba", "punto")):
        host_words = words_of(host.replace(".", f" {dot} "))
        users = (words_of(user), words_of(user.replace(".", f" {dot} ")))
        forms.update((*each, at, *host_words) for each in users)
    return frozenset(forms)


def _is_unspaced(sequence: Words) -> bool:
    return len(sequence) > 1 and 2 * sum(map(is_unspaced, sequence)) > len(sequence)
