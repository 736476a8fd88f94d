"""Opening: the call of an edition opened today, or the edition called off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.content_types.editions.speaking import Course, Stage
from handbook.editing.in_place import Sheet, with_key
from handbook.editing.proposals import (
    Note,
    Original,
    Phrase,
    Proposal,
    course_of,
    folder_of,
    refusal,
    unknown,
)
from handbook.problems import Place
from handbook.programme import Programme
from handbook.progress.readiness import requirements

_COLUMNS = ("id", "kind", "title", "date")
_NEEDED = frozenset(
    {
        *("statement", "coordinator", "partners", "application"),
        *("call", "matching", "kick-off", "closing"),
    }
)
"""What whoever applies looks for, of all that a programme needs before its call."""


def opened(root: Path, programme: Programme, slug: str) -> Proposal:
    """Open the call of an edition on the reference date.

    Args:
        root: the project's folder.
        programme: read without an error.
        slug: the folder of the edition.
    """
    course, today = course_of(programme, slug), programme.reference_date
    if course is None:
        return unknown(programme, slug)
    if course.call_open(today):
        return Proposal(notes=(Note("is_open", {"slug": slug, "day": course.call_until}),))
    if course.settings.cancelled:
        return refusal("is_cancelled", slug=slug)
    if course.stage(today) is not Stage.PLANNED:
        return refusal("call_over", slug=slug, day=course.call_until)
    if missing := tuple(_missing(programme, course)):
        return Proposal(refused=missing)
    kept = Original.read(root, f"{folder_of(slug)}/timeline.csv")
    assert kept is not None  # it has the dates that are not missing
    sheet = Sheet.of(kept.text, _COLUMNS)
    opens = course.first["call-open"].id
    number = next(i for i, row in enumerate(sheet.values()) if row["id"] == opens)
    settled = {(number, "provisional"): ""} if sheet.values()[number].get("provisional") else {}
    text = sheet.changed({(number, "date"): today.isoformat(), **settled})
    return Proposal(kept.changed(text), (Note("opened", {"slug": slug, "day": course.call_until}),))


def _missing(programme: Programme, course: Course) -> Iterator[Note]:
    """Tell what whoever applies would look for in vain."""
    for each in requirements(programme, course):
        if each.id in _NEEDED and not each.done:
            what = Phrase(f"status.requirements.{each.id}")
            yield Note("missing", {"what": what, "place": Place(each.place.path, each.place.line)})


def cancelled(root: Path, programme: Programme, slug: str) -> Proposal:
    """Call an edition off; its page stays, and says so.

    Args:
        root: the project's folder.
        programme: read without an error.
        slug: the folder of the edition.
    """
    course = course_of(programme, slug)
    if course is None:
        return unknown(programme, slug)
    if course.settings.cancelled:
        return Proposal(notes=(Note("is_cancelled", {"slug": slug}),))
    if course.stage(programme.reference_date) is Stage.CLOSED:
        return refusal("is_closed", slug=slug, day=course.last_day)
    kept = Original.read(root, f"{folder_of(slug)}/edition.yaml")
    assert kept is not None  # the edition was read from it
    changes = kept.changed(with_key(kept.text, "cancelled", "yes", after="ends"))
    return Proposal(changes, (Note("cancelled", {"slug": slug}),))
