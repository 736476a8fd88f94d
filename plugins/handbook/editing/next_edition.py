"""The next edition: the structure of another one, its dates moved, without what came of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from handbook.content_types.editions.record import Edition
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.service import SERVICE
from handbook.content_types.timeline.relative_dates import DateExpressionError, parse
from handbook.days import Day, is_month
from handbook.editing.in_place import Sheet, with_key
from handbook.editing.proposals import (
    Note,
    Original,
    Proposal,
    course_of,
    folder_of,
    refusal,
    unknown,
)
from handbook.languages import Catalogue, Languages, Text
from handbook.programme import Programme
from handbook.reading.files import list_editions
from handbook.reading.sheets.new_table import new_table
from handbook.text.recognising import parse_date

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FORMS = re.compile(r"^[ \t]+(?:mentor_form|mentee_form):[^\n]*\n", re.MULTILINE)
_WEEKS_OF_A_YEAR = 52
_DATES = ("date", "end")


def next_edition(
    root: Path, programme: Programme, slug: str, source: str, catalogues: Mapping[str, Catalogue]
) -> Proposal:
    """Begin an edition with the structure of another one.

    Dates move by whole weeks, so that each stays on its day of the week, and on by a week where
    one would fall on a holiday. Mentors are carried over as still to be confirmed. Results, report,
    recognitions, testimonials and the addresses of forms are left behind.

    Args:
        root: the project's folder.
        programme: read without an error.
        slug: the folder of the new edition.
        source: that of the one to begin from.
        catalogues: words by language, for the new summary.
    """
    course = course_of(programme, source)
    if course is None:
        return unknown(programme, source)
    if not _SLUG.fullmatch(slug):
        return refusal("slug", slug=slug)
    if slug in list_editions(root) or (root / folder_of(slug)).exists():
        return refusal("exists", folder=folder_of(slug))
    weeks = _weeks_between(source, slug)
    holidays = {day.date for day in programme.one(ProgrammeDescription).holidays}
    moved = _Moved(weeks, holidays)
    changes = _edition(root, course.settings, slug, moved, catalogues, programme.languages)
    changes |= _timeline(root, programme, source, slug, moved)
    carried = _mentors(root, source, slug, programme.languages)
    changes |= carried.changes
    first = Note("begun", {"slug": slug, "source": source, "weeks": weeks})
    return Proposal(
        changes, (first, *moved.notes, *carried.notes, *_to_read(root, changes, source, slug))
    )


def _weeks_between(source: str, slug: str) -> int:
    """Return by how many weeks dates move: a year of 52, and a week more in about five."""
    if source.isdigit() and slug.isdigit() and int(slug) > int(source):
        return round((int(slug) - int(source)) * 365.2425 / 7)
    return _WEEKS_OF_A_YEAR


class _Moved:
    """Days moved by whole weeks, and on where one is a holiday."""

    def __init__(self, weeks: int, holidays: Collection[date]) -> None:
        self.notes: list[Note] = []
        self._weeks = weeks
        self._holidays = holidays

    def day(self, day: date, id: str = "") -> date:
        """Return where a day moves to; a month moves by whole months."""
        if is_month(day):
            months = round(self._weeks * 12 / _WEEKS_OF_A_YEAR)
            months += day.year * 12 + day.month - 1
            return Day(months // 12, months % 12 + 1, 1, month_only=True)
        meant = moved = day + timedelta(weeks=self._weeks)
        while moved in self._holidays:
            moved += timedelta(weeks=1)
        if id and moved != meant:
            self.notes.append(Note("holiday", {"id": id, "holiday": meant, "day": moved}))
        return moved


def _edition(
    root: Path,
    edition: Edition,
    slug: str,
    moved: _Moved,
    catalogues: Mapping[str, Catalogue],
    languages: Languages,
) -> dict[str, bytes]:
    kept = Original.read(root, f"{folder_of(edition.id)}/edition.yaml")
    assert kept is not None
    text = kept.text
    values: dict[str, Any] = {
        "title": _retitled(edition.title, edition.id, slug),
        "summary": {
            code: catalogues[code].text(f"editing.summary.{edition.kind}") for code in languages
        },
        "starts": moved.day(edition.starts),
        "ends": moved.day(edition.ends),
        "pilot": None,
        "cancelled": None,
    }
    for key, value in values.items():
        text = with_key(text, key, _of_one(value))
    return {f"{folder_of(slug)}/edition.yaml": kept.content_of(_FORMS.sub("", text))}


def _retitled(title: Text, source: str, slug: str) -> dict[str, str]:
    """Give a title the name of the new edition in place of the old one's."""
    return {
        code: wording.replace(source, slug) if source in wording else f"{wording} {slug}"
        for code, wording in title.versions
    }


def _of_one(value: Any) -> Any:
    """Write a text of one language without naming it."""
    return next(iter(value.values())) if isinstance(value, dict) and len(value) == 1 else value


def _timeline(
    root: Path, programme: Programme, source: str, slug: str, moved: _Moved
) -> dict[str, bytes]:
    kept = Original.read(root, f"{folder_of(source)}/timeline.csv")
    if kept is None:
        return {}
    sheet = Sheet.of(kept.text, ("id", "kind", "title", "date"))
    order = programme.one(ProgrammeDescription).date_order
    cells = {}
    for number, row in enumerate(sheet.values()):
        for name in _DATES:
            if day := _day_of(row.get(name, ""), order):
                cells[number, name] = str(moved.day(day, row.get("id", "")))
    return {f"{folder_of(slug)}/timeline.csv": kept.content_of(sheet.changed(cells))}


def _day_of(cell: str, order: str) -> date | None:
    """Read a cell with a day or a month; None for one that counts from another."""
    try:
        told = parse(cell)
    except DateExpressionError:
        return parse_date(cell, order)
    return told if isinstance(told, date) else None


def _mentors(root: Path, source: str, slug: str, languages: Languages) -> Proposal:
    """Carry over who mentors, as still to be asked, without where they worked then."""
    kept = Original.read(root, f"{folder_of(source)}/mentors.csv")
    if kept is None:
        return Proposal()
    sheet = Sheet.of(kept.text, ("mentor", "capacity"))
    rows = [row for row in sheet.values() if not row["mentor"].startswith("withdrawn-")]
    carried = [
        {"mentor": row["mentor"], "capacity": row.get("capacity", ""), "confirmed": "no"}
        for row in rows
    ]
    path = f"{folder_of(slug)}/mentors.csv"
    content = new_table(SERVICE, languages.codes, carried)
    notes = (Note("carried", {"count": len(rows), "path": path}),) if rows else ()
    return Proposal({path: content}, notes)


def _to_read(root: Path, changes: Mapping[str, bytes], source: str, slug: str) -> tuple[Note, ...]:
    """Name the lines that were taken over and tell of a year: they may have to be written anew."""
    notes = []
    for path, content in sorted(changes.items()):
        former = Original.read(root, path.replace(folder_of(slug), folder_of(source)))
        known = set(former.text.splitlines()) if former else set()
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            if line in known and (told := _YEAR.findall(line)):
                notes.append(Note("year", {"place": f"{path}:{number}", "year": told[0]}))
    return tuple(notes)
