"""Mentors: who they are, what they offer, what they allow to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.consent import BIOGRAPHY, CONTACT, PHOTO, Consent
from handbook.content_type import ContentType, Data, Entries, Table
from handbook.content_type.records import Entity, each, from_row
from handbook.content_types.beside import (
    belongs,
    in_every_language,
    photos_described,
    photos_there,
    pictures_sound,
)
from handbook.content_types.consents import consent_rule
from handbook.content_types.extras import shown
from handbook.content_types.likeness import different_people
from handbook.content_types.misplaced import in_their_columns
from handbook.content_types.organisations import Organisation
from handbook.content_types.reserved import listing_kept
from handbook.content_types.service import Service
from handbook.languages import Text
from handbook.pictures import Role
from handbook.programme import Programme
from handbook.row import ExtraValue, Term

PHOTO_ENDINGS = ("jpg", "jpeg", "png", "webp")


@dataclass(frozen=True, kw_only=True)
class Mentor(Entity):
    """One mentor across all editions, as the coordinator keeps them."""

    name: str
    pronouns: str
    organisation: str
    position: Text | None
    expertise: tuple[Term, ...]
    languages: tuple[Term, ...]
    location: str
    meets: tuple[Term, ...]
    availability: Term
    experience: Text | None
    strengths: Text | None
    gain: Text | None
    interests: Text | None
    website: str
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
    pronouns: str
    organisation: str
    """Name of the organisation."""
    organisation_id: str
    position: Text | None
    expertise: tuple[Term, ...]
    languages: tuple[Term, ...]
    location: str
    meets: tuple[Term, ...]
    availability: Term
    experience: Text | None
    strengths: Text | None
    gain: Text | None
    interests: Text | None
    website: str
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


def publish_mentor(mentor: Mentor, programme: Programme) -> PublicMentor | None:
    """Show a mentor whose consent holds on the reference date, within its scope."""
    today = programme.reference_date
    if not mentor.consent.valid_on(today):
        return None
    organisation = programme.find(Organisation, mentor.organisation)
    return PublicMentor(
        id=mentor.id,
        name=mentor.name,
        pronouns=mentor.pronouns,
        organisation=organisation.name if organisation else "",
        organisation_id=organisation.id if organisation else "",
        position=mentor.position,
        expertise=mentor.expertise,
        languages=mentor.languages,
        location=mentor.location,
        meets=mentor.meets,
        availability=mentor.availability,
        experience=mentor.experience,
        strengths=mentor.strengths,
        gain=mentor.gain,
        interests=mentor.interests,
        website=mentor.website,
        email=mentor.email if mentor.consent.allows(CONTACT, today) else "",
        photo=_photo(mentor, programme) if mentor.consent.allows(PHOTO, today) else "",
        photo_alt=mentor.photo_alt if mentor.consent.allows(PHOTO, today) else None,
        biography=_biography(mentor, programme)
        if mentor.consent.allows(BIOGRAPHY, today)
        else None,
        editions=tuple(
            sorted(service.edition for service in programme.related(Service, "mentor", mentor.id))
        ),
        confirmed=mentor.confirmed,
        extra=shown(mentor.extra, consented=True, contact=mentor.consent.allows(CONTACT, today)),
    )


def _photo(mentor: Mentor, programme: Programme) -> str:
    paths = (f"photos/{name}" for name in _photos(mentor, programme))
    return next((path for path in paths if path in programme.files), "")


def _biography(mentor: Mentor, programme: Programme) -> Text | None:
    versions = []
    for language in programme.languages:
        content = programme.files.get(f"mentors/{mentor.id}.{language}.md")
        if content:
            versions.append((language, content.decode("utf-8")))
    return Text(tuple(versions)) if versions else None


def _photos(mentor: Mentor, programme: Programme) -> tuple[str, ...]:
    """Give the names a photo may have."""
    return tuple(f"{mentor.id}.{ending}" for ending in PHOTO_ENDINGS)


def _description(mentor: PublicMentor) -> tuple[Text | str | None, ...]:
    return (mentor.name, mentor.position, mentor.organisation)


MENTORS = ContentType(
    name="mentors",
    folder=Path(__file__).parent,
    source=Table("mentors.csv"),
    assemble=each(from_row(Mentor)),
    publish=publish_mentor,
    data=Data(columns={"organisation": "organisation_id"}),
    rules=(
        consent_rule(Mentor),
        belongs("mentors", Mentor, "mentors.csv", in_every_language),
        belongs("photos", Mentor, "mentors.csv", _photos),
        pictures_sound("photos", Role.PHOTO, Mentor, _photos),
        photos_there(Mentor, _photos),
        photos_described(Mentor, _photos),
        different_people(Mentor),
        in_their_columns(
            Mentor,
            ("name", "pronouns", "position", "location"),
            ("experience", "strengths", "gain", "interests", "photo_alt"),
        ),
        listing_kept(Mentor),
    ),
    entries=Entries(title=lambda mentor: mentor.name, description=_description),
    extra_columns=True,
    pictures=lambda mentor: (mentor.photo,),
)
