"""Testimonials: what people say of an edition, each with their own consent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.consent import Consent
from handbook.content_type import ContentType, Data, RecordList, never
from handbook.content_type.records import Entity, each, from_row, shown_person
from handbook.content_types.mentors import Mentor
from handbook.content_types.organisations import employer
from handbook.languages import Text
from handbook.programme import Programme


@dataclass(frozen=True, kw_only=True)
class Testimonial(Entity):
    """One testimonial, as the coordinator keeps it."""

    quote: Text
    name: str
    role: str
    organisation: str
    about: str
    """Id of the mentor of whom it speaks; empty for nobody."""
    consent: Consent


@dataclass(frozen=True, slots=True)
class PublicTestimonial:
    """What may be seen of a testimonial."""

    id: str
    edition: str
    quote: Text
    name: str
    role: str
    organisation: str
    organisation_id: str
    about: str
    """Id of the mentor on whose profile it stands; empty where they may not be shown."""


def publish_testimonial(testimonial: Testimonial, programme: Programme) -> PublicTestimonial | None:
    """Show a testimonial whose giver allows it."""
    organisation = employer(testimonial.organisation, programme)
    mentor = programme.find(Mentor, testimonial.about)
    shown = mentor is not None and mentor.consent.valid_on(programme.reference_date)
    about = testimonial.about if shown else ""
    return shown_person(PublicTestimonial, testimonial, programme, about=about, **organisation)


TESTIMONIALS = ContentType(
    name="testimonials",
    folder=Path(__file__).parent,
    source=RecordList("editions/*/testimonials.yaml", optional=True),
    assemble=each(from_row(Testimonial)),
    publish=never,
    data=Data(within="testimonials", columns={"organisation": "organisation_id"}),
)
