"""Opening: the call of an edition opened today, or the edition called off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from handbook.content_types.committee import CommitteeMember
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course, Stage
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.editing.in_place import Sheet, with_key
from handbook.editing.steps import Kept, Note, Step, course_of, folder_of, refusal, unknown
from handbook.programme import Programme

_NEEDED = ("call-open", "call-close", "matching", "kick-off", "closing")
"""Kinds of date that whoever applies has to know (evidence 3.2)."""


def opened(root: Path, programme: Programme, slug: str) -> Step:
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
        return Step(notes=(Note("is_open", {"slug": slug, "day": course.call_until}),))
    if course.settings.cancelled:
        return refusal("is_cancelled", slug=slug)
    if course.stage(today) is not Stage.PLANNED:
        return refusal("call_over", slug=slug, day=course.call_until)
    if missing := tuple(_missing(programme, course)):
        return Step(refused=missing)
    kept = Kept.read(root, f"{folder_of(slug)}/timeline.csv")
    assert kept is not None  # it has the dates that are not missing
    sheet = Sheet.of(kept.text, "date")
    opens = course.first["call-open"].id
    number = next(i for i, row in enumerate(sheet.values()) if row["id"] == opens)
    text = sheet.changed({(number, "date"): today.isoformat()})
    return Step(kept.changed(text), (Note("opened", {"slug": slug, "day": course.call_until}),))


def _missing(programme: Programme, course: Course) -> Iterator[Note]:
    """Tell what whoever applies would look for in vain."""
    description, edition = programme.one(ProgrammeDescription), course.settings
    if not description.purpose.statement:
        yield Note("no_purpose")
    if kinds := [kind for kind in _NEEDED if kind not in course.first]:
        yield Note("no_dates", {"slug": edition.id, "kinds": ", ".join(kinds)})
    elif programme.reference_date > course.call_until:
        yield Note("call_over", {"slug": edition.id, "day": course.call_until})
    across = description.kind == "inter-organisational"
    if across and len(edition.partners) < description.partners.minimum:
        details = {"count": len(edition.partners), "minimum": description.partners.minimum}
        yield Note("few_partners", details)
    if not any(
        _coordinates(one, programme.reference_date) for one in programme.all(CommitteeMember)
    ):
        yield Note("no_coordinator")
    if not _can_apply(edition):
        yield Note("no_application", {"slug": edition.id})


def _coordinates(member: CommitteeMember, today: date) -> bool:
    in_office = member.since <= today and (member.until is None or member.until >= today)
    return member.role == "coordinator" and in_office


def _can_apply(edition: Edition) -> bool:
    """Say whether there is an address to apply to, or a form."""
    application = edition.application
    address = application.email or ""
    return bool(
        (address and not address.endswith(".example"))
        or application.mentor_form
        or application.mentee_form
    )


def cancelled(root: Path, programme: Programme, slug: str) -> Step:
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
        return Step(notes=(Note("is_cancelled", {"slug": slug}),))
    if course.stage(programme.reference_date) is Stage.CLOSED:
        return refusal("is_closed", slug=slug, day=course.last_day)
    kept = Kept.read(root, f"{folder_of(slug)}/edition.yaml")
    assert kept is not None  # the edition was read from it
    changes = kept.changed(with_key(kept.text, "cancelled", "yes", after="ends"))
    return Step(changes, (Note("cancelled", {"slug": slug}),))
