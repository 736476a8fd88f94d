"""Sequences: which of many runs of words a text holds, in time that grows with the text alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from handbook.leaks import Confidential
from handbook.leaks.parting import BETWEEN
from handbook.text.folding import Words, bare, fold, words, words_of
from handbook.text.name_forms import GOES_ON, with_initial, with_longer_names, without_asides

_REACH = 10
"""Words on each side of one of a name among which another of it stands."""
Span = tuple[int, int, int]
"""The number of what was found, and the words at which it begins and ends."""


class Sequences:
    """Many sequences of words, kept by their longest word and the one beside that.

    A text is parted into words, and only where two such words stand side by side are the sequences
    around them looked up.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[Words, list[int]] = defaultdict(list)
        self._single: set[str] = set()
        self._pairs: dict[tuple[str, str], set[tuple[int, int]]] = {}
        """By two words side by side, of which one is the longest: at which word of the sequence
        they begin, and how long that is."""

    def add(self, sequence: Words, number: int) -> tuple[str, str]:
        """Make a sequence known by a number; several may have the same.

        Returns:
            The two words by which it is looked up, which are the same where it has one only; the
            longest first.
        """
        self._numbers[sequence].append(number)
        if len(sequence) == 1:
            self._single.add(sequence[0])
            return sequence[0], sequence[0]
        longest = sequence.index(max(sequence, key=len))
        first = min(longest, len(sequence) - 2)
        pair = sequence[first], sequence[first + 1]
        self._pairs.setdefault(pair, set()).add((first, len(sequence)))
        return pair if first == longest else (pair[1], pair[0])

    def spans(self, said: Sequence[str]) -> Iterator[Span]:
        """Find all that stand in a text, given by its words in their order."""
        if not self._single.isdisjoint(said):
            for position, word in enumerate(said):
                if word in self._single:
                    yield from ((number, position, position + 1) for number in self._numbers[word,])
        if not self._pairs.keys().isdisjoint(pairwise(said)):
            for position, pair in enumerate(pairwise(said)):
                for first, size in self._pairs.get(pair, ()):
                    yield from self._at(said, position - first, size)

    def _at(self, said: Sequence[str], start: int, size: int) -> Iterator[Span]:
        if start >= 0:
            numbers = self._numbers.get(tuple(said[start : start + size]), ())
            yield from ((number, start, start + size) for number in numbers)


class Names:
    """Names of people in all their forms.

    Most texts hold no word of them, or none beside another, and are looked at no further.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._beside: dict[str, set[str]] = defaultdict(set)
        """By the longest word of a form: the one beside it, or itself where it stands alone."""
        self._whole, self._shortened = Sequences(), Sequences()
        self._initials: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._within: dict[int, tuple[str, ...]] = {}
        self._bare: dict[int, tuple[str, ...]] = {}

    def add(self, forms: Iterable[Words], value: Confidential, number: int) -> None:
        """Make a name known by a number."""
        for form in forms:
            self._expect(*self._whole.add(form, number))
        for form in map(words_of, value.shortened):
            self._expect(*self._shortened.add(form, number))
        for family, initial in value.initials:
            self._initials[family][initial].append(number)
            self._expect(family, initial)
        if value.within:
            self._within[number] = tuple(map(bare, value.within))
            self._bare[number] = tuple(map(bare, map(without_asides, value.within)))

    def found(self, text: str, folded: str, said: Sequence[str], here: set[str]) -> Iterator[int]:
        """Find the names that a text holds.

        Args:
            text: as it is.
            folded: the same text folded.
            said: its words.
            here: the same as a set.
        """
        expected = self._beside.keys() & here
        likely = {each for each in expected if not self._beside[each].isdisjoint(here)}
        if not likely or not self._stand_together(likely, said):
            return
        near = BETWEEN.join(self._near(likely, text, folded))
        yield from self._found(near, self._within)
        shorter = without_asides(near)
        if shorter != near:
            yield from self._found(shorter, self._within, self._bare)
        for family in self._initials.keys() & likely:
            for initial in self._initials[family].keys() & here:
                if with_initial(family, initial).search(folded):
                    yield from self._initials[family][initial]

    def _found(self, text: str, *within: Mapping[int, tuple[str, ...]]) -> Iterator[int]:
        said: list[str] = []
        longer: set[int] = set()
        for word in words(fold(with_longer_names(text))):
            if word == GOES_ON:
                longer.add(len(said))
            else:
                said.append(word)
        whole = self._whole.spans(said)
        shortened = (span for span in self._shortened.spans(said) if span[2] not in longer)
        for number, start, end in (*whole, *shortened):
            phrases = (phrase for each in within for phrase in each.get(number, ()))
            if not any(_is_part(said, start, end, phrase) for phrase in phrases):
                yield number

    def _near(self, likely: set[str], text: str, folded: str) -> Iterator[str]:
        """Give the parts of a text in which a name may stand."""
        parts, plain = text.split(BETWEEN), folded.split(BETWEEN)
        if len(parts) == len(plain):
            pairs = zip(parts, plain, strict=True)
            yield from (part for part, it in pairs if self._stand_together(likely, words(it)))
        else:
            # It writes the word between the parts itself.
            yield text

    def _stand_together(self, likely: set[str], said: Sequence[str]) -> bool:
        """Say whether a word of a name stands among others with that which is beside it there."""
        return any(
            word in likely
            and not self._beside[word].isdisjoint(said[max(at - _REACH, 0) : at + _REACH])
            for at, word in enumerate(said)
        )

    def _expect(self, longest: str, other: str) -> None:
        self._beside[longest].add(other)


def stands_alone(said: Sequence[str], sequence: Words, phrases: Sequence[str]) -> bool:
    """Say whether words stand somewhere in a text and are no part of a longer phrase there."""
    size = len(sequence)
    return any(
        tuple(said[at : at + size]) == sequence
        and not any(_is_part(said, at, at + size, phrase) for phrase in phrases)
        for at in range(len(said) - size + 1)
    )


def _is_part(said: Sequence[str], start: int, end: int, phrase: str) -> bool:
    """Say whether words stand in a text as a part of a phrase; others may cling to its ends."""
    found = "".join(said[start:end])
    before = "".join(said[max(start - _REACH, 0) : start])
    after = "".join(said[end : end + _REACH])
    at = phrase.find(found)
    while at >= 0:
        if before.endswith(phrase[:at]) and after.startswith(phrase[at + len(found) :]):
            return True
        at = phrase.find(found, at + 1)
    return False
