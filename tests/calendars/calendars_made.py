"""The calendars of the small programme, and what two parsers that know nothing of us read there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import vobject

from handbook.calendars import calendars
from handbook.content_types import REGISTRY
from handbook.outputs import OutputFile
from handbook.problems import Problem, has_errors
from handbook.publication import Publication, told_of
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.programme import published, read_programme
from handbook.settings import Settings
from tests.support.programmes import write_programme
from tests.support.small_builds import DAY

TIMELINE = "programme/editions/2026/timeline.csv"
HEAD = "id,kind,title,date,end,time,minutes,audience,place,detail,url,provisional\n"
STAMP = date(2026, 2, 1)


DATED = frozenset(
    ["programme", "organisations", "committee", "mentors", "editions", "timeline", "service"]
)
TYPES = tuple(each for each in REGISTRY if each.name in DATED)
"""What dates stand in or hang on: reading all else takes as long again."""


@dataclass(frozen=True)
class Made:
    """What one build told of its dates."""

    files: Mapping[str, bytes]
    publication: Publication
    problems: tuple[Problem, ...]
    written: bytes

    def events(self, path: str = "calendar/edition.ics") -> dict[str, Any]:
        """Return the events of a calendar by their titles, as one parser reads them."""
        return {str(each["SUMMARY"]): each for each in parsed(self.files[path])}


def timeline(*lines: str) -> dict[str, str | None]:
    """Return the change that gives the edition these dates."""
    return {TIMELINE: HEAD + "".join(f"{line}\n" for line in lines)}


def told(
    root: Path,
    changes: Mapping[str, str | None] | None = None,
    *,
    today: date = DAY,
    previous: bytes | None = None,
    stamp: date | None = STAMP,
    site_url: str = "",
    pinned: bool = False,
) -> Made:
    """Write the small programme with changes to it, and make its calendars."""
    last = root / "last.json"
    if previous is not None:
        root.mkdir(parents=True, exist_ok=True)
        last.write_bytes(previous)
    settings = Settings(
        write_programme(root, changes),
        today,
        site_url=site_url,
        previous=None if previous is None else last,
        stamp=stamp,
    )
    reading = read_programme(settings, TYPES)
    # Words that only the other types use are used by none of these.
    faults = [each for each in reading.problems if each.code != "vocabulary-unused"]
    assert not has_errors(faults), faults
    programme = published(reading.programme, TYPES)
    catalogues = {code: load_catalogue(code) for code in programme.languages}
    made = calendars(settings, programme, catalogues, pinned=pinned)
    written = told_of(made.publication, (), (), made.files, frozenset()).content
    return Made(by_path(made.files), made.publication, made.problems, written)


def by_path(files: Iterable[OutputFile]) -> dict[str, bytes]:
    found = {file.path: file.content for file in files}
    assert len(found) == len(tuple(files))
    return found


def parsed(content: bytes) -> list[Any]:
    """Return the events of a calendar, which both parsers read alike."""
    held_to_the_rules(content)
    calendar = icalendar.Calendar.from_ical(content)
    events = list(calendar.walk("VEVENT"))
    assert [each.errors for each in (calendar, *events) if each.errors] == []
    others = {
        each.uid.value: each
        for each in vobject.readOne(content.decode()).contents.get("vevent", [])
    }
    assert set(others) == {str(each["UID"]) for each in events}
    for event in events:
        other = others[str(event["UID"])]
        assert other.summary.value == str(event["SUMMARY"])
        assert other.description.value == str(event["DESCRIPTION"])
        assert other.dtstart.value == event["DTSTART"].dt
        assert getattr(other, "location", None) is None or (
            other.location.value == str(event["LOCATION"])
        )
        assert other.status.value == str(event["STATUS"])
        assert int(other.sequence.value) == event["SEQUENCE"]
        if "DTEND" in event:
            assert other.dtend.value == event["DTEND"].dt
    return events


def held_to_the_rules(content: bytes) -> None:
    """Look at what a parser forgives: ends of lines, their length, what no text may hold."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in lines:
        line.decode("utf-8")
    assert not {*content} & ({*range(32)} - {9, 10, 13})
    begun, ended = (
        [each for each in lines if each.startswith(word)] for word in (b"BEGIN:", b"END:")
    )
    assert len(begun) == len(ended)
    assert b"VTIMEZONE" not in content
    assert b"TZID" not in content


def start(event: Any) -> date | datetime:
    moment: date | datetime = event["DTSTART"].dt
    return moment
