"""Booleans: the words that say yes and no beyond doubt, in any letter case.

A spreadsheet program that is told TRUE writes it back in the language of its user, so those words
count too. `1`, `x` or `ok` do not: whether somebody consented is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

_ENGLISH = "en"
_WORDS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "ca": (("sí", "si", "cert"), ("no", "fals")),
    "de": (("ja", "wahr"), ("nein", "falsch")),
    _ENGLISH: (("yes", "true"), ("no", "false")),
    "es": (("sí", "si", "verdadero"), ("no", "falso")),
    "eu": (("bai", "egia"), ("ez", "gezurra")),
    "fr": (("oui", "vrai"), ("non", "faux")),
    "gl": (("si", "verdadeiro"), ("non", "falso")),
    "it": (("sì", "si", "vero"), ("no", "falso")),
    "pt": (("sim", "verdadeiro"), ("não", "nao", "falso")),
}
"""What says yes and what says no, by language; the first of each is suggested."""


def meanings(languages: Iterable[str]) -> dict[str, bool]:
    """Return what the words of these languages and of English mean, in small letters."""
    return {
        word: answer
        for code in (_ENGLISH, *languages)
        for words, answer in zip(_words(code), (True, False), strict=True)
        for word in words
    }


def suggested(languages: Iterable[str]) -> list[str]:
    """Return one word for yes and one for no, in English and in each of these languages."""
    found = [words[0] for code in (_ENGLISH, *languages) for words in _words(code) if words]
    return list(dict.fromkeys(found))


def _words(code: str) -> tuple[Sequence[str], Sequence[str]]:
    return _WORDS.get(code.partition("-")[0], ((), ()))
