"""Rules on recognitions: they go to somebody who took part, under the name they go by."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.content_types.committee import COORDINATOR, CommitteeMember
from handbook.content_types.editions.record import Edition
from handbook.content_types.likeness import same_name
from handbook.content_types.mentors import Mentor
from handbook.content_types.misplaced import misplaced
from handbook.content_types.recognitions import Recognition
from handbook.content_types.service import Service
from handbook.problems import MASK, Problem, Severity
from handbook.programme import Programme


def mentors_took_part(programme: Programme) -> Iterator[Problem]:
    """A mentor who is thanked in an edition served in it.

    Where nobody is listed, as in an edition from before the programme kept lists, nothing can be
    told.
    """
    if "service" in programme.incomplete:
        return
    for recognition in programme.all(Recognition):
        if recognition.mentor and not _served(recognition, programme):
            details = {"edition": recognition.edition}
            place = recognition.where("mentor")
            yield Problem(place, "recognition-absent", "mentor", MASK, details=details)


def _served(recognition: Recognition, programme: Programme) -> bool:
    if programme.find(Service, recognition.mentor, recognition.edition):
        return True
    return not programme.all(Service, recognition.edition)


def organisers_served(programme: Programme) -> Iterator[Problem]:
    """A coordinator or committee member who is thanked was in office during the edition."""
    if "committee" in programme.incomplete:
        return
    for edition in programme.all(Edition):
        in_office = [
            member.name
            for member in programme.all(CommitteeMember)
            if member.since <= edition.ends
            and (member.until is None or member.until >= edition.starts)
        ]
        for recognition in programme.all(Recognition, edition.id):
            if recognition.role not in {COORDINATOR, "committee"}:
                continue
            if not any(same_name(recognition.name, name) for name in in_office):
                yield Problem(
                    recognition.where("name"),
                    "recognition-office",
                    "name",
                    MASK,
                    Severity.WARNING,
                    {"edition": edition.id},
                )


def names_agree(programme: Programme) -> Iterator[Problem]:
    """A recognition that points to a mentor bears that mentor's name.

    Where one of the two is no name at all, or points to somebody who took no part, that has been
    told.
    """
    for recognition in programme.all(Recognition):
        mentor = programme.find(Mentor, recognition.mentor) if recognition.mentor else None
        if mentor is None or misplaced(mentor.name) or misplaced(recognition.name):
            continue
        if not _served(recognition, programme):
            continue
        if not same_name(recognition.name, mentor.name):
            yield Problem(
                recognition.where("name"),
                "recognition-name",
                "name",
                MASK,
                Severity.WARNING,
                {"line": mentor.where().line},
            )
