"""What helpers look things up in: the programme, its words, its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from jinja2.runtime import Context

from handbook.citations import Citations
from handbook.content_type import ContentType
from handbook.languages import Catalogue
from handbook.programme import Programme
from handbook.rendering.directories import Listed
from handbook.rendering.notes import Notes
from handbook.urls import Urls, url_of

R = TypeVar("R")
LIBRARY, RENDER = "the library", "the renderer"
"""Under which names templates carry what helpers need; no template can ask for them."""
FEW = 50
"""Up to so many records are all looked at."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """The page that is being made."""

    path: str
    language: str
    """In which all of it is written: words, numbers and dates."""
    title: str = ""
    part: str = ""
    """Language of the part of the site in which it stands, where that is another: links stay there,
    and the page has no translation into it."""
    wanted: str = ""
    """Language in which texts of the data are looked for first, where that is another: the handbook
    does not speak it."""
    notes: Notes | None = None
    """What is cited is noted there, where the page ends with its notes."""
    listed: Listed | None = None
    """What the page lists of its own type is noted there, where it may go on on others."""

    @property
    def home(self) -> str:
        """Language of the part of the site in which it stands."""
        return self.part or self.language

    @property
    def texts(self) -> str:
        """Language in which texts of the data are looked for first."""
        return self.wanted or self.language

    @property
    def url(self) -> str:
        """Address from the root of the site."""
        return url_of(self.path)


@dataclass(frozen=True)
class Library:
    """Everything that helpers look things up in."""

    programme: Programme
    content_types: Mapping[str, ContentType]
    catalogues: Mapping[str, Catalogue]
    citations: Citations
    urls: Urls
    pages: frozenset[str]
    """The pages there are, named as in the default language."""
    entries: frozenset[str] = frozenset()
    """The pages of records, likewise."""
    ended: frozenset[str] = frozenset()
    """The pages of records that are not there since a consent ended, likewise."""
    role_addresses: frozenset[str] = frozenset()
    """Addresses of roles, in small letters; any other belongs to a person."""
    sampling: bool = False
    """Whether only a sample of very many records is rendered, to find what is wrong."""

    def some(self, records: Sequence[R]) -> tuple[R, ...]:
        """Return the records to render, of those there are."""
        return sample(records) if self.sampling else tuple(records)

    @cached_property
    def records(self) -> Mapping[str, tuple[Any, ...]]:
        """The records to render of each kind, of those there are."""
        return {name: self.some(records) for name, records in self.programme.kinds.items()}

    @property
    def about(self) -> int:
        """About how many records there are: a power of two that is more."""
        return 1 << sum(map(len, self.programme.kinds.values())).bit_length()

    def kind_of(self, record: type) -> str:
        """Return the kind, of those with pages, that records of a type are; empty for none."""
        return self._kinds.get(record, "")

    @cached_property
    def _kinds(self) -> Mapping[type, str]:
        kinds: dict[type, str] = {}
        for name, records in self.programme.kinds.items():
            if records and self.content_types[name].entries:
                kinds.setdefault(type(records[0]), name)
        return kinds


def library_of(context: Context) -> Library:
    """Return the library of the template that is being rendered."""
    # Not by the context, which looks through its names, and notes what is asked for.
    library: Library = context.environment.globals[LIBRARY]  # type: ignore[assignment]
    return library


def page_of(context: Context) -> PageContext:
    """Return the page that is being made."""
    page: PageContext = context.parent["page"]
    return page


def sample(records: Sequence[R]) -> tuple[R, ...]:
    """Return all records where they are few, else the first few and one of each shape.

    Two records are of one shape where the same of their attributes are filled: a template that
    can show the one can show the other.
    """
    if len(records) <= FEW:
        return tuple(records)
    shape = _shapes(type(records[0]))
    first = records[:FEW]
    seen = {shape(record) for record in first}
    others: list[R] = []
    for record in records[FEW:]:
        if (own := shape(record)) not in seen:
            seen.add(own)
            others.append(record)
    return (*first, *others)


def _shapes(kind: type[Any]) -> Callable[[Any], tuple[bool, ...]]:
    """Return what tells, very quickly, which attributes of a record are filled."""
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
    if len(names) > 1:
        values = attrgetter(*names)
        return lambda record: tuple(map(bool, values(record)))
    return lambda record: tuple(bool(getattr(record, name)) for name in names)
