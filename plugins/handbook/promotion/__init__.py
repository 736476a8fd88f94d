"""Promotion: what makes a programme known elsewhere: pictures for links, a poster, a feed.

Nothing of it is about a person (evidence 4.2, 8.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.content_types.editions import EDITIONS, PublicEdition
from handbook.content_types.editions.speaking import speaking_to
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import Catalogue
from handbook.outputs import OutputFile
from handbook.programme import Programme
from handbook.promotion.feed import FEED, feed
from handbook.promotion.posters import POSTER, poster
from handbook.promotion.share_images import SHARE, share_image
from handbook.urls import Urls, url_of


def promotion(
    programme: Programme, catalogues: Mapping[str, Catalogue], site: str
) -> Iterator[OutputFile]:
    """Make what is set in letters: the pictures of links, and the poster of the call.

    Args:
        programme: the published one, its texts filled in.
        catalogues: the words of each language.
        site: absolute address of the site with a slash at its end; empty where it is not known,
            and then there is no code on the poster, and no picture, which only an address finds.
    """
    description = programme.one(ProgrammeDescription)
    editions = programme.all(PublicEdition)
    speaking = speaking_to(editions, programme.reference_date)
    urls = Urls(programme.languages)
    for language in programme.languages:
        words = catalogues[language]
        if site:
            home = url_of(urls.path("index.md", language))
            yield OutputFile(f"{home}{SHARE}", share_image(description, None, words))
            for edition in editions:
                folder = url_of(urls.path(_page(edition), language))
                yield OutputFile(f"{folder}{SHARE}", share_image(description, edition, words))
        if speaking:
            folder = url_of(urls.path("take-part.md", language))
            address = f"{site}{folder}" if site else ""
            content = poster(description, speaking.joining, words, address)
            yield OutputFile(f"{folder}{POSTER}", content)


def feeds(
    programme: Programme, catalogues: Mapping[str, Catalogue], site: str
) -> Iterator[OutputFile]:
    """Write the feed of each language; none where no address is known or nothing has happened.

    Args:
        programme: the published one, its texts filled in.
        catalogues: the words of each language.
        site: absolute address of the site with a slash at its end, or nothing.
    """
    urls = Urls(programme.languages)
    for language in programme.languages if site else ():
        content = feed(programme, catalogues[language], site)
        if content:
            yield OutputFile(urls.path(FEED, language), content)


def _page(edition: PublicEdition) -> str:
    assert EDITIONS.entries is not None
    return EDITIONS.entries.page(EDITIONS.name, edition.id)
