"""Rules that advise: what is known to help an edition, of which a programme may decide otherwise.

Each is a warning that names its evidence, knows the kind of programme, and is silent where
`not_followed` of `programme.yaml` lists its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handbook.content_types.editions.participants import not_over
from handbook.content_types.editions.record import Edition
from handbook.content_types.programme_description.description import (
    ProgrammeDescription,
    follows,
)
from handbook.content_types.timeline import TIMELINE, Milestone
from handbook.problems import Place, Problem, Severity
from handbook.programme import Programme, Rule

SHORTEST = {"skills": 6, "career": 12}
"""Fewest months of an edition, by what it is about (evidence 3.3)."""
LONGEST = 12
"""Most months between organisations (evidence 3.4)."""
FEWEST_SESSIONS = 6
MOST_WEEKS = 5
"""Between two sessions: every three or four weeks, or every month (evidence 3.3, 3.4)."""
USUAL_MINUTES = {"individual": (90, 90), "mixed": (90, 150), "group": (150, 150)}
"""Length of a session: of a pair about 90 minutes, of a group about 150 (evidence 3.5)."""
RAREST_FOLLOW_UP = 26
"""Weeks: follow-up takes place once or twice a year as a minimum (evidence 6.13)."""
CONSORTIUM = 3
"""Partners from which on an edition is one of a consortium."""
LAUNCHES = {"launch-missing": ("partner",), "launch-inside-missing": ("mentor", "mentee")}
"""What is told where no launch concerns any of some roles."""
WORKSHOP_FROM = 6
"""Months from which on a meeting in the middle is worth its while (evidence 6.14)."""
AWAITED = {"announcement": "4.1", "follow-up": "6.13", "mid-term": "6.14", "evaluation": "7.7"}
"""Kinds of date that the calendar of an edition has, and the evidence for each."""


def _between_organisations(programme: Programme) -> bool:
    return programme.one(ProgrammeDescription).kind == "inter-organisational"


def long_enough(programme: Programme) -> Iterator[Problem]:
    """An edition lasts as long as what it is about needs (evidence 3.3); a pilot may be shorter."""
    for edition in not_over(programme):
        least = SHORTEST[edition.kind]
        if edition.duration_months < least and not edition.pilot and follows(programme, "3.3"):
            yield _told(edition, "duration-short", "duration_months", least=least)


def not_too_long(programme: Programme) -> Iterator[Problem]:
    """Between organisations an edition lasts a year or less (evidence 3.4)."""
    for edition in not_over(programme):
        if (
            edition.duration_months > LONGEST
            and follows(programme, "3.4")
            and _between_organisations(programme)
        ):
            yield _told(edition, "duration-long", "duration_months", most=LONGEST)


def often_enough(programme: Programme) -> Iterator[Problem]:
    """Pairs meet often enough for a relationship to grow (evidence 3.3, 3.4).

    Within one organisation they may come to meet every several months only.
    """
    for edition in not_over(programme):
        sessions = edition.sessions
        if sessions.count < FEWEST_SESSIONS and not edition.pilot and follows(programme, "3.3"):
            yield _told(edition, "sessions-few", "sessions.count", least=FEWEST_SESSIONS)
        if (
            sessions.every_weeks > MOST_WEEKS
            and follows(programme, "3.4")
            and _between_organisations(programme)
        ):
            yield _told(edition, "sessions-rare", "sessions.every_weeks", most=MOST_WEEKS)


def long_sessions(programme: Programme) -> Iterator[Problem]:
    """A session lasts neither half as long as usual nor twice as long (evidence 3.5)."""
    for edition in not_over(programme):
        shorter, longer = USUAL_MINUTES[edition.format]
        if not shorter / 2 <= edition.sessions.minutes <= longer * 2 and follows(programme, "3.5"):
            usual = shorter if edition.sessions.minutes < shorter else longer
            yield _told(edition, "session-length", "sessions.minutes", usual=usual)


def followed_up(programme: Programme) -> Iterator[Problem]:
    """The coordinator asks each pair at least once or twice a year (evidence 6.13)."""
    for edition in not_over(programme):
        if edition.follow_up_weeks > RAREST_FOLLOW_UP and follows(programme, "6.13"):
            yield _told(edition, "follow-up-rare", "follow_up_weeks", most=RAREST_FOLLOW_UP)


def _told(edition: Edition, code: str, key: str, **details: object) -> Problem:
    value: object = edition
    for part in key.split("."):
        value = getattr(value, part)
    return Problem(edition.where(key), code, key, str(value), Severity.WARNING, details)


def launched(programme: Programme) -> Iterator[Problem]:
    """In a consortium the heads of all partners are brought in, and each house (evidence 3.12)."""
    if not follows(programme, "3.12") or not _between_organisations(programme):
        return
    for edition, dates, place in _laid_out(programme):
        if len(edition.partners) < CONSORTIUM:
            continue
        launches = [each for each in dates if each.kind == "launch"]
        for code, roles in LAUNCHES.items():
            if not any(each.concerns(role) for each in launches for role in roles):
                details = {"edition": edition.id, "partners": len(edition.partners)}
                yield Problem(place, code, severity=Severity.WARNING, details=details)


def calendar_whole(programme: Programme) -> Iterator[Problem]:
    """The calendar says when what must not be forgotten takes place (evidence 4.1, 6.13 to 7.7).

    One that has no kick-off yet is still being written.
    """
    chosen = programme.one(ProgrammeDescription).matching_by == "mentee"
    for edition, dates, place in _laid_out(programme):
        there = {each.kind for each in dates}
        for kind, evidence in AWAITED.items():
            if kind in there or not follows(programme, evidence):
                continue
            if kind == "announcement" and (chosen or "matching" in there):
                continue
            if kind == "mid-term" and edition.duration_months < WORKSHOP_FROM:
                continue
            details = {"edition": edition.id, "kind": kind, "evidence": evidence}
            yield Problem(place, "date-missing", severity=Severity.WARNING, details=details)


def _laid_out(programme: Programme) -> Iterator[tuple[Edition, tuple[Milestone, ...], Place]]:
    """Give the editions that are not over with their dates, where these are all there."""
    if TIMELINE.name in programme.incomplete:
        return
    for edition in not_over(programme):
        dates = programme.all(Milestone, edition.id)
        if any(each.kind == "kick-off" for each in dates):
            yield edition, dates, Place(TIMELINE.file_of(edition.id))


REVIEW_YEARS = 3
"""After so many years a programme is looked at as a whole (evidence 8.5)."""


def reviewed(programme: Programme) -> Iterator[Problem]:
    """A programme is reviewed after three years, or says when it will be (evidence 8.5)."""
    description = programme.one(ProgrammeDescription)
    began = min((each.starts for each in programme.all(Edition)), default=date.max)
    years = (programme.reference_date - began).days // 365 if began != date.max else 0
    if years >= REVIEW_YEARS and description.review is None and follows(programme, "8.5"):
        details = {"since": began}
        place = description.where()
        yield Problem(place, "review-missing", severity=Severity.WARNING, details=details)


ADVISED: tuple[Rule, ...] = (
    long_enough,
    not_too_long,
    often_enough,
    long_sessions,
    followed_up,
    launched,
    calendar_whole,
    reviewed,
)
