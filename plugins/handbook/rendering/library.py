"""What helpers look things up in: the programme, its words, its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
