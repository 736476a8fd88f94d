"""Status: all that a coordinator wants to know of a programme on one day. It names nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.consent import Consent
from handbook.content_type import ContentType
from handbook.content_type.records import Entity
from handbook.content_types.committee import CommitteeMember
from handbook.content_types.editions import PublicEdition
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course, Speaking, Stage, speaking_to
from handbook.content_types.messages import Message
from handbook.content_types.organisations import Organisation
from handbook.content_types.timeline import Milestone
from handbook.languages import Text
from handbook.people.ending import ending_soon
from handbook.people.holdings import Holding, holdings
from handbook.problems import Place, Problem
from handbook.programme import Programme
from handbook.progress.readiness import Requirement, requirements
from handbook.progress.workload import Month, workload
from handbook.reading.programme import Reading, published

WITHIN = timedelta(days=30)
"""How far ahead dates and ends are told."""
_UNASKED = frozenset({"consent-unasked", "consent-lapsed"})
_STALE = frozenset({"profile-stale"})
_OVER = frozenset({Stage.CLOSED, Stage.CANCELLED})
_FILLED_IN = {
    "call-open": "edition.yaml",
    "interviews": "mentors.csv",
    "matching": "mentors.csv",
    "announcement": "mentors.csv",
    "evaluation": "results.csv",
    "recognition": "recognitions.csv",
    "report": "report.yaml",
}
"""By kind of date, the file of the edition in which its outcome is told."""


@dataclass(frozen=True, slots=True)
class Due:
    """One date that comes soon, or lasts still."""

    edition: str
    title: Text
    day: date
    end: date | None
    roles: tuple[str, ...]
    """Whom it concerns; empty for everybody."""
    place: Place
    fill_in: str
    """The file in which its outcome is told; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A row whose person may soon not be named any more."""

    day: date
    """The last day."""
    place: Place
    consent: bool
    """Whether it is the consent that ends; else a term of office."""


@dataclass(frozen=True, slots=True)
class Next:
    """A message that goes with the next date that has any."""

    edition: str
    day: date
    subject: Text
    audience: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Status:
    """How a programme stands on one day."""

    day: date
    prepared: Text | None
    """Title of the edition that the requirements are of; None where there is none."""
    requirements: tuple[Requirement, ...]
    due: tuple[Due, ...]
    endings: tuple[Ending, ...]
    unasked: tuple[Place, ...]
    """Rows of people who take part, in an edition that is not over, whom nobody has asked for
    their consent, or whose consent has ended."""
    stale: tuple[Place, ...]
    """Profiles that nobody has confirmed for a year."""
    messages: tuple[Next, ...]
    months: tuple[Month, ...]

    @property
    def ready(self) -> int:
        """How many requirements are done."""
        return sum(requirement.done for requirement in self.requirements)


def status_of(
    reading: Reading, content_types: Sequence[ContentType], shown: Programme | None
) -> Status:
    """Gather how a programme stands on its reference date, as far as it could be read.

    Args:
        reading: what was read; a text that is still to be written is empty there.
        content_types: those it was read with.
        shown: what may be seen of it, with its texts filled in; None where that was not made.
    """
    programme = reading.programme
    today = programme.reference_date
    courses = _courses(programme, shown)
    open_ = [course for course in courses if course.stage(today) not in _OVER]
    speaking = speaking_to(courses, today)
    joining = speaking.joining if speaking else None
    public = [kind for kind in content_types if not kind.private]
    held = holdings(reading, published(programme, public), public)
    endings = (
        Ending(day, _row(holding.row.where()), _by_consent(holding, day))
        for day, holding in ending_soon(held, programme, WITHIN)
    )
    return Status(
        day=today,
        prepared=joining.settings.title if joining else None,
        requirements=requirements(programme, joining),
        due=tuple(sorted(_due(open_, today), key=lambda due: (due.day, due.place))),
        endings=tuple(sorted(endings, key=lambda ending: (ending.day, ending.place))),
        unasked=(*_rows(reading.problems, _UNASKED), *_without_consent(programme, open_)),
        stale=_rows(reading.problems, _STALE),
        messages=tuple(_messages((shown or programme).all(Message), speaking, today))
        if speaking
        else (),
        months=workload(open_, today),
    )


def _courses(programme: Programme, shown: Programme | None) -> list[Course]:
    """Give the editions with their dates, their texts filled in where that was done."""
    if shown is not None:
        return [Course(each.settings, each.timeline) for each in shown.all(PublicEdition)]
    return [Course(each, programme.all(Milestone, each.id)) for each in programme.all(Edition)]


def _due(courses: Sequence[Course], today: date) -> Iterator[Due]:
    for course in courses:
        slug = course.settings.id
        for milestone in course.timeline:
            if today <= milestone.last_day and milestone.date <= today + WITHIN:
                file = _FILLED_IN.get(milestone.kind, "")
                yield Due(
                    edition=slug,
                    title=milestone.title,
                    day=milestone.date,
                    end=milestone.end,
                    roles=milestone.audience,
                    place=_row(milestone.where()),
                    fill_in=f"programme/editions/{slug}/{file}" if file else "",
                )


def _messages(
    messages: Sequence[Message], speaking: Speaking[Course] | None, today: date
) -> Iterator[Next]:
    """Give the messages of the next date that has any, of the editions that pages speak of."""
    spoken_of = (speaking.edition, *speaking.beside) if speaking else ()
    kinds = {message.kind for message in messages}
    ahead = [
        (milestone.date, number, milestone)
        for number, course in enumerate(spoken_of)
        for milestone in course.timeline
        if milestone.date >= today and milestone.kind in kinds and not course.settings.cancelled
    ]
    if not ahead:
        return
    day, _, milestone = min(ahead, key=lambda each: each[:2])
    for message in messages:
        if message.kind == milestone.kind:
            place = _row(message.where())
            yield Next(milestone.edition, day, message.subject, message.audience, place)


def _without_consent(programme: Programme, courses: Sequence[Course]) -> Iterator[Place]:
    """Give the rows of champions and of the committee in office; of mentors a rule tells."""
    today = programme.reference_date
    partners = {id for course in courses for id in course.settings.partners}
    asked: list[tuple[Entity, str, Consent]] = [
        (member, member.name, member.consent)
        for member in programme.all(CommitteeMember)
        if member.serves_on(today)
    ]
    asked += [
        (organisation, organisation.champion, organisation.consent)
        for organisation in programme.all(Organisation)
        if organisation.id in partners
    ]
    for record, name, consent in asked:
        unasked = not consent.given and consent.since is None
        if name and (unasked or (consent.given and consent.ended_on(today))):
            yield _row(record.where())


def _by_consent(holding: Holding, day: date) -> bool:
    return holding.consent is not None and holding.consent.expires == day


def _rows(problems: Sequence[Problem], codes: frozenset[str]) -> tuple[Place, ...]:
    """Give the rows that some rules speak of, each once."""
    found = {_row(problem.place) for problem in problems if problem.code in codes}
    return tuple(sorted(found))


def _row(place: Place) -> Place:
    """Return the place of a whole row."""
    return Place(place.path, place.line)
