"""Editions: each round of the programme, past, running or planned (evidence section 3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from handbook.content_type import ContentType, Data, Entries, YamlDocument
from handbook.content_type.records import extra_shown, is_shown
from handbook.content_types.editions.advised import ADVISED
from handbook.content_types.editions.hours import Hours, hours_of, in_hours
from handbook.content_types.editions.outcome import OUTCOME
from handbook.content_types.editions.participants import PARTICIPANTS
from handbook.content_types.editions.partners import PARTNERS
from handbook.content_types.editions.plausible import PLAUSIBLE
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course, Moment, Stage
from handbook.content_types.editions.structure import STRUCTURE
from handbook.content_types.mentors import Mentor
from handbook.content_types.organisations import (
    ORGANISATIONS,
    Employer,
    Organisation,
    PublicOrganisation,
    employers,
    publish_organisation,
)
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.recognitions import PublicRecognition, Recognition, publish_recognition
from handbook.content_types.report import Report
from handbook.content_types.results import Result
from handbook.content_types.service import serving_in
from handbook.content_types.testimonials import PublicTestimonial, Testimonial, publish_testimonial
from handbook.content_types.timeline import Milestone
from handbook.languages import Text
from handbook.programme import Programme, Record

R = TypeVar("R", bound=Record)
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class ServingMentor:
    """A mentor as they serve in one edition."""

    mentor: str
    """Id of the mentor, who may be seen."""
    capacity: int
    organisations: tuple[Employer, ...]
    """Those of that time, where the edition's own table says so; else those of today."""
    position: Text | None
    """Of that time; None where nothing says so."""

    @property
    def organisation(self) -> str:
        """Name of the main organisation, empty for none."""
        return self.organisations[0].name if self.organisations else ""

    @property
    def organisation_ids(self) -> tuple[str, ...]:
        """Ids of all of them."""
        return tuple(each.id for each in self.organisations)


@dataclass(frozen=True, slots=True)
class PublicEdition:
    """One edition and all that is shown with it."""

    id: str
    title: Text
    summary: Text
    settings: Edition
    """The edition as `edition.yaml` states it."""
    stage: Stage
    call_open: bool
    """Whether one can apply."""
    call_closes: Milestone | None
    """The date on which its call closes, where the timeline tells."""
    timeline: tuple[Milestone, ...]
    """In order of date."""
    next: Milestone | None
    """The first date that is not past."""
    mentors: tuple[ServingMentor, ...]
    mentors_unnamed: int
    """How many more serve without being shown."""
    partners: tuple[PublicOrganisation, ...]
    recognitions: tuple[PublicRecognition, ...]
    testimonials: tuple[PublicTestimonial, ...]
    results: tuple[Result, ...]
    report: Report | None

    @property
    def packed(self) -> bool:
        """Whether there is a pack of what was published of it: it is over, and was told of."""
        return self.stage == "closed" and bool(self.report or self.results)

    def __getattr__(self, name: str) -> object:
        """Let templates write `edition.sessions.count` as `edition.yaml` does."""
        if name not in Edition.model_fields:
            raise AttributeError(name)
        return getattr(self.settings, name)

    def first(self, kind: str, audience: str = "") -> Milestone | None:
        """Return the first date of a kind, or the first that concerns an audience, or None."""
        return next(
            (
                date
                for date in self.timeline
                if date.kind == kind and (not audience or date.concerns(audience))
            ),
            None,
        )

    def hours(self, role: str) -> Hours:
        """Return what the edition asks of a role, line by line, with their sum."""
        return hours_of(Course(self.settings, self.timeline), role)

    def minutes_for(self, role: str) -> int:
        """Return the sum of what it asks of a role."""
        return self.hours(role).minutes

    def hours_for(self, *roles: str) -> int:
        """Return the sum of what it asks of one or more roles, in whole hours."""
        return in_hours(sum(map(self.minutes_for, roles)))

    def moment(self, today: date) -> Moment:
        """Say what the edition asks for on a day."""
        return Course(self.settings, self.timeline).moment(today)

    def moment_after(self, today: date) -> tuple[date, Moment] | None:
        """Say from which day on it asks for something else; None where that never comes."""
        return Course(self.settings, self.timeline).moment_after(today)

    def upcoming(self, today: date) -> tuple[Milestone, ...]:
        """Return the dates that are not past."""
        return tuple(milestone for milestone in self.timeline if milestone.last_day >= today)


