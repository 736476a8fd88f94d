"""Publication: what one build tells the next, `publication.json`, so that both stay equal in it.

Whoever builds hands in what was published last; a build never fetches it. Everybody can read it:
it holds hashes, days and kinds of dates, and no text that somebody wrote.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from handbook.outputs import EntryPage, OutputFile, Page
from handbook.problems import Place, Problem, Severity
from handbook.urls import url_of

NAME = "publication.json"
"""Where it is in the site."""
FORMAT = 1
"""Raised when a reader of the older form would misread the newer one."""
HIGHEST = 2**31 - 2
"""Sequences are signed numbers of 32 bits in calendars, and one may be added."""
_LARGEST = 32 * 1024 * 1024
_SHORT = 16
_HASH = re.compile(r"[0-9a-f]{16}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?")
_WORD = re.compile(r"\S{1,200}")
T = TypeVar("T")


def short_hash(value: object) -> str:
    """Return a short hash of a text, or of what JSON can write.

    >>> short_hash("timeline/") == short_hash("timeline/"), len(short_hash(["a", 1]))
    (True, 16)
    """
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """One date as calendars have it."""

    edition: str
    kind: str
    audience: tuple[str, ...]
    formerly: tuple[str, ...] = ()
    """Roles that it concerned once: in their calendars it is called off."""
    starts: str
    """A day, or a moment such as `2026-03-17T16:30:00Z`."""
    ends: str
    """The last day, or the moment at which it is over; empty where that is not known."""
    until: date
    """The last day of its edition: so long it is told that it does not take place."""
    cancelled: bool
    sequence: int
    changed: date
    """The day since which it is as it is."""
    hash: str
    """Of all that is said of it, in every language."""

    def faults(self) -> Iterable[bool]:
        """Say of each value whether it is none that a build writes."""
        words = (self.edition, self.kind, *self.audience, *self.formerly)
        yield not all(map(_WORD.fullmatch, words))
        yield not _is_moment(self.starts)
        yield bool(self.ends) and not _is_moment(self.ends)
        yield len(self.ends) not in {0, len(self.starts)}
        yield not 0 <= self.sequence <= HIGHEST
        yield not _HASH.fullmatch(self.hash)


def _is_moment(text: str) -> bool:
    return bool(_MOMENT.fullmatch(text) and datetime.fromisoformat(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a build has published."""

    programme: UUID
    """What the ids of its dates are made with; kept, so that a programme may get a new name."""
    events: Mapping[UUID, Announced] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    """Hash of the address of each page that is not of a person, to that of what it says."""
    content: str = ""
    """Hash of all that was handed over to be published."""

    def written(self) -> bytes:
        """Write it as JSON, the same for the same content."""
        events = {
            str(uid): {
                one.name: value.isoformat() if isinstance(value, date) else value
                for one in fields(each)
                for value in (getattr(each, one.name),)
            }
            for uid, each in self.events.items()
        }
        value = {
            "format": FORMAT,
            "programme": str(self.programme),
            "content": self.content,
            "events": events,
            "pages": dict(self.pages),
        }
        return f"{json.dumps(value, indent=1, sort_keys=True)}\n".encode()


def told_of(
    last: Publication,
    pages: Iterable[Page],
    entries: Iterable[EntryPage],
    files: Iterable[OutputFile],
    personal: Container[str],
) -> OutputFile:
    """Write down what is published.

    Args:
        last: what calendars tell.
        pages: all pages of prose.
        entries: all pages of records.
        files: all files that go into the site as they are.
        personal: names of the content types whose pages are of persons.
    """
    said = {page.path: _hash_of(page) for page in pages}
    of_persons = set()
    for entry in entries:
        said[entry.path] = _hash_of(entry)
        if entry.kind in personal:
            of_persons.add(entry.path)
    known = {short_hash(url_of(path)): it for path, it in said.items() if path not in of_persons}
    bytes_of = {file.path: hashlib.sha256(file.content).hexdigest() for file in files}
    content = short_hash([sorted(said.items()), sorted(bytes_of.items())])
    return OutputFile(NAME, replace(last, pages=known, content=content).written())


def _hash_of(page: Page | EntryPage) -> str:
    return short_hash([page.title, page.description, page.body])


class _UnfitError(ValueError):
    """It is not what a build writes."""


def read_publication(path: Path) -> tuple[Publication | None, tuple[Problem, ...]]:
    """Read what was published last; what cannot be used is told, and the build goes on without."""
    place = Place(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError:
        return None, (Problem(place, "previous-missing", severity=Severity.WARNING),)
    try:
        if len(content) > _LARGEST:
            raise _UnfitError
        return _publication(json.loads(content)), ()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None, (Problem(place, "previous-unusable", severity=Severity.WARNING),)


def _publication(value: Any) -> Publication:
    """Make one of what JSON holds.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is not what a build writes.
    """
    if _a(value["format"], int) != FORMAT:
        raise _UnfitError
    pages = {_a(key, str): _a(each, str) for key, each in _a(value["pages"], dict).items()}
    content = _a(value["content"], str)
    if not all(map(_HASH.fullmatch, (*pages, *pages.values(), content))):
        raise _UnfitError
    return Publication(
        programme=UUID(_a(value["programme"], str)),
        events={UUID(uid): _announced(each) for uid, each in _a(value["events"], dict).items()},
        pages=pages,
        content=content,
    )


def _announced(value: Any) -> Announced:
    given = {"formerly": [], **value}
    texts = ("edition", "kind", "starts", "ends", "hash")
    audience, formerly = (
        tuple(_a(each, str) for each in _a(given[name], list)) for name in ("audience", "formerly")
    )
    made = Announced(
        **{name: _a(given[name], str) for name in texts},
        audience=audience,
        formerly=formerly,
        cancelled=_a(given["cancelled"], bool),
        sequence=_a(given["sequence"], int),
        until=date.fromisoformat(given["until"]),
        changed=date.fromisoformat(given["changed"]),
    )
    if any(made.faults()):
        raise _UnfitError
    return made


def _a(value: Any, kind: type[T]) -> T:
    """Return a value of just this type: to Python, `true` is a number."""
    if type(value) is not kind:
        raise _UnfitError
    return value
