"""Rules on who takes part in an edition: partners, mentors, and those who are thanked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handbook.consent import BIOGRAPHY, Consent
from handbook.content_type.records import Entity
from handbook.content_types.beside import text_beside
from handbook.content_types.committee import COMMITTEE, COORDINATOR, CommitteeMember
from handbook.content_types.editions.record import Edition
from handbook.content_types.former_mentees import FormerMentee
from handbook.content_types.likeness import same_name
from handbook.content_types.mentors import MENTORS, Mentor
from handbook.content_types.misplaced import misplaced
from handbook.content_types.organisations import ORGANISATIONS, Organisation
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.projects import Project
from handbook.content_types.recognitions import Recognition
from handbook.content_types.service import SERVICE, Service, serving_in
from handbook.content_types.testimonials import Testimonial
from handbook.problems import MASK, Problem, Severity
from handbook.programme import Programme, Rule
from handbook.text.folding import suggestion, words_of


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


def partners_known(programme: Programme) -> Iterator[Problem]:
    """The partners of an edition are partner organisations, each once."""
    if ORGANISATIONS.name in programme.incomplete:
        return
    known = {organisation.id: organisation.name for organisation in programme.all(Organisation)}
    for edition in programme.all(Edition):
        for number, partner in enumerate(edition.partners):
            field = f"partners.{number}"
            if partner not in known:
                code, close = _meant(partner, known)
                details = {"target": "programme/organisations.csv", **close}
                yield Problem(edition.where(field), code, "partners", partner, details=details)
            elif partner in edition.partners[:number]:
                yield Problem(edition.where(field), "item-duplicate", field, partner)


def _meant(partner: str, known: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
    """Say whether the name of one organisation stands where its id should, or what is close."""
    words = frozenset(words_of(partner))
    named = [id for id, name in known.items() if words and frozenset(words_of(str(name))) == words]
    if len(named) == 1:
        return "id-wanted", {"suggestion": named[0]}
    return "foreign-key", suggestion(partner, list(known))


def partners_in_range(programme: Programme) -> Iterator[Problem]:
    """An edition has as many partners as the programme can carry (evidence 2.5)."""
    partners = programme.one(ProgrammeDescription).partners
    if partners.maximum < partners.minimum:
        return
    for edition in not_over(programme):
        count = len(set(edition.partners))
        # Without any, they are still to be said.
        if count and not partners.minimum <= count <= partners.maximum:
            bounds = {"minimum": partners.minimum, "maximum": partners.maximum}
            yield _warning(edition, "partners", "partners-number", str(count), **bounds)


def mentors_of_partners(programme: Programme) -> Iterator[Problem]:
    """Who mentors in an edition works for one of its partners, or for nobody.

    Of past editions that cannot be told where no organisation of that time is given: a mentor's
    row names that of today.
    """
    for part in serving(programme):
        organisations = part.service.organisation or part.mentor.organisation
        if not organisations or not _sound(part.edition, programme):
            continue
        if not set(organisations) & set(part.edition.partners):
            details = {"organisation": ", ".join(organisations), "edition": part.edition.id}
            yield _warning(part.service, "mentor", "mentor-not-partner", **details)


def voices_of_partners(programme: Programme) -> Iterator[Problem]:
    """Who is thanked or quoted in an edition took part for one of its partners."""
    for edition in programme.all(Edition):
        voices: tuple[Recognition | Testimonial, ...] = (
            *programme.all(Recognition, edition.id),
            *programme.all(Testimonial, edition.id),
        )
        for voice in voices if _sound(edition, programme) else ():
            if voice.organisation and voice.organisation not in edition.partners:
                yield _warning(
                    voice,
                    "organisation",
                    "organisation-not-partner",
                    voice.organisation,
                    edition=edition.id,
                )


def _sound(edition: Edition, programme: Programme) -> bool:
    """Say whether all partners of an edition are known: an unknown one may be meant for any."""
    return all(programme.find(Organisation, partner) for partner in edition.partners)


def consents_asked(programme: Programme) -> Iterator[Problem]:
    """Who serves has said yes or no to publication, and a yes has not run out.

    A "no" without a date may only mean that nobody has asked; one with a date is an answer.
    """
    today = programme.reference_date
    for part in serving_once(programme):
        consent = part.mentor.consent
        slug = part.edition.id
        if not consent.given and consent.since is None:
            yield _warning(part.mentor, "consent", "consent-unasked", "", edition=slug)
        elif consent.given and _over(consent, today):
            yield _warning(part.mentor, "consent_expiry", "consent-lapsed", edition=slug)


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
        details = {"edition": part.edition.id}
        yield Problem(mentor.where(), "profile-empty", severity=Severity.WARNING, details=details)


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
            yield _warning(mentor, "confirmed", "profile-stale", value, edition=part.edition.id)


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
                yield _warning(project, f"mentors.{number}", "project-mentor", **details)
        for number, id in enumerate(project.mentees):
            mentee = programme.find(FormerMentee, id)
            if mentee and mentee.editions and project.edition not in mentee.editions:
                yield _warning(project, f"mentees.{number}", "project-mentee", **details)
    for mentee in programme.all(FormerMentee):
        for number, slug in enumerate(mentee.editions):
            if slug not in known and "editions" not in programme.incomplete:
                field = f"editions.{number}"
                details = {"target": "programme/editions"}
                yield Problem(mentee.where(field), "foreign-key", field, MASK, details=details)


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
                yield _warning(recognition, "name", "recognition-office", edition=edition.id)


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
            yield _warning(recognition, "name", "recognition-name", line=line)


def _warning(
    record: Edition | Entity, field: str, code: str, value: str = MASK, **details: object
) -> Problem:
    return Problem(record.where(field), code, field, value, Severity.WARNING, details)


PARTICIPANTS: tuple[Rule, ...] = (
    partners_known,
    partners_in_range,
    mentors_of_partners,
    voices_of_partners,
    consents_asked,
    profiles_telling,
    profiles_fresh,
    mentors_took_part,
    projects_of_the_edition,
    organisers_served,
    names_agree,
)
