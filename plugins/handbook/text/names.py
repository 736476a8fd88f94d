"""Names of people: the full names that a cell of names holds, however they are set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from handbook.text.folding import Words, bare, is_unspaced, words_of

_SEPARATORS = re.compile("[/|;]")
_BRACKETS = re.compile(r"[()\[\]{}«»“”\"]")
TITLES = frozenset(
    (
        *("dr", "dra", "prof", "profa", "professor", "mr", "mrs", "ms", "mx", "miss", "sir"),
        *("dame", "sr", "sra", "srta", "ing", "eng", "lic", "mag", "rev", "capt", "captain"),
        *("herr", "frau", "mme", "msc", "phd"),
    )
)
_TITLES_BEFORE = frozenset(("don", "dona", "d", "da"))
"""Titles where a name begins; inside one they are a part of it."""
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
_THREE = 3
"""Parts of a name from which on one of them may be left out."""
_DEGREE = re.compile(r"\w*(?:\.|[^\W\d_a-z]\w*[^\W\d_a-z])[\w.]*")
"""What stands behind a name and a comma, but for titles: a word of capitals, or with a dot."""


def given_and_family(name: str) -> tuple[str, str]:
    """Return the first given name and the first family name of somebody, as far as can be told.

    Titles, particles, initials and usual second names between the two are passed over; the second
    is empty where there is but one.

    >>> given_and_family("Lorea Etxebarria Onaindia"), given_and_family("Ana Maria de la Cruz")
    (('Lorea', 'Etxebarria'), ('Ana', 'Cruz'))
    """
    before, comma, after = name.partition("(")[0].partition(",")
    turned = comma and words_of(after) and not all(map(is_title, after.split()))
    whole = f"{after} {before}" if turned else before
    words = [word for word in whole.split() if any(map(str.isalpha, word))]
    if len(words) == 1:
        words = words[0].split("-")
    named = [word for word in words if not is_title(word)] or words
    if not named:
        return "", ""
    first, rest = named[0], named[1:]
    family = [word for word in rest if bare(word) not in _PARTICLES and not _is_initial(word)]
    family = family or rest
    while len(family) > 1 and bare(family[0]) in _SECOND:
        family = family[1:]
    return first, family[0] if family else ""


def _is_initial(word: str) -> bool:
    return len(bare(word)) == 1 and word.isascii()


# A name is asked about by rules, by mentions and by the search, thousands of them each time.
@lru_cache(maxsize=16_384)
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


def _candidates(cell: str) -> Iterator[str]:
    for name in _SEPARATORS.split(cell):
        parts = [part.strip(" ,-") for part in _BRACKETS.split(name)]
        outside, asides = " ".join(part for part in parts[::2] if part), parts[1::2]
        heads = [_head(part) for part in (outside, *asides)]
        for written in dict.fromkeys((outside, *asides, *heads, *_called(parts))):
            yield written
            yield _untitled(written)


def _head(name: str) -> str:
    """Give what stands before a comma, unless the given name alone stands behind it."""
    before, _, after = name.partition(",")
    behind = after.split()
    given = len(behind) == 1 and not is_title(behind[0]) and not _DEGREE.fullmatch(behind[0])
    return name if given else before


def is_title(word: str) -> bool:
    """Say whether a word is a title or a degree, such as `Dr.` or `PhD`."""
    return bare(word) in TITLES


def _called(parts: Sequence[str]) -> Iterator[str]:
    """Give the name by which somebody goes, in brackets, together with the family name."""
    for before, aside, after in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
        if len(aside.split()) == 1 and len(aside) > 1:
            yield f"{aside} {after or ' '.join(before.split()[1:])}".strip()


def _untitled(name: str) -> str:
    kept: list[str] = []
    for word in name.split():
        if not is_title(word) and (kept or bare(word) not in _TITLES_BEFORE):
            kept.append(word)
    return " ".join(kept).strip(" ,-")


def shortened(name: str) -> tuple[str, ...]:
    """Return what is left of a name of three parts or more where some are left out.

    The given name stays, with any later one, be it the first of two family names; a second given
    name may become a letter. These are few, in the order of the name, since nobody weighs how rare
    they are: `name_forms.shortened_forms` has them all among its many, for a search that does.

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
