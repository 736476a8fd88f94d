"""Rules on the people of an edition: who mentors, and who is thanked or quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handbook.consent import BIOGRAPHY, Consent
from handbook.content_types.beside import text_beside
from handbook.content_types.committee import COMMITTEE, COORDINATOR, CommitteeMember
from handbook.content_types.editions.record import Edition
from handbook.content_types.former_mentees import FormerMentee
from handbook.content_types.likeness import same_name
from handbook.content_types.mentors import MENTORS, Mentor
from handbook.content_types.misplaced import misplaced
from handbook.content_types.projects import Project
from handbook.content_types.recognitions import Recognition
from handbook.content_types.service import SERVICE, Service, serving_in
from handbook.problems import MASK, Problem, warning, warning_at
from handbook.programme import Programme, Rule


@dataclass(frozen=True, slots=True)
class Serving:
    """One mentor in one edition."""

    edition: Edition
    service: Service
    mentor: Mentor


def not_over(programme: Programme) -> tuple[Edition, ...]:
    """Return the editions that run or are ahead: what is past nobody can plan better."""
    today = programme.reference_date
    return tuple(
        edition
        for edition in programme.all(Edition)
        if edition.ends >= today and not edition.cancelled
    )


def serving(programme: Programme) -> Iterator[Serving]:
    """Give every part that a mentor has in an edition that is not over.

    Of a mentor who withdrew, or whose row is faulty, nothing is known.
    """
    for edition in not_over(programme):
        for service in serving_in(programme, edition.id):
            mentor = programme.find(Mentor, service.mentor)
            if mentor is not None:
                yield Serving(edition, service, mentor)


def serving_once(programme: Programme) -> Iterator[Serving]:
    """Give each mentor once, in the first edition in which they serve."""
    seen: set[str] = set()
    for part in serving(programme):
        if part.mentor.id not in seen:
            seen.add(part.mentor.id)
            yield part


def consents_asked(programme: Programme) -> Iterator[Problem]:
    """Who serves has said yes or no to publication, and a yes has not run out.

    A "no" without a date may only mean that nobody has asked; one with a date is an answer.
    """
    today = programme.reference_date
    for part in serving_once(programme):
        consent = part.mentor.consent
        slug = part.edition.id
        if not consent.given and consent.since is None:
            yield warning_at(part.mentor, "consent-unasked", "consent", "", edition=slug)
        elif consent.given and _over(consent, today):
            yield warning_at(part.mentor, "consent-lapsed", "consent_expiry", edition=slug)


def _over(consent: Consent, today: date) -> bool:
    """Say whether a consent has held and holds no more; one that never held is told elsewhere."""
    if consent.since is None or consent.expires is None:
        return False
    return consent.since <= consent.expires < today


def profiles_telling(programme: Programme) -> Iterator[Problem]:
    """A profile that is shown says something of the mentor (evidence 4.4)."""
    today = programme.reference_date
    for part in serving_once(programme):
        mentor = part.mentor
        said = (mentor.experience, mentor.strengths, mentor.gain, mentor.interests)
        if not mentor.consent.valid_on(today) or any(said):
            continue
        biography = text_beside(MENTORS.name, mentor.id, programme)
        if mentor.consent.allows(BIOGRAPHY, today) and biography:
            continue
        yield warning(mentor.where(), "profile-empty", edition=part.edition.id)


def profiles_fresh(programme: Programme) -> Iterator[Problem]:
    """A profile that is shown was confirmed within a year; a new one, by the consent to it."""
    oldest = _year_before(programme.reference_date)
    for part in serving_once(programme):
        mentor = part.mentor
        last = mentor.confirmed or mentor.consent.since
        if not mentor.consent.valid_on(programme.reference_date) or last is None:
            continue
        if last < oldest:
            value = MASK if mentor.confirmed else ""
            yield warning_at(mentor, "profile-stale", "confirmed", value, edition=part.edition.id)


def _year_before(day: date) -> date:
    """Return the same day a year ago; the last of February where there was no 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


def mentors_took_part(programme: Programme) -> Iterator[Problem]:
    """A mentor who is thanked in an edition served in it.

    Where nobody is listed, as in an edition from before the programme kept lists, nothing can be
    told.
    """
    if SERVICE.name in programme.incomplete:
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


def projects_of_the_edition(programme: Programme) -> Iterator[Problem]:
    """Whoever is named with a project took part in its edition, as far as that is told."""
    known = {edition.id for edition in programme.all(Edition)}
    for project in programme.all(Project):
        details = {"edition": project.edition}
        for number, id in enumerate(project.mentors):
            served = programme.find(Service, id, project.edition)
            listed = programme.all(Service, project.edition)
            if listed and not served and SERVICE.name not in programme.incomplete:
                yield warning_at(project, "project-mentor", f"mentors.{number}", **details)
        for number, id in enumerate(project.mentees):
            mentee = programme.find(FormerMentee, id)
            if mentee and mentee.editions and project.edition not in mentee.editions:
                yield warning_at(project, "project-mentee", f"mentees.{number}", **details)
    for mentee in programme.all(FormerMentee):
        for number, slug in enumerate(mentee.editions):
            if slug not in known and "editions" not in programme.incomplete:
                place = mentee.where(f"editions.{number}")
                details = {"target": "programme/editions"}
                yield Problem(place, "foreign-key", "editions", MASK, details=details)


def organisers_served(programme: Programme) -> Iterator[Problem]:
    """A coordinator or committee member who is thanked was in office during the edition."""
    if COMMITTEE.name in programme.incomplete:
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
                yield warning_at(recognition, "recognition-office", "name", edition=edition.id)


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
            line = mentor.where().line
            yield warning_at(recognition, "recognition-name", "name", line=line)


PARTICIPANTS: tuple[Rule, ...] = (
    consents_asked,
    profiles_telling,
    profiles_fresh,
    mentors_took_part,
    projects_of_the_edition,
    organisers_served,
    names_agree,
)
