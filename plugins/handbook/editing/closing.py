"""Closing: what an edition owes before it is over, forms to write it in, and who worked where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from handbook.content_types.committee import CommitteeMember
from handbook.content_types.editions.speaking import Course, Stage
from handbook.content_types.mentors import Mentor
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.projects import PROJECTS, Project
from handbook.content_types.recognitions import RECOGNITIONS, Recognition
from handbook.content_types.report import Report
from handbook.content_types.results import RESULTS, Result
from handbook.content_types.testimonials import Testimonial
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
from handbook.languages import Catalogue, Languages
from handbook.programme import Programme
from handbook.reading.documents.yaml_writing import written_yaml
from handbook.reading.sheets.new_table import new_table

INDICATORS = (
    ("pairs", "count", ""),
    ("pairs-active", "percent", "80"),
    ("relationship-months", "months", ""),
    ("sessions-mean", "mean", ""),
    ("session-minutes", "minutes", ""),
    ("events-attended", "percent", "90"),
    ("recommend", "percent", "90"),
    ("objectives-progress", "percent", ""),
    ("relationship-both", "percent", ""),
)
"""Id, unit and mark of the figures to be told of every edition (evidence 8.2, 8.3, 8.8)."""
_TOLD = (
    "summary",
    "timeline",
    "evaluation",
    "lessons",
    "recommendation",
    "next_committee",
)
"""Parts of a report that are told in words (evidence 8.1)."""
_LATE = timedelta(weeks=26)
"""How long after its last day somebody's organisation of today is still taken for that of then."""
_FORM = "_"
"""Before the name of a form to be filled in: the reader leaves such files alone."""


def closed(root: Path, programme: Programme, slug: str, words: Catalogue) -> Proposal:
    """Close an edition: tell what it owes, lay out forms for it, and keep who worked where.

    Args:
        root: the project's folder.
        programme: read without an error.
        slug: the folder of the edition.
        words: those of the programme's first language, in which forms are written.
    """
    course, today = course_of(programme, slug), programme.reference_date
    if course is None:
        return unknown(programme, slug)
    if course.settings.cancelled:
        return refusal("is_cancelled", slug=slug)
    if course.stage(today) not in {Stage.CLOSING, Stage.CLOSED}:
        last = course.first["closing"].last_day if "closing" in course.first else course.last_day
        return refusal("still_meeting", slug=slug, day=last)
    owed = tuple(_owed(programme, slug))
    late = today - course.last_day > _LATE
    ended = _ended(root, course, today)
    changes = ended | ({} if late else _employers(root, programme, slug))
    forms = _forms(root, programme, slug, words)
    notes = [Note("employers", {"path": path}) for path in changes if path.endswith("mentors.csv")]
    notes += [Note("form", {"path": path, "name": _meant(path)}) for path in forms]
    last = min(course.last_date, today) if ended else course.last_date
    code = "closed" if ended or last < today else "closes"
    return Proposal({**changes, **forms}, (Note(code, {"slug": slug, "day": last}), *owed, *notes))


def _owed(programme: Programme, slug: str) -> Iterator[Note]:
    """Tell what is still to be written of an edition."""
    there = {result.id for result in programme.all(Result, slug)}
    if missing := [id for id, *_ in INDICATORS if id not in there]:
        yield Note("owed_results", {"ids": ", ".join(missing)})
    if not programme.all(Report, slug):
        yield Note("owed_report")
    if not programme.all(Recognition, slug):
        yield Note("owed_recognitions")
    if not programme.all(Testimonial, slug):
        yield Note("owed_testimonials")
    today = programme.reference_date
    ahead = [
        one for one in programme.all(CommitteeMember) if one.until is None or one.until > today
    ]
    if not ahead:
        yield Note("owed_committee")


