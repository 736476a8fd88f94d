"""Recollection: what a preview need not make again, since nothing that it follows from changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from handbook.settings import Settings
from handbook.unchanged import made_of

T = TypeVar("T")
_QUARTER = 15 * 60
"""Seconds by whose multiples zones differ."""
Asked = tuple[str, ...]
"""A question that something depends on: its sort, and its parts."""


class Answering(Protocol):
    """What answers questions, and notes them where somebody wants to know."""

    def noted(self) -> AbstractContextManager[dict[Asked, None]]:
        """Give what is asked until the end of this."""

    def told(self, asked: Iterable[Asked]) -> str:
        """Return a fingerprint of the answers that these questions have now."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A result, what was asked for it, and who answered."""

    result: Any
    asked: tuple[Asked, ...]
    by: Answering


def basis_of(settings: Settings) -> Hashable:
    """Return what a build follows from but for the prose, as far as files and the clock tell."""
    # In some zone a new day may begin at any hour, and in some at a quarter of one.
    quarter = int(datetime.now(UTC).timestamp()) // _QUARTER
    return made_of(settings.root, settings, quarter, but=("content",))


@dataclass
class _Results:
    basis: Hashable = None
    last: dict[Hashable, Any] = field(default_factory=dict)
    """Those of the last build, where its basis was the same."""
    now: dict[Hashable, Any] = field(default_factory=dict)
    parts: dict[str, Recollection] = field(default_factory=dict)


class Recollection:
    """Results of the last build, by what each is of.

    All that is remembered follows from one basis, such as the files of the programme; what follows
    from more besides is remembered within that.

    >>> recollection = Recollection()
    >>> recollection.begin("a programme")
    >>> recollection.once("sum", lambda: 1), recollection.once("sum", lambda: 2)
    (1, 1)
    >>> recollection.begin("another")
    >>> recollection.once("sum", lambda: 2)
    2
    """

    def __init__(self, of: _Results | None = None, within: tuple[Hashable, ...] = ()) -> None:
        """Begin with nothing remembered, or as a part of another."""
        self._of = of or _Results()
        self._within = within

    def begin(self, basis: Hashable) -> None:
        """Begin a build; what neither this nor the last one asked for is forgotten.

        Args:
            basis: what everything follows from; where it is another, all is forgotten.
        """
        of = self._of
        of.last = of.now if basis == of.basis else {}
        of.basis, of.now = basis, {}

    @property
    def basis(self) -> Hashable:
        """What all that is remembered follows from."""
        return self._of.basis

    def part(self, name: str, basis: Hashable) -> Recollection:
        """Begin a build of a part that follows from a basis of its own.

        Args:
            name: of the part.
            basis: what everything in it follows from, besides what is asked for it.
        """
        part = self._of.parts.setdefault(name, type(self)())
        part.begin(basis)
        return part

    def within(self, *more: Hashable) -> Recollection:
        """Return the part of this for what follows from more than the basis."""
        return type(self)(self._of, (*self._within, *more))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return a result as it was remembered, or make it; what that raises is not remembered."""
        whole, of = (*self._within, key), self._of
        if whole not in of.now:
            of.now[whole] = of.last[whole] if whole in of.last else make()
        made: T = of.now[whole]
        return made

    def answered(self, key: Hashable, make: Callable[[], T], answering: Answering) -> T:
        """Return a result as it was, where all that was asked for it is answered the same."""
        whole, of = (*self._within, key), self._of
        known: _Made | None = of.last.get(whole)
        if known is None or answering.told(known.asked) != known.by.told(known.asked):
            with answering.noted() as noted:
                made = make()
            known = _Made(made, tuple(noted), answering)
        # Whoever answered before is not kept any longer.
        of.now[whole] = replace(known, by=answering)
        result: T = known.result
        return result

    def forget(self, key: Hashable) -> None:
        """Take a result for none, so that the next build makes it."""
        self._of.now.pop((*self._within, key), None)


class Unremembered(Recollection):
    """What a build remembers that none follows: no result, and so nothing that led to one.

    >>> recollection = Unremembered()
    >>> recollection.once("sum", lambda: 1), recollection.once("sum", lambda: 2)
    (1, 2)
    """

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Make a result."""
        return make()

    def answered(self, key: Hashable, make: Callable[[], T], answering: Answering) -> T:
        """Make a result; what is asked for it is of no use to anybody."""
        return make()
