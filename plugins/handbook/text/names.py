"""Names of people: the full names that a cell of names holds, however they are set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handbook.text.folding import Words, bare, is_unspaced, words_of

_SEPARATORS = re.compile("[/|;]")
_BRACKETS = re.compile(r"[()\[\]{}«»“”\"]")
_TITLES = frozenset(
    (
        *("dr", "dra", "prof", "profa", "professor", "mr", "mrs", "ms", "mx", "miss", "sir"),
        *("dame", "sr", "sra", "srta", "ing", "eng", "lic", "mag", "rev", "capt", "captain"),
        *("herr", "frau", "mme", "msc", "phd"),
    )
)
_TITLES_BEFORE = frozenset(("don", "dona", "d", "da"))
"""Titles where a name begins; inside one they are a part of it."""


def spellings(name: str) -> tuple[str, ...]:
    """Return the full names that a cell of names holds.

    `Ελένη Βουρλιώτη (Eleni Vourlioti)` holds two, `Dr Ana Sanz, PhD` one besides itself, and
    `Robert (Bob) Jones` is Bob Jones too. A single word is returned where there is nothing else.
    """
    full = tuple(one for one in dict.fromkeys(_candidates(name)) if is_full(one))
    return full or ((name.strip(),) if words_of(name) else ())


def is_full(name: str) -> bool:
    """Say whether a name is more than one word, or of a script that writes no spaces."""
    words = words_of(name)
    return len(words) > 1 and (len(name.split()) > 1 or all(map(is_unspaced, words)))


def in_any_order(name: str) -> Words:
    """Return what two names have in common that are one in whatever order of their words."""
    return tuple(sorted(words_of(name)))


def _candidates(cell: str) -> Iterator[str]:
    for name in _SEPARATORS.split(cell):
        parts = [part.strip(" ,-") for part in _BRACKETS.split(name)]
        outside, asides = " ".join(part for part in parts[::2] if part), parts[1::2]
        heads = [part.partition(",")[0] for part in (outside, *asides)]
        for written in dict.fromkeys((outside, *asides, *heads, *_called(parts))):
            yield written
            yield _untitled(written)


def _called(parts: Sequence[str]) -> Iterator[str]:
    """Give the name by which somebody goes, in brackets, together with the family name."""
    for before, aside, after in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
        if len(aside.split()) == 1 and len(aside) > 1:
            yield f"{aside} {after or ' '.join(before.split()[1:])}".strip()


def _untitled(name: str) -> str:
    kept: list[str] = []
    for word in name.split():
        plain = bare(word)
        if plain not in _TITLES and (kept or plain not in _TITLES_BEFORE):
            kept.append(word)
    return " ".join(kept).strip(" ,-")
