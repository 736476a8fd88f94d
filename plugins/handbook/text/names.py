"""Names of people: the full names that a cell of names holds, however they are set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handbook.text.folding import Words, bare, is_mostly_unspaced, is_unspaced, words_of

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
_INNER = re.compile(r"(?<=\w)['’ʼ‘`´·.-](?=\w)")
_TRANSLITERATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ñ": "ny"})
_BETWEEN = re.compile(r"[\s,;]+")
_PARTICLES = frozenset(
    (
        *("de", "del", "la", "las", "los", "el", "y", "i", "e", "da", "do", "dos", "das", "van"),
        *("von", "der", "den", "ter", "ten", "zu", "di", "della", "le", "du", "des", "af", "av"),
    )
)
"""Words that belong to the one after them."""
_SECOND = frozenset(
    (
        *("maria", "jose", "luis", "carlos", "ana", "isabel", "antonio", "manuel", "jesus"),
        *("angel", "carmen", "pilar", "dolores", "mar", "teresa", "elena", "lucia", "rosa"),
        *("ines", "juan", "pedro", "miguel", "javier", "francisco", "alberto", "ignacio"),
        *("enrique", "fernando", "beatriz", "cristina", "eugenia", "mercedes", "victoria"),
        *("ramon", "pablo", "andres", "marie", "anne", "ann", "anna", "jean", "john", "james"),
        *("lee", "lynn", "rose", "mae", "grace", "louise", "paul", "peter", "mary", "jane"),
        *("elizabeth", "claire", "pierre"),
    )
)
"""Names that often follow another given name, so that the two tell nobody from others."""
LONE = 6
"""Letters from which on a single word is told from others."""
_THREE = 3
"""Parts of a name from which on one of them may be left out."""
_FEWEST = 4
"""Letters below which even a name of several words is as likely something else."""
_JOINED = 7
"""Letters from which on a name written as one word is told from others."""


def spellings(name: str) -> tuple[str, ...]:
    """Return the full names that a cell of names holds.

    `Ελένη Βουρλιώτη (Eleni Vourlioti)` holds two, `Dr Ana Sanz, PhD` one besides itself, and
    `Robert (Bob) Jones` is Bob Jones too. A single word is returned where there is nothing else.

    >>> spellings("Dr Ana Sanz, PhD")
    ('Dr Ana Sanz, PhD', 'Ana Sanz', 'Dr Ana Sanz')
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


def forms_of(name: str) -> frozenset[Words]:
    """List the ways to write a full name down, each as its folded words.

    >>> sorted(forms_of("Pérez, Ana"))
    [('ana', 'perez'), ('perez', 'ana')]
    """
    forms: set[Words] = set()
    for spelling in (name, *spellings(name)):
        before, comma, after = spelling.partition(",")
        forms |= {words_of(spelling), words_of(f"{after} {before}" if comma else "")}
    return frozenset(forms) - {()}


def distinctive_forms(name: str) -> frozenset[Words]:
    """List the ways to write a name that are told from other words, to look for it anywhere.

    These are the forms of `forms_of`, and more: in any order, as one word, without the signs
    inside a word, in the letters of English.

    Returns:
        Nothing where the name is too short to be told from other words.
    """
    found: set[Words] = set()
    for spelling in dict.fromkeys(map(str.casefold, (name, *spellings(name)))):
        for written in {spelling, _INNER.sub("", spelling), spelling.translate(_TRANSLITERATED)}:
            parts = [part for part in map(words_of, _BETWEEN.split(written)) if part]
            found |= _one_word(parts[0]) if len(parts) == 1 else _rotated(parts)
    return frozenset(found)


def _one_word(part: Words) -> set[Words]:
    return {part} if is_mostly_unspaced(part) or len("".join(part)) >= LONE else set()


def _rotated(parts: Sequence[Words]) -> set[Words]:
    found: set[Words] = set()
    for shift in range(len(parts)):
        sequence = sum((*parts[shift:], *parts[:shift]), ())
        letters = "".join(sequence)
        if len(letters) >= _FEWEST or is_mostly_unspaced(sequence):
            found.add(sequence)
        if len(letters) >= _JOINED:
            found.add((letters,))
    return found


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


def shortened(name: str) -> tuple[str, ...]:
    """Return what is left of a name of three parts or more where some are left out.

    The given name stays, with any later one, be it the first of two family names; a second given
    name may become a letter.

    >>> shortened("Mara J. de la Vega Tidewell")
    ('Mara J. de la Vega', 'Mara Tidewell', 'Mara de la Vega', 'Mara J Tidewell')
    """
    before, comma, after = name.partition(",")
    parts: list[str] = []
    held = ""
    for word in (f"{after} {before}" if comma else name).split():
        held = f"{held} {word}".strip()
        if bare(word) not in _PARTICLES:
            parts.append(held)
            held = ""
    parts += [held] if held else []
    if len(parts) < _THREE:
        return ()
    given, *middle, last = parts
    found = [" ".join(parts[:size]) for size in range(_THREE, len(parts))]
    found.append(f"{given} {last}")
    found += [f"{given} {part}" for part in parts[2:-1]]
    if len(parts) == _THREE and bare(middle[0]) not in _SECOND and len(bare(middle[0])) > 1:
        found.append(f"{given} {middle[0]}")
    found.append(" ".join((given, *(bare(part)[:1].upper() for part in middle[:1]), last)))
    return tuple(dict.fromkeys(each for each in found if bare(each) != bare(name)))
