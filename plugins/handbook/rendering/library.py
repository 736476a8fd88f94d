"""What helpers look things up in: the programme, its words, its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2.runtime import Context

from handbook.citations import Citations
from handbook.content_type import ContentType
from handbook.languages import Catalogue
from handbook.programme import Programme
from handbook.urls import Urls, url_of


@dataclass(frozen=True, slots=True)
class PageContext:
    """The page that is being made."""

    path: str
    language: str
    title: str = ""
    prose_language: str = ""
    """Language of the prose around, where that is not the page's: it has no translation."""

    @property
    def around(self) -> str:
        """Language that a reader is told of where nothing else is said."""
        return self.prose_language or self.language

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


def library_of(context: Context) -> Library:
    """Return the library of the template that is being rendered."""
    library: Library = context["library"]
    return library


def page_of(context: Context) -> PageContext:
    """Return the page that is being made."""
    page: PageContext = context["page"]
    return page
