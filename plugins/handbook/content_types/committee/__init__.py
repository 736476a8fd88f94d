"""The committee: chair, coordinator and members (evidence section 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.consent import Consent
from handbook.content_type import ContentType, Data, Table
from handbook.content_type.records import Entity, each, from_row, shown_person
from handbook.content_types.organisations import employer
from handbook.languages import Text
from handbook.problems import MASK, Place, Problem, warning
from handbook.programme import Programme
from handbook.row import ExtraValue

CHAIR = "chair"
COORDINATOR = "coordinator"


@dataclass(frozen=True, kw_only=True)
class CommitteeMember(Entity):
    """One person's term of office, as the coordinator keeps it."""

    name: str
    role: str
    organisation: str
    position: Text | None
    since: date
    until: date | None
    email: str
    consent: Consent
    extra: tuple[ExtraValue, ...] = ()

    def serves_on(self, day: date) -> bool:
        """Say whether the term of office covers `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class PublicCommitteeMember:
    """What may be seen of a committee member in office."""

    id: str
    name: str
    role: str
    """`chair`, `coordinator` or `member`."""
    organisation: str
    """Name of the organisation, empty for the association itself."""
    organisation_id: str
    position: Text | None
    since: date
    until: date | None
    email: str
    """Personal address, empty unless the consent covers contact."""
    extra: tuple[ExtraValue, ...] = ()


def publish_member(member: CommitteeMember, programme: Programme) -> PublicCommitteeMember | None:
    """Show who is in office and allows it."""
    if not member.serves_on(programme.reference_date):
        return None
    organisation = employer(member.organisation, programme)
    return shown_person(PublicCommitteeMember, member, programme, **organisation)


def chair_and_coordinator(programme: Programme) -> Iterator[Problem]:
    """A chair and a coordinator are in office (evidence 2.1)."""
    if COMMITTEE.name in programme.incomplete:
        return
    in_office = {
        member.role
        for member in programme.all(CommitteeMember)
        if member.serves_on(programme.reference_date)
    }
    for role, code in ((CHAIR, "chair-missing"), (COORDINATOR, "coordinator-missing")):
        if role not in in_office:
            yield warning(Place(COMMITTEE.file), code, "role")


def term_in_order(programme: Programme) -> Iterator[Problem]:
    """A term of office does not end before it begins."""
    for member in programme.all(CommitteeMember):
        if member.until and member.until < member.since:
            yield Problem(member.where("until"), "term-backwards", "until", MASK)


COMMITTEE = ContentType(
    name="committee",
    folder=Path(__file__).parent,
    source=Table("committee.csv"),
    assemble=each(from_row(CommitteeMember)),
    publish=publish_member,
    data=Data(columns={"organisation": "organisation_id"}),
    extra_columns=True,
    rules=(chair_and_coordinator, term_in_order),
)
