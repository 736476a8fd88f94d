"""Rules that advise: what is known to help an edition, of which a programme may decide otherwise.

Each is a warning that names its evidence, knows the kind of programme, and is silent where
`not_followed` of `programme.yaml` lists its number.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.content_types.editions.participants import not_over
from handbook.content_types.editions.record import Edition, warning_of
from handbook.content_types.evaluation import EVALUATION, EvaluationStep
from handbook.content_types.messages import MESSAGES, Message
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.timeline import PAIR_ROLES, TIMELINE, Milestone
from handbook.problems import Place, Problem, warning
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
LAUNCHES = {"launch-missing": ("partner",), "launch-inside-missing": PAIR_ROLES}
"""What is told where no launch concerns any of some roles."""
WORKSHOP_FROM = 6
"""Months from which on a meeting in the middle is worth its while (evidence 6.14)."""
AWAITED = {"announcement": "4.1", "follow-up": "6.13", "mid-term": "6.14", "evaluation": "7.7"}
"""Kinds of date that the calendar of an edition has, and the evidence for each."""
REVIEW_YEARS = 3
"""After so many years a programme is looked at as a whole (evidence 8.5)."""


def well_measured(programme: Programme) -> Iterator[Problem]:
    """An edition lasts, and its pairs meet, as experience advises (evidence 3.3 to 3.5, 6.13)."""
    description = programme.one(ProgrammeDescription)
    for edition in not_over(programme):
        for evidence, problem in _measured(edition, description):
            if description.follows(evidence):
                yield problem


def _measured(edition: Edition, description: ProgrammeDescription) -> Iterator[tuple[str, Problem]]:
    """Tell which measures of an edition are unusual, each with the evidence for what is usual.

    A pilot may be shorter, and within one organisation pairs may come to meet every several months
    only.
    """
    between, sessions = description.between_organisations, edition.sessions
    least = SHORTEST[edition.kind]
    if edition.duration_months < least and not edition.pilot:
        yield "3.3", warning_of(edition, "duration-short", "duration_months", least=least)
    if edition.duration_months > LONGEST and between:
        yield "3.4", warning_of(edition, "duration-long", "duration_months", most=LONGEST)
    if sessions.count < FEWEST_SESSIONS and not edition.pilot:
        yield "3.3", warning_of(edition, "sessions-few", "sessions.count", least=FEWEST_SESSIONS)
    if sessions.every_weeks > MOST_WEEKS and between:
        yield "3.4", warning_of(edition, "sessions-rare", "sessions.every_weeks", most=MOST_WEEKS)
    shorter, longer = USUAL_MINUTES[edition.format]
    if not shorter / 2 <= sessions.minutes <= longer * 2:
        usual = shorter if sessions.minutes < shorter else longer
        yield "3.5", warning_of(edition, "session-length", "sessions.minutes", usual=usual)
    if edition.follow_up_weeks > RAREST_FOLLOW_UP:
        most = RAREST_FOLLOW_UP
        yield "6.13", warning_of(edition, "follow-up-rare", "follow_up_weeks", most=most)


def launched(programme: Programme) -> Iterator[Problem]:
    """In a consortium the heads of all partners are brought in, and each house (evidence 3.12)."""
    description = programme.one(ProgrammeDescription)
    if not description.between_organisations or not description.follows("3.12"):
        return
    for edition, dates, place in _laid_out(programme):
        partners = len(edition.partners)
        launches = [each for each in dates if each.kind == "launch"]
        for code, roles in LAUNCHES.items() if partners >= CONSORTIUM else ():
            if not any(each.concerns(role) for each in launches for role in roles):
                yield warning(place, code, edition=edition.id, partners=partners)


def plan_whole(programme: Programme) -> Iterator[Problem]:
    """The plan says how an edition is made known and evaluated, and when all is (evidence 3.1).

    How people are found and matched it cannot leave out.
    """
    if not programme.one(ProgrammeDescription).follows("3.1"):
        return
    for edition in not_over(programme):
        parts = (
            (MESSAGES, programme.all(Message)),
            (EVALUATION, programme.all(EvaluationStep)),
            (TIMELINE, programme.all(Milestone, edition.id)),
        )
        gaps = [
            kind.file_of(edition.id)
            for kind, said in parts
            if not said and kind.name not in programme.incomplete
        ]
        if gaps:
            yield warning(edition.where(), "plan-gap", edition=edition.id, gaps=", ".join(gaps))


def calendar_whole(programme: Programme) -> Iterator[Problem]:
    """The calendar says when what must not be forgotten takes place (evidence 4.1, 6.13 to 7.7).

    One that has no kick-off yet is still being written.
    """
    description = programme.one(ProgrammeDescription)
    for edition, dates, place in _laid_out(programme):
        there = {each.kind for each in dates}
        if description.matching_by == "mentee" or "matching" in there:
            there.add("announcement")
        if edition.duration_months < WORKSHOP_FROM:
            there.add("mid-term")
        for kind, evidence in AWAITED.items():
            if kind not in there and description.follows(evidence):
                told = {"edition": edition.id, "kind": kind, "evidence": evidence}
                yield warning(place, "date-missing", **told)


def _laid_out(programme: Programme) -> Iterator[tuple[Edition, tuple[Milestone, ...], Place]]:
    """Give the editions that are not over with their dates, where these are all there."""
    if TIMELINE.name in programme.incomplete:
        return
    for edition in not_over(programme):
        dates = programme.all(Milestone, edition.id)
        if any(each.kind == "kick-off" for each in dates):
            yield edition, dates, Place(TIMELINE.file_of(edition.id))


def reviewed(programme: Programme) -> Iterator[Problem]:
    """A programme is reviewed after three years, or says when it will be (evidence 8.5)."""
    description, today = programme.one(ProgrammeDescription), programme.reference_date
    since = min((each.starts for each in programme.all(Edition)), default=today)
    due = (today - since).days // 365 >= REVIEW_YEARS
    if due and description.review is None and description.follows("8.5"):
        yield warning(description.where(), "review-missing", since=since)


ADVISED: tuple[Rule, ...] = (well_measured, launched, plan_whole, calendar_whole, reviewed)
