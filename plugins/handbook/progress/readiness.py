"""Readiness: what a programme needs before its call, and what of it is said already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from handbook.content_types.committee import CHAIR, COMMITTEE, COORDINATOR, CommitteeMember
from handbook.content_types.editions import EDITIONS
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course
from handbook.content_types.organisations import ORGANISATIONS, Organisation
from handbook.content_types.programme_description import PROGRAMME
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.service import SERVICE, serving_in
from handbook.content_types.timeline import TIMELINE, Milestone
from handbook.problems import Place
from handbook.programme import Programme
from handbook.reading.fictional import reserved

_EDITION = "programme/editions/{}/{}"
_DATES = {"matching": "3.2", "kick-off": "6.9", "closing": "3.2"}
"""Kinds of date that every edition has, besides those of its call, with the evidence."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a programme needs before its call."""

    id: str
    """Key of its wording."""
    done: bool
    place: Place
    """Where it stands, or is to be written."""
    evidence: str = ""
    """The claim that asks for it; empty where the law does, or plain sense."""
    kind: str = ""
    """The content type that it is looked up in."""


def requirements(programme: Programme, course: Course | None) -> tuple[Requirement, ...]:
    """Say what a programme needs before its call, in the order of the work.

    Of a table with faulty rows only what is there is told: what is missing may be in these.

    Args:
        programme: as it was read.
        course: the edition whose call comes, with its dates; None where there is no edition.
    """
    found = (*_of_description(programme), *_of_people(programme), *_of_edition(programme, course))
    return tuple(each for each in found if each.done or each.kind not in programme.incomplete)


def _of_description(programme: Programme) -> Iterator[Requirement]:
    for described in programme.all(ProgrammeDescription):
        purpose, where = described.purpose, described.where
        for id, key, said, evidence in (
            ("statement", "purpose.statement", purpose.statement, "1.1"),
            ("mission", "purpose.mission", purpose.mission, "1.1"),
            ("vision", "purpose.vision", purpose.vision, "1.5"),
            ("needs", "purpose.needs", purpose.needs, "1.3"),
            ("audience", "audience", described.audience, "1.2"),
            ("address", "data_controller.address", described.data_controller.address, ""),
        ):
            yield Requirement(id, bool(said), where(key), evidence, PROGRAMME.name)
        wrong = [key for key, email in _roles(described) if not _is_own(email, described)]
        place = where(wrong[0] if wrong else "contacts.programme.email")
        yield Requirement("contacts", not wrong, place, "2.1", PROGRAMME.name)


def _roles(described: ProgrammeDescription) -> Iterator[tuple[str, str]]:
    """Give the addresses of the programme, with the key of each."""
    yield "contacts.programme.email", described.contacts.programme.email
    yield "contacts.safeguarding.email", described.contacts.safeguarding.email
    yield "data_controller.email", described.data_controller.email


def _is_own(address: str, described: ProgrammeDescription) -> bool:
    """Say whether an address is somebody's; where everybody is invented, none has to be."""
    host = urlsplit(address).hostname or address.rpartition("@")[2]
    return described.people == "fictional" or not reserved(host)


def _of_people(programme: Programme) -> Iterator[Requirement]:
    for id, role in (("chair", CHAIR), ("coordinator", COORDINATOR)):
        member = next(
            (
                member
                for member in programme.all(CommitteeMember)
                if member.role == role
                and member.name
                and member.serves_on(programme.reference_date)
            ),
            None,
        )
        place = member.where() if member else Place("programme/committee.csv")
        yield Requirement(id, member is not None, place, "2.1", COMMITTEE.name)


def _of_edition(programme: Programme, course: Course | None) -> Iterator[Requirement]:
    if course is None and any(each.rolling for each in programme.all(ProgrammeDescription)):
        return
    if course is None:
        yield Requirement("edition", False, Place("programme/editions"), "3.1", EDITIONS.name)
        return
    edition = course.settings
    yield from _of_partners(programme, edition)
    service = serving_in(programme, edition.id)
    place = Place(_EDITION.format(edition.id, "mentors.csv"))
    yield Requirement("mentors", bool(service), place, "4.7", SERVICE.name)
    yield _application(programme, edition)
    opens = course.first.get("call-open")
    has_call = opens is not None and course.call_closes is not None
    yield _date("call", opens, has_call, edition, "4.1")
    for kind, evidence in _DATES.items():
        milestone = course.first.get(kind)
        yield _date(kind, milestone, milestone is not None, edition, evidence)


def _date(
    id: str, milestone: Milestone | None, done: bool, edition: Edition, evidence: str
) -> Requirement:
    nowhere = Place(_EDITION.format(edition.id, "timeline.csv"))
    return Requirement(
        id, done, milestone.where() if milestone else nowhere, evidence, TIMELINE.name
    )


def _of_partners(programme: Programme, edition: Edition) -> Iterator[Requirement]:
    """Tell whether there are as many partners as the programme wants, each with a champion."""
    partners = [
        organisation
        for id in dict.fromkeys(edition.partners)
        if (organisation := programme.find(Organisation, id)) is not None
    ]
    fewest = min((each.partners.minimum for each in programme.all(ProgrammeDescription)), default=1)
    enough = len(partners) >= fewest
    yield Requirement("partners", enough, edition.where("partners"), "2.5", ORGANISATIONS.name)
    without = [organisation for organisation in partners if not organisation.champion]
    place = without[0].where("champion") if without else Place("programme/organisations.csv")
    done = bool(partners) and not without
    yield Requirement("champions", done, place, "2.4", ORGANISATIONS.name)


def _application(programme: Programme, edition: Edition) -> Requirement:
    """Tell whether there is a form, or an address, to apply to."""
    given = edition.application
    ways = [way for way in (given.email, given.mentor_form, given.mentee_form) if way]
    described = programme.all(ProgrammeDescription)
    done = any(_is_own(way, described[0]) for way in ways) if described else bool(ways)
    return Requirement("application", done, edition.where("application"), "4.1", EDITIONS.name)
