"""Recognitions: who was thanked or honoured in an edition (evidence 6.21)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.consent import Consent
from handbook.content_type import ContentType, Data, Table, never
from handbook.content_type.records import Entity, each, from_row, shown_person
from handbook.content_types.awards import Award
from handbook.content_types.mentors import Mentor
from handbook.content_types.organisations import employer
from handbook.languages import Text
from handbook.problems import Problem
from handbook.programme import Programme


@dataclass(frozen=True, kw_only=True)
class Recognition(Entity):
    """One person's recognition, as the coordinator keeps it."""

    award: str
    name: str
    role: str
    organisation: str
    mentor: str
    citation: Text | None
    consent: Consent


@dataclass(frozen=True, slots=True)
class PublicRecognition:
    """What may be seen of a recognition."""

    id: str
    edition: str
    award: Award
    name: str
    role: str
    organisation: str
    organisation_id: str
    mentor: str
    """Id of the mentor's profile, empty where there is none to be seen."""
    citation: Text | None


def publish_recognition(recognition: Recognition, programme: Programme) -> PublicRecognition | None:
    """Show a recognition with the person's own consent; link a profile only where one is shown.

    A mentor whose consent to a profile does not hold is not named here either.
    """
    mentor = programme.find(Mentor, recognition.mentor) if recognition.mentor else None
    if mentor is not None and not mentor.consent.valid_on(programme.reference_date):
        return None
    award = programme.find(Award, recognition.award)
    if award is None:
        return None
    return shown_person(
        PublicRecognition,
        recognition,
        programme,
        **employer(recognition.organisation, programme),
        award=award,
        mentor=mentor.id if mentor else "",
    )


def award_fits_role(programme: Programme) -> Iterator[Problem]:
    """An award goes to somebody it is meant for."""
    for recognition in programme.all(Recognition):
        award = programme.find(Award, recognition.award)
        if award is not None and recognition.role not in award.audience:
            yield Problem(
                recognition.where("role"),
                "award-role",
                "role",
                recognition.role,
                details={"award": recognition.award, "allowed": ", ".join(award.audience)},
            )


RECOGNITIONS = ContentType(
    name="recognitions",
    folder=Path(__file__).parent,
    source=Table("editions/*/recognitions.csv", optional=True),
    assemble=each(from_row(Recognition)),
    publish=never,
    data=Data(
        within="recognitions", columns={"award": "award.id", "organisation": "organisation_id"}
    ),
    rules=(award_fits_role,),
)
