"""Renderers: the ways to make a page on one day, with and without those whose consent has ended.

A page that asks for somebody who is not there any more is made without them. Whether that alone is
why it cannot be made is tried: made with them, and thrown away, it has to succeed. Whoever never
was there stays a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from handbook.clock import tick
from handbook.problems import MASK, Problem, Severity
from handbook.programme import Programme
from handbook.recollection import Recollection
from handbook.rendering.errors import problem_of
from handbook.rendering.filters import FILTERS
from handbook.rendering.renderer import Renderer

M = TypeVar("M")


@dataclass(frozen=True)
class Renderers:
    """Ways to render a page on one day."""

    make: Callable[[Programme, bool], Renderer]
    """Makes the renderer of a programme, and says whether it is a tolerant one."""
    shown: Programme
    """What may be seen."""
    with_ended: Callable[[], Programme | None]
    """Gives what would be seen if no consent had ended; None if none has."""
    recollection: Recollection
    """Of pages that were made in the usual way, on this day."""

    @cached_property
    def usual(self) -> Renderer:
        """The strict one."""
        return self.make(self.shown, False)

    @cached_property
    def _tolerant(self) -> Renderer:
        return self.make(self.shown, True)

    @cached_property
    def _with_ended(self) -> Renderer | None:
        programme = self.with_ended()
        return None if programme is None else self.make(programme, False)

    def made(
        self, page: Callable[[Renderer], M], source: str, root: Path, of: Hashable = None
    ) -> tuple[M | None, Problem | None]:
        """Make or recall a page; without those no longer shown where it lacks nothing else.

        Args:
            page: makes it.
            source: the file that it is made from, for messages.
            root: the project's folder.
            of: what it is made of besides what it asks for; None not to recall it.

        Returns:
            The page, None where it cannot be made; and what is wrong, a warning where no more is
            than that somebody is missing.
        """
        tick()
        if of is None:
            return self._made(page, source, root)
        made, problem = self.recollection.answered(
            of, lambda: self._made(page, source, root), self.usual.lookups
        )
        if problem is not None:
            # Who is gone, and so what is wrong, follows from more than what it asked for.
            self.recollection.forget(of)
        return made, problem

    def _made(
        self, page: Callable[[Renderer], M], source: str, root: Path
    ) -> tuple[M | None, Problem | None]:
        try:
            return page(self.usual), None
        except Exception as error:  # noqa: BLE001 - a template can raise anything
            problem = problem_of(error, source, root, FILTERS)
        if self._with_ended is None or _given(page, self._with_ended) is None:
            return None, problem
        missed = Problem(problem.place, "ended-missed", "", MASK, Severity.WARNING)
        return _given(page, self._tolerant), missed


def _given(page: Callable[[Renderer], M], renderer: Renderer) -> M | None:
    try:
        return page(renderer)
    except Exception:  # noqa: BLE001 - what is wrong has been told
        return None
