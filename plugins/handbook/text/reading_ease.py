"""Reading ease: the words, sentences and syllables of a text, and what they say of its reader.

Pyphen says where a word may be parted. It parts off no single letter, so that a word has at least
as many syllables as it has groups of vowels which are heard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’\-\u00ad][^\W\d_]+)*")
"""Letters; what hyphens and apostrophes join is one word."""
_ADDRESS = re.compile(r"\S*(?:@|://)\S*")
_END = re.compile(r"(?:(?<!\b[a-z])[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«(\[¿¡]*(?![a-zß-ÿ]))")
"""Where a sentence ends: "p. m." and "3.5" hold no end."""


@dataclass(frozen=True, slots=True)
class Count:
    """How much of each there is."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0

    def __add__(self, other: Count) -> Count:
        """Count two texts as one."""
        return Count(
            self.words + other.words,
            self.sentences + other.sentences,
            self.syllables + other.syllables,
        )


@dataclass(frozen=True, slots=True)
class Scale:
    """The figure that is usual for texts of a language."""

    name: str
    figure: Callable[[float, float], float]
    """Computes it from the words of a sentence and the syllables of a word."""
    limit: float
    """What a text for everybody keeps to."""
    higher_is_easier: bool
    patterns: str
    """How Pyphen calls its patterns."""
    silent: re.Pattern[str]
    """Vowels that are not heard."""
    nucleus: re.Pattern[str]
    """The vowels of one syllable."""

    def of(self, count: Count) -> float:
        """Say how hard a text is to read."""
        return self.figure(count.words / count.sentences, count.syllables / count.words)

    def is_hard(self, figure: float) -> bool:
        """Say whether a figure, as it is written, is beyond the limit."""
        beyond = round(figure, 1) - self.limit
        return beyond < 0 if self.higher_is_easier else beyond > 0


SCALES = {
    "en": Scale(
        name="Flesch-Kincaid",
        figure=lambda words, syllables: 0.39 * words + 11.8 * syllables - 15.59,
        limit=9,
        higher_is_easier=False,
        patterns="en_US",
        silent=re.compile(
            r"(?<=[^aeiouy])(?<!\wl)e(?=$|ment|ful|ly$|where|thing|times|body|what|ty|line)"
            r"|(?<=[aeiouy][rl])e$|(?<=ev)e(?=ry\w)|(?<=[^aeiouytd])e(?=d$)|(?<=[^aeiouysxzcgh])e(?=s$)"
        ),
        nucleus=re.compile(
            r"i(?=[ao](?!us|n|l))|(?<!q)u(?=a)|e(?=o(?!pl))|(?<=id|ar)e(?=as?$)|[aeiouy]+?(?=ing$)|[aeiouy]+"
        ),
    ),
    "es": Scale(
        name="Fernández-Huerta",
        figure=lambda words, syllables: 206.84 - 60 * syllables - 1.02 * words,
        limit=60,
        higher_is_easier=True,
        patterns="es",
        silent=re.compile(r"(?<=[qg])u(?=[eiéí])"),
        nucleus=re.compile(
            r"(?:[iuü]|y(?=[^aeiouáéíóú]|$))?h?[aeoáéóíú](?:[iuü](?![aeoáéó])|y(?![aeiouáéíóú]))?"
            r"|(?:[iuü]|y(?![aeiouáéíóú]))+"
        ),
    ),
}
"""Language to its scale: a language without one is not measured."""


def counted(texts: Iterable[str], language: str) -> Count:
    """Count pieces of running text, each of which is a sentence at least.

    >>> counted(["We meet at 18:30. Bring a question; mail ana@acme.example."], "en")
    Count(words=7, sentences=2, syllables=8)
    """
    made = Count()
    for text in texts:
        parts = [WORD.findall(each) for each in _END.split(_ADDRESS.sub(" ", text))]
        words = [word for part in parts for word in part]
        heard = sum(syllables(word.casefold(), language) for word in words)
        made += Count(len(words), sum(map(bool, parts)), heard)
    return made


@cache
def syllables(word: str, language: str) -> int:
    """Count the syllables of a word in small letters; 1 in a language without a scale.

    >>> [syllables(word, "en") for word in ("idea", "coordinator", "time", "able")]
    [3, 5, 1, 2]
    >>> [syllables(word, "es") for word in ("guía", "mentora", "idea", "quien", "reúne")]
    [2, 3, 3, 1, 3]
    """
    scale = SCALES.get(language)
    if scale is None:
        return 1
    parted = _patterns(scale.patterns)(word)
    heard = scale.nucleus.findall(scale.silent.sub("", word))
    return max(1, len(parted) + 1, len(heard))


@lru_cache
def _patterns(name: str) -> Callable[[str], list[int]]:
    from pyphen import Pyphen  # noqa: PLC0415 - one command alone needs it

    where: Callable[[str], list[int]] = Pyphen(lang=name, left=2, right=2).positions
    return where
