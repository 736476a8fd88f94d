"""Finding: which values stand in texts, but for those that are a part of a longer name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from handbook.leaks import Confidential
from handbook.leaks.matcher import Group, Matcher
from handbook.leaks.parting import BETWEEN
from handbook.leaks.views import views

_TOGETHER = 200
"""Texts that are searched at once; one by one only where something is found in them."""
_Bearer = TypeVar("_Bearer")


class Finder:
    """Looks for many values at once."""

    def __init__(self, values: Iterable[Confidential]) -> None:
        """Prepare the search."""
        self._matcher = Matcher(values)

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is looked for: the same value, in every place of the data where it stands."""
        return self._matcher.groups

    @property
    def unsearchable(self) -> int:
        """How many values are too short to be told from any other text."""
        return self._matcher.unsearchable

    def found_in(self, texts: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the groups whose value stands in one of several texts."""
        return frozenset(number for text in texts for number in self._found(text))

    def _found(self, text: str) -> frozenset[int]:
        found = self._matcher.found(text)
        return frozenset(number for number in found if self._stands_alone(number, text))

    def _stands_alone(self, number: int, text: str) -> bool:
        """Say whether a name stands in a text otherwise than as a part of a longer one."""
        within = self.groups[number][0].within
        if not within:
            return True
        return number in self._matcher.found(_pattern(within).sub(BETWEEN, text))


def found_in_each(
    finder: Finder | Matcher, bearers: Iterable[_Bearer], text_of: Callable[[_Bearer], str]
) -> Iterator[tuple[_Bearer, frozenset[int]]]:
    """Search many short texts, each by itself but at the cost of one long one.

    Args:
        finder: tells what stands in a text.
        bearers: what the texts belong to.
        text_of: gives the text of one.

    Returns:
        Each of them whose text holds something, with what was found, in their order.
    """
    free: set[str] = set()
    rest = iter(bearers)
    while some := tuple(islice(rest, _TOGETHER)):
        texts = [text for text in dict.fromkeys(map(text_of, some)) if text not in free]
        if not texts or not finder.found_in(views(BETWEEN.join(texts))):
            free.update(texts)
            continue
        for each in some:
            found = finder.found_in(views(text_of(each))) if text_of(each) not in free else ()
            if found:
                yield each, frozenset(found)


@lru_cache(maxsize=1_000)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted((re.findall(r"\w+", each) for each in phrases), key=len, reverse=True)
    written = (r"[\W_]+".join(map(re.escape, words)) for words in longest_first)
    # Without a look at what is around: without tags, the next word may cling to it.
    return re.compile("|".join(written), re.IGNORECASE)
