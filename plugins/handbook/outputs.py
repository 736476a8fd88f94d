"""Outputs: what the core makes, before any site generator sees it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, overload

from handbook.memory import Aside

_UNPRINTABLE = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def front_matter(values: Mapping[str, Any]) -> str:
    """Write front matter, its values as JSON, which YAML includes and needs no rules of quoting."""
    lines = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()
    )
    lines = "\n".join(
        _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
        for line in lines.split("\n")
    )
    return f"---\n{lines}---\n\n"


MARK = "[…]"
"""What stands on the site for somebody who may not be named there any more."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that goes into the site as it is."""

    path: str
    content: bytes
    source: str = ""
    """The file it was made from, for messages; empty where it has none of its own."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of prose or listing, as Markdown with marks around what is HTML already."""

    path: str
    """Source path with forward slashes, for instance `es/guides/mentor.md`."""
    language: str
    title: str
    description: str
    body: str
    source: str = ""
    """The file it was made from, for messages; empty where the page has no file of its own."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Further front matter, for instance `template` or `hide`."""
    translations: Mapping[str, str] = field(default_factory=dict)
    """Language to path, of every version of this page, its own included."""
    written: str = ""
    """Language that it is written in, where that is another: it has no translation."""
    loads: tuple[OutputFile, ...] = ()
    """Files beside it that its scripts load."""


def loaded_by(pages: Iterable[Page]) -> tuple[OutputFile, ...]:
    """Return the files that scripts of some pages load."""
    return tuple(file for page in pages for file in page.loads)


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One page of a record, as HTML: never in the navigation, stamped on a shell."""

    kind: str
    """Name of the content type."""
    id: str
    path: str
    language: str
    title: str
    description: str
    body: str
    translations: Mapping[str, str] = field(default_factory=dict)
    by_name: bool = False
    """Whether the search of the site finds it, by its title and description."""

    @property
    def name(self) -> str:
        """What tells its path from those of the others in its folder."""
        return self.path.rpartition("/")[2].removesuffix(".md")


class EntryPages(Sequence[EntryPage]):
    """Pages of records, of which there may be so many that their bodies are kept out of memory.

    Each is read again when it is asked for, so that it is best gone through once, one by one.
    """

    def __init__(self, pages: Iterable[EntryPage] = ()) -> None:
        """Take the pages one by one as they are made."""
        aside = Aside()
        self.unread = [(replace(page, body=""), aside.put(page.body)) for page in pages]
        """Each without its body, and what reads that."""

    @classmethod
    def joined(cls, parts: Iterable[EntryPages]) -> EntryPages:
        """Put one after the other."""
        every = cls()
        every.unread = [kept for part in parts for kept in part.unread]
        return every

    def __len__(self) -> int:
        """Count them."""
        return len(self.unread)

    @overload
    def __getitem__(self, at: int) -> EntryPage: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[EntryPage, ...]: ...

    def __getitem__(self, at: int | slice) -> EntryPage | tuple[EntryPage, ...]:
        """Read one, or several."""
        if isinstance(at, slice):
            return tuple(map(_whole, self.unread[at]))
        return _whole(self.unread[at])


def heads(pages: Iterable[EntryPage]) -> Iterable[EntryPage]:
    """Give the pages of records without their bodies, where these would have to be read."""
    if isinstance(pages, EntryPages):
        return [page for page, _ in pages.unread]
    return pages


def _whole(kept: tuple[EntryPage, Callable[[], str]]) -> EntryPage:
    page, body = kept
    return replace(page, body=body())


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A link to a page, or a titled section of further items."""

    title: str
    path: str = ""
    children: tuple[NavigationItem, ...] = ()
    language: str = ""
    """Language of its title, where it is known."""


@dataclass(frozen=True, slots=True)
class Prose:
    """One file of prose as it was read: front matter apart, templates not yet filled in."""

    page: str
    """Page it makes, the same in every language: `guides/mentor.md`."""
    language: str
    """Language of its folder."""
    source: str
    """The file, for messages."""
    meta: Mapping[str, Any]
    body: str
    first_line: int
    """Line of the file on which the body begins."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of the file on which the value of each key of the front matter stands."""
