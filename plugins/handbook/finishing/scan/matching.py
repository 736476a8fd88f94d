"""Matching: which confidential values a text holds, in time that grows with the text alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from handbook.addresses import is_email
from handbook.confidential import Confidential, Kind
from handbook.finishing.scan.folding import fold, words
from handbook.finishing.scan.forms import Words, address_forms, name_forms, text_forms
from handbook.finishing.scan.phones import SHORTEST, Phone, endings, ends_with, phone_of

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

    A name or text is a sequence of words, kept with its longest word as anchor and the word beside
    that. A text is parted into words, and only where an anchor stands beside such a word are the
    sequences around it looked up.
    """

    def __init__(self, values: Iterable[Confidential]) -> None:
        """Prepare the search for values, each known by its kind and wording."""
        grouped: dict[tuple[Kind, str], list[Confidential]] = defaultdict(list)
        for value in values:
            grouped[value.kind, value.value].append(value)
        self._sequences: dict[Words, list[int]] = defaultdict(list)
        self._anchors: set[str] = set()
        self._shapes: dict[tuple[str, str, bool], set[tuple[int, int]]] = defaultdict(set)
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
            anchor = max(sequence, key=len)
            offset, size = sequence.index(anchor), len(sequence)
            is_last = offset == size - 1
            self._sequences[sequence].append(number)
            self._anchors.add(anchor)
            if size > 1:
                neighbour = sequence[offset - 1 if is_last else offset + 1]
                self._shapes[anchor, neighbour, is_last].add((offset, size))
        return bool(forms)

    def _found_sequences(self, said: Sequence[str]) -> Iterator[int]:
        present = self._anchors.intersection(said)
        if not present:
            return
        beside = zip(["", *said[:-1]], said, [*said[1:], ""], strict=True)
        for position, (before, word, after) in enumerate(beside):
            if word not in present:
                continue
            yield from self._sequences.get((word,), ())
            for key in ((word, after, False), (word, before, True)):
                for offset, size in self._shapes.get(key, ()):
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