def _employers(root: Path, programme: Programme, slug: str) -> dict[str, bytes]:
    """Write into the edition's table where each mentor works today, unless it says so already."""
    kept = Original.read(root, f"{folder_of(slug)}/mentors.csv")
    if kept is None:
        return {}
    sheet = Sheet.of(kept.text, ("mentor", "capacity"))
    cells: dict[tuple[int, str], str] = {}
    for number, row in enumerate(sheet.values()):
        mentor = programme.find(Mentor, row["mentor"])
        if mentor and not row.get("organisation"):
            known = _known(mentor, programme.languages)
            cells |= {(number, name): value for name, value in known.items() if value}
    return kept.changed(sheet.changed(cells))


def _known(mentor: Mentor, languages: Languages) -> dict[str, str]:
    """Return where a mentor works, as the columns of an edition's table have it."""
    position: Mapping[str, str] = dict(mentor.position.versions) if mentor.position else {}
    columns = {
        "position" if code == languages.default else f"position_{code}": position.get(code, "")
        for code in languages
    }
    return {"organisation": ";".join(mentor.organisation), **columns}


def _ended(root: Path, course: Course, today: date) -> dict[str, bytes]:
    """Let an edition end with its last date where that is past and more days were planned."""
    last = max((each.last_day for each in course.timeline), default=course.settings.ends)
    if not last < today <= course.settings.ends:
        return {}
    kept = Original.read(root, f"{folder_of(course.settings.id)}/edition.yaml")
    return kept.changed(with_key(kept.text, "ends", last)) if kept else {}


def _forms(root: Path, programme: Programme, slug: str, words: Catalogue) -> dict[str, bytes]:
    """Lay out a form for each part of the record of an edition that is not written yet."""
    languages = programme.languages
    description = programme.one(ProgrammeDescription)
    forms: dict[str, bytes] = {}
    if not programme.all(Result, slug):
        rows = [
            {"id": id, "title": words.text(f"editing.indicator.{id}"), "unit": unit, "mark": mark}
            for id, unit, mark in INDICATORS
        ]
        forms["results.csv"] = new_table(RESULTS, languages.codes, rows)
    if not programme.all(Report, slug):
        forms["report.yaml"] = _report(description, words).encode()
    if not programme.all(Recognition, slug):
        forms["recognitions.csv"] = new_table(RECOGNITIONS, languages.codes)
    if not programme.all(Project, slug):
        forms["projects.csv"] = new_table(PROJECTS, languages.codes)
    if not programme.all(Testimonial, slug):
        forms["testimonials.yaml"] = _voices(words).encode()
    folder = folder_of(slug)
    return {
        path: content
        for name, content in forms.items()
        if not (root / (path := f"{folder}/{_FORM}{name}")).exists()
        and not (root / folder / name).exists()
    }


def _meant(path: str) -> str:
    """Return the name that a form is to have once it is filled in."""
    return path.rpartition("/")[2].removeprefix(_FORM)


def _report(description: ProgrammeDescription, words: Catalogue) -> str:
    """Write the eight parts of a report, to be filled in (evidence 8.1)."""
    tree: dict[str, Any] = {
        "objectives": [
            {"objective": one.id, "met": "met", "comment": words.text("editing.report.objective")}
            for one in description.objectives
        ],
        "participation": dict.fromkeys(
            ("mentors", "mentees", "pairs", "organisations", "sessions", "minutes"), "0"
        ),
    }
    for key in _TOLD:
        text = words.text(f"editing.report.{key}")
        tree[key] = [text] if key == "lessons" else text
    order = ("summary", "objectives", "timeline", "participation", *_TOLD[2:])
    parts = [f"# {words.text('editing.report.comment')}\n"]
    parts += [written_yaml({key: tree[key]}) for key in order]
    return "\n".join(parts)


def _voices(words: Catalogue) -> str:
    example = {"id": "mentee-1", "quote": words.text("editing.voice"), "name": None}
    asked = {"role": "mentee", "organisation": None, "consent": "no"}
    agreed = {"consent_date": None, "consent_wording": None}
    lines = written_yaml([example | asked | agreed]).splitlines()
    return "".join(f"# {line}\n" for line in (words.text("editing.voice_comment"), *lines))
