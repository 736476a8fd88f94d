"""Directories: people who are listed in order, on one page or on several, and looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from markupsafe import Markup

from handbook.cards import Card, Cards
from handbook.rendering.facets import Facet

WHOLE = 200
"""Up to so many people stand on one page, about 4,000 elements: a telephone lays that out at once,
and whoever looks for a word on the page finds it."""
ON_A_LEAF = 100
"""How many people a page shows where there are more."""
_AROUND = 2
"""Of how many leaves on either side the numbers are shown."""
_RELATIVE = re.compile(r"(\s(?:href|src)=\")(?![a-zA-Z][a-zA-Z0-9+.-]*:|[/#])")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One of the pages of a long directory, as the links between them name it."""

    number: int
    url: str
    """From the page that links to it."""


@dataclass(frozen=True)
class Directory:
    """People in order, as one page lists them."""

    records: tuple[Any, ...]
    """All of them, or the sample of them that is rendered."""
    count: int
    """How many there are."""
    cards: tuple[str, ...]
    """HTML of each, as it stands on the first page."""
    says: tuple[str, ...]
    """Texts of each in which words are looked for besides."""
    facets: tuple[Facet, ...]
    data: str = ""
    """Address, from the first page, of the file with all cards; empty where there is none."""
    number: int = 1
    """Which of its pages this is."""

    @property
    def leaved(self) -> bool:
        """Whether it has several pages."""
        return bool(self.data) and self.count > WHOLE

    @property
    def last(self) -> int:
        """Number of its last page."""
        return -(-self.count // ON_A_LEAF) if self.leaved else 1

    @property
    def begin(self) -> int:
        """How many people stand on the pages before this one."""
        return (self.number - 1) * ON_A_LEAF

    @property
    def end(self) -> int:
        """How many people stand on the pages up to this one."""
        return min(self.begin + ON_A_LEAF, self.count) if self.leaved else self.count

    @property
    def narrowing(self) -> tuple[Facet, ...]:
        """The facets of which there is something to choose."""
        return tuple(
            facet
            for facet in self.facets
            if len(facet.options) > 1
            and any(option.count < len(self.records) for option in facet.options)
        )

    @cached_property
    def shown(self) -> Markup:
        """The cards of this page."""
        html = "\n".join(self.cards[self.begin : self.end])
        return Markup(html if self.number == 1 else _RELATIVE.sub(r"\1../../", html))  # noqa: S704

    def at(self, number: int) -> Directory:
        """Return it as another of its pages shows it."""
        return replace(self, number=number)

    def leaf(self, number: int) -> Leaf:
        """Return one of its pages as this one links to it."""
        here = "" if self.number == 1 else "../../"
        there = "" if number == 1 else f"page/{number}/"
        return Leaf(number, f"{here}{there}" or "./")

    @property
    def leaves(self) -> tuple[Leaf | None, ...]:
        """The pages that are linked by their numbers, with None where some are left out."""
        return tuple(None if each is None else self.leaf(each) for each in self._numbers())

    def _numbers(self) -> Iterator[int | None]:
        near = range(self.number - _AROUND, self.number + _AROUND + 1)
        before = 0
        for each in sorted({1, self.last, *near}):
            if 1 <= each <= self.last:
                if each == before + 2:
                    yield before + 1
                elif each > before + 2:
                    yield None
                yield each
                before = each

    def file(self) -> bytes:
        """Write the file with all cards."""
        people = tuple(map(Card, self.cards, self.says))
        rest = {
            facet.name: [(each.label, each.value, each.count) for each in facet.rest]
            for facet in self.facets
            if facet.rest
        }
        return Cards(people, rest).written()


@dataclass(slots=True)
class Listed:
    """What a page lists of its own type, once it was rendered."""

    kind: str = ""
    directory: Directory | None = None
