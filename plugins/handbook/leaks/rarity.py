"""Rarity: which words of a text tell it from what anybody might write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from handbook.text.folding import Words, is_mostly_unspaced, is_unspaced, words_of

_SHORTEST = 8
"""Words of a long text that, one after the other, may be a quotation of it."""
_SHORTEST_UNSPACED = 16
"""The same in scripts where a word is one letter."""
_RARE = 4
"""What a rare word weighs; an ordinary one weighs 1, and one of a term nothing."""
_QUOTATION = 14
"""What the words of a quotation weigh: eight with two rare ones, or fourteen ordinary ones."""
_VALUE = 4
"""What a short value weighs that is told from others: one rare word, or four ordinary ones."""
_NEIGHBOURS = 3
"""After how many different words, and before how many, an ordinary word stands at least."""
_LETTERS = 4
"""Letters below which no word is rare."""


class Rarity:
    """Weighs texts by their words, against all that everybody may read."""

    def __init__(
        self, texts: Iterable[str], terms: Iterable[str], usual: tuple[str, ...] = ()
    ) -> None:
        """Learn which words are ordinary.

        Args:
            texts: all that everybody may read. A word in them is ordinary if it stands beside
                various others, so that a text does not become ordinary by being copied.
            terms: designations, such as titles of a vocabulary, which weigh nothing.
            usual: what may be read besides, and is the same of most programmes: a process looks
                at it once.
        """
        self._ordinary = frozenset(_in_use(texts, usual))
        self._terms: dict[str, set[Words]] = defaultdict(set)
        for term in map(words_of, terms):
            if term:
                self._terms[term[0]].add(term)

    def passages(self, text: str) -> tuple[Words, ...]:
        """Give the shortest stretches by which a text is recognised.

        A text of few words is so as a whole, and so is one in which no stretch is rare.
        """
        words = words_of(text)
        size = _SHORTEST_UNSPACED if is_mostly_unspaced(words) else _SHORTEST
        if len(words) <= size:
            return (words,)
        return tuple(dict.fromkeys(self._stretches(words, size))) or (words,)

    def is_telling(self, text: str, *, private: bool) -> bool:
        """Say whether a text is told from others as a whole.

        Args:
            text: a value.
            private: whether it stands in a column for nobody. In any other one word is not
                enough: that somebody likes chess, others like too.
        """
        words = words_of(text)
        return (private or len(words) > 1) and sum(self._weights(words)) >= _VALUE

    def is_covered(self, text: str) -> bool:
        """Say whether nothing but terms stands in a text."""
        return not any(self._weights(words_of(text)))

    def is_rare(self, word: str) -> bool:
        """Say whether a word is told from ordinary ones."""
        plain = len(word) < _LETTERS or word.isdigit() or is_unspaced(word)
        return not plain and word not in self._ordinary

    def _stretches(self, words: Words, size: int) -> Iterator[Words]:
        weights = self._weights(words)
        end = weight = 0
        for start in range(len(words) - size + 1):
            while end < len(words) and (end - start < size or weight < _QUOTATION):
                weight += weights[end]
                end += 1
            if weight < _QUOTATION:
                return
            yield words[start:end]
            weight -= weights[start]

    def _weights(self, words: Words) -> list[int]:
        weights = [_RARE if self.is_rare(word) else 1 for word in words]
        for at, word in enumerate(words):
            for term in self._terms.get(word, ()):
                if words[at : at + len(term)] == term:
                    weights[at : at + len(term)] = [0] * len(term)
        return weights


def _in_use(texts: Iterable[str], usual: tuple[str, ...]) -> Iterator[str]:
    """Give the words that stand after enough different words, and before as many."""
    befores, afters = map(dict, _beside(usual))
    _look(texts, befores, afters)
    for word, beside in befores.items():
        if len(beside) == len(afters[word]) == _NEIGHBOURS:
            yield word


@lru_cache(maxsize=4)
def _beside(texts: tuple[str, ...]) -> tuple[dict[str, Words], dict[str, Words]]:
    """Tell what stands before the words of some texts, and what after them."""
    befores: dict[str, Words] = {}
    afters: dict[str, Words] = {}
    _look(texts, befores, afters)
    return befores, afters


def _look(texts: Iterable[str], befores: dict[str, Words], afters: dict[str, Words]) -> None:
    for text in dict.fromkeys(texts):
        words = ("", *words_of(text), "")
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            # As long as it matters: most words are a person's own, and some stand everywhere.
            seen = befores.get(word, ())
            if len(seen) < _NEIGHBOURS and before not in seen:
                befores[word] = (*seen, before)
            seen = afters.get(word, ())
            if len(seen) < _NEIGHBOURS and after not in seen:
                afters[word] = (*seen, after)
