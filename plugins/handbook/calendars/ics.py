"""ICS: events as the files that calendars read (RFC 5545, RFC 7986)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, vDuration, vText, vUri
from icalendar import Event as Component

from handbook.calendars.events import Event
from handbook.content_types.timeline import Milestone
from handbook.days import Day, clock_time, date_range, is_month, zone_name
from handbook.languages import Catalogue, Text
from handbook.reading.documents.package_data import sound_yaml

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_REFRESHED = timedelta(days=1)
"""The workflows build the site every day."""


class Plain(vText):
    """A text that is read back as it is; icalendar's own makes a new line of a backslash and N."""

    def to_ical(self) -> bytes:
        """Write it as RFC 5545 has it."""
        text = str(self).replace("\\", "\\\\").replace("\n", "\\n")
        return text.replace(";", "\\;").replace(",", "\\,").encode()


@dataclass(frozen=True)
class Writer:
    """Writes calendars in one language; each event once, however many calendars hold it."""

    words: Catalogue
    zone: ZoneInfo
    programme: Text
    page_of: Mapping[str, str]
    """By edition, the absolute address of its page, where the site has one."""
    _written: dict[tuple[UUID, bool], bytes] = field(default_factory=dict)

    def calendar(self, name: str, events: Iterable[Event], source: str = "") -> bytes:
        """Write one calendar.

        Args:
            name: what it is called.
            events: what is in it.
            source: its own absolute address, where it has one.
        """
        made = Calendar()
        made.add("PRODID", "-//programme-handbook//calendars//EN")
        made.add("VERSION", "2.0")
        made.add("CALSCALE", "GREGORIAN")
        for key in ("NAME", "X-WR-CALNAME"):
            made.add(key, Plain(in_one_line(name)))
        made.add("REFRESH-INTERVAL", vDuration(_REFRESHED), {"VALUE": "DURATION"})
        made.add("X-PUBLISHED-TTL", vDuration(_REFRESHED))
        if source:
            made.add("SOURCE", vUri(source), {"VALUE": "URI"})
        end = b"END:VCALENDAR\r\n"
        return b"".join([made.to_ical().removesuffix(end), *map(self._event, events), end])

    def _event(self, event: Event) -> bytes:
        known = event.uid, event.left
        if known not in self._written:
            self._written[known] = self._made(event)
        return self._written[known]

    def _made(self, event: Event) -> bytes:

        told, made = event.told, Component()
        made.add("UID", str(event.uid))
        made.add("SEQUENCE", told.sequence)
        for key in ("DTSTAMP", "LAST-MODIFIED"):
            made.add(key, datetime.combine(told.changed, time.min, UTC))
        made.add("DTSTART", event.starts)
        if (end := _end(event)) is not None:
            made.add("DTEND", end)
        made.add("STATUS", _status(event))
        made.add("TRANSP", "OPAQUE" if event.timed and not event.tentative else "TRANSPARENT")
        title, language = self._title(event)
        made.add("SUMMARY", Plain(title), {"LANGUAGE": language})
        made.add(
            "DESCRIPTION", Plain("\n".join(self._lines(event))), {"LANGUAGE": self.words.language}
        )
        if event.milestone and event.milestone.place:
            place, language = event.milestone.place.wording(self.words.language)
            made.add("LOCATION", Plain(in_one_line(place)), {"LANGUAGE": language})
        if address := self._page(event) or _own_page(event):
            made.add("URL", vUri(address))
        if event.edition:
            made.add("CATEGORIES", Plain(in_one_line(self._in_words(event.edition.title))))
        for alarm in _alarms(event, title):
            made.add_component(alarm)
        return bytes(made.to_ical())

    def _title(self, event: Event) -> tuple[str, str]:
        """Name an event, and say in which language: whoever wrote its title may not have all."""
        words = self.words
        if event.milestone is None:
            kind = f"kind.{event.told.kind}"
            label = words.text(kind if words.has(kind) else "kind.event")
            return words.text("calendar.cancelled", title=label), words.language
        title, language = event.milestone.title.wording(words.language)
        title = in_one_line(title)
        if event.told.cancelled and not event.left:
            return words.text("calendar.cancelled", title=title), language
        if event.month_only:
            days = _days(event.milestone, words)
            return words.text("calendar.in_month", title=title, date=days), language
        if event.tentative:
            return words.text("date.provisional", date=title), language
        return title, language

    def _lines(self, event: Event) -> Iterator[str]:
        """Say what is to be known of an event, line by line."""
        words, milestone = self.words, event.milestone
        what = event.edition.title if event.edition else self.programme
        yield in_one_line(self._in_words(what))
        if event.told.cancelled:
            note = "left_note" if event.left else "cancelled_note"
            yield words.text(f"calendar.{note}")
        if milestone is None:
            return
        days = _days(milestone, words)
        if event.month_only:
            yield words.text("calendar.month_note", date=days)
        elif event.tentative:
            yield words.text("calendar.provisional_note")
        if at := milestone.at(self.zone):
            clock = clock_time(at.time(), words.language)
            yield words.text("calendar.when", date=days, time=clock, zone=zone_name(at, words))
        if milestone.detail:
            yield in_lines(self._in_words(milestone.detail))
        if milestone.audience:
            roles = [words.text(f"role_plural.{role}") for role in milestone.audience]
            yield words.text("calendar.concerns", who=", ".join(roles))
        yield from dict.fromkeys(filter(None, (_own_page(event), self._page(event))))

    def _page(self, event: Event) -> str:
        """Return the address at which a date stands on the page of its edition."""
        address = self.page_of.get(event.told.edition, "")
        if not address or event.milestone is None:
            return address
        return f"{address}#date-{event.told.edition}-{event.milestone.id}"

    def _in_words(self, text: Text) -> str:
        return text.wording(self.words.language)[0]


