"""Blocks: what a section says, as paragraphs and items, for documents that are no HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks the same."""

    text: str
    strong: bool = False
    emphasised: bool = False
    href: str = ""
    """Where it leads, or nothing."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or an item of a list."""

    runs: tuple[Run, ...]
    mark: str = ""
    """What stands before an item: a dot or its number."""
    depth: int = 0
    """How deep in lists it stands; 0 is outside of any."""
    heading: bool = False

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs)


# A form says the same in every edition.
@lru_cache(maxsize=256)
def blocks_of(html: str) -> tuple[Block, ...]:
    """Take the blocks out of HTML that was made of Markdown in data.

    >>> [(block.mark, block.text) for block in blocks_of("<p>Two <em>rules</em>:</p><ol><li>Come.")]
    [('', 'Two rules:'), ('1.', 'Come.')]
    """
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    parser.end()
    return tuple(parser.blocks)


_BLOCKS = {
    "p",
    "li",
    "blockquote",
    "pre",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "hr",
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._counts: list[int | None] = []
        self._mark = ""
        self._open: list[str] = []
        self._href: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or change how its text looks."""
        given = dict(attrs)
        if tag in _BLOCKS:
            self.end()
        if tag in {"ul", "ol"}:
            start = given.get("start") or "1"
            self._counts.append(None if tag == "ul" else int(start) - 1)
        elif tag == "li" and self._counts:
            count = self._counts[-1]
            self._counts[-1] = None if count is None else count + 1
            self._mark = "•" if count is None else f"{count + 1}."
        elif tag == "br":
            self._runs.append(Run("\n"))
        elif tag in {"td", "th"} and self._runs:
            self._runs.append(Run(" · "))
        elif tag == "a":
            self._href.append(given.get("href") or "")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or how its text looks."""
        if tag in _BLOCKS:
            self.end()
        if tag in {"ul", "ol"} and self._counts:
            self._counts.pop()
        if tag == "a" and self._href:
            self._href.pop()
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Add text to the block; breaks of lines are spaces there."""
        text = data if "pre" in self._open else re.sub("[ \t\n]+", " ", data)
        if not self._runs or self._runs[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if not text or not (self._runs or text.strip()):
            return
        strong, emphasised = "strong" in self._open, "em" in self._open
        self._runs.append(Run(text, strong, emphasised, self._href[-1] if self._href else ""))

    def end(self) -> None:
        """End the block, if there is anything in it."""
        if self._runs:
            heading = bool(_HEADINGS & set(self._open))
            self.blocks.append(Block(tuple(self._runs), self._mark, len(self._counts), heading))
            self._runs, self._mark = [], ""
