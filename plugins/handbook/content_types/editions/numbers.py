"""Rules on how many take part in an edition (evidence 1.4, 4.11)."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.content_types.editions.record import Edition, Stage, stage_of
from handbook.content_types.service import Service
from handbook.content_types.timeline import Milestone
from handbook.problems import Problem, Severity
from handbook.programme import Programme

PILOT = (5, 10)
"""Fewest and most pairs of a pilot (evidence 1.4)."""
_MATCHED = {Stage.MATCHING, Stage.RUNNING}
"""Stages in which the mentors of an edition are known and still have their mentees before them."""


def mentees_within(programme: Programme) -> Iterator[Problem]:
    """No mentor takes more mentees than the edition allows."""
    for edition in programme.all(Edition):
        most = edition.capacity.mentees_per_mentor
        for service in programme.all(Service, edition.id):
            if service.capacity > most:
                yield Problem(
                    service.where("capacity"),
                    "capacity-over",
                    "capacity",
                    str(service.capacity),
                    Severity.WARNING,
                    {"most": most},
                )


def mentors_within(programme: Programme) -> Iterator[Problem]:
    """No more mentors serve than the edition has room for."""
    for edition in programme.all(Edition):
        serving = len(programme.all(Service, edition.id))
        if serving > edition.capacity.mentors:
            yield _warning(edition, "mentors-over", "mentors", serving=serving)


def places_for_all(programme: Programme) -> Iterator[Problem]:
    """The mentors of an edition can together take as many mentees as it promises."""
    for edition in programme.all(Edition):
        capacity = edition.capacity
        most = capacity.mentors * capacity.mentees_per_mentor
        if capacity.mentees > most:
            yield _warning(edition, "capacity-impossible", "mentees", most=most)
        elif _matched(programme, edition):
            places = sum(service.capacity for service in programme.all(Service, edition.id))
            if places < capacity.mentees:
                yield _warning(edition, "capacity-short", "mentees", places=places)


def _matched(programme: Programme, edition: Edition) -> bool:
    """Say whether mentors are known to be as many as they will be."""
    if {"service", "timeline"} & programme.incomplete:
        return False
    dates = programme.all(Milestone, edition.id)
    return stage_of(edition, dates, programme.reference_date) in _MATCHED


def pilot_small(programme: Programme) -> Iterator[Problem]:
    """A pilot has five to ten pairs (evidence 1.4)."""
    for edition in programme.all(Edition):
        if edition.pilot and not PILOT[0] <= edition.capacity.mentees <= PILOT[1]:
            yield _warning(edition, "pilot-size", "mentees", fewest=PILOT[0], most=PILOT[1])


def _warning(edition: Edition, code: str, key: str, **details: int) -> Problem:
    field = f"capacity.{key}"
    value = str(getattr(edition.capacity, key))
    return Problem(edition.where(field), code, field, value, Severity.WARNING, details)
