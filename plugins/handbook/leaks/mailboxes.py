"""Mailboxes: addresses looked up at every sign that may stand for an @, however they are spelt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress

from handbook.leaks.parting import BETWEEN
from handbook.text.addresses import plainly_written
from handbook.text.folding import Words, fold, words

_EDGE = 3
"""Characters on each side of the @ by which an address is looked up, before it is as a whole."""
# What makes an address a part of another: one in the letters of ASCII ends where others begin.
_BEFORE = {flag: re.compile(r"\w[.+-]*\Z", flag) for flag in (re.ASCII, re.UNICODE)}
_AFTER = {flag: re.compile(r"\w|[.-]\w", flag) for flag in (re.ASCII, re.UNICODE)}
_REACH = 200
"""Characters beside a word of an address within which all of it stands, however spelt."""
_FEW = 100
"""Words around which it takes less to look than through all of a text."""
_NEAR = 8
"""Characters before an address that are looked at for that."""


class Mailboxes:
    """Addresses of mailboxes, looked up at every sign that may stand for an @."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._sizes: dict[str, set[tuple[int, int]]] = defaultdict(set)
        """How long user and host are, by the letters around the @."""
        self._words: dict[str, set[Words]] = {}
        """All words of addresses, by the one of them by which fewest others are known."""

    def add(self, address: str, number: int) -> None:
        """Make an address known by a number."""
        for folded in _written(address):
            at = folded.index("@")
            self._numbers[folded].append(number)
            self._sizes[_edge(folded, at)].add((at, len(folded) - at))
            said = tuple(words(folded))
            rarest = min(said, key=lambda word: (len(self._words.get(word, ())), -len(word)))
            self._words.setdefault(rarest, set()).add(said)

    def found(self, folded: str, here: set[str]) -> Iterator[int]:
        """Find the addresses that a text holds, spelt out or spaced ones among them.

        Args:
            folded: the text, folded.
            here: its words.
        """
        if not self._numbers:
            return
        yield from self._found(folded)
        # However an address is spelt, all of its words stand there.
        likely = [
            word
            for word in self._words.keys() & here
            if any(map(here.issuperset, self._words[word]))
        ]
        if not likely:
            return
        few = len(likely) <= _FEW
        around = BETWEEN.join(_around(folded, likely)) if few else folded
        for each in {*plainly_written(around)} - {around}:
            yield from self._found(each)

    def _found(self, text: str) -> Iterator[int]:
        position = text.find("@")
        while position >= 0:
            for before, after in self._sizes.get(_edge(text, position), ()):
                start, end = max(position - before, 0), position + after
                numbers = self._numbers.get(text[start:end], ())
                if numbers and _is_whole(text, start, end):
                    yield from numbers
            position = text.find("@", position + 1)


def _around(folded: str, words_there: Iterable[str]) -> Iterator[str]:
    """Give what stands near some words of a text, each part of it once."""
    spots = sorted(at for word in words_there for at in _spots(folded, word))
    end = 0
    for number, at in enumerate(spots):
        if at >= end:
            start, end = max(end, at - _REACH), at + _REACH
            for later in spots[number + 1 :]:
                if later - _REACH > end:
                    break
                end = later + _REACH
            yield folded[start:end]


def _spots(folded: str, word: str) -> Iterator[int]:
    at = folded.find(word)
    while at >= 0:
        yield at
        at = folded.find(word, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether what stands in a text is no part of a longer address."""
    flag = re.ASCII if text[start:end].isascii() else re.UNICODE
    before, after = text[max(start - _NEAR, 0) : start], text[end : end + 2]
    return not _BEFORE[flag].search(before) and not _AFTER[flag].match(after)


def _edge(text: str, at: int) -> str:
    return text[max(at - 1, 0) : at + _EDGE + 1]


def _written(address: str) -> frozenset[str]:
    """Fold an address, its host also in the letters that machines write it in, and back."""
    user, _, host = address.partition("@")
    hosts = {host}
    with suppress(UnicodeError):
        hosts.add(host.encode("idna").decode("ascii"))
        hosts.add(host.encode("idna").decode("idna"))
    return frozenset(fold(f"{user}@{each}") for each in hosts)
