"""Fingerprints: numbers by which words are known again, and from which nobody reads them.

Each is that of a few words in their order, keyed: without the key they are nothing, and the same
words have others elsewhere. It does not keep somebody who has the key from trying words: see
`withdrawn`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import islice
from operator import sub

from handbook.text.folding import Words

LONGEST = 15
"""Words of the longest sequence."""
_BITS = 20
_HEAD, _ALL = 6, 9
"""Digits that tell how it begins, and by which all of it is known; the size is between them. All
56 bits together, so that a large site of other words meets none by chance."""
_MOST = 500_000
"""Words whose code is remembered."""


class _Codes(dict[str, int]):
    """Each word's number, made when it is first asked for."""

    def __init__(self, key: bytes) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST:
            self.clear()
        code = int.from_bytes(_digest(word, self._key), "big") >> (64 - _BITS)
        self[word] = code
        return code


class Fingerprints:
    """Makes fingerprints with one key, each of hexadecimal digits.

    The first tell the first two words, by the difference of their numbers alone, so that nearly
    all that a text says can be passed over at no cost and neither word can be tried by itself.
    """

    def __init__(self, key: str) -> None:
        """Take a key, of hexadecimal digits."""
        self._key = bytes.fromhex(key)
        self.codes = _Codes(self._key)
        """A number for each word."""

    def of(self, words: Sequence[str]) -> str:
        """Return the fingerprint of one to `LONGEST` words."""
        codes = [self.codes[word] for word in words[:2]]
        head = codes[0] - (codes[1] if len(codes) > 1 else 0) + (1 << _BITS)
        # From its end: the head of a single word is the beginning of this same digest.
        whole = _digest(" ".join(words), self._key).hex()
        return f"{head:0{_HEAD}x}{len(words):x}{whole[-_ALL:]}"


class Recogniser:
    """Finds words in texts of which only the fingerprints are known."""

    def __init__(self, key: str) -> None:
        """Begin with none."""
        self._prints = Fingerprints(key)
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._single: set[int] = set()
        self._sizes: dict[int, set[int]] = defaultdict(set)

    def add(self, mark: str, number: int) -> None:
        """Make a fingerprint known, and the number that stands for whom it is of."""
        self._numbers[mark].add(number)
        head, size = int(mark[:_HEAD], 16) - (1 << _BITS), int(mark[_HEAD], 16)
        if size == 1:
            self._single.add(head)
        else:
            self._sizes[head].add(size)

    def found(self, said: Sequence[str]) -> Iterator[int]:
        """Give the numbers of what stands in the words of a text."""
        return (number for number, _ in self.spans(said))

    def spans(self, said: Sequence[str]) -> Iterator[tuple[int, Words]]:
        """Give the numbers of what stands in the words of a text, each with its words."""
        codes = list(map(self._prints.codes.__getitem__, said))
        pairs = list(map(sub, codes, islice(codes, 1, None)))
        if not self._single.isdisjoint(codes):
            for position, code in enumerate(codes):
                if code in self._single:
                    yield from self._at(said, position, 1)
        if not self._sizes.keys().isdisjoint(pairs):
            for position, pair in enumerate(pairs):
                for size in self._sizes.get(pair, ()):
                    yield from self._at(said, position, size)

    def _at(self, said: Sequence[str], position: int, size: int) -> Iterator[tuple[int, Words]]:
        sequence = tuple(said[position : position + size])
        if len(sequence) == size:
            for number in self._numbers.get(self._prints.of(sequence), ()):
                yield number, sequence


def _digest(text: str, key: bytes) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8, key=key).digest()
