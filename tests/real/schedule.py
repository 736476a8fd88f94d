"""Schedule: dated entries and calls of a cohort as rows of `timeline.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from .cleaning import Ids, Notes, Say, cell, is_address, safe, slug, tidy
from .cohorts import Cohort

_LINK = re.compile(r"\[([^\]]*)\]\(\s*([^)\s]*)\s*\)")
_ENTRY_KINDS = (
    (re.compile(r"applications? opens?", re.IGNORECASE), "call-open"),
    (re.compile(r"applications? closed?", re.IGNORECASE), "call-close"),
    (re.compile("announced", re.IGNORECASE), "announcement"),
    (re.compile("webinar|clinic", re.IGNORECASE), "information"),
)
_CALLS = {
    "Mentor": ("training", "mentor"),
    "Skill-up": ("training", "mentee"),
    "Cohort": ("session", "mentee"),
    "Mentor-Mentee": ("session", "mentor;mentee"),
    "Cafeteria": ("event", ""),
    "Q&A": ("event", "mentee"),
}
"""Type of a call to its kind and audience."""
ONCE = ("call-open", "call-close", "kick-off", "closing")


@dataclass(frozen=True)
class Timeline:
    """The converted dates of one cohort."""

    rows: tuple[dict[str, str], ...]
    refused: int
    """How many calls and entries have no date."""

    @property
    def first(self) -> str:
        """The first day."""
        return min(row["date"] for row in self.rows)

    @property
    def last(self) -> str:
        """The last day."""
        return max(row["date"] for row in self.rows)


def convert_schedule(cohort: Cohort, notes: Notes) -> Timeline:
    """Convert whatever of a cohort's schedule has a date."""
    file = f"{cohort.slug}/schedule.yaml"
    ids = Ids()
    found = [*_entries(cohort), *_calls(cohort)]
    rows = []
    for record, item, kind, audience in found:
        say = notes.about(file, record)
        row = _row(item, kind, audience, say)
        if row:
            rows.append({"id": ids.unique(slug(row["title"]) or "date"), **row})
    _name_turning_points(rows, notes.about(file, "weeks"))
    _keep_once(rows, notes, file)
    return Timeline(tuple(rows), len(found) - len(rows))


Found = tuple[str, Mapping[str, Any], str, str]
"""Name for notes, record, kind and audience."""


def _entries(cohort: Cohort) -> Iterator[Found]:
    for number, entry in enumerate(cohort.schedule["timeline"], start=1):
        title = entry.get("description", "")
        kind = next((kind for words, kind in _ENTRY_KINDS if words.search(title)), "event")
        yield f"timeline {number}", {**entry, "title": title}, kind, ""


def _calls(cohort: Cohort) -> Iterator[Found]:
    for week, content in cohort.schedule["weeks"].items():
        for number, call in enumerate(content["calls"], start=1):
            kind, audience = _CALLS.get(call.get("type", ""), ("event", ""))
            yield f"week {week}, call {number}", call, kind, audience


def _row(item: Mapping[str, Any], kind: str, audience: str, say: Say) -> dict[str, str] | None:
    title = cell(item.get("title", ""), say, "title")
    day = read_day(item.get("date", ""))
    if day is None or not title:
        say("refused: " + ("no title" if day else "no date that can be read"))
        return None
    if str(day) != item["date"]:
        say(f"date: “{item['date']}” rewritten")
    detail, links = _detail(item.get("details") or item.get("content") or "", say)
    addresses = (item.get("recording", ""), item.get("notes", ""), *links)
    return {
        "kind": kind,
        "title": title,
        "date": str(day),
        "time": _time(item.get("time", ""), say),
        "minutes": _minutes(item.get("duration", ""), say),
        "audience": audience,
        "detail": detail,
        "url": next((address for address in addresses if is_address(address)), ""),
    }


def read_day(text: str) -> date | None:
    """Read a date in ISO form or as Americans write it out; None if it is neither."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.strptime(text, "%B %d, %Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def _time(text: str, say: Say) -> str:
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip())
    if match:
        return f"{match[1]:0>2}:{match[2]}"
    if text.strip():
        say("time: cannot be read, left out")
    return ""


def _minutes(text: str, say: Say) -> str:
    match = re.fullmatch(r"(\d{1,4}) ?min\.?", text.strip())
    if match and 5 <= int(match[1]) <= 1440:
        return match[1]
    if text.strip():
        say("duration: cannot be read, left out")
    return ""


def _detail(text: str, say: Say) -> tuple[str, list[str]]:
    """Return a text without its links, and their addresses."""
    links = [address for _, address in _LINK.findall(text)]
    plain = _LINK.sub(r"\1", text).replace("**", "")
    return safe(tidy(plain, say, "details"), say, "details"), links


def _name_turning_points(rows: list[dict[str, str]], say: Say) -> None:
    """Make the first session the kick-off and the last graduation the closing."""
    sessions = sorted((row for row in rows if row["kind"] == "session"), key=lambda r: r["date"])
    graduations = [row for row in sessions if "graduation" in row["title"].casefold()]
    if graduations:
        graduations[-1]["kind"] = "closing"
        say("the last graduation is taken for the closing")
    if sessions and sessions[0]["kind"] == "session":
        sessions[0]["kind"] = "kick-off"
        say("the first session is taken for the kick-off")


def _keep_once(rows: list[dict[str, str]], notes: Notes, file: str) -> None:
    seen: set[str] = set()
    for row in rows:
        if row["kind"] in ONCE and row["kind"] in seen:
            notes.about(file, row["id"])(f"second {row['kind']}, made an event")
            row["kind"] = "event"
        seen.add(row["kind"])
