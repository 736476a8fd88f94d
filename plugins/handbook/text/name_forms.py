"""Forms of names: all the ways to write a full name that are looked for, and whose else they are.

Not known are names in the letters of another script than their own, turned round, with letters
spaced or exchanged, and with other letters clinging to them in the same case.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from handbook.text.folding import (
    CAPITAL,
    Words,
    apart,
    is_mostly_unspaced,
    is_unspaced,
    words_of,
)
from handbook.text.names import TITLES, in_any_order, is_title, spellings

LONE = 6
"""Letters from which on a single word is told from others."""
_FEWEST = 4
"""Letters below which even a name of several words is as likely something else."""
_JOINED = 7
"""Letters from which on a name written as one word is told from others."""
_RARE = 5
"""Letters from which on a family name tells somebody, together with an initial."""
_MOST_PARTS = 6
"""Parts of a name up to which any of them may be left out."""
_INNER = re.compile(r"(?<=\w)['’ʼ‘`´·.-](?=\w)")
_BETWEEN = re.compile(r"[\s,;]+")
_PARTS = re.compile(r"[\s,;-]+")
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ñ": "ny"}
_SLAVIC = {"đ": "dj", "č": "ch", "ć": "ch", "š": "sh", "ž": "zh"}
_TRANSLITERATED = tuple(map(str.maketrans, (_GERMAN, {**_GERMAN, **_SLAVIC})))
_TWO_LETTERS = re.compile(r"(?:(?<=a)a|(?<=[aou])e)(?=[a-z]{2})")
"""The second of two letters by which a foreign one is written in English."""
_ENDS_LIKE_PLURAL = ("s", "x", "z", "ch", "sh")
_PARTICLE = (
    r"(?:a[flv]|b[ei]n|da[ls]?|de|de[lmnrs]|dell[ao]|d[iou]|dos|e[ln]|het|ibn|l[aeo]|las|los"
    r"|te[nr]?|v[ao]n|vom|zu[mr]?|['’]t)"
)
_IS_PARTICLE = re.compile(_PARTICLE, re.IGNORECASE)
_LETTER = r"[^\W\d_]"
_SPACE = r"[ _\n\xa0-]"
_INITIAL = rf"(?:{_LETTER}\.[ \xa0]?)*(?:{_LETTER}\.|[b-df-hj-np-tv-xz])"
# The name somebody goes by, in brackets or quotation marks, or an initial, or particles.
_ASIDE = re.compile(
    rf"(?=[ ,_\n\xa0(\[{{\"“”„«‹›-])(?<=\w)(?:"
    rf"{_SPACE}{{0,3}}[(\[{{\"“”„«‹›]{_LETTER}[^()\[\]{{}}\"“”„«»‹›<>\n]{{0,30}}"
    rf"[)\]}}\"“”„«»‹›]{_SPACE}{{0,3}}"
    rf"|{_SPACE}{{1,3}}['‘’]{_LETTER}[^'‘’<>\n]{{0,20}}['‘’]{_SPACE}{{1,3}}"
    rf"|{_SPACE}{{1,3}}(?:(?:{_INITIAL}|{_PARTICLE}){_SPACE}{{1,3}})+"
    rf"|,?{_SPACE}{{1,3}}(?:{'|'.join(sorted(TITLES))})\.?{_SPACE}{{1,3}})(?=\w)",
    re.IGNORECASE,
)
_LONGER = re.compile(
    rf"(?=[ \xa0-])(?<=\w)(?=[ \xa0-]+"
    rf"(?:{_PARTICLE}[ \xa0-]+){{0,4}}{CAPITAL})"
)
GOES_ON = "hbmoreqqxzz"
"""A word of no language: the one before it and the capital behind it are one name."""


def distinctive_forms(name: str) -> frozenset[Words]:
    """List the ways to write a name that are told from other words, to look for it anywhere.

    These are the forms of `forms_of`, and more: in any order, as one word, without the signs
    inside a word, in the letters of English and back, and as what is theirs is called.

    Returns:
        Nothing where the name is too short to be told from other words.
    """
    found: set[Words] = set()
    for spelling in dict.fromkeys((name, *spellings(name))):
        for written in (*_written(spelling), _taken_apart(spelling)):
            parts = [part for part in map(words_of, _BETWEEN.split(written)) if part]
            found |= _one_word(parts[0]) if len(parts) == 1 else _arranged(parts)
    return frozenset(found)


def shortened_forms(name: str) -> frozenset[Words]:
    """List the ways to write a full name that leave something out, but never its first part.

    Others may be called so too: see `Namesakes`.
    """
    found: set[Words] = set()
    for written in (each for spelling in spellings(name) for each in _written(spelling)):
        parts = _core(written)[:_MOST_PARTS]
        if not any(map(is_mostly_unspaced, parts)):
            for size in range(1, len(parts)):
                for rest in combinations(parts[1:], size):
                    found |= _arranged((parts[0], *rest))
    return frozenset(found) - distinctive_forms(name)


def family_names(name: str) -> Iterator[tuple[str, str]]:
    """Give the words that may be a family name, each with the initial of the given name."""
    for spelling in spellings(name):
        first, *others = _core(spelling) or [()]
        for part in others:
            if len(part) == 1 and len(part[0]) >= _RARE and first[0][0].isalpha():
                yield part[0], first[0][0]


def with_initial(family: str, initial: str) -> re.Pattern[str]:
    """Return what finds a family name beside an initial in a folded text."""
    dotted = rf"{initial}(?:\.|(?<![aeiouy])(?=[ _-]))(?:\s*[a-z]\.)*[\s_-]*{family}(?:e?s)?"
    after = rf"{family}(?:\s*,\s*|\s+){initial}\."
    return re.compile(rf"(?<![^\W_])(?:{dotted}(?![^\W_])|{after})")


def without_asides(text: str) -> str:
    """Leave out what may stand between the parts of a name: initials, a nickname, particles.

    >>> without_asides('Mara "Mo" Tidewell met Ana J. R. van der Brook')
    'Mara Tidewell met Ana Brook'
    """
    return _ASIDE.sub(" ", text)


def with_longer_names(text: str) -> str:
    """Put `GOES_ON` between a word and the capital of the next, which may be one name."""
    return _LONGER.sub(f" {GOES_ON}", text)


class Namesakes:
    """People who may be named: the forms of a name that one of them has too tell nobody."""

    def __init__(self, names: Iterable[str]) -> None:
        """Learn their names."""
        self._bearers: dict[str, set[int]] = defaultdict(set)
        for number, name in enumerate(dict.fromkeys(names)):
            for word in {*words_of(name), *words_of(_INNER.sub("", name))}:
                self._bearers[word].add(number)

    def forms(self, name: str) -> tuple[frozenset[Words], frozenset[Words]]:
        """Give the distinctive and the shortened forms of a name that nobody of these has.

        The very name, in any order of its words, is always among the first.
        """
        very = {in_any_order(each) for each in (name, *spellings(name))}
        distinctive = (
            form
            for form in distinctive_forms(name)
            if tuple(sorted(form)) in very or not self.bear(form)
        )
        shortened = (form for form in shortened_forms(name) if not self.bear(form))
        return frozenset(distinctive), frozenset(shortened)

    def bear(self, form: Words) -> bool:
        """Say whether one of them has all words of a form in their name."""
        bearers = sorted((self._bearers.get(word, set()) for word in form), key=len)
        return bool(set.intersection(*bearers))


def _one_word(part: Words) -> set[Words]:
    return {part} if is_mostly_unspaced(part) or len("".join(part)) >= LONE else set()


def _arranged(parts: Sequence[Words]) -> set[Words]:
    """Put the parts of a name in the orders in which it may stand, and join them."""
    found: set[Words] = set()
    for shift in range(len(parts)):
        # An initial in front may be anything, and an S behind what is theirs.
        if shift and (len(parts[shift][0]) == 1 or parts[shift - 1] == ("s",)):
            continue
        sequence = sum((*parts[shift:], *parts[:shift]), ())
        letters = "".join(sequence)
        if len(letters) >= _FEWEST or is_mostly_unspaced(sequence):
            found.add(sequence)
        if len(letters) >= _JOINED:
            found.add((letters,))
    whole = sum(parts, ())
    if whole in found and not is_unspaced(whole[-1]):
        found.add((*whole[:-1], _theirs(whole[-1])))
        # Two parts as one word, such as Annemarie.
        for at in range(len(whole) - 1) if len(whole) > 2 else ():
            found.add((*whole[:at], whole[at] + whole[at + 1], *whole[at + 2 :]))
    return found


def _theirs(word: str) -> str:
    """Write the last word of a name with the ending of a genitive or plural."""
    return f"{word}es" if word.endswith(_ENDS_LIKE_PLURAL) else f"{word}s"


def _written(spelling: str) -> set[str]:
    """Write a name as others may: without signs in a word, in the letters of English and back."""
    plain = unicodedata.normalize("NFC", spelling).casefold()
    written = {plain, _INNER.sub("", plain)}
    if plain.isascii():
        return written | {_TWO_LETTERS.sub("", plain)}
    return written | {plain.translate(table) for table in _TRANSLITERATED}


def _taken_apart(spelling: str) -> str:
    """Part the words of a name where those of a text are parted that are written as one."""
    return " ".join(word if is_title(word) else apart(word) for word in spelling.split())


def _core(name: str) -> list[Words]:
    """Give the parts of a name, the given one first, without initials, particles and titles."""
    family, comma, given = name.partition(",")
    parts = _PARTS.split(f"{given} {family}" if comma else name)
    told = [part for part in parts if not is_title(part) and not _IS_PARTICLE.fullmatch(part)]
    return [words for words in map(words_of, told) if len("".join(words)) > 1]
