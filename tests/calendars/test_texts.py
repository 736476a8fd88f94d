"""Whatever somebody writes as a title, place or detail stays text, and is read back as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.calendars.events import Event
from handbook.calendars.ics import Writer, in_lines, in_one_line
from handbook.calendars.subscriptions import Subscription, drawn
from handbook.content_types.timeline import Milestone
from handbook.languages import Text
from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import Matcher
from handbook.leaks.reader import Reader
from handbook.problems import Place
from handbook.publication import Announced, short_hash
from handbook.reading.documents.package_data import load_catalogue
from tests.calendars.calendars_made import parsed
from tests.support.small_builds import thorough

UID = UUID("c57824c2-6509-5265-a9aa-3ddd682ee576")
TOLD = Announced(
    edition="2026",
    kind="kick-off",
    audience=("mentor",),
    starts="2026-03-16T17:30:00Z",
    ends="",
    until=date(2026, 12, 31),
    cancelled=False,
    sequence=7,
    changed=date(2026, 2, 1),
    hash=short_hash(""),
)
MILESTONE = Milestone(
    id="kick-off",
    where=lambda field="": Place("timeline.csv"),
    edition="2026",
    kind="kick-off",
    title=Text.of("Kick-off", "en"),
    date=date(2026, 3, 16),
    end=None,
    time=time(17, 30),
    minutes=None,
    audience=("mentor",),
    place=None,
    detail=None,
    url="",
)
PIECES = [
    *("\n", "\r\n", "\r", "\t", "\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufeff"),
    *(";", ",", ":", "\\", "\\n", "\\N", "\\;", '"', "^n", "=", "%0D%0A", " ", "  "),
    *("BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "\r\nATTACH:file:///etc/passwd"),
    *(
        "\r\n ATTENDEE:mailto:x@y.example",
        "\n\nX-A:b",
        "🧭",
        "👩‍🚀",
        "日本語",
        "Ñandú",
        "עברית",
        "e\u0301",
    ),
    *("a" * 74, "🧭" * 40, "ñ" * 75, "\ud800", "\ufffe"),
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14).map("".join)


def written(milestone: Milestone, name: str = "Calendar", language: str = "en") -> bytes:
    writer = Writer(
        load_catalogue(language),
        ZoneInfo("Europe/London"),
        Text.of("Ferry Mentoring", "en"),
        {"2026": "https://x.example/2026/"},
    )
    return writer.calendar(name, [Event(UID, TOLD, milestone)], "https://x.example/a.ics")


@thorough
@given(title=texts, place=texts, detail=texts, name=texts)
def test_texts_are_read_back_as_they_are(title: str, place: str, detail: str, name: str) -> None:
    milestone = replace(
        MILESTONE,
        title=Text.of(title, "en"),
        place=Text.of(place, "en"),
        detail=Text.of(detail, "en"),
    )
    content = written(milestone, name)
    (event,) = parsed(content)
    assert str(event["SUMMARY"]) == in_one_line(title)
    assert str(event.get("LOCATION", "")) == in_one_line(place)
    assert in_lines(detail) in str(event["DESCRIPTION"])
    # Nothing that was written has become a property or a component.
    lines = content.replace(b"\r\n ", b"").decode().split("\r\n")
    names = {re.split("[:;]", line)[0] for line in lines if line}
    assert names <= {
        *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "SOURCE"),
        *("REFRESH-INTERVAL", "X-PUBLISHED-TTL", "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"),
        *("DTSTART", "STATUS", "TRANSP", "SUMMARY", "DESCRIPTION", "LOCATION", "URL"),
        *("ACTION", "TRIGGER"),
    }
    assert sum(line == "BEGIN:VEVENT" for line in lines) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Kick-off", "Kick-off"),
        ("Kick-off; mentors, mentees", "Kick-off; mentors, mentees"),
        (r"C:\new", r"C:\new"),
        ("one\r\ntwo\x0bthree\u2029four", "one two three four"),
        ("tab\there", "tab here"),
        ("bell\x07", "bell"),
        ("  spaces   all  over ", "spaces all over"),
        ("👩‍🚀 flies", "👩‍🚀 flies"),
        ("\ufeffmark", "mark"),
        ("עברית", "עברית"),
        ("BEGIN:VEVENT\nEND:VCALENDAR", "BEGIN:VEVENT END:VCALENDAR"),
    ],
)
def test_a_title_is_one_line(text: str, line: str) -> None:
    (event,) = parsed(written(replace(MILESTONE, title=Text.of(text, "en"))))
    assert str(event["SUMMARY"]) == line


def test_lines_of_a_detail_stay_lines() -> None:
    milestone = replace(MILESTONE, detail=Text.of("Bring a pen\r\nand, perhaps; paper", "en"))
    (event,) = parsed(written(milestone))
    assert "Bring a pen\nand, perhaps; paper\nFor: Mentors" in str(event["DESCRIPTION"])


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/a,b;c?d=%0D%0A",
        "https://x.example/a\r\nATTACH:file:///etc/passwd",
        "https://x.example/" + "a" * 200,
    ],
)
def test_an_address_cannot_end_its_line(address: str) -> None:
    content = written(replace(MILESTONE, url=address))
    (event,) = parsed(content)
    assert "".join(address.split()) in str(event["DESCRIPTION"])
    assert b"\r\nATTACH" not in content


def test_the_search_finds_a_name_wherever_a_line_is_folded() -> None:
    name = "Zoé Hallmárk"
    matcher = Matcher([Confidential(name, Kind.NAME, Place("programme/mentors.csv", 2), "name")])
    for said in (name, "Hallmárk, Zoé"):
        for before in range(80):
            text = Text.of(f"{'x' * before} {said}", "en")
            content = written(replace(MILESTONE, detail=text))
            assert matcher.found_in(Reader().texts(content)), (said, before)
    assert not matcher.found_in(Reader().texts(written(MILESTONE)))


def test_a_code_names_what_it_leads_to_and_nothing_else() -> None:
    code = Subscription("a.ics", "https://x.example/a.ics").code('<script>"&')
    assert code.count('role="img" aria-label="&lt;script&gt;&#34;&amp;"') == 1
    assert "<script" not in code
    assert "style" not in code


def test_a_code_is_drawn_as_its_maker_draws_it() -> None:
    import segno

    address = "webcal://x.example/mentoring/calendar/mentor.ics"
    strokes = re.findall(r"M(\d+) (\d+)\.5h(\d+)", drawn(address, "").rpartition(" d=")[2])
    dark = {(int(x) + n, int(y)) for x, y, length in strokes for n in range(int(length))}
    rows = segno.make(address, micro=False, error="m").matrix_iter()
    assert dark == {(x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit}


@pytest.mark.parametrize(
    ("address", "webcal"),
    [
        ("https://x.example/a.ics", "webcal://x.example/a.ics"),
        ("http://127.0.0.1:8000/a.ics", "webcal://127.0.0.1:8000/a.ics"),
        ("", ""),
    ],
)
def test_one_subscribes_by_webcal(address: str, webcal: str) -> None:
    assert Subscription("a.ics", address).webcal == webcal
