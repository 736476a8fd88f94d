"""The feed: news that the data hold, in Atom (RFC 4287; evidence 4.2, 8.4).

Only what has happened by the reference date is in it. What is told once keeps its id, whatever
becomes of its words, so that a reader sees it once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid5

from markupsafe import Markup

from handbook.calendars.events import namespace
from handbook.content_types.editions import EDITIONS, PublicEdition
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.timeline import Milestone
from handbook.languages import Catalogue
from handbook.programme import Programme
from handbook.rendering.values import plain
from handbook.urls import Urls, url_of

FEED = "feed.xml"
"""Name of its file, in the folder of its language."""
KINDS = ("call-open", "call-close", "kick-off", "report")
"""Kinds of date that are news."""
_MOST = 30
"""How many it holds, the newest of them."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that has happened."""

    edition: PublicEdition
    kind: str
    day: date
    """The day on which it happened; of a month the last."""


def news(programme: Programme) -> tuple[News, ...]:
    """List what has happened, the newest first.

    Args:
        programme: the published one.
    """
    found = [
        News(edition, kind, day)
        for edition in programme.all(PublicEdition)
        if not edition.settings.cancelled
        for kind in KINDS
        if (milestone := edition.first(kind)) and (kind != "report" or edition.report)
        if (day := _day(milestone)) <= programme.reference_date
    ]
    found.sort(key=lambda each: (each.day, each.edition.id, KINDS.index(each.kind)), reverse=True)
    return tuple(found[:_MOST])


def _day(milestone: Milestone) -> date:
    """Return the day of a piece of news: a call is over after its last day, all else begins."""
    over = milestone.kind == "call-close"
    day = milestone.last_day if over else milestone.surely_from
    return date(day.year, day.month, day.day) + timedelta(days=over)


def feed(programme: Programme, words: Catalogue, site: str) -> bytes:
    """Write the feed in a language; nothing where nothing has happened yet.

    Args:
        programme: the published one, its texts filled in.
        words: of the language.
        site: absolute address of the site with a slash at its end.
    """
    told = news(programme)
    if not told:
        return b""
    description, language = programme.one(ProgrammeDescription), words.language
    space, urls = namespace(programme), Urls(programme.languages)
    own = f"{site}{urls.path(FEED, language)}"
    return (
        Markup(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
            "<id>urn:uuid:{id}</id>\n<title>{title}</title>\n<subtitle>{subtitle}</subtitle>\n"
            "<updated>{updated}</updated>\n<author><name>{author}</name></author>\n"
            '<link rel="self" type="application/atom+xml" href="{own}"/>\n'
            '<link rel="alternate" type="text/html" href="{home}"/>\n{entries}</feed>\n'
        )
        .format(
            language=language,
            id=uuid5(space, f"feed {language}"),
            title=plain(description.name, language),
            subtitle=plain(description.tagline, language),
            updated=_moment(told[0].day),
            author=plain(description.association.name, language),
            own=own,
            home=f"{site}{url_of(urls.path('index.md', language))}",
            entries=Markup().join(_entries(told, programme, words, site)),
        )
        .encode()
    )


def _entries(
    told: tuple[News, ...], programme: Programme, words: Catalogue, site: str
) -> Iterator[Markup]:
    space, urls, language = namespace(programme), Urls(programme.languages), words.language
    entries = EDITIONS.entries
    assert entries is not None
    for each in told:
        edition = each.edition
        page = url_of(urls.path(entries.page(EDITIONS.name, edition.id), language))
        title = words.text(f"feed.{each.kind}", edition=plain(edition.title, language))
        yield Markup(
            "<entry><id>urn:uuid:{id}</id><title>{title}</title><updated>{at}</updated>"
            '<link rel="alternate" type="text/html" href="{address}"/>'
            "<summary>{summary}</summary></entry>\n"
        ).format(
            id=uuid5(space, f"news {edition.id} {each.kind} {language}"),
            title=title,
            at=_moment(each.day),
            address=f"{site}{page}{'#report' if each.kind == 'report' else ''}",
            summary=plain(edition.summary, language),
        )


def _moment(day: date) -> str:
    """Write a day as Atom does, which knows moments alone."""
    return f"{day.isoformat()}T00:00:00Z"
