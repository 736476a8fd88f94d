"""Calendars: the dates of the editions as files that telephones and mail programs subscribe to.

The calendars in `calendar/` go on from one edition to the next; those in `EDITION/calendar/` are of
that edition for good, and beside them is a file for each date to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from handbook.calendars.events import (
    CALENDARS,
    EVERYBODY,
    Event,
    events_of,
    namespace,
    spoken_to,
)
from handbook.calendars.subscriptions import calendar_path, event_path, has_file, site_address
from handbook.content_types.editions import EDITIONS, PublicEdition
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import Catalogue, Text
from handbook.outputs import OutputFile
from handbook.problems import Problem
from handbook.programme import Programme
from handbook.publication import Publication, read_publication
from handbook.repository import GitError, find_repository
from handbook.settings import Settings
from handbook.urls import Urls, url_of


@dataclass(frozen=True, slots=True)
class Calendars:
    """What the dates of a programme became."""

    publication: Publication
    """What they tell, to be handed in the next time."""
    files: tuple[OutputFile, ...] = ()
    problems: tuple[Problem, ...] = ()


def calendars(
    settings: Settings,
    programme: Programme,
    catalogues: Mapping[str, Catalogue],
    *,
    pinned: bool = False,
) -> Calendars:
    """Write all calendars of a programme of which only what may be seen is left.

    Args:
        settings: what the build is asked for, with what was published last.
        programme: the published one.
        catalogues: the words of each of its languages.
        pinned: whether its day is that of an example, which stays as it was made.
    """
    path = settings.previous
    previous, problems = read_publication(path) if path else (None, ())
    space = previous.programme if previous else namespace(programme)
    before = previous.events if previous else {}
    stamp = settings.stamp or (not pinned and _committed(settings)) or programme.reference_date
    events = events_of(programme, space, before, stamp)
    urls, site = Urls(programme.languages), site_address(settings, programme)
    files = [
        file
        for language in (programme.languages if events else ())
        for file in _in_language(programme, events, urls, site, catalogues[language])
    ]
    told = {event.uid: event.told for event in events}
    return Calendars(Publication(programme=space, events=told), tuple(files), problems)


def _committed(settings: Settings) -> date | None:
    """Return the day of the commit that is built; None where git knows of none."""
    with suppress(GitError):
        repository = find_repository(settings.root)
        return repository.committed if repository else None
    return None


def _in_language(
    programme: Programme, events: Iterable[Event], urls: Urls, site: str, words: Catalogue
) -> Iterator[OutputFile]:
    from handbook.calendars.ics import Writer  # noqa: PLC0415 - loads long, and no check needs it

    description, language = programme.one(ProgrammeDescription), words.language
    editions = programme.all(PublicEdition)
    pages = {each.id: f"{site}{url_of(urls.path(_page(each), language))}" for each in editions}
    writer = Writer(words, description.zone, description.name, pages if site else {})
    spoken = spoken_to(programme)
    known = {each.id for each in editions}

    def file(path: str, name: str, chosen: Iterable[Event]) -> OutputFile:
        path = urls.path(path, language)
        return OutputFile(path, writer.calendar(name, chosen, f"{site}{path}" if site else ""))

    going_on = [each for each in events if each.told.edition in spoken | (_all(events) - known)]
    for who in CALENDARS:
        chosen = _told_in(who, going_on)
        yield file(calendar_path(who), _named(description.name, who, words), chosen)
    for edition in editions:
        own = [event for event in events if event.told.edition == edition.id]
        for who in CALENDARS if own else ():
            chosen = _told_in(who, own)
            yield file(calendar_path(who, edition.id), _named(edition.title, who, words), chosen)
        for event in own:
            if event.milestone and has_file(event.milestone, edition, programme):
                path = event_path(edition.id, event.milestone.id)
                yield file(path, _named(edition.title, EVERYBODY, words), [event])


def _told_in(calendar: str, events: Iterable[Event]) -> list[Event]:
    told = (event.as_told_in(calendar) for event in events)
    return [event for event in told if event is not None]


def _all(events: Iterable[Event]) -> set[str]:
    return {event.told.edition for event in events}


def _page(edition: PublicEdition) -> str:
    assert EDITIONS.entries is not None
    return EDITIONS.entries.page(EDITIONS.name, edition.id)


def _named(what: Text, who: str, words: Catalogue) -> str:
    title = what.wording(words.language)[0]
    if who == EVERYBODY:
        return title
    role = words.text(f"role_plural.{who}")
    return words.text("calendar.name", what=title, who=role)
