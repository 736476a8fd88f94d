"""Subscriptions: what pages say of the calendars, and the codes that telephones read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from markupsafe import Markup, escape

from handbook.calendars.events import CALENDARS, EVERYBODY, spoken_to
from handbook.content_types.editions import PublicEdition
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.timeline import Milestone
from handbook.programme import Programme
from handbook.settings import Settings
from handbook.urls import Urls

FOLDER = "calendar"


def calendar_path(name: str, edition: str = "") -> str:
    """Name the file of a calendar, as in the default language.

    >>> calendar_path("mentor"), calendar_path("mentor", "2026")
    ('calendar/mentor.ics', '2026/calendar/mentor.ics')
    """
    return f"{edition}/{FOLDER}/{name}.ics" if edition else f"{FOLDER}/{name}.ics"


def event_path(edition: str, id: str) -> str:
    """Name the file of one date."""
    return calendar_path(f"event/{id}", edition)


def has_file(milestone: Milestone, edition: PublicEdition, programme: Programme) -> bool:
    """Say whether a date has a file of its own: while it is to come."""
    return not edition.settings.cancelled and milestone.last_day >= programme.reference_date


@dataclass(frozen=True, slots=True)
class Subscription:
    """One calendar, as pages lead to it."""

    path: str
    """From the root of the site."""
    address: str = ""
    """Absolute; empty where nobody knows yet where the site will be."""

    @property
    def webcal(self) -> str:
        """The address by which calendars subscribe and do not only take in what is there now."""
        return urlunsplit(urlsplit(self.address)._replace(scheme="webcal")) if self.address else ""

    def code(self, title: str) -> Markup:
        """Draw the address for a telephone; black on white, whatever the page's colours."""
        return drawn(self.webcal, title)


@lru_cache(maxsize=256)
def drawn(address: str, title: str) -> Markup:
    """Draw an address as a code, black on white, with what it says for those who do not see it."""
    import segno  # noqa: PLC0415 - no check needs it

    code = segno.make(address, micro=False, error="m")
    size = code.symbol_size()[0]
    # Each row of dark squares is a stroke; `segno` draws the same, with a style sheet in mind.
    strokes = "".join(
        f"M{start} {y}.5h{length}"
        for y, row in enumerate(code.matrix_iter())
        for start, length in _runs(row)
    )
    return Markup(
        '<svg viewBox="0 0 {size} {size}" role="img" aria-label="{title}">'
        '<path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        '<path stroke="#000" d="{strokes}"/></svg>'
    ).format(size=size, title=escape(title), strokes=strokes)


def _runs(row: Iterable[int]) -> list[tuple[int, int]]:
    """Give where dark squares of a row begin, and how many there are."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """The calendars that the pages of a programme lead to."""

    urls: Urls
    site: str
    """Absolute address of the site with a slash at its end; empty where it is not known."""
    present: frozenset[str]
    """The calendars in which there is something."""
    files: Mapping[tuple[str, str], str]
    """Of each date that has a file of its own, by edition and id."""

    def to(self, audience: str, language: str) -> Subscription | None:
        """Return the calendar of an audience, or that of all dates; None where it is empty."""
        name = audience or EVERYBODY
        if name not in self.present:
            return None
        path = self.urls.path(calendar_path(name), language)
        return Subscription(path, f"{self.site}{path}" if self.site else "")

    def event(self, edition: str, id: str, language: str) -> str:
        """Return the path of the file of one date; empty where it has none."""
        path = self.files.get((edition, id), "")
        return self.urls.path(path, language) if path else ""


def site_address(settings: Settings, programme: Programme) -> str:
    """Return the absolute address of the site with a slash at its end; empty where unknown."""
    said = settings.site_url or programme.one(ProgrammeDescription).site_url or ""
    parts = urlsplit(said)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/", query="", fragment=""))


def subscriptions(programme: Programme, urls: Urls, settings: Settings) -> Subscriptions | None:
    """Say what pages can lead to; None where there are no dates.

    Args:
        programme: the published one.
        urls: lays out its languages.
        settings: what the build is asked for.
    """
    editions = programme.all(PublicEdition)
    spoken = spoken_to(programme)
    dates = [date for each in editions if each.id in spoken for date in each.timeline]
    if not dates:
        return None
    present = {
        name
        for name in CALENDARS
        if name == EVERYBODY or any(date.concerns(name) for date in dates)
    }
    files = {
        (each.id, date.id): event_path(each.id, date.id)
        for each in editions
        for date in each.timeline
        if has_file(date, each, programme)
    }
    site = site_address(settings, programme)
    return Subscriptions(urls, site, frozenset(present), files)
