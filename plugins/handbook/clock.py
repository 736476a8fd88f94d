"""The clock: on which part of the work the time of a run goes.

Nothing that is made depends on it. Without a clock that runs, telling a part costs next to nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PARTS = (
    "start",
    "reading",
    "checking",
    "texts",
    "pages",
    "documents",
    "markdown",
    "index",
    "theme",
    "writing",
    "search",
    "links",
    "other",
)
"""What a build does, in its order: it starts Python; reads files; checks what they say; fills in
texts; makes pages of prose and records; makes documents, calendars and data; has MkDocs make HTML
of Markdown, index it for the site's own search and put it into the theme; writes files; searches
for what may not be published; follows links; and does all else."""
OTHER = "other"


class Clock:
    """Sums the seconds up that go into each part."""

    def __init__(
        self,
        told: Callable[[str, float], None] = lambda part, seconds: None,
        now: Callable[[], float] = time.perf_counter,
        started: float = 0.0,
    ) -> None:
        """Begin to run.

        Args:
            told: is told the part, and the seconds since the start, whenever a part begins.
            now: gives the seconds since any moment.
            started: seconds that the run took before there was a clock.
        """
        self._told, self._now = told, now
        self._part, self._since = OTHER, now()
        self._begun = self._since - started
        self._spent = dict.fromkeys(PARTS, 0.0)
        self._spent["start"] = started

    def turn_to(self, part: str) -> str:
        """Count for a part from now on, and return which it was until now.

        Raises:
            KeyError: there is no such part.
        """
        before, moment = self._part, self._now()
        self._spent[before] += moment - self._since
        self._spent[part] += 0.0
        self._part, self._since = part, moment
        self._told(part, moment - self._begun)
        return before

    def tick(self) -> None:
        """Let whoever is told of parts know that the work goes on."""
        self._told(self._part, self._now() - self._begun)

    def spent(self) -> dict[str, float]:
        """Return the seconds that went into each part so far, in the order of the work."""
        self.turn_to(self._part)
        return dict(self._spent)


_RUNNING: list[Clock] = []


@contextmanager
def running(clock: Clock) -> Iterator[Clock]:
    """Have a clock run: the one that is told of parts meanwhile."""
    _RUNNING.append(clock)
    try:
        yield clock
    finally:
        _RUNNING.remove(clock)


def turn_to(part: str) -> str:
    """Tell the clock that runs, if one does, what is done from now on; return what was until now.

    For work that is begun in one place and over in another; elsewhere `spent_on` is surer.
    """
    return _RUNNING[-1].turn_to(part) if _RUNNING else part


def tick() -> None:
    """Tell the clock that runs that the work goes on."""
    if _RUNNING:
        _RUNNING[-1].tick()


@contextmanager
def spent_on(part: str) -> Iterator[None]:
    """Count what is done in a block, or in a function, for a part; then again for what was before.

    >>> with running(Clock(now=iter((0.0, 1.0, 3.0, 3.5)).__next__)) as clock:
    ...     with spent_on("pages"):
    ...         pass
    ...     spent = clock.spent()
    >>> spent["pages"], spent["other"]
    (2.0, 1.5)
    """
    before = turn_to(part)
    try:
        yield
    finally:
        turn_to(before)
