"""Mentors: who they are, what they offer, what they allow to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.consent import Consent
from handbook.content_type import ContentType, Data, Directory, Entries, FacetOf, Table
from handbook.content_type.records import Entity, each, from_row, shown_person
from handbook.content_types.beside import photo_of, text_beside
from handbook.content_types.organisations import Employer, employers
from handbook.content_types.service import Service
from handbook.languages import Text
from handbook.programme import Programme
from handbook.row import ExtraValue, Link
from handbook.schema import Term
from handbook.text.folding import plain
from handbook.text.ranges import Range


@dataclass(frozen=True, kw_only=True)
class Mentor(Entity):
    """One mentor across all editions, as the coordinator keeps them."""

    name: str
    sort_name: str
    """By what they are put in order; empty for their name."""
    pronouns: Text | None
    organisation: tuple[str, ...]
    """Ids of the organisations that they work for, the main one first; none where they are
    independent or retired."""
    position: Text | None
    expertise: tuple[Term, ...]
    languages: tuple[Term, ...]
    location: str
    meets: tuple[Term, ...]
    availability: Term | None
    hours_a_month: Range | None
    months_offered: Range | None
    engagement: tuple[Term, ...]
    """Whether for a single conversation, over months, or either."""
    time_zone: str
    experience: Text | None
    strengths: Text | None
    gain: Text | None
    ideal_mentee: Text | None
    limits: Text | None
    """What they know too little of to help with."""
    interests: Text | None
    website: str
    links: tuple[Link, ...]
    email: str
    photo_alt: Text | None
    confirmed: date | None
    consent: Consent
    extra: tuple[ExtraValue, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicMentor:
    """What may be seen of a mentor. Has no attribute for anything that may not."""

    id: str
    name: str
    order_name: str
    """By what they are put in order among others; never printed."""
    pronouns: Text | None
    organisations: tuple[Employer, ...]
    """The organisations that they work for, the main one first."""
    position: Text | None
    expertise: tuple[Term, ...]
    languages: tuple[Term, ...]
    location: str
    meets: tuple[Term, ...]
    availability: Term | None
    hours_a_month: Range | None
    months_offered: Range | None
    engagement: tuple[Term, ...]
    """Whether for a single conversation, over months, or either."""
    time_zone: str
    experience: Text | None
    strengths: Text | None
    gain: Text | None
    ideal_mentee: Text | None
    limits: Text | None
    """What they know too little of to help with."""
    interests: Text | None
    website: str
    links: tuple[Link, ...]
    """Where else they are to be found; handles and booking pages if the consent covers contact."""
    email: str
    """Personal address, empty unless the consent covers contact."""
    photo: str
    """Path of the photo from `programme/`, empty unless there is one that may be shown."""
    photo_alt: Text | None
    biography: Text | None
    """Markdown, None unless there is one that may be shown."""
    editions: tuple[str, ...]
    """Slugs of the editions served in, oldest first (evidence 4.7)."""
    confirmed: date | None
    extra: tuple[ExtraValue, ...] = ()

    @property
    def organisation(self) -> str:
        """Name of the main organisation, empty for none."""
        return self.organisations[0].name if self.organisations else ""

    @property
    def organisation_id(self) -> str:
        """Its id."""
        return self.organisations[0].id if self.organisations else ""

    @property
    def organisation_ids(self) -> tuple[str, ...]:
        """Ids of all of them."""
        return tuple(each.id for each in self.organisations)

    @property
    def open_links(self) -> tuple[Link, ...]:
        """Those by which nobody is reached."""
        return tuple(each for each in self.links if not each.contact)


def publish_mentor(mentor: Mentor, programme: Programme) -> PublicMentor | None:
    """Show a mentor whose consent holds on the reference date, within its scope."""
    served = programme.related(Service, "mentor", mentor.id)
    return shown_person(
        PublicMentor,
        mentor,
        programme,
        order_name=mentor.sort_name or mentor.name,
        organisations=employers(mentor.organisation, programme),
        photo=photo_of(mentor.id, programme),
        biography=text_beside(MENTORS.name, mentor.id, programme),
        editions=tuple(sorted(service.edition for service in served if service.confirmed)),
    )


def in_order(mentors: Sequence[Mentor]) -> Sequence[Mentor]:
    """Put mentors in order of their names, or of those that they are to be sorted by."""
    return sorted(mentors, key=lambda mentor: plain(mentor.sort_name or mentor.name))


def _description(mentor: PublicMentor) -> tuple[Text | str | None, ...]:
    return (mentor.name, mentor.position, mentor.organisation)


DIRECTORY = Directory(
    by=lambda mentor: mentor.order_name,
    facets=(
        FacetOf("expertise", "expertise", "mentors.expertise"),
        FacetOf("language", "languages", "mentors.languages"),
        FacetOf("organisation", "organisations", "mentors.organisation"),
        FacetOf(
            "availability",
            "availability",
            "mentors.availability",
            order=("open", "limited", "full", "paused"),
        ),
        FacetOf("edition", "editions", "mentors.edition", titles="editions", newest_first=True),
        FacetOf(
            "direction",
            "editions",
            "mentors.direction",
            titles="editions",
            by="direction",
            words="edition_direction",
            order=("classic", "reverse", "peer", "cascade"),
        ),
    ),
    says=(
        *("strengths", "experience", "biography", "gain", "ideal_mentee"),
        *("limits", "interests"),
    ),
)

MENTORS = ContentType(
    name="mentors",
    folder=Path(__file__).parent,
    source=Table("mentors.csv"),
    assemble=each(from_row(Mentor)),
    publish=publish_mentor,
    order=in_order,
    data=Data(columns={"organisation": "organisation_ids", "links": "open_links"}),
    entries=Entries(title=lambda mentor: mentor.name, description=_description),
    texts=True,
    extra_columns=True,
    pictures=lambda mentor: (mentor.photo,),
    directory=DIRECTORY,
)