def publish_edition(edition: Edition, programme: Programme) -> PublicEdition:
    """Gather what is shown of an edition."""
    today = programme.reference_date
    timeline = tuple(
        replace(milestone, extra=extra_shown(milestone.extra, consented=False))
        for milestone in programme.all(Milestone, edition.id)
    )
    service = serving_in(programme, edition.id)
    mentors = [
        ServingMentor(
            mentor.id,
            each.capacity,
            employers(each.organisation or mentor.organisation, programme),
            each.position,
        )
        for each in service
        if (mentor := programme.find(Mentor, each.mentor)) and is_shown(mentor, programme)
    ]
    reports = programme.all(Report, edition.id)
    course = Course(edition, timeline)
    return PublicEdition(
        id=edition.id,
        title=edition.title,
        summary=edition.summary,
        settings=edition,
        stage=course.stage(today),
        call_open=course.call_open(today),
        call_closes=course.call_closes,
        timeline=timeline,
        next=next((milestone for milestone in timeline if milestone.last_day >= today), None),
        mentors=tuple(mentors),
        mentors_unnamed=len(service) - len(mentors),
        partners=tuple(
            publish_organisation(organisation, programme)
            for id in edition.partners
            if (organisation := programme.find(Organisation, id))
        ),
        recognitions=_shown(Recognition, publish_recognition, programme, edition.id),
        testimonials=_shown(Testimonial, publish_testimonial, programme, edition.id),
        results=programme.all(Result, edition.id),
        report=reports[0] if reports else None,
    )


def _shown(
    kind: type[R], publish: Callable[[R, Programme], P | None], programme: Programme, edition: str
) -> tuple[P, ...]:
    return tuple(
        public
        for record in programme.all(kind, edition)
        if (public := publish(record, programme)) is not None
    )


def role_addresses(shown: Programme) -> frozenset[str]:
    """Return the addresses that belong to roles and not to people, in small letters.

    Args:
        shown: the programme of what may be seen.
    """
    addresses = [edition.settings.application.email for edition in shown.all(PublicEdition)]
    for described in shown.all(ProgrammeDescription):
        contacts = described.contacts
        addresses += [contacts.programme.email, contacts.safeguarding.email]
        addresses.append(described.data_controller.email)
    return frozenset(address.casefold() for address in addresses if address)


_PLAIN = ("starts", "ends", "provisional", "pilot", "cancelled", "kind", "direction", "format")
EDITIONS = ContentType(
    name="editions",
    folder=Path(__file__).parent,
    source=YamlDocument("editions/*/edition.yaml", Edition),
    publish=publish_edition,
    data=Data(
        columns={
            **{name: f"settings.{name}" for name in _PLAIN},
            "duration_months": "settings.duration_months",
            "sessions": "settings.sessions.count",
            "every_weeks": "settings.sessions.every_weeks",
            "minutes": "settings.sessions.minutes",
            "mentors": "settings.capacity.mentors",
            "mentees": "settings.capacity.mentees",
            "partners": "settings.partners",
        }
    ),
    references={"partners": ORGANISATIONS.name},
    rules=(*STRUCTURE, *PLAUSIBLE, *PARTNERS, *PARTICIPANTS, *OUTCOME, *ADVISED),
    entries=Entries(
        title=lambda edition: edition.title,
        description=lambda edition: edition.summary,
        path="{id}.md",
    ),
)
