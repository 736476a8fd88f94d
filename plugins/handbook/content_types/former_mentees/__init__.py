"""Former mentees: people who were mentees, and what they do now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.consent import Consent
from handbook.content_type import ContentType, Data, Entries, Table
from handbook.content_type.records import Entity, each, from_row, shown_person
from handbook.content_types.organisations import Employer, employers
from handbook.languages import Text
from handbook.programme import Programme


@dataclass(frozen=True, kw_only=True)
class FormerMentee(Entity):
    """One person who was a mentee, as the coordinator keeps them."""

    name: str
    editions: tuple[str, ...]
    """Slugs of the editions that they took part in."""
    organisation: tuple[str, ...]
    now: Text | None
    link: str
    consent: Consent


@dataclass(frozen=True, slots=True)
class PublicFormerMentee:
    """What may be seen of a former mentee."""

    id: str
    name: str
    editions: tuple[str, ...]
    organisations: tuple[Employer, ...]
    now: Text | None
    link: str

    @property
    def organisation_ids(self) -> tuple[str, ...]:
        """Ids of the organisations that they work for."""
        return tuple(each.id for each in self.organisations)


def publish_former_mentee(mentee: FormerMentee, programme: Programme) -> PublicFormerMentee | None:
    """Show somebody who was a mentee, and allows it."""
    works_for = employers(mentee.organisation, programme)
    return shown_person(PublicFormerMentee, mentee, programme, organisations=works_for)


FORMER_MENTEES = ContentType(
    name="former_mentees",
    folder=Path(__file__).parent,
    source=Table("former_mentees.csv", optional=True),
    assemble=each(from_row(FormerMentee)),
    publish=publish_former_mentee,
    data=Data(columns={"organisation": "organisation_ids"}),
    entries=Entries(
        title=lambda mentee: mentee.name,
        description=lambda mentee: (mentee.name, mentee.now),
        path="former-mentees/{id}.md",
    ),
)
