"""Matching: which confidential values a text holds, in time that grows with the text alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from handbook.leaks.confidential import Confidential, Kind
from handbook.leaks.forms import address_forms, name_forms, text_forms
from handbook.text.addresses import is_email
from handbook.text.folding import Words, fold, words
from handbook.text.phones import SHORTEST, Phone, endings, ends_with, phone_of

_SPELT = re.compile(r"[(\[{<]\s*(?:at|arroba)\s*[)\]}>]")
_AT = re.compile(r"\s*[(\[{<]\s*(?:at|arroba)\s*[)\]}>]\s*")
_DOT = re.compile(r"\s*[(\[{<]\s*(?:dot|punto)\s*[)\]}>]\s*")
_EDGE = 3
"""Characters on each side of the @ by which an address is looked up."""
_BEFORE = re.compile(r"[a-z0-9_.+-]\Z")
_AFTER = re.compile(r"[a-z0-9_]|[.-][a-z0-9]")

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
        self._addresses: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._phones: dict[str, list[tuple[Phone, int]]] = defaultdict(list)
        self.groups: tuple[Group, ...] = tuple(map(tuple, grouped.values()))
        self.unsearchable = 0
        """How many values are too short to be told from any other text."""
        for number, (kind, wording) in enumerate(grouped):
            if not self._add(kind, wording, number):
                self.unsearchable += 1

    def found(self, text: str) -> frozenset[int]:
        """Return the numbers of the groups whose value stands in a text."""
        folded = fold(text)
        found = set(self._found_sequences(words(folded)))
        if self._addresses:
            found.update(self._found_addresses(folded))
        if self._phones:
            found.update(self._found_phones(folded))
        return frozenset(found)

    def _add(self, kind: Kind, value: str, number: int) -> bool:
        """Make a value known; say whether it can be searched for."""
        if kind is Kind.PHONE:
            phone = phone_of(value)
            if phone is not None:
                self._phones[phone.digits[-SHORTEST:]].append((phone, number))
            return phone is not None
        address = value.strip()
        if kind is Kind.TEXT and is_email(address):
            folded = fold(address)
            self._addresses[_edge(folded, folded.index("@"))].append((folded, number))
            forms = address_forms(address)
        else:
            forms = name_forms(value) if kind is Kind.NAME else text_forms(value)
        for sequence in forms:
            if len(sequence) == 1:
                self._single[sequence[0]].append(number)
                continue
            self._sequences[sequence].append(number)
            longest = sequence.index(max(sequence, key=len))
            offset = min(longest, len(sequence) - 2)
            self._pairs[sequence[offset], sequence[offset + 1]].add((offset, len(sequence)))
        return bool(forms)

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
            for address, number in self._addresses.get(_edge(folded, position), ()):
                start = position - address.index("@")
                end = start + len(address)
                if (
                    start >= 0
                    and folded[start:end] == address
                    and not _BEFORE.match(folded[max(start - 1, 0) : start])
                    and not _AFTER.match(folded[end : end + 2])
                ):
                    yield number
            position = folded.find("@", position + 1)

    def _found_phones(self, folded: str) -> Iterator[int]:
        for tail, groups in endings(folded):
            for phone, number in self._phones.get(tail, ()):
                if ends_with(phone, groups):
                    yield number


def _edge(text: str, at: int) -> str:
    return text[max(at - 1, 0) : at + _EDGE + 1]
