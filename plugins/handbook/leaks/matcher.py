"""Matching: which confidential values a text holds, in time that grows with the text alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

from handbook.leaks import Confidential, Kind
from handbook.leaks.fingerprints import Recogniser
from handbook.text.addresses import is_email
from handbook.text.folding import Words, fold, is_mostly_unspaced, words, words_of
from handbook.text.names import LONE, distinctive_forms
from handbook.text.phones import SHORTEST, Phone, endings, ends_with, phone_of

_WINDOW = 8
"""Words of a longer text that, one after the other, are a quotation of it."""
_WINDOW_UNSPACED = 16
"""The same in scripts where a word is one letter."""
_WEB = re.compile(r"(?<!\s)\s*+https?://(?:www\.)?", re.IGNORECASE)
_SPELT = re.compile(r"[(\[{<]\s*(?:at|arroba)\s*[)\]}>]")
# Spaces from the first of them on, so that a long run of them is looked at once.
_AT = re.compile(r"(?<!\s)\s*+[(\[{<]\s*(?:at|arroba)\s*[)\]}>]\s*")
_DOT = re.compile(r"(?<!\s)\s*+[(\[{<]\s*(?:dot|punto)\s*[)\]}>]\s*")
_EDGE = 3
"""Characters on each side of the @ by which an address is looked up, before it is as a whole."""
# What makes an address a part of another: one in the letters of ASCII ends where others begin.
_BEFORE = {flag: re.compile(r"\w[.+-]*\Z", flag) for flag in (re.ASCII, re.UNICODE)}
_AFTER = {flag: re.compile(r"\w|[.-]\w", flag) for flag in (re.ASCII, re.UNICODE)}
_NEAR = 8
"""Characters before an address that are looked at for that."""

Group = tuple[Confidential, ...]
"""The same value, in every place of the data where it stands."""


class Matcher:
    """Looks for many values at once.

    A name or text is a sequence of words, kept by its longest word and the one beside that. A text
    is parted into words, and only where two such words stand side by side are the sequences around
    them looked up.
    """

    def __init__(self, values: Iterable[Confidential]) -> None:
        """Prepare the search for values, each known by its kind and wording."""
        grouped: dict[tuple[Kind, str], list[Confidential]] = defaultdict(list)
        for value in values:
            grouped[value.kind, value.value].append(value)
        self._sequences: dict[Words, list[int]] = defaultdict(list)
        self._single: dict[str, list[int]] = defaultdict(list)
        self._pairs: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
        self._addresses: dict[str, list[int]] = defaultdict(list)
        self._edges: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self._phones: dict[str, list[tuple[Phone, int]]] = defaultdict(list)
        self._unnamed: dict[str, Recogniser] = {}
        self.groups: tuple[Group, ...] = tuple(map(tuple, grouped.values()))
        self.unsearchable = 0
        """How many values are too short to be told from any other text."""
        for number, ((kind, wording), (value, *_)) in enumerate(grouped.items()):
            if not self._add(kind, wording, number, value.passages):
                self.unsearchable += 1

    def found(self, text: str) -> frozenset[int]:
        """Return the numbers of the groups whose value stands in a text."""
        folded = fold(text)
        said = words(folded)
        found = set(self._found_sequences(said))
        for recogniser in self._unnamed.values():
            found.update(recogniser.found(said))
        if self._addresses:
            found.update(self._found_addresses(folded))
        if self._phones:
            found.update(self._found_phones(folded))
        return frozenset(found)

    def found_in(self, texts: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the groups whose value stands in one of several texts."""
        return frozenset(number for text in texts for number in self.found(text))

    def _add(self, kind: Kind, value: str, number: int, passages: Sequence[str] = ()) -> bool:
        """Make a value known; say whether it can be searched for."""
        if kind is Kind.PHONE:
            phone = phone_of(value)
            if phone is not None:
                self._phones[phone.digits[-SHORTEST:]].append((phone, number))
            return phone is not None
        if kind is Kind.FINGERPRINT:
            key, *marks = value.split()
            for mark in marks:
                self._unnamed.setdefault(key, Recogniser(key)).add(mark, number)
            return bool(marks)
        address = value.strip()
        if kind is Kind.TEXT and is_email(address):
            for folded in _written(address):
                at = folded.index("@")
                self._addresses[folded].append(number)
                self._edges[_edge(folded, at)].add((at, len(folded) - at))
        # The passages of a long text, where somebody has weighed them, and not any part of it.
        sequences = frozenset(map(words_of, passages)) or sequences_of(kind, value)
        for sequence in sequences:
            if len(sequence) == 1:
                self._single[sequence[0]].append(number)
                continue
            self._sequences[sequence].append(number)
            longest = sequence.index(max(sequence, key=len))
            offset = min(longest, len(sequence) - 2)
            self._pairs[sequence[offset], sequence[offset + 1]].add((offset, len(sequence)))
        return bool(sequences)

    def _found_sequences(self, said: Sequence[str]) -> Iterator[int]:
        # Intersections, since of most texts no word has to be looked at twice.
        for word in self._single.keys() & said:
            yield from self._single[word]
        present = self._pairs.keys() & pairwise(said)
        if not present:
            return
        for position, pair in enumerate(pairwise(said)):
            for offset, size in self._pairs[pair] if pair in present else ():
                start = position - offset
                if start >= 0:
                    yield from self._sequences.get(tuple(said[start : start + size]), ())

    def _found_addresses(self, folded: str) -> Iterator[int]:
        if _SPELT.search(folded):
            folded = _DOT.sub(".", _AT.sub("@", folded))
        position = folded.find("@")
        while position >= 0:
            for before, after in self._edges.get(_edge(folded, position), ()):
                start, end = max(position - before, 0), position + after
                numbers = self._addresses.get(folded[start:end], ())
                if numbers and _is_whole(folded, start, end):
                    yield from numbers
            position = folded.find("@", position + 1)

    def _found_phones(self, folded: str) -> Iterator[int]:
        for tail, groups in endings(folded):
            for phone, number in self._phones.get(tail, ()):
                if ends_with(phone, groups):
                    yield number


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether what stands in a text is no part of a longer address."""
    flag = re.ASCII if text[start:end].isascii() else re.UNICODE
    before, after = text[max(start - _NEAR, 0) : start], text[end : end + 2]
    return not _BEFORE[flag].search(before) and not _AFTER[flag].match(after)


def _edge(text: str, at: int) -> str:
    return text[max(at - 1, 0) : at + _EDGE + 1]


def is_searchable(kind: Kind, value: str) -> bool:
    """Say whether a value is long enough to be told from any other text."""
    return phone_of(value) is not None if kind is Kind.PHONE else bool(sequences_of(kind, value))


def sequences_of(kind: Kind, value: str) -> frozenset[Words]:
    """List the sequences of words by which a name or text is recognised."""
    if kind is Kind.NAME:
        return distinctive_forms(value)
    address = value.strip()
    return _spelt_out(address) if is_email(address) else _quotations(value)


def _quotations(text: str) -> frozenset[Words]:
    """List the sequences of words that give a text away: all of it, or any part of a long one."""
    sequence = words_of(_WEB.sub("", text))
    size = _WINDOW_UNSPACED if is_mostly_unspaced(sequence) else _WINDOW
    if len(sequence) <= size:
        return frozenset({sequence} if len("".join(sequence)) >= LONE else ())
    starts = range(len(sequence) - size + 1)
    return frozenset(sequence[start : start + size] for start in starts)


def _spelt_out(address: str) -> frozenset[Words]:
    """List the ways to spell an address of a mailbox out."""
    user, _, host = address.partition("@")
    forms: set[Words] = set()
    for at, dot in (("at", "dot"), ("arroba", "punto")):
        host_words = words_of(host.replace(".", f" {dot} "))
        users = (words_of(user), words_of(user.replace(".", f" {dot} ")))
        forms.update((*each, at, *host_words) for each in users)
    return frozenset(forms)


def _written(address: str) -> frozenset[str]:
    """Fold an address, its host also in the letters that machines write it in, and back."""
    user, _, host = address.partition("@")
    hosts = {host}
    with suppress(UnicodeError):
        hosts.add(host.encode("idna").decode("ascii"))
        hosts.add(host.encode("idna").decode("idna"))
    return frozenset(fold(f"{user}@{each}") for each in hosts)
