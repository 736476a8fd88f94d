"""What several tests of the core share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from handbook.content_type import ContentType
from handbook.content_types import REGISTRY
from handbook.problems import Problem
from handbook.reading.documents.package_data import LOCALES, load_catalogue
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from handbook.wording import as_line, wording_of
from tests.support.programmes import write_programme

NOTES = re.compile(r'<aside class="hb-notes".*?</aside>', re.DOTALL)
"""What stands behind the sentences of a page: the literature, which tells of any programme."""
DAY = date(2026, 3, 1)
"""The reference date of the small programme: its edition runs, its call is over."""

thorough = settings(deadline=None, database=None, derandomize=True, max_examples=100)
"""How property tests run: the same way every time, and nothing left on disk."""
few = settings(thorough, max_examples=10)
"""How they run in a room, where `tests/whole` tries many."""

Fault = tuple[str, int, int, str, str]


def made(
    root: Path,
    changes: Mapping[str, str | None] | None = None,
    registry: tuple[ContentType, ...] = REGISTRY,
    today: date | None = DAY,
) -> Build:
    """Write the small programme with changes to it, and build it."""
    return build(Settings(write_programme(root, changes), today), registry)


def fault(problem: Problem) -> Fault:
    """Return what a test says of a problem."""
    place = problem.place
    return (place.path, place.line, place.column, problem.code, str(problem.severity))


def worded(problem: Problem) -> str:
    """Return a problem as a line in English, after a look at every language it can be told in."""
    for folder in sorted(LOCALES.iterdir(), reverse=True):
        catalogue = load_catalogue(folder.name)
        wording = wording_of(problem, catalogue)
        assert wording.message.strip()
        assert wording.remedy.strip()
        assert "{" not in wording.message
    return as_line(problem, load_catalogue("en"))


class Seen(HTMLParser):
    """What a browser finds in a piece of HTML: elements with attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


MARKS = [
    *"*_`~|<>[](){}#!+-=:.@&^'\"\\/?1 \n",
    "    ",
    "\n\n",
    "!!! note",
    "???+ tip",
    "::: x",
    "--8<--",
    "[^1]",
    "[TOC]",
    "{: #id}",
    "{#id .c}",
    ":smile:",
    "javascript",
    "&#58;",
    "&colon;",
    "http://",
    "<script>",
    "<img src=x onerror=y>",
    "](",
    "![",
]
"""Pieces that mean something to Markdown, HTML or a browser."""

# What the readers of data let through: no control characters, no lone surrogates.
letters = st.characters(exclude_categories=("Cc", "Cs", "Cn"))
texts = st.lists(st.one_of(st.sampled_from(MARKS), st.text(letters, max_size=4)), max_size=12).map(
    "".join
)
"""Any text, often with markup in it."""
