"""What one build tells the next, and what a file that no build wrote cannot do to it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from handbook.outputs import EntryPage, OutputFile, Page
from handbook.problems import Severity
from handbook.publication import (
    HIGHEST,
    NAME,
    Announced,
    Publication,
    read_publication,
    short_hash,
    told_of,
)

UID = UUID("c57824c2-6509-5265-a9aa-3ddd682ee576")
EVENT = Announced(
    edition="2026",
    kind="kick-off",
    audience=("mentor", "mentee"),
    starts="2026-03-16T17:30:00Z",
    ends="2026-03-16T19:00:00Z",
    until=date(2026, 12, 31),
    cancelled=False,
    sequence=7,
    changed=date(2026, 2, 1),
    hash=short_hash("all that is said"),
)
EMPTY = Publication(programme=UID)
PAGE = Page("timeline.md", "en", "Timeline", "All dates.", "# Timeline")
ANA = EntryPage("mentors", "ana", "mentors/ana.md", "en", "Ana Tidewell", "A mentor.", "<p>Ana</p>")
EDITION = EntryPage("editions", "2026", "2026.md", "en", "Edition 2026", "The first.", "<p>…</p>")
FILE = OutputFile("calendar/mentor.ics", b"BEGIN:VCALENDAR")


def told(**changes: object) -> Publication:
    given = {"pages": (PAGE,), "entries": (ANA, EDITION), "files": (FILE,), **changes}
    last = replace(EMPTY, events={UID: EVENT})
    file = told_of(last, given["pages"], given["entries"], given["files"], {"mentors"})
    assert file.path == NAME
    return reread(file.content)


def reread(content: bytes, folder: Path | None = None) -> Publication:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as made:
        path = (folder or Path(made)) / NAME
        path.write_bytes(content)
        found, problems = read_publication(path)
    assert problems == ()
    assert found is not None
    return found


def codes(path: Path) -> list[tuple[str, Severity]]:
    found, problems = read_publication(path)
    assert found is None
    return [(each.code, each.severity) for each in problems]


def test_what_is_written_is_read_back() -> None:
    assert told().events == {UID: EVENT}
    assert reread(told().written()) == told()


def test_equal_sites_are_told_equally() -> None:
    assert told().written() == told().written()
    assert told().content != told(pages=(replace(PAGE, body="# Dates"),)).content
    assert told().content != told(entries=(replace(ANA, body="<p>B</p>"), EDITION)).content
    assert told().content != told(files=(replace(FILE, content=b"END"),)).content


def test_pages_are_told_by_hashes_and_those_of_people_not_at_all() -> None:
    found = told()
    assert set(found.pages) == {short_hash("timeline/"), short_hash("2026/")}
    assert short_hash("mentors/ana/") not in found.pages
    text = found.written().decode()
    for word in ("Tidewell", "ana", "timeline", "Timeline"):
        assert word not in text
    moved = told(pages=(replace(PAGE, title="Dates"),))
    changed = {key for key in found.pages if moved.pages[key] != found.pages[key]}
    assert changed == {short_hash("timeline/")}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"7",
        b'"text"',
        b"NaN",
        b"<!doctype html><title>Sign in</title>",
        b"\xff\xfe",
        b"\0",
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": 1}',
    ],
)
def test_what_no_build_wrote_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(content)
    assert codes(path) == [("previous-unusable", Severity.WARNING)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", 2),
        ("format", True),
        ("format", "1"),
        ("programme", "x"),
        ("programme", 5),
        ("content", "x"),
        ("content", None),
        ("events", []),
        ("events", {"x": {}}),
        ("events", {str(UID): None}),
        ("events", {str(UID): {}}),
        ("pages", []),
        ("pages", {"a": 1}),
        ("pages", {"mentors/ana/": "0123456789abcdef"}),
    ],
)
def test_one_key_that_no_build_writes_spoils_it(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / NAME
    path.write_text(json.dumps({**json.loads(told().written()), key: value}), "utf-8")
    assert codes(path) == [("previous-unusable", Severity.WARNING)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sequence", -1),
        ("sequence", HIGHEST + 1),
        ("sequence", True),
        ("sequence", 1.5),
        ("sequence", "7"),
        ("starts", "2026-02-30"),
        ("starts", "soon"),
        ("starts", ""),
        ("starts", "2026-03-16T17:30:00"),
        ("starts", "2026-03-16T25:30:00Z"),
        ("starts", "2026-03-16"),
        ("ends", "2026-03-16"),
        ("ends", None),
        ("until", None),
        ("until", "20260316T"),
        ("changed", 5),
        ("cancelled", "no"),
        ("cancelled", 0),
        ("audience", "mentor"),
        ("audience", [1]),
        ("audience", [""]),
        ("hash", "x\r\nBEGIN:VEVENT"),
        ("hash", "0123456789ABCDEF"),
        ("edition", ""),
        ("edition", "two words"),
        ("kind", ["event"]),
    ],
)
def test_one_value_that_no_build_writes_spoils_it(tmp_path: Path, key: str, value: object) -> None:
    written = json.loads(told().written())
    written["events"][str(UID)][key] = value
    path = tmp_path / NAME
    path.write_text(json.dumps(written), "utf-8")
    assert codes(path) == [("previous-unusable", Severity.WARNING)]


def test_what_more_stands_there_does_no_harm(tmp_path: Path) -> None:
    written = json.loads(told().written())
    written["events"][str(UID)]["later"] = written["later"] = "perhaps"
    assert reread(json.dumps(written).encode(), tmp_path) == told()


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.json", tmp_path):
        assert codes(path) == [("previous-missing", Severity.WARNING)]


def test_the_highest_number_can_be_read(tmp_path: Path) -> None:
    last = replace(EMPTY, events={UID: replace(EVENT, sequence=HIGHEST)}, content=short_hash(""))
    assert reread(last.written(), tmp_path).events[UID].sequence == HIGHEST