def in_lines(text: str) -> str:
    """Return a text with plain ends of lines, and without what only steers a machine."""
    return _CONTROL.sub("", _BREAK.sub("\n", text.replace("\t", " "))).strip()


def in_one_line(text: str) -> str:
    r"""Return a text in one line.

    >>> in_one_line("Kick-off\r\nBEGIN:VEVENT\x07")
    'Kick-off BEGIN:VEVENT'
    """
    return " ".join(in_lines(text).split())


def _days(milestone: Milestone, words: Catalogue) -> str:
    """Write the days of a date; that they may still move is said by itself."""
    first, last = (
        Day.like(day, month_only=is_month(day)) if day else None
        for day in (milestone.date, milestone.end)
    )
    assert first is not None
    return date_range(first, last, words, weekday=True)


def _own_page(event: Event) -> str:
    return "".join(in_lines(event.milestone.url).split()) if event.milestone else ""


def _status(event: Event) -> str:
    if event.told.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.tentative else "CONFIRMED"


def _end(event: Event) -> date | datetime | None:
    """Return when it is over: of whole days the day after the last."""
    if event.ends is None or isinstance(event.ends, datetime):
        return event.ends
    # After the last day that a calendar knows there is none; one day needs no end.
    return event.ends + timedelta(days=1) if event.ends < date.max else None


@cache
def _reminders() -> Mapping[str, Any]:
    return sound_yaml(Path(__file__).with_name("reminders.yaml"))  # type: ignore[no-any-return]


def _alarms(event: Event, title: str) -> Iterator[Any]:
    """Remind of what is settled."""
    if event.told.cancelled or event.tentative:
        return
    known = _reminders()
    reminders = known["reminders"].get(known["kinds"].get(event.told.kind), {})
    by_end = "last_day" in reminders and _end(event) is not None
    which = "hour" if event.timed else "last_day" if by_end else "day"
    for hours in reminders.get(which, ()):
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", Plain(title))
        related = {"RELATED": "END"} if which == "last_day" else {}
        alarm.add("TRIGGER", -timedelta(hours=int(hours)), related)
        yield alarm
