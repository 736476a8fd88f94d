"""Pairs: who mentors whom in an edition. Kept in `private/`, never published.

Nothing of a pair is ever shown, so what the rules tell of one are warnings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.content_type import PRIVATE, ContentType, Table, never
from handbook.content_type.records import Entity, each
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.structure import PILOT
from handbook.content_types.mentees import MENTEES, Mentee
from handbook.content_types.mentors import Mentor
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.recognitions import Recognition
from handbook.content_types.service import SERVICE, Service
from handbook.problems import Problem, warning, warning_at
from handbook.programme import Programme, Rule
from handbook.row import Row
from handbook.text.folding import words_of


@dataclass(frozen=True, kw_only=True)
class Pair(Entity):
    """One pair of one edition."""

    mentor: str
    """Id of the mentor."""
    mentee: str
    """Id of the mentee."""
    since: date | None
    until: date | None
    explained: bool
    """Whether it says why these two."""


def organisations_crossed(programme: Programme) -> Iterator[Problem]:
    """Mentor and mentee have no organisation in common (evidence 5.3).

    A programme within one organisation crosses none.
    """
    if not programme.one(ProgrammeDescription).between_organisations:
        return
    for pair in programme.all(Pair):
        mentor, mentee = programme.find(Mentor, pair.mentor), programme.find(Mentee, pair.mentee)
        if mentor and mentee and set(mentor.organisation) & set(mentee.organisation):
            yield warning_at(pair, "pair-organisation", "mentee")


def mentors_serve(programme: Programme) -> Iterator[Problem]:
    """The mentor of a pair serves in the edition."""
    if SERVICE.name in programme.incomplete:
        return
    for pair in programme.all(Pair):
        if programme.find(Service, pair.mentor, pair.edition) is None:
            target = SERVICE.file_of(pair.edition)
            yield warning_at(pair, "pair-mentor", "mentor", target=target)


def within_capacity(programme: Programme) -> Iterator[Problem]:
    """A mentor has no more mentees at one time than they said they can take (evidence 4.11)."""
    meeting: Counter[tuple[str, str]] = Counter()
    for pair in programme.all(Pair):
        service = programme.find(Service, pair.mentor, pair.edition)
        if service is None or _over(pair, programme):
            continue
        meeting[pair.edition, pair.mentor] += 1
        if meeting[pair.edition, pair.mentor] == service.capacity + 1:
            target, capacity = SERVICE.file_of(pair.edition), service.capacity
            yield warning_at(pair, "pair-capacity", "mentor", capacity=capacity, target=target)


def _over(pair: Pair, programme: Programme) -> bool:
    return pair.until is not None and pair.until < programme.reference_date


def pilots_small(programme: Programme) -> Iterator[Problem]:
    """A pilot has five to ten pairs (evidence 1.4), once it has any."""
    for edition in programme.all(Edition):
        pairs = programme.all(Pair, edition.id)
        if edition.pilot and pairs and not PILOT[0] <= len(pairs) <= PILOT[1]:
            place, (fewest, most) = pairs[0].where(), PILOT
            yield warning(place, "pair-pilot", count=len(pairs), fewest=fewest, most=most)


def ends_after_start(programme: Programme) -> Iterator[Problem]:
    """A pair does not end before it begins."""
    for pair in programme.all(Pair):
        if pair.since and pair.until and pair.until < pair.since:
            yield warning_at(pair, "pair-backwards", "until")


def pairs_explained(programme: Programme) -> Iterator[Problem]:
    """Both are told why they were matched (evidence 5.1), so the reason is kept.

    Where mentees choose, the choice is theirs.
    """
    description = programme.one(ProgrammeDescription)
    if description.matching_by == "mentee" or not description.follows("5.1"):
        return
    for pair in programme.all(Pair):
        if not pair.explained and not _over(pair, programme):
            yield warning_at(pair, "pair-unexplained", "reasons")


def mentees_took_part(programme: Programme) -> Iterator[Problem]:
    """A mentee who is thanked in an edition was in a pair of it, where its pairs are kept."""
    if {PAIRS.name, MENTEES.name} & programme.incomplete:
        return
    for edition in programme.all(Edition):
        pairs = programme.all(Pair, edition.id)
        mentees = [programme.find(Mentee, pair.mentee) for pair in pairs]
        names = {words_of(mentee.name) for mentee in mentees if mentee}
        for recognition in programme.all(Recognition, edition.id):
            if pairs and recognition.role == "mentee" and words_of(recognition.name) not in names:
                yield warning_at(recognition, "recognition-unpaired", "name", edition=edition.id)


RULES: tuple[Rule, ...] = (
    organisations_crossed,
    mentors_serve,
    within_capacity,
    pilots_small,
    ends_after_start,
    mentees_took_part,
    pairs_explained,
)


def make_pair(row: Row) -> Pair:
    """Make a pair of a row of an edition's `pairs.csv`."""
    return Pair(
        id=f"{row['mentor']} {row['mentee']}",
        where=row.where,
        edition=row.edition,
        mentor=row["mentor"],
        mentee=row["mentee"],
        since=row.day("since"),
        until=row.day("until"),
        explained=bool(row["reasons"]),
    )


PAIRS = ContentType(
    name="pairs",
    folder=Path(__file__).parent,
    source=Table("editions/*/pairs.csv", optional=True, folder=PRIVATE),
    assemble=each(make_pair),
    publish=never,
    rules=RULES,
)
