"""Names of people: the forms in which one that is written down may stand elsewhere."""

from __future__ import annotations

import re

from handbook.privacy.words import Words, words_of

# Thai to Lao, kana, Han, Hangul: a full name stands there without a space.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_TITLES = frozenset(
    words_of(
        "dr dra prof profa professor mr mrs ms mx miss sir dame sr sra srta don doña d da ing lic"
        " rev capt captain"
    )
)
_BRACKETS = re.compile(r"[()\[\]{}«»“”\"/|]")


def forms(name: str) -> tuple[str, ...]:
    """Return the full names that a cell of names holds.

    `Ελένη Βουρλιώτη (Eleni Vourlioti)` holds two, `Dr Ana Sanz, PhD` one besides itself. A single
    word is returned where there is nothing else.
    """
    parts = [part.strip(" ,;-") for part in _BRACKETS.split(name)]
    outside = " ".join(part for part in parts[::2] if part)
    candidates = [outside, *parts]
    candidates += [head for part in parts if (head := part.partition(",")[0])]
    candidates += [_untitled(part) for part in tuple(candidates)]
    full = tuple(dict.fromkeys(one for one in candidates if is_full(one)))
    return full or ((name.strip(),) if words_of(name) else ())


def is_full(name: str) -> bool:
    """Say whether a name is more than one word, or of a script that writes no spaces."""
    return len(name.split()) > 1 < len(words_of(name)) or bool(_UNSPACED.fullmatch(name))


def same(name: str) -> Words:
    """Return what two names have in common that are one in whatever order of their words."""
    return tuple(sorted(words_of(name)))


def _untitled(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words_of(words[0])[:1] and words_of(words[0])[0] in _TITLES:
        words.pop(0)
    return " ".join(words)
