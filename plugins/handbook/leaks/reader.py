"""Contents: every text that a file of the site holds, whatever it says it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.leaks.binaries import as_text, is_known, strings
from handbook.leaks.blocks import CleanBlocks
from handbook.leaks.foreign import is_coded, otherwise, rtf_files, unmarked
from handbook.leaks.letters import files_within, words_decoded, written_in_letters
from handbook.leaks.parting import BETWEEN
from handbook.leaks.portions import events_of, windows
from handbook.leaks.streams import mark_of, without_streams
from handbook.leaks.unpacking import Unpacker
from handbook.leaks.unread import Budget, SpentError, Unread
from handbook.leaks.views import views

LARGEST = 256 * 1024 * 1024
"""Bytes that are read of one file."""
_DEEPEST = 6
_WINDOW = 512 * 1024
"""Characters of a text that are looked at together."""
_CHUNK = 1024 * 1024
"""The same for what is packed, after which the clock is looked at, and for bytes of any kind."""
_SHARED = 16 * 1024
"""Bytes that two chunks share."""


class Reader:
    """Reads one file of the site, and all files within it."""

    def __init__(
        self,
        budget: Budget | None = None,
        clean: set[bytes] | None = None,
        known: CleanBlocks | None = None,
    ) -> None:
        """Begin with nothing read.

        Args:
            budget: what all packed files of the search may use up; by default that of one file.
            clean: marks of parts of other files that were read whole and hold nothing.
            known: blocks of pages that hold nothing.
        """
        self.unread: set[Unread] = set()
        """What kept parts of the file from being read."""
        self.marks: set[bytes] = set()
        """What its parts are known again by."""
        self.windows: set[bytes] = set()
        """What the windows of a long text are known again by."""
        self.blocks: list[str] = []
        """Those of a page that were not known."""
        self._budget = budget or Budget()
        self._clean = set() if clean is None else clean
        self._known = known or CleanBlocks()
        self._again = 0
        """Bytes that may be unpacked a second time: as many as its parts have."""

    def texts(self, content: bytes) -> Iterator[str]:
        """List all texts of a file, decoded in every way, with those of files within it.

        What other files hold too, and were found to hold nothing in, is left out.
        """
        self._budget.begin()
        mark = mark_of(content)
        self.marks.add(mark)
        if mark in self._clean:
            return
        try:
            yield from self._texts(content, 0)
        except SpentError:
            self.unread.add(Unread.LARGE)

    def _texts(self, content: bytes, depth: int) -> Iterator[str]:
        if depth:
            self._budget.spend(len(content))
        if depth > _DEEPEST:
            self.unread.add(Unread.LARGE)
            return
        text = as_text(content)
        if text is None and not is_known(content):
            text = unmarked(content)
        if text is not None and not content.startswith(b"%PDF-"):
            yield from self._of_text(text, content, depth)
        else:
            yield from self._of_binary(content, depth)

    def _of_text(self, text: str, content: bytes, depth: int) -> Iterator[str]:
        events = events_of(text)
        yield from self._of_events(events, depth) if events else self._said(text, depth)
        for other in otherwise(text, content):
            yield from self._through_windows(other, depth)
        for packed in written_in_letters(text):
            yield from self._texts(packed, depth + 1)

    def _of_events(self, events: Iterable[str], depth: int) -> Iterator[str]:
        """List what a calendar says; an event stands in those of all who take part in it."""
        for event in events:
            mark = mark_of(event)
            if mark not in self.marks and mark not in self._clean:
                yield from self._said(event, depth)
            self.marks.add(mark)

    def _said(self, text: str, depth: int) -> Iterator[str]:
        others = text
        if not depth and len(text) <= _WINDOW:
            new = self._known.others(text)
            self.blocks += new
            others = "".join(new)
        yield from self._through_windows(others, depth)
        if is_coded(text):
            self.unread.add(Unread.FORMAT)
        for picture in rtf_files(text):
            if picture is None:
                self.unread.add(Unread.FORMAT)
            else:
                yield from self._texts(picture, depth + 1)
        for packed in files_within(text):
            yield from self._texts(packed, depth + 1)

    def _through_windows(self, text: str, depth: int) -> Iterator[str]:
        size = _CHUNK if depth else _WINDOW
        for window in windows(text, size):
            if len(text) > size and not depth:
                mark = mark_of(window)
                self.windows.add(mark)
                if mark in self._clean:
                    continue
            yield from self._counted(views(window), depth)
            yield from self._counted(views(BETWEEN.join(words_decoded(window))), depth)

    def _of_binary(self, content: bytes, depth: int) -> Iterator[str]:
        """List the parts of a binary file, and then what stands in it besides."""
        if not is_known(content):
            self.unread.add(Unread.FORMAT)
        unpacker = Unpacker(self._budget, self.unread)
        try:
            yield from self._of_parts(unpacker.parts(content), depth)
        except SpentError:
            yield from _as_it_is(content)
            raise
        if unpacker.covers:
            return
        known, most = (self.marks, unpacker.noted), self._again + unpacker.size
        rest, self._again = without_streams(content, known, most)
        yield from self._counted(_as_it_is(rest), depth)

    def _of_parts(self, parts: Iterator[str | bytes], depth: int) -> Iterator[str]:
        for part in parts:
            mark = mark_of(part)
            # What is there twice, such as a picture on every page, is looked at once.
            if mark in self.marks:
                continue
            self.marks.add(mark)
            self._again += len(part)
            if mark in self._clean:
                self._budget.spend()
            elif isinstance(part, bytes):
                yield from self._texts(part, depth + 1)
            else:
                self._budget.spend(len(part))
                yield from self._said(part, depth + 1)

    def _counted(self, texts: Iterator[str], depth: int) -> Iterator[str]:
        """Look at the clock after each text of a file within another."""
        for text in texts:
            yield text
            if depth:
                self._budget.spend()


def _as_it_is(content: bytes) -> Iterator[str]:
    """List what could be text in bytes of any kind."""
    for window in _chunks(content):
        # Bytes at random are full of what looks like an encoding.
        yield from views(strings(window), rounds=1)


def _chunks(content: bytes) -> Iterator[bytes]:
    """Part what is many megabytes long, so that the ways to read it fit into memory."""
    if len(content) <= _CHUNK:
        yield content
        return
    for start in range(0, len(content), _CHUNK - _SHARED):
        yield content[start : start + _CHUNK]
