"""Timing: what a build that takes long is at, and where its time went."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

from handbook.clock import OTHER, Clock, running
from handbook.wording.times import as_lines, part_in

if TYPE_CHECKING:
    from handbook.cli.common import Asked

_LONG = 3.0
"""Seconds after which somebody wonders whether anything happens."""
_SELDOM = 0.2
"""Seconds for which the line stays as it is."""
_WIDTH = 70
"""Of the line, which has to fit into a terminal."""


class Progress:
    """One line on a terminal that says what is done; nothing where nobody watches."""

    def __init__(self, asked: Asked, stream: TextIO) -> None:
        """Begin with no line.

        Args:
            asked: for what the command was asked, and in which language.
            stream: where to.
        """
        self._asked, self._stream = asked, stream
        self._watched = stream.isatty()
        self._last: float | None = None

    def __call__(self, part: str, seconds: float) -> None:
        """Say what is done, so many seconds after the start."""
        if not self._watched or seconds < _LONG:
            return
        if part == OTHER:
            self.clear()
        elif self._last is None or seconds - self._last >= _SELDOM:
            words = self._asked.catalogue
            line = words.text("command.busy", part=part_in(part, words), seconds=int(seconds))
            self._write(line[:_WIDTH].ljust(_WIDTH))
            self._last = seconds

    def clear(self) -> None:
        """Leave no line: what is told next begins where it stood."""
        if self._last is not None:
            self._write(" " * _WIDTH)
            self._last = None

    def _write(self, line: str) -> None:
        self._stream.write(f"{line}\r")
        self._stream.flush()


class _Clearing(logging.Handler):
    """Takes the line away before a warning is told."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.WARNING)
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        self._progress.clear()


@contextmanager
def timed(asked: Asked, *, profile: bool) -> Iterator[None]:
    """Say what is done where that takes long, and in the end, if asked for, what took how long."""
    progress = Progress(asked, sys.stderr)
    clearing, handlers = _Clearing(progress), logging.getLogger().handlers
    handlers.insert(0, clearing)
    # What Python took to start is known by the processor alone.
    clock = Clock(progress, started=time.process_time())
    try:
        with running(clock):
            yield
    finally:
        progress.clear()
        handlers.remove(clearing)
        if profile:
            for line in as_lines(clock.spent(), asked.catalogue):
                click.echo(line)
