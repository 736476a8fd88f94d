"""Matching: which confidential values a text holds, in time that grows with the text alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from handbook.leaks import Confidential, Kind
from handbook.leaks.fingerprints import Recogniser
from handbook.leaks.mailboxes import Mailboxes
from handbook.leaks.numbers import Numbers
from handbook.leaks.parting import BETWEEN
from handbook.leaks.portions import portions
from handbook.leaks.sequences import Names, Sequences, stands_alone
from handbook.leaks.views import views
from handbook.text.addresses import is_email
from handbook.text.folding import Words, bare, fold, is_mostly_unspaced, words, words_of
from handbook.text.name_forms import LONE, distinctive_forms
from handbook.text.phones import phone_of

_WINDOW = 8
"""Words of a longer text that, one after the other, are a quotation of it."""
_WINDOW_UNSPACED = 16
"""The same in scripts where a word is one letter."""
_WEB = re.compile(r"(?<!\s)\s*+https?://(?:www\.)?", re.IGNORECASE)
_MOST_CLEAN = 4_000_000
"""Characters of parts that are remembered to hold nothing."""

_TOGETHER = 200
"""Texts that are searched at once; one by one only where something is found in them."""
_Bearer = TypeVar("_Bearer")

Group = tuple[Confidential, ...]
"""The same value, in every place of the data where it stands."""


class Matcher:
    """Looks for many values at once."""

    def __init__(self, values: Iterable[Confidential]) -> None:
        """Prepare the search for values, each known by its kind and wording."""
        grouped: dict[tuple[Kind, str], list[Confidential]] = defaultdict(list)
        for value in values:
            grouped[value.kind, value.value].append(value)
        self._texts, self._names, self._mailboxes = Sequences(), Names(), Mailboxes()
        self._numbers = Numbers()
        self._unnamed: dict[str, Recogniser] = {}
        self.groups: tuple[Group, ...] = tuple(map(tuple, grouped.values()))
        self._clean: set[str] = set()
        """Parts of texts in which nothing stands."""
        self._clean_size = 0
        self.unsearchable = 0
        """How many values are too short to be told from any other text."""
        for number, (value, *_) in enumerate(self.groups):
            if not self._add(value, number):
                self.unsearchable += 1

    def found(self, text: str) -> frozenset[int]:
        """Return the numbers of the groups whose value stands in a text.

        A name that stands there as a part of a longer one is left out.
        """
        folded = fold(text)
        said = words(folded)
        here = set(said)
        found = {number for number, _, _ in self._texts.spans(said)}
        found.update(self._found_unnamed(said))
        found.update(self._names.found(text, folded, said, here))
        found.update(self._mailboxes.found(folded, here))
        found.update(self._numbers.found(folded))
        return frozenset(found)

    def found_in(self, texts: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the groups whose value stands in one of several texts.

        What the views of a text keep apart is looked at once in a run if it holds nothing: most of
        a page is as it is on every other.
        """
        found: set[int] = set()
        for text in texts:
            new = [part for part in dict.fromkeys(text.split(BETWEEN)) if part not in self._clean]
            if not new:
                continue
            here = self._found_together(new)
            if here:
                found |= here
            elif (size := sum(map(len, new))) < _MOST_CLEAN:
                self._clean_size += size
                if self._clean_size > _MOST_CLEAN:
                    self._clean.clear()
                    self._clean_size = size
                self._clean.update(new)
        return frozenset(found)

    def _found_together(self, parts: Sequence[str]) -> frozenset[int]:
        """Search parts of a text, all of it only where something is found in a portion of it."""
        some = list(portions(parts))
        found = any(map(self.found, some)) if len(some) > 1 else True
        return self.found(BETWEEN.join(parts)) if found else frozenset()

    def found_in_each(
        self, bearers: Iterable[_Bearer], text_of: Callable[[_Bearer], str]
    ) -> Iterator[tuple[_Bearer, frozenset[int]]]:
        """Search many short texts, each by itself but at the cost of one long one.

        Args:
            bearers: what the texts belong to.
            text_of: gives the text of one.

        Returns:
            Each of them whose text holds something, with what was found, in their order.
        """
        free: set[str] = set()
        rest = iter(bearers)
        while some := tuple(islice(rest, _TOGETHER)):
            texts = [text for text in dict.fromkeys(map(text_of, some)) if text not in free]
            if not texts or not self.found_in(views(BETWEEN.join(texts))):
                free.update(texts)
                continue
            for each in some:
                text = text_of(each)
                found = frozenset() if text in free else self.found_in(views(text))
                if found:
                    yield each, found

    def _add(self, value: Confidential, number: int) -> bool:
        """Make a value known; say whether it can be searched for."""
        if value.kind is Kind.PHONE:
            phone = phone_of(value.value)
            if phone is not None:
                self._numbers.add(phone, number)
            return phone is not None
        if value.kind is Kind.FINGERPRINT:
            key, *marks = value.value.split()
            for mark in marks:
                self._unnamed.setdefault(key, Recogniser(key)).add(mark, number)
            return bool(marks)
        address = value.value.strip()
        if value.kind is Kind.TEXT and is_email(address):
            self._mailboxes.add(address, number)
            return True
        # Where somebody has weighed them, the rare passages of a text, and not any part of it.
        sequences = frozenset(map(words_of, value.passages))
        sequences = sequences or sequences_of(value.kind, value.value)
        if value.kind is Kind.NAME:
            self._names.add(sequences, value, number)
        else:
            for sequence in sequences:
                self._texts.add(sequence, number)
        return bool(sequences)

    def _found_unnamed(self, said: Sequence[str]) -> Iterator[int]:
        for recogniser in self._unnamed.values():
            for number, sequence in recogniser.spans(said):
                phrases = tuple(map(bare, self.groups[number][0].within))
                if stands_alone(said, sequence, phrases):
                    yield number


def is_searchable(kind: Kind, value: str) -> bool:
    """Say whether a value is long enough to be told from any other text."""
    if kind is Kind.PHONE:
        return phone_of(value) is not None
    if kind is Kind.TEXT and not is_email(value.strip()):
        return len("".join(words_of(_WEB.sub("", value)))) >= LONE
    return bool(sequences_of(kind, value))


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
